"""Screens 4 to 14: from the questions about a client to the files of a program."""
