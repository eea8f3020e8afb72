"""A logo: from the bytes of an image to a Logo that any page can contain.

Input: a file's bytes. Output: a Logo that contains only the image, or a LogoError. Must not know: where
the bytes came from.
"""

from __future__ import annotations

from rekindle_core.document.nodes import Logo
from rekindle_core.practice.logo_error import LogoError

MOST_BYTES = 500_000
MOST_ASPECT = 100
"""The maximum ratio of the two sides."""


def read_logo(data: bytes) -> Logo:
    """Return an image as a logo: without comments, author or location, and safe to show anywhere.

    Args:
        data: A PNG or an SVG.

    Raises:
        LogoError: It is neither, is damaged or too large, or could run or load something when it is opened.
    """
    if len(data) > MOST_BYTES:
        hint = "make it smaller; a thousand pixels wide is sharp enough for print."
        raise LogoError("bad-logo", f"The logo has more than {MOST_BYTES:,} bytes.", hint)
    if data.startswith(b"\x89PNG"):
        from rekindle_core.practice.png import read_png

        return _of_some_shape(read_png(data))
    if b"<svg" in data or b":svg" in data:
        from rekindle_core.practice.svg import read_svg

        return _of_some_shape(read_svg(data))
    hint = "save it in one of these formats; renaming the file doesn't convert it."
    raise LogoError("bad-logo", "The logo is neither a PNG nor an SVG.", hint)


def _of_some_shape(logo: Logo) -> Logo:
    if not 1 / MOST_ASPECT <= logo.aspect <= MOST_ASPECT:
        message = f"One side of the logo is more than {MOST_ASPECT} times as long as the other."
        raise LogoError("bad-logo", message, "crop the empty space around the image.")
    return logo
