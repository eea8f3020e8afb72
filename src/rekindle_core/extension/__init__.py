"""What a plugin meets: formats, hooks, and how plugins are found."""
