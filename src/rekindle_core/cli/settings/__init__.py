"""Configuration: who may set an option, and where its value comes from; `rekindle config`."""
