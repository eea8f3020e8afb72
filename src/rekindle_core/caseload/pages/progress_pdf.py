"""A client's ratings as a PDF: the same drawings and tables, tagged (PDF/UA-1).

Comes in: ratings by week. Goes out: a PDF. What a client typed is data for the template, and never part of its source.
"""

from __future__ import annotations

import json

from rekindle_core.caseload.drawing import draw_rating, in_words
from rekindle_core.caseload.pages.progress_words import NOT_A_MEASURE, TITLE
from rekindle_core.caseload.progress import Progress

_TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set text(lang: "en", size: 11pt)
#set page(paper: "a4", margin: 2.2cm, numbering: "1")
= #data.title
#data.said

#strong(data.stop)

The dashed line is the client's own first answer. A week without a point has no answer.
#for rating in data.ratings [
  == #rating.question
  #image(bytes(rating.svg), format: "svg", alt: rating.words)
  #table(
    columns: 3,
    table.header([Week of], [Answers], [Programs made]),
    ..rating.rows.flatten().map(cell => [#cell]),
  )
]
"""


def progress_pdf(found: Progress, said: str = "") -> bytes:
    """Return the PDF; what is `said` comes first."""
    import typst

    ratings = [
        {
            "question": rated.question,
            "svg": draw_rating(rated, found.weeks),
            "words": in_words(rated, found.weeks),
            "rows": [
                [str(week), ", ".join(map(str, numbers)) or "no answer", str(made or "")]
                for week, numbers, made in zip(found.weeks, rated.weeks, found.made, strict=True)
            ],
        }
        for rated in found.ratings
    ]
    data = json.dumps({"title": TITLE, "said": NOT_A_MEASURE, "stop": said, "ratings": ratings})
    made = typst.compile(
        _TEMPLATE.encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": data},
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise AssertionError("a PDF is one file")
    return made
