"""What each command may import: a start is as quick as what it does not load."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.meta.imported import IMPORTS, imported

LISTS = sorted(IMPORTS.glob("*.txt"))


@pytest.mark.slow
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_command_imports_what_its_list_says(path: Path) -> None:
    """`python -m tests.meta.imported` writes the lists anew, for a look at what has changed."""
    first, *allowed = path.read_text(encoding="utf-8").splitlines()
    assert imported(first.removeprefix("$ ")) == allowed


@pytest.mark.parametrize("path", [path for path in LISTS if "build" in path.stem], ids=lambda path: path.stem)
def test_a_warm_start_with_a_json_profile_reads_neither_yaml_nor_schemas_nor_markdown(path: Path) -> None:
    allowed = path.read_text(encoding="utf-8").splitlines()[1:]
    assert not {"yaml", "jsonschema", "markdown_it"}.intersection(allowed)
