"""Styles in an SVG: their references, found in linear time.

Input: the text of a style. Output: its references within the image, and anything that could lead
outside. Must not know: elements.

No pattern here backtracks (all repeats are possessive), because a logo can come from anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FETCHES = re.compile(
    r"""@|\\|//|(?:image|image-set|cross-fade|src|expression|var)\s*+\(|url\(\s*+["']?+\s*+(?!\#)""",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"""url\(\s*+["']?+\s*+\#([^"')\s]++)""", re.IGNORECASE)
_CLASS = re.compile(r"\s*+\.([\w-]++)\s*+")


def fetched(style: str) -> str:
    """Return anything in a style that names, or could spell, something outside; empty if everything is inside."""
    found = _FETCHES.search(style)
    return found[0] if found else ""


def referred(style: str) -> list[str]:
    """Return the ids that a style refers to."""
    return _LOCAL.findall(style)


def rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield the selector and the body of each rule; a rule that is open at the end is closed there."""
    for part in _without_comments(style).split("}"):
        head, _, body = part.rpartition("{")
        yield head.rpartition("{")[2], body


def classes(selector: str) -> list[str] | None:
    """Return the classes in a selector that is a list of classes; None for anything else."""
    found = [_CLASS.fullmatch(word) for word in selector.split(",")]
    return [match[1] for match in found if match] if all(found) else None


def _without_comments(style: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := style.find("/*", at)) >= 0 and (end := style.find("*/", start + 2)) >= 0:
        kept.append(style[at:start])
        at = end + 2
    return "".join((*kept, style[at:]))
