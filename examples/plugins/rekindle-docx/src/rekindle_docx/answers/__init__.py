"""Answers in a Word document: noted, written into it, and read back."""
