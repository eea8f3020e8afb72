"""The commands for authors of plugins: `rekindle plugins` and `formats`."""
