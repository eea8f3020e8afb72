"""The structure of a file: its JSON Schema, the faults, and the form that would be accepted."""
