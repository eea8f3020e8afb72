"""Progress: a drawing for each rating, and a table of the same numbers. Made to be looked at together.

What the pack's rule says of the ratings is for the counselor alone: it is on the client's own page.
"""

from __future__ import annotations

from markupsafe import Markup

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.drawing import draw_rating
from rekindle_core.caseload.pages.progress_pdf import paper_of, progress_pdf
from rekindle_core.caseload.pages.progress_words import COLUMNS, NOT_A_MEASURE, scale_words
from rekindle_core.caseload.profiles import current_profile
from rekindle_core.caseload.progress import Progress, RatedWeeks, find_progress
from rekindle_core.caseload.store.store import Store
from rekindle_core.frozen import Frozen
from rekindle_core.web.replies.reply import Download, Page
from rekindle_core.web.screens.changing import home_of
from rekindle_core.web.screens.opened import showing_client
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused


class Drawn(Frozen):
    """A rating: its question, its drawing, what the numbers are between, and a row for each week."""

    question: str
    drawing: Markup
    scale: str
    rows: tuple[tuple[str, str, int], ...]


def show(visit: Visit, store: Store, client: Client) -> Page:
    """Show the ratings by week."""
    found = find_progress(store, client)
    values = {
        "client": client,
        "home": home_of(visit),
        "ratings": [_drawn(found, rated, number) for number, rated in enumerate(found.ratings, 1)],
        "columns": COLUMNS,
        "caution": NOT_A_MEASURE,
        "language": visit.desk.content.pack.language,
    }
    return Page("visits/progress.html", values)


def save(visit: Visit, store: Store, client: Client) -> Download:
    """Return the PDF."""
    found, version = find_progress(store, client), current_profile(store, client)
    if not found.weeks:
        raise Refused(404, "not-found")
    data = progress_pdf(found, paper=paper_of(version.facts if version else {}))
    return Download("ratings.pdf", "application/pdf", data)


def _drawn(found: Progress, rated: RatedWeeks, number: int) -> Drawn:
    # The drawing escapes what it is given; it is lines, circles and text alone.
    drawing = Markup(draw_rating(rated, found.weeks, number=number))  # noqa: S704
    rows = tuple(
        (week.isoformat(), ", ".join(map(str, numbers)), made)
        for week, numbers, made in zip(found.weeks, rated.weeks, found.made, strict=True)
    )
    return Drawn(rated.question, drawing, scale_words(rated), rows)


SCREENS = (
    Screen("/clients/{client}/progress", showing_client(show)),
    Screen("/clients/{client}/progress/pdf", showing_client(save)),
)
