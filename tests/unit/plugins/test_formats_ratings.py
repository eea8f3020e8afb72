"""Grids of ratings, and the charts that collect them, in every format that people read."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pikepdf
import pytest

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    Document,
    NumberValue,
    RatingRow,
    Ratings,
    RatingsChart,
    RatingSeries,
    Section,
    Task,
    Text,
    render,
    replace,
)
from rekindle_core.testing.samples import every_node

SESSIONS = (1, 2, 3)


def words(text: str) -> tuple[Text]:
    return (Text(text),)


def grid(*, shared: bool = True, high: int = 10) -> Ratings:
    ends = (words("none"), words("plenty"))
    low, top = ends if shared else ((), ())
    own = () if shared else ends
    rows = tuple(
        RatingRow(f"rating-{name}-s1", f"s1_session_rating-{name}", words(said), *own, item=f"rating-{name}")
        for name, said in (("calm", "Calm"), ("sleep", "How have you slept this past week, all in all?"))
    )
    return Ratings(0, high, low, top, rows)


def chart(sessions: tuple[int, ...] = SESSIONS) -> RatingsChart:
    """Return a chart; the second of its sessions does not ask how calm it is."""
    places = [f"s{n}_session_rating-{{}}{f'_{n}' if n > 1 else ''}" for n in sessions]
    calm = tuple("" if n == 2 else place.format("calm") for n, place in zip(sessions, places, strict=True))
    sleep = tuple(place.format("sleep") for place in places)
    series = (
        RatingSeries("rating-calm-over-sessions", words("Calm"), calm),
        RatingSeries("rating-sleep-over-sessions", words("Sleep"), sleep),
    )
    return RatingsChart("ratings-chart", sessions, 0, 10, series)


def program(*blocks: Task | RatingsChart) -> Document:
    part = Section("review", "review", words("Looking back"), blocks)
    return replace(every_node(), parts=(part,), practice=None)


def whole(sessions: tuple[int, ...] = SESSIONS) -> Document:
    """Return a program with a chart, and with the sessions that it is about."""
    series = {one.label: one.answer_ids for one in chart(sessions).series}
    parts = []
    for at, number in enumerate(sessions):
        rows = tuple(
            RatingRow(f"row-{places[at]}", places[at], label)
            for label, places in series.items()
            if places[at]
        )
        task = Task(f"ratings-s{number}", "rating", (), Ratings(0, 10, (), (), rows))
        parts.append(Section(f"session-{number}", "session", words("Some step"), (task,), number=number))
    return replace(every_node(), parts=(*parts, *program(chart(sessions)).parts), practice=None)


def collected(text: str) -> str:
    """Return what the page says that collects the ratings."""
    return text.rpartition("Looking back")[2] if "<" not in text else text.partition("id=review")[2]


def rated(document: Document, numbers: Mapping[str, int]) -> Answers:
    found = (Answer(AnswerId.from_name(name), NumberValue(value)) for name, value in numbers.items())
    return Answers(document.program_id, answers=tuple(found))


def shown(name: str, document: Document, numbers: Mapping[str, int] | None = None, **options: str) -> str:
    answers = None if numbers is None else rated(document, numbers)
    (made, *_) = render(document, name, options, answers=answers)
    return made.data.decode()


GRID = Task("ratings-s1", "rating", (), grid())


# ------------------------------------------------------------------ text and Markdown


def test_text_has_a_row_on_one_line_and_shared_ends_once() -> None:
    text = shown("text", program(GRID))
    assert "    0 = none, 10 = plenty\n" in text
    assert text.count("plenty") == 1
    assert re.search(r"^    Calm {10,}0 1 2 3 4 5 6 7 8 9 10$", text, re.MULTILINE)
    (calm, last) = (line for line in text.split("\n") if "0 1 2 3" in line)
    assert calm.index("0 1") == last.index("0 1")
    assert "How have you slept this past week, all" in text


def test_text_shows_what_was_chosen_and_the_ends_of_each_row_where_they_differ() -> None:
    task = Task("ratings-s1", "rating", (), grid(shared=False))
    text = shown("text", program(task), {"s1_session_rating-calm": 0, "s1_session_rating-sleep": 7})
    assert "[0] 1 2 3 4 5 6 7 8 9 10" in text
    assert "0 1 2 3 4 5 6 [7] 8 9 10" in text
    assert text.count("0 = none, 10 = plenty") == 2


def test_narrow_text_has_the_numbers_under_the_question() -> None:
    text = shown("text", program(GRID), width="30")
    assert "    Calm\n      0 1 2 3 4 5 6 7 8 9 10\n" in text


def test_the_chart_in_text_is_a_table_with_a_gap_where_nothing_was_rated() -> None:
    numbers = {"s1_session_rating-calm": 4, "s3_session_rating-sleep_3": 10}
    text = collected(shown("text", whole(), numbers))
    rows = [line.split() for line in text.split("\n") if line.startswith(("Session", "Calm", "Sleep"))]
    assert rows == [["Session", "1", "2", "3"], ["Calm", "4", "-", "__"], ["Sleep", "__", "__", "10"]]
    assert "Copy your ratings" not in text
    assert "Copy your ratings" in shown("text", program(chart()))


def test_the_chart_in_text_names_its_sessions_where_they_have_no_room_beside_one_another() -> None:
    text = shown("text", whole(tuple(range(1, 41))), {"s7_session_rating-sleep_7": 3})
    text = collected(text)
    assert text.count("Sleep") == 1
    assert "7: 3, 8: __" in " ".join(text.split())


def test_markdown_has_a_list_for_a_grid_and_one_for_a_chart() -> None:
    numbers = {"s1_session_rating-calm": 4}
    text = shown("markdown", program(GRID), numbers)
    assert "0 = none, 10 = plenty\n\n- Calm – 0 1 2 3 **4** 5 6 7 8 9 10\n" in text
    text = shown("markdown", whole(), numbers)
    assert "- Calm\\\n  Session 1: 4, Session 2: –, Session 3: …\n" in text


# ------------------------------------------------------------------ the page and the mail


def test_each_row_on_the_page_is_a_control_that_its_own_question_names() -> None:
    page = shown("html", program(GRID), {"s1_session_rating-calm": 4})
    row = "<label>Calm<input type=number name=s1_session_rating-calm min=0 max=10 value=4></label>"
    assert row in page
    assert page.count("plenty") == 1
    own = shown("html", program(Task("ratings-s1", "rating", (), grid(shared=False))))
    assert "<label>Calm<small><span>0: none</span><span>10: plenty</span></small><input" in own


def test_without_script_the_page_has_a_table_for_each_rating_with_what_was_answered() -> None:
    page = collected(shown("html", whole(), {"s1_session_rating-calm": 4}))
    (calm, _) = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", calm) == [
        "Session",
        "Rating",
        "1",
        "4",
        "2",
        "–",
        "3",
        "",
    ]
    assert "data-of=s3_session_rating-calm_3" in calm
    (by_hand,) = re.findall(r"<p class=by-hand>(.*?)</p>", page)
    assert by_hand.startswith("Copy your ratings")


def test_a_mail_asks_its_own_ratings_and_leaves_the_page_that_collects_them_out() -> None:
    session = Section("session-1", "session", words("One"), (GRID,), number=1)
    document = replace(every_node(), parts=(session, *program(chart()).parts))
    (mail, *_) = render(document, "email")
    said = mail.data.decode()
    assert "Calm" in said
    assert "Looking back" not in said


# ------------------------------------------------------------------ PDF


def pdf_of(document: Document, numbers: Mapping[str, int] | None = None, **options: str) -> pikepdf.Pdf:
    answers = None if numbers is None else rated(document, numbers)
    (made,) = render(document, "pdf", options, answers=answers)
    return pikepdf.open(io.BytesIO(made.data))


def structure(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Return the tags of a file's structure in order, each with its alternative text."""
    found: list[tuple[str, str]] = []

    def down(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append((str(element.S).lstrip("/"), str(element.get("/Alt", ""))))
        kids = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                down(kid)

    down(pdf.Root.StructTreeRoot)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("size", ["normal", "large"])
def test_circles_of_a_grid_are_as_high_as_a_hand_hits_and_named_by_question_and_number(size: str) -> None:
    with pdf_of(program(GRID), size=size) as pdf:
        fields = [note for page in pdf.pages for note in page.get("/Annots", pikepdf.Array())]
        circles = [note for note in fields if note.get("/MK", {}).get("/CA") == "l"]
        assert len(circles) == 22
        assert str(circles[0].TU) == "0, none – Calm"
        assert str(circles[10].TU) == "10, plenty – Calm"
        millimetres = [(float(note.Rect[3]) - float(note.Rect[1])) / 72 * 25.4 for note in circles]
        assert min(millimetres) >= 6.99
        tops = {round(float(note.Rect[1]), 1) for note in circles}
        assert len(tops) == 2
        tags = [tag for tag, _ in structure(pdf)]
        assert tags.count("LI") == 2
        assert tags.count("Form") == 22


@pytest.mark.slow
def test_a_chart_tells_its_numbers_and_a_file_with_answers_has_a_table_as_well() -> None:
    with pdf_of(program(chart())) as pdf:
        alternatives = [said for tag, said in structure(pdf) if tag == "Figure"]
        assert alternatives == ["Calm Session 1: –, 2: –, 3: –", "Sleep Session 1: –, 2: –, 3: –"]
        assert "Table" not in [tag for tag, _ in structure(pdf)]
    with pdf_of(whole(), {"s1_session_rating-calm": 4, "s3_session_rating-calm_3": 0}) as pdf:
        assert ("Figure", "Calm Session 1: 4, 2: –, 3: 0") in structure(pdf)
        assert [tag for tag, _ in structure(pdf)].count("Table") == 2
