"""Styles in an SVG: what they refer to, found in time that grows with their length and no faster.

Comes in: the text of a style. Goes out: what it refers to within the picture, and what could lead out of it.
Must not know: elements.

No pattern here goes back over what it has read (its repeats are possessive), for a logo comes from anyone.
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
    """Return what in a style names, or could spell, something outside; nothing where all of it is inside."""
    found = _FETCHES.search(style)
    return found[0] if found else ""


def referred(style: str) -> list[str]:
    """Return the ids that a style refers to."""
    return _LOCAL.findall(style)


def rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield the selector and the body of each rule; one that is open at the end is closed there."""
    for part in _without_comments(style).split("}"):
        head, _, body = part.rpartition("{")
        yield head.rpartition("{")[2], body


def classes(selector: str) -> list[str] | None:
    """Return the classes that a selector is a list of; None if it is anything else."""
    found = [_CLASS.fullmatch(word) for word in selector.split(",")]
    return [match[1] for match in found if match] if all(found) else None


def _without_comments(style: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := style.find("/*", at)) >= 0 and (end := style.find("*/", start + 2)) >= 0:
        kept.append(style[at:start])
        at = end + 2
    return "".join((*kept, style[at:]))
