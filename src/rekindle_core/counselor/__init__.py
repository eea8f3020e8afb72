"""The counselor's pages: a separate Document, for the reader who may see the reasons."""
