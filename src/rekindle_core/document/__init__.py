"""The format-neutral Document: its nodes, how to walk it, its JSON form, and the guard."""
