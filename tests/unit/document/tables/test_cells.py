"""The cells of a table: what each asks, by which name its answer is kept, and as which response."""

from __future__ import annotations

import pytest

from rekindle_core import (
    AnswerId,
    Choices,
    ChoicesValue,
    ChoiceValue,
    Lines,
    NumberValue,
    Scale,
    Task,
    TextValue,
    Value,
    answer_places,
    column_label,
    document_from_json,
    document_to_json,
    fit_answers,
    plain,
    replace,
    table_rows,
)
from rekindle_core.answers.values import Answer, Answers
from rekindle_core.document import nodes as n
from rekindle_core.document.codec import DocumentJsonError
from rekindle_core.testing.cases import with_blocks


def words(text: str) -> n.Inlines:
    return (n.Text(text),)


COLUMNS = (
    n.TableColumn("moment", words("The moment"), n.TextCell(), words("where, when")),
    n.TableColumn("pull", words("how strong"), n.NumberCell(0, 10), words("as you felt it")),
    n.TableColumn("waited", words("I waited"), n.TickCell()),
    n.TableColumn("help", words("What helped"), n.ChoiceCell((n.Option("walk", words("A walk")),))),
)
DAYS = (n.TableRow("mon", words("Monday")), n.TableRow("tue", words("Tuesday")))
LABELLED = n.Table("s1_space_urge-log", COLUMNS, DAYS)
EMPTY = replace(LABELLED, rows=(n.TableRow("row-1"), n.TableRow("row-2")))


def asking(table: n.Table) -> n.Document:
    return with_blocks(Task("urge-log", "exercise", (), table, title=words("The urge log")))


def test_a_cell_asks_by_its_row_and_column_and_takes_what_its_column_says() -> None:
    places = answer_places(asking(LABELLED))
    assert [place.question for place in places[:3]] == [
        "The urge log – Monday: The moment",
        "The urge log – Monday: how strong",
        "The urge log – Monday: I waited",
    ]
    assert [type(place.response) for place in places[:4]] == [Lines, Scale, Choices, Choices]
    assert [place.name for place in places] == list(LABELLED.answer_ids)
    assert places[5].id == AnswerId("urge-log", 1, "space", part="tue_pull")
    assert [plain(column_label(column)) for column in COLUMNS[:2]] == [
        "The moment (where, when)",
        "how strong (0–10, as you felt it)",
    ]


def test_empty_rows_are_numbered() -> None:
    assert [(plain(row.title), row.numbered) for row in table_rows(EMPTY)] == [("1", True), ("2", True)]
    assert [place.question for place in answer_places(asking(EMPTY))][::4] == [
        "The urge log – 1: The moment",
        "The urge log – 2: The moment",
    ]


@pytest.mark.parametrize(
    ("column", "given", "kept"),
    [
        ("moment", TextValue("at the bus stop"), TextValue("at the bus stop")),
        ("moment", NumberValue(3), None),
        ("pull", NumberValue(10), NumberValue(10)),
        ("pull", TextValue(" 7 "), NumberValue(7)),
        ("pull", NumberValue(11), None),
        ("waited", ChoicesValue(("done",)), ChoicesValue(("done",))),
        ("help", ChoiceValue("walk"), ChoiceValue("walk")),
        ("help", ChoiceValue("run"), None),
    ],
)
def test_an_answer_finds_its_cell_in_another_session_and_is_typed_by_its_column(
    column: str, given: Value, kept: Value | None
) -> None:
    earlier = AnswerId("urge-log", 4, "space", part=f"mon_{column}")
    document = asking(LABELLED)
    fit = fit_answers(document, Answers(document.program_id, None, (Answer(earlier, given),)))
    assert [(one.id.name, one.value) for one in fit.answers.answers] == (
        [(f"s1_space_urge-log_mon_{column}", kept)] if kept else []
    )


def test_an_answer_fits_no_cell_that_asks_something_else_now() -> None:
    document = asking(LABELLED)
    (first, *_) = answer_places(document)
    answer = Answer(first.id, TextValue("x"), first.question.replace("Monday", "Sunday"))
    (left,) = fit_answers(document, Answers(document.program_id, None, (answer,))).left
    assert left.reason == "changed"


def test_a_table_comes_back_from_json_within_its_limits() -> None:
    assert document_from_json(document_to_json(asking(LABELLED))) == asking(LABELLED)
    for large in (
        replace(LABELLED, columns=COLUMNS * 2),
        replace(LABELLED, rows=DAYS * 16),
        replace(LABELLED, rows=()),
        replace(LABELLED, rows=(n.TableRow("a_b"),)),
    ):
        with pytest.raises(DocumentJsonError, match=r"rows|columns"):
            document_from_json(document_to_json(asking(large)))
