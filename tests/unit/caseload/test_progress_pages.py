"""Ratings on pages of their own: a PDF that everybody can read, by the check that programs go through."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest
from tests.support import pages_of_pdf
from tests.tagged_pdf import faults

from rekindle_core.caseload.drawing import in_words
from rekindle_core.caseload.pages.progress_html import progress_html
from rekindle_core.caseload.pages.progress_pdf import paper_of, progress_pdf
from rekindle_core.caseload.progress import Progress, RatedWeeks

MONDAY = dt.date(2026, 11, 30)
QUESTION = "Wie schläfst du? (“gut” → 10)"


def progress(weeks: int = 6) -> Progress:
    days = tuple(MONDAY + number * dt.timedelta(days=7) for number in range(weeks))
    numbers = tuple(() if number == 2 else (number % 11, 3)[: 1 + number % 2] for number in range(weeks))
    first = RatedWeeks(QUESTION, "sleep", 0, 10, numbers)
    second = RatedWeeks("x" * 300 + ' <b>&"', "back", 1, 5, tuple((3,) for _ in range(weeks)))
    return Progress(days, (first, second), tuple(number % 3 for number in range(weeks)))


@pytest.mark.parametrize("weeks", [1, 6, 120])
@pytest.mark.parametrize("said", ["", "A rating has gotten worse. *#panic()*"])
def test_the_pdf_passes_the_check_of_programs(weeks: int, said: str) -> None:
    with pikepdf.open(io.BytesIO(progress_pdf(progress(weeks), said))) as pdf:
        assert faults(pdf) == []
        assert pdf.Root.Lang == "en"


def test_each_drawing_has_a_description_and_a_table_of_the_same_numbers() -> None:
    found = progress()
    data = progress_pdf(found, "Ask first.")
    text = " ".join(" ".join(pages_of_pdf(data)).split())
    for words in (
        QUESTION,
        "From 0 to 10; first answer 0",
        "no answer",
        "2026-12-14",
        "Pages made",
        "Ask first.",
    ):
        assert words in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = [
            str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert sorted(figures) == sorted(in_words(rated, found.weeks) for rated in found.ratings)
    page = progress_html(found)
    assert page.count("<svg") == page.count("<desc") == page.count("<table>") == 2
    assert "&lt;b&gt;&amp;" in page


def test_the_paper_is_that_of_the_clients_country() -> None:
    assert [paper_of({"country": code}) for code in ("US", "GB")] == ["letter", "a4"]
    assert paper_of({}) == "a4"
    with pikepdf.open(io.BytesIO(progress_pdf(progress(), paper="letter"))) as pdf:
        assert [round(float(one)) for one in pdf.pages[0].MediaBox] == [0, 0, 612, 792]
