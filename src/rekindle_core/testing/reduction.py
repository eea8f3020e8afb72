"""Reducing a failing Document to a smaller one that still fails.

Input: a Document and a question. Output: a Document from which little more can be removed. Must not
know: what is wrong.

Source: the greedy removal of Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input"
(2002), a block at a time, since Documents are small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rekindle_core.document import nodes as n
from rekindle_core.frozen import replace

MOST_TRIES = 100


def reduced(document: n.Document, fails: Callable[[n.Document], bool], tries: int = MOST_TRIES) -> n.Document:
    """Remove blocks from a failing Document for as long as it still fails.

    Args:
        document: A failing one.
        fails: Whether a Document fails.
        tries: The largest number of attempts.
    """
    smaller = _with_less(document)
    for _ in range(tries):
        candidate = next(smaller, None)
        if candidate is None:
            break
        if fails(candidate):
            document, smaller = candidate, _with_less(candidate)
    return document


def _with_less(document: n.Document) -> Iterator[n.Document]:
    """Yield a Document without one of its blocks, whole parts first."""
    for index in range(len(document.parts)):
        yield replace(document, parts=document.parts[:index] + document.parts[index + 1 :])
    for index, part in enumerate(document.parts):
        for children in _without_one(part.children):
            changed = replace(part, children=children)
            yield replace(document, parts=(*document.parts[:index], changed, *document.parts[index + 1 :]))


def _without_one(blocks: n.Blocks) -> Iterator[n.Blocks]:
    for index in range(len(blocks)):
        yield blocks[:index] + blocks[index + 1 :]
    for index, block in enumerate(blocks):
        if isinstance(block, n.Section | n.Quotation | n.Addition):
            for children in _without_one(block.children):
                yield (*blocks[:index], replace(block, children=children), *blocks[index + 1 :])
