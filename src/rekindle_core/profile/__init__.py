"""What is known of one reader: read, asked for, checked, edited, and told; from files and typed lines to a Profile."""
