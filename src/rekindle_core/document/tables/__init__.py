"""A table to fill in: its nodes, and its cells as places for an answer."""
