"""A pack's questions as fields of a form, and what was filled in as a profile."""
