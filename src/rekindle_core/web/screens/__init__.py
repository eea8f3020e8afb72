"""One module for each screen: plain functions from a visit to a reply."""
