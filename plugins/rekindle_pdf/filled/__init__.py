"""Answers in a PDF: read out of a file that came back, and drawn into one that is made with answers in it."""
