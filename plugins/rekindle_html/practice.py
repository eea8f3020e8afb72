"""Who a program is from: the practice's letterhead, how to reach it, and its color.

Input: a Document's Practice. Output: markup, and a piece of the style sheet. Must not know: anything
about the program.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from rekindle_core import readable
from rekindle_html.inlines import link, phone, site, typed
from rekindle_html.markup import Markup, between, element

if TYPE_CHECKING:
    from rekindle_core import Logo, Practice

LIGHT, DARK = "#f3ebde", "#2d2823"
"""The backgrounds in the style sheet with the lowest contrast to the accent (`--wash`, light and dark)."""

_HEIGHT = 64
_WIDEST = 320


def letterhead(practice: Practice) -> Markup:
    """Write the logo, the practice's name, and who signs for it."""
    return element(
        "div",
        _picture(practice.logo) if practice.logo else None,
        element(
            "p",
            element("strong", typed(practice.name)),
            element("br") if practice.clinician else None,
            typed(practice.clinician) if practice.clinician else None,
        ),
        class_="letterhead",
    )


def _picture(logo: Logo) -> Markup:
    height = min(_HEIGHT, _WIDEST / logo.aspect)
    data = base64.b64encode(logo.data).decode()
    # The practice's name is beside it: read aloud as well, it would be heard twice.
    return element(
        "img",
        src=f"data:{logo.media_type};base64,{data}",
        alt="",
        width=max(1, round(height * logo.aspect)),
        height=max(1, round(height)),
    )


def imprint(practice: Practice) -> Markup:
    """Write who the practice is, how to reach it, and its line for the foot of a page."""
    mail = element("bdi", practice.email, dir="ltr")
    reached = [
        phone(practice.phone) if practice.phone else "",
        link(f"mailto:{practice.email}", mail) if practice.email else "",
        site(practice.web) if practice.web else "",
    ]
    rows = [
        between(", ", [typed(text) for text in (practice.name, practice.clinician) if text]),
        between(" · ", [item for item in reached if item]),
        typed(practice.footer) if practice.footer else "",
    ]
    return element("address", *(element("p", row) for row in rows if row))


def accent_style(accent: str) -> Markup:
    """Return the rules that replace the page's color with the practice's; on paper everything stays black."""
    if not accent:
        return Markup("")
    day, night = readable(accent, LIGHT), readable(accent, DARK)
    return Markup(
        f"\n@media screen {{ :root {{ --accent: {day}; }} }}\n"
        "@supports (color: light-dark(red, red)) { @media screen { :root "
        f"{{ --accent: light-dark({day}, {night}); }} }} }}"
    )
