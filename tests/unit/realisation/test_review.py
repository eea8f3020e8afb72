"""The page that collects the ratings: when there is one, what it holds, and the grids that it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import copy_pack, garden_pack

from rekindle_core import (
    Document,
    Pack,
    Ratings,
    RatingsChart,
    Task,
    answer_places,
    load_pack,
    load_profile,
    make_plan,
    plain,
    realise,
    walk,
)
from rekindle_core.document.nodes import RatingRow, Section, Text
from rekindle_core.realisation.review import review


def program(pack: Pack, **facts: object) -> Document:
    plan = make_plan(pack, load_profile(pack, {name.replace("_", "."): fact for name, fact in facts.items()}))
    return realise(pack, plan)


def page(document: Document) -> Section | None:
    return next((part for part in document.parts if part.role == "review"), None)


def grids(document: Document) -> list[Ratings]:
    tasks = [block for block in walk(document) if isinstance(block, Task)]
    return [task.response for task in tasks if isinstance(task.response, Ratings)]


def test_the_page_collects_every_rating_of_every_session() -> None:
    document = program(garden_pack(), program_sessions=3)
    found = page(document)
    assert found is not None
    (chart,) = (block for block in walk(found) if isinstance(block, RatingsChart))
    assert chart.sessions == (1, 2, 3)
    (series,) = chart.series
    assert plain(series.label) == "How is your back?"
    assert series.answer_ids == tuple(row.answer_id for grid in grids(document) for row in grid.rows)
    assert series.answer_ids == (
        "s1_session_rating-back",
        "s2_session_rating-back_2",
        "s3_session_rating-back_3",
    )
    assert (chart.low, chart.high) == (0, 10)


def test_a_program_of_one_session_has_no_such_page() -> None:
    assert grids(program(garden_pack(), program_sessions=1))
    assert page(program(garden_pack(), program_sessions=1)) is None


def test_what_is_written_on_the_page_counts_for_its_own_program() -> None:
    places = {place.name: place for place in answer_places(program(garden_pack(), program_sessions=2))}
    for name in ("review-helped", "review-hindered", "s1_session_rating-back"):
        assert places[name].asker == "rating"
    assert places["s1_session_rating-back"].question == "How is your back?"


def session(number: int, *items: str) -> Section:
    rows = tuple(
        RatingRow(f"{item}-s{number}", f"s{number}_{item}", (Text(item),), item=item) for item in items
    )
    task = Task(f"ratings-s{number}", "rating", (), Ratings(0, 10, (), (), rows))
    return Section(f"session-{number}", "session", (), (task,) if items else (), number=number)


def test_a_session_that_does_not_ask_a_rating_is_a_gap_and_one_that_asks_none_is_no_column() -> None:
    sessions = (session(1, "calm"), session(2), session(3, "sleep", "calm"))
    (found,) = review(sessions, garden_pack().language.words)
    (chart,) = (block for block in found.children if isinstance(block, RatingsChart))
    assert chart.sessions == (1, 3)
    assert {series.id: series.answer_ids for series in chart.series} == {
        "calm-over-sessions": ("s1_calm", "s3_calm"),
        "sleep-over-sessions": ("", "s3_sleep"),
    }


@pytest.mark.parametrize("lacking", ["review", "review_lead", "review_session"])
def test_a_language_without_words_for_it_has_no_such_page(lacking: str) -> None:
    words = {key: word for key, word in garden_pack().language.words.items() if key != lacking}
    assert not list(review((session(1, "calm"), session(2, "calm")), words))


@pytest.mark.parametrize(
    ("other", "shared"),
    [('low_label: "sore", high_label: "fine"', True), ('low_label: "cold", high_label: "warm"', False)],
)
def test_words_at_the_ends_stand_once_where_all_rows_share_them(
    other: str, shared: bool, tmp_path: Path
) -> None:
    pack = copy_pack(tmp_path)
    program_file = pack / "program.yaml"
    line = f'  - {{ id: rating-hands, text: "How are your hands?", {other} }}\n'
    program_file.write_text(program_file.read_text().replace("ratings:\n", f"ratings:\n{line}"))
    (grid, *_) = grids(program(load_pack(pack), program_sessions=2))
    own = [(plain(row.low_label), plain(row.high_label)) for row in grid.rows]
    if shared:
        assert (plain(grid.low_label), plain(grid.high_label)) == ("sore", "fine")
        assert own == [("", ""), ("", "")]
    else:
        assert (grid.low_label, grid.high_label) == ((), ())
        assert own == [("cold", "warm"), ("sore", "fine")]
