"""The finished sheets in examples/sheets: each is short enough to hand over, and is what the content makes now."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest
from tests.support import ROOT, bundled_pack
from tools.sheets import FOLDER, documents, files, listed

from rekindle_core import SelfCheck, walk

pytestmark = pytest.mark.slow


def test_the_files_are_what_the_content_makes_now() -> None:
    """`python -m tools.sheets` makes them again."""
    made = dict(files())
    kept = {path.name: path.read_bytes() for path in FOLDER.glob("*.pdf")}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in made.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in kept.items()
    }
    assert len(made) == 2 * len(listed()) == 50
    pages = {name: len(pikepdf.open(io.BytesIO(data)).pages) for name, data in made.items()}
    assert {name: number for name, number in pages.items() if number > 2} == {}


def test_each_begins_with_the_questions_about_safety_that_nobody_has_answered() -> None:
    pack = bundled_pack()
    for name, sheet in listed().items():
        client, _ = documents(pack, name, sheet)
        (check,) = [node for node in walk(client) if isinstance(node, SelfCheck)]
        assert len(check.statements) >= 6, name


def test_each_is_listed_with_what_it_is_for() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, sheet in listed().items():
        assert f"| {sheet['title']} | [sheet]({name}.pdf) | [counselor]({name}-counselor.pdf) |" in told
    assert "No clinician has reviewed" in told
    assert (ROOT / "docs/handouts.md").read_text(encoding="utf-8").count("examples/sheets") == 1
