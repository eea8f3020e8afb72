"""The ratings, made to be looked at together."""

from __future__ import annotations

from pathlib import Path

from tests.serving import words
from tests.unit.web.screens.visits.clients import sample


def test_the_ratings_are_drawn_with_a_table_and_gaps_and_without_what_is_for_the_counselor(
    tmp_path: Path,
) -> None:
    visitor, home = sample(tmp_path)
    visitor.get(f"{home}/progress")
    assert visitor.page.count("<svg") == visitor.page.count("<table") == 4
    said = words(visitor.page)
    assert "no answer" in said
    assert "Pause the program" not in said
    assert "Sample-1" not in said
    assert visitor.get(f"{home}/progress/pdf").content.startswith(b"%PDF")
