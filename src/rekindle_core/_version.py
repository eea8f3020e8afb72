"""The version, in its own module so that `rekindle --version` needs no other import."""

__version__ = "0.1.0"
