"""Bodies of requests, read in memory, as fields and files."""
