"""The history: each version of what was noted."""

from __future__ import annotations

from pathlib import Path

from tests.serving import words
from tests.unit.web.screens.visits.clients import sample


def test_the_history_has_every_version_with_its_note_and_the_answers_in_words(tmp_path: Path) -> None:
    visitor, home = sample(tmp_path)
    visitor.get(f"{home}/history")
    said = words(visitor.page)
    assert "rather not say ” to “ no ”. It is about safety." in said
    assert said.index("Asked again alone") < said.index("the beginning")
