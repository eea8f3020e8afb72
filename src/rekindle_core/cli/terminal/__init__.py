"""How things look in a terminal: messages, pages, excerpts, reports."""
