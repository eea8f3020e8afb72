"""What the table holds, and how programs read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest
from rekindle_csv.row import Row
from rekindle_csv.table import as_text, table

from rekindle_core import (
    Document,
    Link,
    Paragraph,
    Scale,
    Section,
    Task,
    Text,
    load_pack,
    load_profile,
    make_plan,
    realise,
    render,
    replace,
)
from rekindle_core.testing import every_node

REPLACED_PROGRAM = "replaced-program"


def bytes_of(document: Document, **options: str) -> bytes:
    (artifact,) = render(document, "csv", options)
    return artifact.data


def rows_of(document: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(bytes_of(document).decode("utf-8-sig"), newline="")))


def by_id(document: Document) -> Mapping[str, dict[str, str]]:
    return {row["id"]: row for row in rows_of(document)}


def test_a_prompt_has_a_row_with_its_ids_session_question_and_kind_of_answer() -> None:
    rows = by_id(every_node())
    assert (
        rows["prompt-a"]
        == Row(
            id="prompt-a",
            session="1",
            date="2027-01-11",
            part="Look back",
            heading="Look back",
            kind="Prompt",
            number="1",
            minutes="5",
            text="Name a quiet hour with Alex.\nA small one is enough.",
            answer="Space to write …\nMine is usually …",
        )._asdict()
    )
    assert rows["prompt-b"]["answer"] == "0–10\n0 = not at all\n10 = very"
    assert rows["prompt-c"]["answer"] == "○ Morning\n○ Night"
    assert rows["prompt-d"]["answer"] == "If it is late and\nthen I will first"


def test_other_tasks_have_none_and_what_is_to_be_read_first_has() -> None:
    rows = rows_of(every_node())
    ids = [row["id"] for row in rows]
    assert not {"settle-a", "exercise-a", "checklist-a", "rating-a", "action-a", "close-a"} & set(ids)
    assert ids.index("self-check-front") < ids.index("self-check-step-a") < ids.index("prompt-a")
    assert ids.index("prompt-d") < ids.index("alternative-a") < ids.index("help-lines")
    check = by_id(every_node())["self-check-front"]
    assert check["text"].endswith("• I am under eighteen. (read instead: If you are young)")
    assert check["answer"] == "☐ I have read these; none is true."


def test_help_lines_have_a_row_for_each_group() -> None:
    texts = [row["text"] for row in rows_of(every_node()) if row["id"].startswith("help-lines")]
    assert texts[1] == (
        "Emergency number: 999\n• Samaritans, 116 123, anyone, Hours: day and night, https://www.samaritans.org"
    )
    assert texts[2] == "• Australia, Lifeline, 13 11 14, Emergency number: 000, Emergency number: 112"


def test_a_link_has_its_address_behind_it() -> None:
    task = Task("prompt-a", "prompt", (Paragraph((Link("https://a.example", (Text("Look"),)),)),), None)
    session = Section("session-1", "session", (Text("One"),), (task,), number=1)
    (row,) = rows_of(replace(every_node(), parts=(session,)))
    assert row["text"] == "Look (https://a.example)"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", " =", "\u00a0@"])
def test_no_cell_is_a_formula(begins: str) -> None:
    assert as_text(f"{begins}1") == f"'{begins}1"
    document = every_node(f"{begins.strip()}1")
    assert all(as_text(cell) == cell for row in rows_of(document) for cell in row.values())


def test_a_scale_that_begins_below_zero_is_text_too() -> None:
    task = Task("prompt-a", "prompt", (Paragraph((Text("How?"),)),), Scale("a", -5, 5))
    session = Section("session-1", "session", (Text("One"),), (task,), number=1)
    (row,) = rows_of(replace(every_node(), parts=(session,)))
    assert row["answer"] == "'-5–5"


def test_cells_with_commas_quotes_and_several_lines_come_back_as_they_were() -> None:
    row = Row(id="a", text='“One”, "two"\nthree;\tfour')
    data = table([row], for_anki=False)
    assert data.startswith(b"\xef\xbb\xbfid,item,session,")
    assert b"\r\n" in data
    (again,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert again == row._asdict()


def test_anki_is_told_how_to_read_it_and_every_id_is_there_once() -> None:
    (artifact,) = render(every_node(), "csv", {"program": "anki"})
    assert artifact.suffix == ".anki.txt"
    lines = artifact.data.decode().split("\r\n")
    assert lines[:3] == ["#separator:Comma", "#html:false", f"#columns:{','.join(Row._fields)}"]
    ids = [row["id"] for row in rows_of(every_node())]
    assert len(set(ids)) == len(ids)


def test_whoever_makes_it_is_told_that_it_is_not_the_program() -> None:
    said: list[str] = []
    render(every_node(), "csv", warn=said.append)
    assert said == [
        "The table has the prompts, self-checks, notes and help lines. It is not the whole program: build another "
        "format as well."
    ]


def test_a_real_program_has_a_row_for_each_of_its_prompts() -> None:
    pack = load_pack()
    plan = make_plan(pack, load_profile(pack, {"country": "GB", "partner.name": "נועה"}))
    rows = rows_of(realise(pack, plan))
    prompts = [row for row in rows if row["kind"] == "Prompt"]
    assert [row["number"] for row in prompts] == [str(number) for number in range(1, len(prompts) + 1)]
    assert {row["session"] for row in prompts} == {str(session.number) for session in plan.sessions}
    assert all(row["item"] and row["text"] and row["answer"] for row in prompts)
    assert any("116 123" in row["text"] for row in rows)


def test_the_page_in_a_programs_place_is_in_the_table() -> None:
    pack = load_pack()
    plan = make_plan(pack, load_profile(pack, {"safety.afraid": "yes", "country": "GB"}))
    document = realise(pack, plan, confirmed=(REPLACED_PROGRAM,))
    (page, *_) = rows_of(document)
    assert page["kind"] == "Instead"
    assert page["text"]
