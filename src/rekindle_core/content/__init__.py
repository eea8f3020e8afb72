"""From content files to a checked Pack: strict YAML, schemas, prose templates, conditions, cross-references."""
