"""Whether a Document holds what somebody typed, such as a name: that is not for a wall.

Comes in: a Document. Goes out: the facts that such words came from.
Must not know: how they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekindle_core import (
    Block,
    Choices,
    Datum,
    Document,
    Emphasis,
    HelpLines,
    Inlines,
    Link,
    Paragraph,
    Reference,
    Sample,
    Scale,
    Section,
    SelfCheck,
    Strong,
    Task,
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
            case _:
                pass


def _lines(block: Block) -> Iterator[Inlines]:
    """Yield the lines of a block itself; what is inside of it is a block of its own."""
    match block:
        case Paragraph():
            yield block.children
        case Section() | Sample():
            yield block.title
        case Task():
            yield block.title
            match block.response:
                case Choices():
                    yield from (option.label for option in block.response.options)
                case Scale():
                    yield from (block.response.low_label, block.response.high_label)
                case _:
                    pass
        case SelfCheck():
            yield block.lead
            yield from (statement.text for statement in block.statements)
        case HelpLines():
            yield block.caution
        case _:
            pass
