"""Who a Document is from: a practice as shown on pages.

Input: the data that `practice/` has read and cleaned. Output: to renderers, as data. Must not know:
files, or any output format.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from rekindle_core.document.node import Node
from rekindle_core.document.ranges import Aspect

Accent: TypeAlias = Annotated[str, Meta(pattern="^(#[0-9a-f]{6})?$")]


class Logo(Node):
    """A practice's logo: a PNG, or an SVG that contains neither scripts nor references to anything outside.

    `aspect` is its width divided by its height. Its alternative text is the practice's name.
    """

    media_type: Literal["image/png", "image/svg+xml"]
    data: bytes
    aspect: Aspect


class Practice(Node):
    """Who a program is from: the data of a practice for its pages, as typed. Unknown values are empty.

    Every text is data, like a `Datum`'s, and can be in any script and direction.

    Attributes:
        name: Its name; never empty.
        clinician: The person who signs.
        phone: A number to call, as people write it.
        email: One bare address, in ASCII.
        web: An address with `https://`.
        footer: A line for the foot of every page.
        accent: A color such as `#2f5d57`, dark enough for text on white (4.5:1).
        paper: Its paper size. A format with an option `paper` uses it as the default.
        logo: Its logo.
    """

    name: str
    clinician: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    footer: str = ""
    accent: Accent = ""
    paper: Literal["", "a4", "letter"] = ""
    logo: Logo | None = None
