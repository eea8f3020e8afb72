"""What is known about one reader: read, asked, checked, edited, shown; from files and typed lines to a Profile."""
