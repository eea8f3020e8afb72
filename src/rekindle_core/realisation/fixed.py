"""Prose without slots, which reads the same for every reader and is turned into nodes once.

Input: prose of any pack. Output: its nodes, or None if a slot makes them depend on the reader. Must not
know: packs, readers. The cache depends only on the prose, so no pack can get another's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from rekindle_core.content.model.template import (
    TO_HELP,
    Agreement,
    Break,
    FactSlot,
    Hyperlink,
    Listing,
    Mention,
    Para,
    PhraseSlot,
    Piece,
    Prose,
    Quote,
    Span,
    Spans,
    Styled,
    Verbatim,
    Words,
)
from rekindle_core.document.nodes import (
    Block,
    Blocks,
    Code,
    Emphasis,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    Text,
)
from rekindle_core.planning.contract import HELP

MOST_KEPT = 16_384
"""How many lines and texts are cached: enough for a few large packs."""


@lru_cache(MOST_KEPT)
def fixed_line(spans: Spans) -> Inlines | None:
    """Return the nodes of a line, or None if it has a slot."""
    out: list[Inline] = []
    for span in spans:
        node = _fixed_span(span)
        if node is None:
            return None
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + node.text)
        else:
            out.append(node)
    return tuple(out)


@lru_cache(MOST_KEPT)
def fixed_blocks(prose: Prose) -> Blocks | None:
    """Return the nodes of some prose, or None if it has a slot."""
    out: list[Block] = []
    for piece in prose:
        block = _fixed_block(piece)
        if block is None:
            return None
        out.append(block)
    return tuple(out)


def _fixed_block(piece: Piece) -> Block | None:
    match piece:
        case Para():
            line = fixed_line(piece.children)
            return None if line is None else Paragraph(line)
        case Listing():
            items = [blocks for item in piece.items if (blocks := fixed_blocks(item)) is not None]
            return ItemList(piece.ordered, tuple(items)) if len(items) == len(piece.items) else None
        case Quote():
            blocks = fixed_blocks(piece.children)
            return None if blocks is None else Quotation(blocks)


def _fixed_span(span: Span) -> Inline | None:
    match span:
        case Words():
            return Text(span.text)
        case Verbatim():
            return Code(span.text)
        case Break():
            return LineBreak()
        case Styled():
            inner = fixed_line(span.children)
            style = Emphasis if span.style == "emphasis" else Strong
            return None if inner is None else style(inner)
        case Hyperlink():
            inner = fixed_line(span.children)
            if inner is None:
                return None
            return Reference(HELP, inner) if span.url == TO_HELP else Link(span.url, inner)
        case Mention() | Agreement() | FactSlot() | PhraseSlot():
            return None
        case _ as never:
            assert_never(never)
