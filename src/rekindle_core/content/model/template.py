"""Prose as stored in a pack: a small tree in which the slots are nodes.

The realiser fills the slots and turns the tree into Document nodes; nothing is ever joined into source. Spans
are parts of a line; Paras, Listings and Quotes contain them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, assert_never

from rekindle_core.frozen import Frozen


class Words(Frozen):
    """Words as written."""

    text: str


class Mention(Frozen):
    """`{partner}`, `{partner's}` or, with a case, `{partner.they}`."""

    person: str
    case: str = ""
    possessive: bool = False


class Agreement(Frozen):
    """`{partner: was | were}` or `{partner.they: was | were}`: the form that agrees with that mention.

    The forms are in the order of the language's classes.
    """

    person: str
    case: str
    arms: tuple[str, ...]


class FactSlot(Frozen):
    """`{own_words.what_i_miss}`: the text of a fact, as the reader typed it."""

    fact: str


class PhraseSlot(Frozen):
    """`{@small-action}`: one of a phrase list's alternatives."""

    name: str


Slot: TypeAlias = Mention | Agreement | FactSlot | PhraseSlot


class Styled(Frozen):
    """Emphasized or strong spans."""

    style: Literal["emphasis", "strong"]
    children: Spans


class Verbatim(Frozen):
    """A code span."""

    text: str


TO_HELP = "#help"
"""The address of a link to the program's own help lines."""


class Hyperlink(Frozen):
    """A link; its address contains no slot."""

    url: str
    children: Spans


class Break(Frozen):
    """A hard line break."""


Span: TypeAlias = Words | Slot | Styled | Verbatim | Hyperlink | Break
Spans: TypeAlias = tuple[Span, ...]


class Para(Frozen):
    """A paragraph."""

    children: Spans


class Listing(Frozen):
    """A list; each item is a sequence of pieces."""

    ordered: bool
    items: tuple[Prose, ...]


class Quote(Frozen):
    """A block quotation."""

    children: Prose


Piece: TypeAlias = Para | Listing | Quote
Prose: TypeAlias = tuple[Piece, ...]


def spans_of(prose: Prose) -> Iterator[Span]:
    """Yield every span of some prose in reading order, outer spans before those inside them."""
    for piece in prose:
        match piece:
            case Para():
                yield from inner_spans(piece.children)
            case Listing():
                for item in piece.items:
                    yield from spans_of(item)
            case Quote():
                yield from spans_of(piece.children)
            case _ as never:
                assert_never(never)


def lines_of(prose: Prose) -> Iterator[Spans]:
    """Yield the spans of each paragraph of some prose, in reading order."""
    for piece in prose:
        match piece:
            case Para():
                yield piece.children
            case Listing():
                for item in piece.items:
                    yield from lines_of(item)
            case Quote():
                yield from lines_of(piece.children)
            case _ as never:
                assert_never(never)


def inner_spans(spans: Spans) -> Iterator[Span]:
    """Yield spans and their contents, in reading order."""
    for span in spans:
        yield span
        if isinstance(span, Styled | Hyperlink):
            yield from inner_spans(span.children)


def slots_of(prose: Prose) -> Iterator[Slot]:
    """Yield the slots of some prose in reading order."""
    return (span for span in spans_of(prose) if isinstance(span, Slot))


def words_of(prose: Prose) -> Iterator[str]:
    """Yield the words of some prose without its slots, to compare how texts begin."""
    for span in spans_of(prose):
        if isinstance(span, Words | Verbatim):
            yield from span.text.split()
