"""The values that a pack consists of; they know no files."""
