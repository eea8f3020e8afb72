"""The names of a pack's files: a file with any other name isn't part of the pack."""

from __future__ import annotations

REQUIRED = ("pack.yaml", "program.yaml", "gates.yaml", "phrases.yaml", "helplines.yaml", "sources.yaml")
LANGUAGE = "language.yaml"
ASSUMPTIONS = "assumptions.yaml"
CONFLICTS = "conflicts.yaml"
TABLES = "tables.yaml"
OPTIONAL = (LANGUAGE, CONFLICTS, ASSUMPTIONS, "stops.yaml", "counselor.yaml", TABLES)
COPY_RULES = "copy-rules.yaml"
BESIDE = (COPY_RULES,)
"""A file that a pack is only checked with: no program has to read it."""
STEPS = "steps/"
ALTERNATIVES = "alternatives/"
FOLDERS = {STEPS: "step", ALTERNATIVES: "alternative"}
"""The folders of a pack, with the kind of file in each."""
