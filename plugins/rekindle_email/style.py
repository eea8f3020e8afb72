"""The look of a mail, as inline styles: mail programs drop style sheets, or apply half of them.

Comes in: a direction, and a colour. Goes out: the style of each thing that is shown, and the rules for the head.
Must not know: Documents, or what is shown where.

`looks.json` is made once, for all mails, from a style sheet: see `tools/mail/`. What is left to do for a mail is to say
on which side lines begin, and in which colour headings and links are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core import readable
from rekindle_email.markup import Markup, write_attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCENT, DARK_ACCENT = "#8a4327", "#eba883"
"""The colour where a practice has none of its own, by day and in dark mode: that of the HTML page and of the PDF."""
PANEL, DARK_PANEL = "#faf6ea", "#2a2f30"
"""The grounds that it is read on, which are in the style sheet."""


@dataclass(frozen=True, slots=True)
class Style:
    """How things look on one mail.

    Attributes:
        looks: For each look, such as `p.note`, the attributes of its element, as they are in a tag.
        head: The rules for the head of the page.
    """

    looks: Mapping[str, Markup]
    head: str


@lru_cache(maxsize=8)
def make_style(accent: str, start: str) -> Style:
    """Return the look of mails in a colour.

    Args:
        accent: The practice's colour, or nothing.
        start: The side on which lines begin, `left` or `right`.
    """
    table = json.loads(Path(__file__).with_name("looks.json").read_text(encoding="utf-8"))
    # Labels stand on panels too, which are a little darker than the white that a practice's colour is for.
    light, dark = readable(accent or ACCENT, PANEL), readable(accent or DARK_ACCENT, DARK_PANEL)

    def finished(css: str) -> str:
        css = css.replace("inline-start", start).replace("var(--accent)", light)
        return css.replace("var(--accent-in-the-dark)", dark)

    looks = {look: write_attributes(attributes) for look, attributes in table["looks"].items()}
    return Style({look: Markup(finished(tag)) for look, tag in looks.items()}, finished(table["head"]))
