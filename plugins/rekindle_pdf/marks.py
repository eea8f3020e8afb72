"""The mark in a box or a circle that is chosen: PDF's own drawing instructions.

Input: a kind and an extent. Output: bytes. Must not know: fields, or files.
"""

from __future__ import annotations

INK = "0.16 0.14 0.13"
"""The color of answers, in red, green and blue."""
# The curve that is closest to a quarter of a circle.
_ARC = 0.5523


def mark(kind: str, width: float, height: float) -> bytes:
    """Return the drawing of a box or circle that is on; of one that is off, nothing: the page has drawn it."""
    if kind == "check":
        points = ((0.22, 0.52), (0.42, 0.28), (0.8, 0.76))
        path = " ".join(
            f"{x * width:.2f} {y * height:.2f} {'l' if number else 'm'}"
            for number, (x, y) in enumerate(points)
        )
        return f"q {INK} RG {0.13 * width:.2f} w 1 J 1 j {path} S Q".encode()
    if kind == "radio":
        # A dot in an empty circle, a broad ring around a number.
        small = width < 20
        radius = width * (0.28 if small else 0.43)
        paint = f"{INK} rg" if small else f"{INK} RG 2.2 w"
        return f"q {paint} {_circle(width / 2, height / 2, radius)} {'f' if small else 's'} Q".encode()
    return b""


def _circle(x: float, y: float, radius: float) -> str:
    bow = radius * _ARC
    curves = (
        (x + radius, y + bow, x + bow, y + radius, x, y + radius),
        (x - bow, y + radius, x - radius, y + bow, x - radius, y),
        (x - radius, y - bow, x - bow, y - radius, x, y - radius),
        (x + bow, y - radius, x + radius, y - bow, x + radius, y),
    )
    lines = (" ".join(f"{at:.2f}" for at in curve) + " c" for curve in curves)
    return f"{x + radius:.2f} {y:.2f} m " + " ".join(lines)
