"""Going through a Document: every block in reading order, and plain text from inlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from rekindle_core.document.nodes import (
    Addition,
    Block,
    Blocks,
    Code,
    Datum,
    Document,
    Emphasis,
    HelpLines,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Strong,
    Task,
    Text,
)
from rekindle_core.frozen import Frozen


def children(block: Block) -> Blocks:
    """Return the blocks directly inside a block, in reading order."""
    match block:
        case Section() | Quotation() | Addition():
            return block.children
        case ItemList():
            return tuple(child for item in block.items for child in item)
        case Task() | Sample():
            return block.body
        case HelpLines():
            return block.lead
        case Paragraph() | SelfCheck():
            return ()
        case _ as never:
            assert_never(never)


def walk(root: Document | Block) -> Iterator[Block]:
    """Yield every block in reading order, a parent before what is inside it.

    >>> from rekindle_core.document.nodes import Paragraph, Quotation, Text
    >>> inner = Paragraph((Text("Hello"),))
    >>> [type(block).__name__ for block in walk(Quotation((inner,)))]
    ['Quotation', 'Paragraph']
    """
    # An explicit stack: a plugin's Document may be nested more deeply than Python recurses.
    stack: list[Block] = list(reversed(root.parts)) if isinstance(root, Document) else [root]
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(children(block)))


class Place(Frozen):
    """A section, and the part of the Document that it stands in (itself, for a part)."""

    section: Section
    part: Section


def places(document: Document) -> dict[str, Place]:
    """Return where each section of a Document is, by its id: what a Reference points to."""
    return {
        block.id: Place(block, part)
        for part in document.parts
        for block in walk(part)
        if isinstance(block, Section)
    }


def plain(inlines: Inlines) -> str:
    """Return the words of inlines without any marks; a line break becomes a space.

    >>> from rekindle_core.document.nodes import Datum, Strong, Text
    >>> plain((Text("Dear "), Strong((Datum("Alex", "partner.name"),))))
    'Dear Alex'
    """
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Datum() | Code():
                parts.append(inline.text)
            case Emphasis() | Strong() | Link() | Reference():
                parts.append(plain(inline.children))
            case LineBreak():
                parts.append(" ")
            case _ as never:
                assert_never(never)
    return "".join(parts)


def plain_blocks(blocks: Blocks) -> str:
    """Return the words of prose blocks as one line; used for labels such as a field's accessible name."""
    parts = [plain(block.children) for top in blocks for block in walk(top) if isinstance(block, Paragraph)]
    return " ".join(" ".join(parts).split())


_JOINT = Text("\N{NO-BREAK SPACE}· ")


def joined_title(titles: Iterable[Inlines]) -> Inlines:
    """Return the title of a session that joins steps with these titles."""
    title: list[Inline] = []
    for number, one in enumerate(titles):
        title += (*((_JOINT,) if number else ()), *one)
    return tuple(title)
