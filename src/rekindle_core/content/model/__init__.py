"""The values that a pack is made of; they know no files."""
