"""A client's ratings as a PDF: the same drawings and tables, tagged (PDF/UA-1 and PDF/A-2a, as programs are).

Input: ratings by week. Output: a PDF. What a client typed is data for the template, and never part of its source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from rekindle_core.caseload.drawing import draw_rating, in_words
from rekindle_core.caseload.pages.progress_words import COLUMNS, NOT_A_MEASURE, TITLE, scale_words
from rekindle_core.caseload.progress import Progress
from rekindle_core.content.model.countries import LETTER_PAPER

Paper: TypeAlias = Literal["a4", "letter"]
_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}

_ON_A_PAGE = 16

_TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: data.day.at(0), month: data.day.at(1), day: data.day.at(2)))
#set text(lang: "en", size: 11pt)
#set page(paper: data.paper, margin: 2.2cm, numbering: "1")
= #data.title
#data.said

#strong(data.stop)

The dashed line is the client's own first answer. A week without a point has no answer.
#for rating in data.ratings [#block(breakable: data.long)[
  == #rating.question
  #image(bytes(rating.svg), format: "svg", alt: rating.words)
  #rating.scale
  #table(
    columns: 3,
    table.header(..data.columns.map(column => strong(column))),
    ..rating.rows.flatten().map(cell => [#cell]),
  )
]]
"""


def paper_of(facts: Mapping[str, Any]) -> Paper:
    """Return the paper that is usual in a client's country: A4 where it isn't known."""
    return "letter" if facts.get("country") in LETTER_PAPER else "a4"


def progress_pdf(found: Progress, said: str = "", *, paper: Paper = "a4") -> bytes:
    """Return the PDF; what is `said` comes first."""
    import typst

    ratings = [
        {
            "question": rated.question,
            "svg": draw_rating(rated, found.weeks),
            "words": in_words(rated, found.weeks),
            "scale": scale_words(rated),
            "rows": [
                [str(week), ", ".join(map(str, numbers)) or "no answer", str(made or "")]
                for week, numbers, made in zip(found.weeks, rated.weeks, found.made, strict=True)
            ],
        }
        for rated in found.ratings
    ]
    # A drawing and a table of up to these weeks fit on one page, together with their question.
    plain = {
        "long": len(found.weeks) > _ON_A_PAGE,
        "title": TITLE,
        "said": NOT_A_MEASURE,
        "stop": said,
        "columns": COLUMNS,
    }
    # PDF/A asks for a date; the last week is on the page anyway.
    last = found.weeks[-1]
    day = [last.year, last.month, last.day]
    data = json.dumps({**plain, "day": day, "paper": _PAPERS[paper], "ratings": ratings})
    made = typst.compile(
        _TEMPLATE.encode(),
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"data": data},
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise AssertionError("a PDF is one file")
    return made
