"""Projects that are begun from a template: a plugin or a pack."""
