"""The look of an email, as inline styles: email programs drop style sheets, or apply half of them.

Input: a direction, and a color. Output: the style of each element, and the rules for the head. Must not
know: Documents, or what is shown where.

`looks.json` is made once, for all emails, from a style sheet: see `tools/mail/`. For each email, this only sets the
side on which lines begin, and the color of headings and links.
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
"""The color if a practice has none, in light and dark mode: that of the HTML page and the PDF."""
PANEL, DARK_PANEL = "#faf6ea", "#2a2f30"
"""The backgrounds behind it, which are in the style sheet."""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one email.

    Attributes:
        looks: For each look, such as `p.note`, the attributes of its element, as they are in a tag.
        head: The rules for the head of the page.
    """

    looks: Mapping[str, Markup]
    head: str


@lru_cache(maxsize=8)
def make_style(accent: str, start: str) -> Style:
    """Return the look of emails in a color.

    Args:
        accent: The practice's color, or nothing.
        start: The side on which lines begin, `left` or `right`.
    """
    table = json.loads(Path(__file__).with_name("looks.json").read_text(encoding="utf-8"))
    # Labels are also on panels, which are slightly darker than the white that a practice's color is for.
    light, dark = readable(accent or ACCENT, PANEL), readable(accent or DARK_ACCENT, DARK_PANEL)

    def finished(css: str) -> str:
        css = css.replace("inline-start", start).replace("var(--accent)", light)
        return css.replace("var(--accent-in-the-dark)", dark)

    looks = {look: write_attributes(attributes) for look, attributes in table["looks"].items()}
    return Style({look: Markup(finished(tag)) for look, tag in looks.items()}, finished(table["head"]))
