"""What the docs show of code is code that runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.meta.included import pages, with_blocks


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_code_and_messages_in_the_docs_are_those_that_run(path: Path) -> None:
    """`python -m tests.meta.included` puts them in anew."""
    page = path.read_text(encoding="utf-8")
    assert with_blocks(page) == page
