"""The shape of a file: its JSON Schema, what does not fit it, and the form that would be accepted."""
