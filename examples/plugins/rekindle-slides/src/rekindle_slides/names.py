"""Whether a Document holds what somebody typed, such as a name: that is not for a wall.

Input: a Document. Output: the facts that such words came from.
Must not know: how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rekindle_core import (
    Addition,
    Block,
    Code,
    Datum,
    Document,
    Emphasis,
    HelpGroup,
    HelpLines,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    RatingsChart,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Strong,
    Task,
    Text,
    walk,
)


def names_in(document: Document) -> tuple[str, ...]:
    """Return the facts whose words stand in a Document, each once, in the order of the page."""
    facts = [document.reader_fact] if document.reader else []
    facts += [fact for block in walk(document) for line in _lines(block) for fact in _facts(line)]
    return tuple(dict.fromkeys(facts))


def _facts(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Datum():
                yield inline.fact
            case Emphasis() | Strong() | Link() | Reference():
                yield from _facts(inline.children)
            case Text() | Code() | LineBreak():
                pass
            case _ as never:
                assert_never(never)


def _lines(block: Block) -> Iterator[Inlines]:
    """Yield the lines of a block itself; what is inside of it is a block of its own."""
    match block:
        case Paragraph():
            yield block.children
        case Section() | Sample():
            yield block.title
        case Task():
            yield block.title
            yield block.help
            yield from block.response.labels if block.response else ()
        case SelfCheck():
            yield block.lead
            yield from (statement.text for statement in block.statements)
            yield from block.confirm.labels if block.confirm else ()
        case HelpLines():
            yield block.caution
            yield from (line for group in block.groups for line in _said(group))
        case RatingsChart():
            yield from (series.label for series in block.series)
        case ItemList() | Quotation() | Addition():
            pass
        case _ as never:
            assert_never(never)


def _said(group: HelpGroup) -> Iterator[Inlines]:
    yield group.title
    yield from (line.purpose for line in group.lines)
