"""From whom a Document is: a practice as pages show it.

Comes in: what `practice/` has read and cleaned. Goes out: to renderers, as data.
Must not know: files, or any output format.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from rekindle_core.document.node import Node
from rekindle_core.document.ranges import Aspect

Accent: TypeAlias = Annotated[str, Meta(pattern="^(#[0-9a-f]{6})?$")]


class Logo(Node):
    """A practice's mark: a PNG, or an SVG that contains neither scripts nor references to anything outside.

    `aspect` is its width divided by its height. Its alternative text is the practice's name.
    """

    media_type: Literal["image/png", "image/svg+xml"]
    data: bytes
    aspect: Aspect


class Practice(Node):
    """From whom a program is: what pages show of a practice, as it was typed. What is not known is empty.

    Every text is data, as a `Datum`'s is, and may be in any script and direction.

    Attributes:
        name: What it is called; never empty.
        clinician: Who signs for it.
        phone: A number to call, as people write it.
        email: One bare address, of ASCII alone.
        web: An address with `https://`.
        footer: A line for the foot of every page.
        accent: A colour such as `#2f5d57`, dark enough for text on white (4.5:1).
        paper: The paper it prints on. A format that has an option `paper` takes it from here.
        logo: Its mark.
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
