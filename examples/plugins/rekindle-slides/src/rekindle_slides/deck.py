"""A program as slides: what stands on one, and where the next begins.

Input: a Document. Output: slides, each with blocks; every block of the Document is on one of them, in order.
Must not know: how a slide is written.

A room reads a slide from afar, so there is one task on each, and prose is parted where it gets long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rekindle_core import (
    Block,
    Blocks,
    Document,
    HelpLines,
    Inlines,
    ItemList,
    Paragraph,
    Quotation,
    Section,
    UsageError,
    plain_blocks,
    replace,
)

_MOST_WORDS = 90
"""About as much as can be read from the back of a room without losing the place."""
_MOST_ROWS = 13
"""Of a table of help lines; so many can be read from the back of a room."""
_KEPT = ("self-checks", "alternatives", "alternative", "help")
"""What keeps a reader safe comes along whatever session is shown."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        blocks: What is on it.
        section: The section that begins with it; None where one goes on.
        above: The title of the section around that.
        level: How deep its section is, from 1.
    """

    blocks: Blocks
    section: Section | None
    above: Inlines
    level: int


def only_session(document: Document, number: int) -> Document:
    """Return a program with one of its sessions, and with what keeps a reader safe.

    Raises:
        UsageError: The program has no such session.
    """
    # What a Document with a notice has to say, such as the counselor's pages, is said whole.
    if document.notice:
        return document
    numbers = [part.number for part in document.parts if part.number is not None]
    if number not in numbers:
        has = f"it has {', '.join(map(str, numbers))}." if numbers else "it has no sessions."
        raise UsageError(f"This program has no session {number}.", code="no-such-step", hint=has)
    parts = (part for part in document.parts if part.role in _KEPT or part.number == number)
    return replace(document, parts=tuple(parts))


def deck(document: Document) -> Iterator[Slide]:
    """Yield the slides of a program."""
    for part in document.parts:
        yield from _slides(part, (), 1)


def _slides(section: Section, above: Inlines, level: int) -> Iterator[Slide]:
    begins: Section | None = section if _says_something(section, above) else None
    prose: list[Block] = []
    for child in section.children:
        is_prose = isinstance(child, Paragraph | ItemList | Quotation)
        # A heading stands with the first words under it, and alone only where a task comes first.
        if (begins or prose) and (not is_prose or (prose and _words([*prose, child]) > _MOST_WORDS)):
            yield Slide(tuple(prose), begins, above, level)
            begins, prose = None, []
        if is_prose:
            prose.append(child)
        elif isinstance(child, Section):
            yield from _slides(child, section.title, level + 1)
        elif isinstance(child, HelpLines):
            yield from (Slide((one,), None, (), level) for one in _by_groups(child))
        else:
            yield Slide((child,), None, (), level)
    if begins or prose:
        yield Slide(tuple(prose), begins, above, level)


def _says_something(section: Section, above: Inlines) -> bool:
    """Return whether a section's head does: a session of one step bears the step's title, which is enough once."""
    titled = bool(section.title) and section.title != above
    return titled or section.number is not None or section.date is not None or section.minutes is not None


def _by_groups(lines: HelpLines) -> Iterator[HelpLines]:
    """Yield help lines a group at a time; of a long table as many rows as a slide has room for."""
    groups = [
        replace(group, title=group.title, lines=group.lines[at : at + _MOST_ROWS], emergency=group.emergency)
        for group in lines.groups
        for at in range(0, max(len(group.lines), 1), _MOST_ROWS)
    ]
    if lines.lead or not groups:
        yield replace(lines, groups=(), caution=() if groups else lines.caution)
    for number, group in enumerate(groups, 1):
        yield replace(lines, lead=(), groups=(group,), caution=lines.caution if number == len(groups) else ())


def _words(blocks: Sequence[Block]) -> int:
    return len(plain_blocks(tuple(blocks)).split())
