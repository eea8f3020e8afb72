"""Making a program: `rekindle build`."""
