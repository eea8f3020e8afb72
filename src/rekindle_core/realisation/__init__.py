"""From a Plan to a Document: slots filled, forms agreed, parts laid out."""
