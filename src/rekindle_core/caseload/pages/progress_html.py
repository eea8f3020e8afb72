"""A client's ratings as a page: drawings, each with a table of the same numbers.

Input: ratings by week. Output: HTML without scripts that loads nothing.
"""

from __future__ import annotations

from html import escape

from rekindle_core.caseload.drawing import draw_rating
from rekindle_core.caseload.pages.progress_words import COLUMNS, NOT_A_MEASURE, TITLE, scale_words
from rekindle_core.caseload.progress import Progress, RatedWeeks

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "svg{max-width:100%;height:auto}table{border-collapse:collapse;margin:.5rem 0 2rem}"
    "caption{text-align:left;padding-bottom:.3rem}"
    "th,td{border:1px solid #999;padding:.2rem .6rem;text-align:left}"
)


def progress_html(found: Progress, said: str = "") -> str:
    """Return the page; the sentences in `said` come first."""
    parts = "".join(_rating(found, rated, number) for number, rated in enumerate(found.ratings, 1))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{TITLE}</h1><p>{escape(NOT_A_MEASURE)}</p>"
        f"{f'<p><strong>{escape(said)}</strong></p>' if said else ''}"
        "<p>The dashed line is the client's own first answer. A week without a point has no answer.</p>"
        f"{parts}</main></body></html>\n"
    )


def _rating(found: Progress, rated: RatedWeeks, number: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">{week}</th><td>{", ".join(map(str, numbers)) or "no answer"}</td>'
        f"<td>{made or ''}</td></tr>"
        for week, numbers, made in zip(found.weeks, rated.weeks, found.made, strict=True)
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    return (
        f"<h2>{escape(rated.question)}</h2>{draw_rating(rated, found.weeks, number=number)}"
        f"<table><caption>{scale_words(rated)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
