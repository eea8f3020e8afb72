"""From files to data with a position for each value: strict YAML, schemas, prose."""
