"""Traversing a Document: every block in reading order, every piece of a line, and plain text from inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, assert_never

from rekindle_core.document.node import Node
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
    RatingsChart,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Strong,
    Task,
    Text,
)
from rekindle_core.frozen import Frozen, replace

T = TypeVar("T")


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
        case Paragraph() | SelfCheck() | RatingsChart():
            return ()
        case _ as never:
            assert_never(never)


def walk(root: Document | Block) -> Iterator[Block]:
    """Yield every block in reading order, parents before their contents.

    >>> from rekindle_core.document.nodes import Paragraph, Quotation, Text
    >>> inner = Paragraph((Text("Hello"),))
    >>> [type(block).__name__ for block in walk(Quotation((inner,)))]
    ['Quotation', 'Paragraph']
    """
    # An explicit stack: a plugin's Document may be nested more deeply than Python can recurse.
    stack: list[Block] = list(reversed(root.parts)) if isinstance(root, Document) else [root]
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(children(block)))


class Place(Frozen):
    """A section, and the part of the Document that it is in (itself, for a part)."""

    section: Section
    part: Section


def places(document: Document) -> dict[str, Place]:
    """Return where each section of a Document is, by its id: the targets of References."""
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


def pieces(root: object) -> Iterator[Inline]:
    """Yield every inline without inlines inside it, in any field; in no particular order."""
    # An explicit stack: a plugin's Document may be nested more deeply than Python can recurse.
    waiting: list[object] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text | Datum | Code | LineBreak):
            yield node
        elif isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, Node):
            waiting.extend(getattr(node, name) for name in node.__struct_fields__)


def with_pieces(root: T, change: Callable[[Inline], Inline]) -> T:
    """Return a Document, or a part of one, with changed inlines; unchanged nodes are shared.

    Args:
        root: The Document, or a part of it.
        change: Gets each inline without inlines inside it, and returns its replacement.
    """
    changed: T = _changed(root, change)
    return changed


def _changed(node: Any, change: Callable[[Inline], Inline]) -> Any:
    if isinstance(node, Text | Datum | Code | LineBreak):
        return change(node)
    if isinstance(node, tuple):
        inner = tuple(_changed(one, change) for one in node)
        return node if all(new is old for new, old in zip(inner, node, strict=True)) else inner
    if not isinstance(node, Node):
        return node
    found = {}
    for name in node.__struct_fields__:
        old = getattr(node, name)
        if isinstance(old, tuple | Node) and (new := _changed(old, change)) is not old:
            found[name] = new
    return replace(node, **found) if found else node
