"""What is known about one reader: reading, asking, checking, editing and showing it."""
