"""Who a program is from: what the cover and the foot of each page say about the practice.

Input: a Document's Practice. Output: data, a picture, and the colour of a design.
Must not know: where on a page any of it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rekindle_core import Datum, Practice, readable, shows_something
from rekindle_pdf.inlines import Data, Setting, phone, site

_FILES = {"image/png": "practice-logo.json", "image/svg+xml": "practice-logo.svg"}


def practice_data(practice: Practice, setting: Setting) -> Data:
    """Return what the template is to be given.

    Args:
        practice: The practice.
        setting: Takes down what someone typed, for error messages.
    """

    def typed(field: str) -> str:
        text: str = getattr(practice, field)
        return setting.datum(Datum(text, f"practice.{field}")) if text else ""

    mail = {"text": practice.email, "url": f"mailto:{practice.email}"}
    return {
        "name": typed("name"),
        "clinician": typed("clinician"),
        "reached": [
            *([{**phone(practice.phone), "text": typed("phone")}] if practice.phone else []),
            *([mail] if practice.email else []),
            *([site(practice.web)] if practice.web else []),
        ],
        # Each page says who it is from, in the practice's own line if it has one.
        "foot": typed("footer") or typed("name"),
        "logo": next(iter(practice_files(practice)), ""),
        # An alternative text must say something, even if a name of invisible characters says nothing.
        "alt": practice.name if shows_something(practice.name) else "–",
        "aspect": practice.logo.aspect if practice.logo else 1,
    }


def practice_files(practice: Practice | None) -> dict[str, bytes]:
    """Return the practice's logo, by the name under which the template finds it.

    The compiler takes text from memory and nothing else, so a PNG is a list of its bytes, as numbers.
    """
    logo = practice.logo if practice else None
    if not logo:
        return {}
    data = logo.data if logo.media_type == "image/svg+xml" else json.dumps(list(logo.data)).encode()
    return {_FILES[logo.media_type]: data}


def with_accent(colours: Mapping[str, Any], practice: Practice | None) -> dict[str, Any]:
    """Return a design's colors, with the practice's accent instead of its own.

    A design with a gray accent is made for printers without color, and does not change.
    """
    own = colours["accent"]
    if not practice or not practice.accent or own[1:3] == own[3:5] == own[5:7]:
        return dict(colours)
    return {**colours, "accent": readable(practice.accent, colours["wash"])}
