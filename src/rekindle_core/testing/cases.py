"""Realistic Documents for testing a format: each shows something that the others don't.

Output: small Documents like those that `realise` makes in special cases, in neutral words. Must not know:
any format.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rekindle_core.document import nodes as n
from rekindle_core.document.walk import joined_title, walk
from rekindle_core.frozen import replace
from rekindle_core.testing.direction import right_to_left
from rekindle_core.testing.rebuilding import rebuilt
from rekindle_core.testing.samples import every_node

LONG_NAME = "Maximiliana-Konstantina Ó Fhlannagáin y de la Encarnación von Habsburg-Wittelsbach " * 4
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 4
_START = dt.date(2027, 1, 11)


def _text(text: str) -> n.Inlines:
    return (n.Text(text),)


def _paragraph(text: str) -> n.Paragraph:
    return n.Paragraph(_text(text))


def renamed(node: Any, prefix: str) -> Any:
    """Prefix every id in a tree, so that a Document can contain it several times."""

    def rename(one: Any) -> Any:
        own = [name for name in one.__struct_fields__ if name == "id" or name.endswith("_id")]
        return replace(one, **{name: f"{prefix}{getattr(one, name)}" for name in own})

    return rebuilt(node, rename)


def with_blocks(*blocks: n.Block) -> n.Document:
    """Return a Document with one session that contains only the given blocks."""
    session = n.Section("session-1", "session", _text("A session"), blocks, number=1)
    return replace(every_node(), parts=(session,))


def several_sessions(count: int = 3) -> n.Document:
    """Return a program of several sessions, a week apart, each with every kind of block."""
    document = every_node()
    at = next(index for index, part in enumerate(document.parts) if part.role == "session")
    sessions = [
        replace(
            renamed(document.parts[at], f"s{number}-"),
            number=number,
            date=_START + dt.timedelta(weeks=number - 1),
        )
        for number in range(1, count + 1)
    ]
    return replace(document, parts=(*document.parts[:at], *sessions, *document.parts[at + 1 :]))


def gated() -> n.Document:
    """Return a program in which gates ask, note, and have replaced a step."""
    document = every_node()
    opening, checks, session, closing, *rest = document.parts
    note = n.Section("note-a", "passage", _text("A word before"), (_paragraph("Go gently."),))
    compact = n.SelfCheck(
        "self-check-content",
        _text("Leave out what follows if:"),
        (n.Statement(_text("It is true."), ""),),
        None,
        True,
    )
    task = n.Task("prompt-z", "prompt", (_paragraph("Still here?"),), n.Lines("prompt-z", 2), number=9)
    instead = n.Section(
        "step-instead",
        "step",
        _text("In its place"),
        (
            _paragraph("This week rest."),
            n.Section("why-instead", "passage", _text("Why"), (_paragraph("So."),)),
        ),
        step="instead",
    )
    asked = n.Section("step-asked", "step", _text("Asked about"), (compact, note, task), step="asked")
    empty = n.Section("step-empty", "step", _text("Nothing to do"), (), step="empty")
    steps = (instead, asked, empty)
    titles = tuple(step.title for step in steps)
    replaced = n.Section("session-2", "session", joined_title(titles), steps, number=2, joined=titles)
    front = replace(opening, children=(*opening.children, replace(note, id="front-note")))
    return replace(document, parts=(front, checks, session, replaced, closing, *rest))


def replaced_program() -> n.Document:
    """Return the pages for a reader whose program a gate replaced: a page, and help lines."""
    document = every_node()
    page = n.Section(
        "alternative-a",
        "alternative",
        _text("First of all, be safe"),
        (
            _paragraph("This is what helps now."),
            n.Section("alternative-why", "passage", _text("Why"), (_paragraph("You matter."),)),
        ),
    )
    return replace(document, title="First of all, be safe", parts=(page, document.parts[-1]), discreet=True)


def handout() -> n.Document:
    """Return a handout: lines to read first, none of which names a page, a task, when to stop, and help."""
    document = every_node()
    check = n.SelfCheck(
        "check",
        _text("If this is true, put the sheet away."),
        (n.Statement(_text("It is."), ""),),
        None,
        brief=True,
    )
    prompt = next(block for part in document.parts for block in walk(part) if isinstance(block, n.Task))
    stop = n.Section("stop", "passage", _text("When to stop"), (_paragraph("Stop when it hurts."),))
    sheet = n.Section("sheet", "passage", _text("A sheet"), (check, prompt, stop))
    help_ = next(part for part in document.parts if part.role == "help")
    return replace(document, parts=(sheet, help_), discreet=True, sheet=True)


def discreet() -> n.Document:
    """Return a program that others may find: only its last part says its title, or any name."""
    return replace(several_sessions(2), discreet=True)


def bare_program() -> n.Document:
    """Return a program without names, practice, date or minutes."""
    document = every_node()
    parts = tuple(
        replace(part, date=None, minutes=None) if part.role == "session" else part for part in document.parts
    )
    return replace(document, reader="", reader_fact="", practice=None, parts=parts)


def with_a_notice() -> n.Document:
    """Return pages that say who they are for, as the counselor's do."""
    return replace(every_node(), notice="For the counselor only; keep it separate.")


def with_empty_places() -> n.Document:
    """Return a program in which many of the optional places are empty."""
    empty: n.Blocks = (
        n.Section("nothing", "passage", (), ()),
        n.Section("only-a-title", "passage", _text("Only a title"), ()),
        n.Section("no-title", "passage", (), (_paragraph("No title."),)),
        n.Task("bare", "prompt", (_paragraph("Bare."),), None, number=1),
        n.Task("only-titled", "exercise", (), n.Lines("only-titled", 1), title=_text("Only titled")),
        n.Sample("untitled", (), (_paragraph("Untitled."),)),
        n.Quotation((_paragraph("Quoted."),)),
        n.ItemList(False, ((_paragraph("One."),),)),
        n.HelpLines(
            "few-lines",
            (),
            (n.HelpGroup(_text("Nobody here"), (), ()), n.HelpGroup((), ("112",), (_line("no-number", ""),))),
            (),
        ),
    )
    return replace(with_blocks(*empty), practice=None)


def _line(name: str, number: str) -> n.HelpLine:
    return n.HelpLine(name, "A place to go", number, "", "", "https://help.example/a")


def with_long_texts() -> n.Document:
    """Return a program with a very long name, words too long for any line, and pages of prose."""
    prose = tuple(_paragraph("So many words that go on. " * 40) for _ in range(6))
    word = n.Paragraph((n.Text("See "), n.Strong(_text(LONG_WORD)), n.Text(".")))
    document = every_node(LONG_NAME.strip())
    passage = n.Section("long", "passage", _text(LONG_WORD), (*prose, word))
    return replace(document, parts=(*document.parts[:-1], passage, document.parts[-1]))


CASES: Mapping[str, Callable[[], n.Document]] = MappingProxyType(
    {
        "every-node": every_node,
        "right-to-left": right_to_left,
        "several-sessions": several_sessions,
        "gated": gated,
        "replaced-program": replaced_program,
        "discreet": discreet,
        "handout": handout,
        "bare": bare_program,
        "notice": with_a_notice,
        "empty-places": with_empty_places,
        "long-texts": with_long_texts,
    }
)
"""Each case, under a name for what is special about it."""


def nested(depth: int) -> n.Document:
    """Return a Document with nested quotations, which only a plugin could make."""
    block: n.Block = _paragraph("Innermost.")
    for _ in range(depth):
        block = n.Quotation((block,))
    return with_blocks(block)
