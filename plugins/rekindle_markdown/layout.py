"""Blocks of Markdown one after another: empty lines, lists that stay separate, and quotations.

Input: lines and lists. Output: lines, none with white space at its end.
Must not know: Documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose marks are not chosen yet: two neighbors with the same marks would be one list."""

    items: tuple[list[str], ...]
    ordered: bool = False


Chunk: TypeAlias = list[str] | Listing
"""A block of Markdown: a paragraph, a heading or a quotation as lines, or a list."""


def joined(chunks: Iterable[Chunk]) -> list[str]:
    """Return chunks one after another, with an empty line between them."""
    lines: list[str] = []
    other, last = False, None
    for chunk in chunks:
        if isinstance(chunk, Listing):
            other = isinstance(last, Listing) and last.ordered == chunk.ordered and not other
            new = _listed(chunk, other=other)
        else:
            new = chunk
        if not new:
            continue
        lines += [*([""] if lines else []), *new]
        last = chunk
    return lines


def quoted(lines: list[str]) -> list[str]:
    """Return lines as a quotation."""
    return [f"> {line}".rstrip() for line in lines]


def _listed(listing: Listing, *, other: bool) -> list[str]:
    # An item of several blocks is hard to recognize unless empty lines separate all items.
    gap = [""] if any("" in item for item in listing.items) else []
    lines: list[str] = []
    for number, item in enumerate(listing.items, start=1):
        mark = f"{number}{')' if other else '.'} " if listing.ordered else "* " if other else "- "
        lines += gap if lines else []
        lines += [
            ((" " * len(mark) if row else mark) + line).rstrip() for row, line in enumerate(item or [""])
        ]
    return lines
