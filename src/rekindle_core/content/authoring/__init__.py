"""Tools for authors: rules for wording, automatic fixes, and checks of unsaved files."""
