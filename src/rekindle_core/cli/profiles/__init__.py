"""Profiles: `rekindle profile`."""
