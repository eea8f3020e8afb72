"""Creating projects from a template: a plugin or a pack."""
