"""A program told shorter: passages by their key points.

Comes in: a Document. Goes out: the same Document, with key points in the place of prose that has some.
Must not know: any format.

Whether a passage has key points, its author decides. One without any is always printed in full, and so is all
that replaces a step or the program: nothing there has key points.
"""

from __future__ import annotations

from rekindle_core.document.nodes import Block, Document, ItemList, Paragraph, Quotation, Section
from rekindle_core.frozen import replace


def shortened(document: Document) -> Document:
    """Return a Document whose passages are shown by their key points, where they have any."""
    return replace(document, parts=tuple(map(_section, document.parts)))


def _section(section: Section) -> Section:
    if not section.key:
        return replace(section, children=tuple(map(_block, section.children)))
    # What a plugin added is not the passage's own, and stays.
    inside = tuple(_block(block) for block in section.children if not _is_prose(block))
    return replace(section, children=(*section.key, *inside), key=())


def _block(block: Block) -> Block:
    return _section(block) if isinstance(block, Section) else block


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph | ItemList | Quotation)
