"""`rekindle help`, and its topics."""
