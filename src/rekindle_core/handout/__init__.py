"""Handouts: one sheet of chosen items, from a pack's catalogue to its Document."""
