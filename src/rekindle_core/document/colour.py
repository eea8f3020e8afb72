"""Readable colors: contrast, and the nearest shade with enough of it.

Input: colors such as `#2f5d57`. Output: colors. Must not know: where they are used.

Source: Web Content Accessibility Guidelines 2.2 (W3C), relative luminance, contrast ratio, and success
criterion 1.4.3, which requires 4.5:1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

ENOUGH = 4.5
"""The contrast that text of any size needs."""

_Light = tuple[float, float, float]


def contrast(colour: str, ground: str) -> float:
    """Return the contrast ratio of two colors, from 1 to 21.

    Args:
        colour: Such as `#ffd166`.
        ground: The background; the order of the two doesn't matter.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(_linear(colour)), _luminance(_linear(ground))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, ground: str) -> str:
    """Return a color that is readable on a background: itself, or its nearest shade with a contrast of 4.5:1.

    On a light background it is darkened, on a dark one mixed with white. Both happen in linear light, where
    luminance is a sum, so that the amount can be calculated directly.

    Args:
        colour: Such as `#ffd166`.
        ground: The background; either black or white is readable on any background.

    >>> readable("#2f5d57", "#ffffff")
    '#2f5d57'
    >>> readable("#ffd166", "#ffffff")
    '#8d7335'
    """
    if contrast(colour, ground) >= ENOUGH:
        return colour
    light, behind = _linear(colour), _luminance(_linear(ground))
    darkest = (behind + 0.05) / ENOUGH - 0.05
    if darkest >= 0:
        # Then the color is lighter than the background, and rounding down is safe.
        share = darkest / _luminance(light)
        return _written((part * share for part in light), math.floor)
    lightest = (behind + 0.05) * ENOUGH - 0.05
    share = (lightest - _luminance(light)) / (1 - _luminance(light))
    return _written((part + (1 - part) * share for part in light), math.ceil)


def _linear(colour: str) -> _Light:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(light: _Light) -> float:
    red, green, blue = light
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _written(light: Iterable[float], whole: Callable[[float], int]) -> str:
    parts = (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in light)
    return "#" + "".join(f"{min(whole(part * 255), 255):02x}" for part in parts)
