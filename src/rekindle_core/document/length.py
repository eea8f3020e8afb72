"""A shorter version of a program: passages by their key points.

Input: a Document. Output: the same Document, with key points instead of prose that has some. Must not
know: any format.

The author decides whether a passage has key points. A passage without any is always printed in full, and so
is everything that replaces a step or the program.
"""

from __future__ import annotations

from rekindle_core.document.nodes import Block, Document, ItemList, Paragraph, Quotation, Section
from rekindle_core.frozen import replace


def shortened(document: Document) -> Document:
    """Return a Document whose passages are shown by their key points, if they have any."""
    return replace(document, parts=tuple(map(_section, document.parts)))


def _section(section: Section) -> Section:
    if not section.key:
        return replace(section, children=tuple(map(_block, section.children)))
    # A plugin's addition is not part of the passage, so it stays.
    inside = tuple(_block(block) for block in section.children if not _is_prose(block))
    return replace(section, children=(*section.key, *inside), key=())


def _block(block: Block) -> Block:
    return _section(block) if isinstance(block, Section) else block


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph | ItemList | Quotation)
