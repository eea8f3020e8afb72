"""The client's own copy of a record: the command, and the words of the page."""
