"""From data to a Pack: every fault of every file in one run, and the compiled form in the cache."""
