"""What authors of plugins do: `rekindle plugins` and `formats`."""
