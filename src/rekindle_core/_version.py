"""The version, alone, so that `rekindle --version` can answer before anything else is imported."""

__version__ = "0.1.0"
