"""The version, in a module of its own so that `rekindle --version` needs no other import."""

__version__ = "0.1.0"
