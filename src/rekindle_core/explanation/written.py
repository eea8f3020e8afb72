"""The pack's prose as its author wrote it: slots stay slots, so nothing about a reader is shown.

Input: prose from a pack. Output: one line of text.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.template import (
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
from rekindle_core.content.reading.agreement import written_choice, written_mention


def unit_title(pack: Pack, unit: str) -> str:
    """Return the title of a step or an alternative."""
    return written_line(pack.units[unit].title)


def quoted_title(pack: Pack, unit: str) -> str:
    """Return the title of a step or an alternative, in the language's double quotation marks."""
    marks = pack.language.quotes
    return f"{marks[2]}{unit_title(pack, unit)}{marks[3]}"


def written(prose: Prose) -> str:
    """Return prose as written, on one line."""
    return " ".join(filter(None, map(_piece, prose)))


def written_line(spans: Spans) -> str:
    """Return the spans of a line as written."""
    return "".join(map(_span, spans))


def _piece(piece: Piece) -> str:
    match piece:
        case Para():
            return written_line(piece.children)
        case Listing():
            return " ".join(f"- {written(item)}" for item in piece.items)
        case Quote():
            return written(piece.children)
        case _ as never:
            assert_never(never)


def _span(span: Span) -> str:
    match span:
        case Words() | Verbatim():
            return span.text
        case Mention():
            return written_mention(span)
        case Agreement():
            return written_choice(span.person, span.case, span.arms)
        case FactSlot():
            return f"{{{span.fact}}}"
        case PhraseSlot():
            return f"{{@{span.name}}}"
        case Styled() | Hyperlink():
            return written_line(span.children)
        case Break():
            return " "
        case _ as never:
            assert_never(never)
