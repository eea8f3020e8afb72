"""From files to data with a place for each value: strict YAML, schemas, prose."""
