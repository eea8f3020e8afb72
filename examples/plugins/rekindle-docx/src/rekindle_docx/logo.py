"""A practice's logo as a PNG of a fixed size on paper: the one kind of picture that every version of Word shows.

Input: a logo. Output: the bytes of a PNG, and how large it is to stand.
Must not know: where on a page it stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docx.shared import Length, Mm

from rekindle_core import Logo

if TYPE_CHECKING:
    import typst

_HIGHEST, _WIDEST = Mm(16), Mm(70)
_SHARP = 600
"""Dots for each inch of a drawn SVG: as many as an office printer has."""
_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image("logo.svg", width: {width}mm, height: {height}mm)
"""


class Picture(NamedTuple):
    """A PNG, and its extent on paper."""

    png: bytes
    width: Length
    height: Length


def picture(logo: Logo) -> Picture:
    """Return a logo as a PNG; an SVG is drawn.

    Raises:
        ValueError: The SVG cannot be drawn.
    """
    height = min(_HIGHEST, _WIDEST / logo.aspect)
    extent = Length(round(height * logo.aspect)), Length(round(height))
    return Picture(logo.data if logo.media_type == "image/png" else _drawn(logo.data, *extent), *extent)


def _drawn(svg: bytes, width: Length, height: Length) -> bytes:
    import typst  # Few documents need it.

    page = _PAGE.format(width=width.mm, height=height.mm).encode()
    # The annotation that comes with typst knows of single files only.
    files: object = {"main.typ": page, "logo.svg": svg}
    try:
        drawn = _compiler().compile(input=files, format="png", ppi=_SHARP)  # type: ignore[type-var]
    except typst.TypstError as error:
        raise ValueError(error.message) from error
    if not isinstance(drawn, bytes):
        raise ValueError("it has more than one page")
    return drawn


@cache
def _compiler() -> typst.Compiler:
    import typst

    # The machine's own fonts would differ from machine to machine.
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
