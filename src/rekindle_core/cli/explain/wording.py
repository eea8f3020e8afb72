"""What a piece of content says, as its author wrote it: slots stay slots, so that nothing of a reader is shown.

Comes in: prose of a pack. Goes out: one line of text.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.condition import is_always
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import (
    Checklist,
    Exercise,
    Item,
    Moment,
    Passage,
    Prompt,
    Rating,
    SampleText,
)
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
from rekindle_core.explanation.catalogue import Entry
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.detail import Account
from rekindle_core.planning.plan import Plan


def words_of_entry(pack: Pack, entry: Entry, plan: Plan | None = None) -> str:
    """Return the title of a piece of content, or its words if it has none: of a prompt, those that a plan uses."""
    if entry.kind in ("step", "alternative"):
        return written_line(pack.units[entry.unit].title)
    if entry.kind == "variant":
        return written(pack.variants[entry.id].text)
    item = pack.items[entry.parent or entry.id]
    match item:
        case Checklist() if entry.parent:
            return next(written_line(one.text) for one in item.items if one.id == entry.id)
        case Prompt() if plan:
            used = next((pick.variant for pick in plan.picks() if pick.prompt == item.id), "")
            return written(next((one.text for one in item.variants if one.id == used), item.variants[0].text))
    return _words(item)


def needs_words(pack: Pack, found: Account) -> str:
    """Return for whom a piece of content is."""
    return "everybody" if is_always(found.needs) else condition_words(pack.language, found.needs)


def written(prose: Prose) -> str:
    """Return prose as it was written, on one line."""
    return " ".join(filter(None, map(_piece, prose)))


def written_line(spans: Spans) -> str:
    """Return the spans of a line as they were written."""
    return "".join(map(_span, spans))


def _words(item: Item) -> str:
    match item:
        case Prompt():
            return written(item.variants[0].text)
        case Exercise() | Checklist() | Passage() | SampleText():
            return written_line(item.title)
        case Rating():
            return written_line(item.text)
        case Moment():
            return written(item.text)
        case _ as never:
            assert_never(never)


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
            case = f".{span.case}" if span.case else ""
            return f"{{{span.person}{case}{'’s' if span.possessive else ''}}}"
        case Agreement():
            case = f".{span.case}" if span.case else ""
            return f"{{{span.person}{case}: {' | '.join(span.arms)}}}"
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
