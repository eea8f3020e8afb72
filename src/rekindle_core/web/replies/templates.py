"""Templates: HTML in which every value is escaped, with the styles and scripts that belong to a page.

Input: a template's name and values. Output: a page. Must not know: what the values are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rekindle_core.caseload.moments import local_day

_HERE = Path(__file__).parent.parent


@cache
def environment() -> Environment:
    """Return where templates come from; a value that a template misses is an error."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day
    made.filters["moment"] = moment
    made.globals["styles"] = source("page.css") + source("forms.css")
    made.globals["scripts"] = source("page.js") + source("presence.js")
    return made


def day(when: str | dt.date) -> str:
    """Return a day as it is written here: a date, or a time that the records keep.

    >>> day(dt.date(2027, 1, 31)), day("2027-01-31")
    ('31 January 2027', '31 January 2027')
    """
    if isinstance(when, str):
        when = local_day(when) if "T" in when else dt.date.fromisoformat(when)
    return f"{when.day} {when:%B %Y}"


def moment(when: dt.datetime) -> str:
    """Return a time as it is written here: its day, and the hour and minute."""
    here = when.astimezone()
    return f"{day(here.date())}, {here:%H:%M}"


def source(name: str) -> Markup:
    """Return a style sheet or script of ours, to be put into a page.

    It is in the page, and not beside it, because the last page is shown while the server ends.
    """
    return Markup((_HERE / "static" / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


def page(template: str, values: Mapping[str, Any]) -> bytes:
    """Return a page."""
    text = environment().get_template(template).render(values)
    return text.encode("utf-8", "xmlcharrefreplace")
