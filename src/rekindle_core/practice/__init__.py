"""A practice's own data: practice.yaml, and the logo beside it."""
