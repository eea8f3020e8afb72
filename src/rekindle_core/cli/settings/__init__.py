"""Configuration: who may set an option, and from where it comes; `rekindle config`."""
