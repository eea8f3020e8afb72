"""Tables in PDFs: heads on each page, heads of rows for screen readers, and cards where columns do not fit."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from tests.tagged_pdf import faults

from rekindle_core import render
from rekindle_core.document import nodes as n
from rekindle_core.testing.cases import with_blocks

pytestmark = pytest.mark.slow

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def words(text: str) -> n.Inlines:
    return (n.Text(text),)


def column(name: str, title: str, cell: n.CellKind, hint: str = "") -> n.TableColumn:
    return n.TableColumn(name, words(title), cell, words(hint) if hint else ())


PLAN = column("plan", "What I plan", n.TextCell())
STRONG = column("strong", "How strong", n.NumberCell(0, 10))
DONE = column("done", "Done", n.TickCell())
HELPED = column(
    "helped",
    "What helped",
    n.ChoiceCell((n.Option("walk", words("A walk")), n.Option("call", words("A call")))),
)
NEXT = column("next", "Next time", n.TextCell())
AFTER = column("after", "And after that", n.TextCell())


def table(*columns: n.TableColumn, rows: int, labelled: bool = True) -> n.Document:
    titles = (words(DAYS[number % 7]) if labelled else () for number in range(rows))
    made = tuple(n.TableRow(f"row-{number}", title) for number, title in enumerate(titles, start=1))
    response = n.Table("s1_space_urge-log", columns, made)
    return with_blocks(n.Task("urge-log", "exercise", (n.Paragraph(words("Fill it in.")),), response))


def made(document: n.Document, **options: str) -> pikepdf.Pdf:
    (artifact,) = render(document, "pdf", options)
    return pikepdf.open(io.BytesIO(artifact.data))


def elements(node: Any) -> Iterator[Any]:
    """Yield the elements of a structure tree, in order."""
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        below = node.get("/K")
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            yield from elements(one)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(one.S) for one in elements(pdf.Root.StructTreeRoot)]


def scopes(pdf: pikepdf.Pdf) -> list[str]:
    """Return for what each head of the tables stands, in order."""
    heads = (one for one in elements(pdf.Root.StructTreeRoot) if one.S == pikepdf.Name.TH)
    return [str(next(own.Scope for own in head.A if "/Scope" in own)) for head in heads]


def spoken(pdf: pikepdf.Pdf) -> list[str]:
    notes = (note for page in pdf.pages for note in page.get("/Annots", ()))
    return [str(note.TU) for note in notes if note.get("/Subtype") == "/Widget"]


def text_of(pdf: pikepdf.Pdf) -> list[str]:
    tool = shutil.which("pdftotext") or pytest.skip("pdftotext (poppler-utils) is not installed")
    out = io.BytesIO()
    pdf.save(out)
    run = subprocess.run([tool, "-", "-"], input=out.getvalue(), capture_output=True, check=True)
    return run.stdout.decode().split("\f")


def test_a_table_over_several_pages_repeats_its_head_and_is_heard_by_row_and_column() -> None:
    with made(table(PLAN, STRONG, DONE, HELPED, rows=31)) as pdf:
        assert faults(pdf) == []
        assert scopes(pdf) == ["/Column"] * 5 + ["/Row"] * 31
        pages = [" ".join(page.split()) for page in text_of(pdf) if "Monday" in page]
        assert len(pages) >= 3
        assert all("What I plan" in page and "How strong" in page for page in pages)
        heard = spoken(pdf)
        assert heard[:3] == ["Monday: What I plan", "Monday: How strong (0–10)", "Monday: Done"]
        assert heard[3:5] == [
            "Monday: What helped: A walk",
            "Monday: What helped: A call",
        ]
        assert len(heard) == 31 * 5


def test_rows_have_room_for_two_lines_by_hand_and_are_never_cut() -> None:
    with made(table(PLAN, STRONG, NEXT, rows=31, labelled=False), paper="letter") as pdf:
        assert faults(pdf) == []
        for page in pdf.pages:
            for note in page.get("/Annots", ()):
                if note.get("/Subtype") == "/Widget":
                    left, bottom, right, top = map(float, note.Rect)
                    assert top - bottom > 14.9 / 25.4 * 72
                    assert right - left > 12 / 25.4 * 72
                    assert bottom > 0


@pytest.mark.parametrize(
    ("columns", "options", "cards"),
    [
        ((PLAN, STRONG, DONE, HELPED), {}, False),
        ((PLAN, STRONG, DONE, HELPED), {"paper": "letter"}, False),
        ((PLAN, DONE, NEXT, AFTER), {}, False),
        ((PLAN, DONE, NEXT, AFTER), {"size": "large"}, True),
        ((PLAN, DONE), {"size": "large"}, False),
        ((PLAN, STRONG, DONE, HELPED, NEXT, AFTER), {}, True),
        ((STRONG, DONE, HELPED), {}, False),
    ],
)
def test_columns_that_do_not_fit_become_a_card_for_each_row(
    columns: tuple[n.TableColumn, ...], options: dict[str, str], cards: bool
) -> None:
    with made(table(*columns, rows=3), **options) as pdf:
        assert faults(pdf) == []
        assert ("/Table" not in kinds(pdf)) == cards
        text = "".join(text_of(pdf))
        assert text.count("Done") == (3 if cards else 1)
        assert len(spoken(pdf)) == 3 * sum(2 if one is HELPED else 1 for one in columns)
