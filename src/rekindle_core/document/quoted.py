"""Leaving own words out of everything that goes to the reader's mailbox.

Input: a Document. Output: the same, with an ellipsis instead of each of the reader's own sentences, and
without plans in look-backs.

Emails are shown on locked screens and in previews, and are kept in places that nobody thinks of. So none of
them contains a reader's own words, no matter who wrote the format: no plugin gets them.
"""

from __future__ import annotations

from typing import Any

from rekindle_core.document.node import Node
from rekindle_core.document.nodes import Datum, Document, Inline, Task, Text
from rekindle_core.document.walk import pieces, walk, with_pieces
from rekindle_core.frozen import replace

_OMITTED = Text("\N{HORIZONTAL ELLIPSIS}")


def without_own_words(document: Document) -> Document:
    """Return a Document that repeats none of the reader's own sentences."""
    document = without_earlier(document)
    if not any(_is_quoted(one) for one in pieces(document)):
        return document
    return with_pieces(document, lambda one: _OMITTED if _is_quoted(one) else one)


def _is_quoted(piece: Inline) -> bool:
    return isinstance(piece, Datum) and piece.quoted


def without_earlier(document: Document) -> Document:
    """Return a Document in which no task repeats an answer from an earlier session."""
    if not any(isinstance(block, Task) and block.earlier for block in walk(document)):
        return document
    stripped: Document = _stripped(document)
    return stripped


def _stripped(node: Any) -> Any:
    if isinstance(node, tuple):
        return tuple(map(_stripped, node))
    if not isinstance(node, Node):
        return node
    held = {name: getattr(node, name) for name in node.__struct_fields__}
    inner = {name: _stripped(value) for name, value in held.items() if isinstance(value, tuple)}
    return replace(node, **inner, earlier=None) if isinstance(node, Task) else replace(node, **inner)
