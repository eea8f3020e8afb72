"""`rekindle batch`: many programs from a roster."""
