"""The readers of logos, given any bytes: a picture that can be read again as it is, or a fault that says what to do."""

from __future__ import annotations

import math
import sys
from xml.etree import ElementTree

import atheris

with atheris.instrument_imports(include=["rekindle_core"]):
    from rekindle_core.practice.logo import MOST_ASPECT, read_logo
    from rekindle_core.practice.logo_error import LogoError
    from rekindle_core.practice.png import read_png
    from rekindle_core.practice.svg import read_svg

_HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2">'


def try_one(data: bytes) -> None:
    """See that what is let through is whole and stays as it is, and that what is refused has a code and a hint."""
    for reader, given in (
        (read_logo, data),
        (read_png, data),
        (read_svg, data),
        (read_svg, _HEAD + data + b"</svg>"),
    ):
        try:
            logo = reader(given)
        except LogoError as refused:
            code, hint = refused.code, refused.hint
            assert code in ("bad-logo", "unsafe-logo")
            assert hint
            continue
        assert 0 < logo.aspect < math.inf
        if logo.media_type == "image/svg+xml":
            ElementTree.fromstring(logo.data)
        if 1 / MOST_ASPECT <= logo.aspect <= MOST_ASPECT:
            assert read_logo(logo.data) == logo


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
