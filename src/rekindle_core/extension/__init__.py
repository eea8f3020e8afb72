"""The plugin interface: formats, hooks, and how plugins are found."""
