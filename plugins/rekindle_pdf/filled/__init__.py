"""Answers in a PDF: reading them from a returned file, and drawing them into a new one."""
