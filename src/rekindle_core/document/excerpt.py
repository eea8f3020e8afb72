"""An excerpt: a few steps of a program by themselves, for one session.

Input: a Document, and the names of steps. Output: a smaller Document. Must not know: any format.

Everything that keeps a reader safe is always included: the self-checks at the front, the pages that
self-checks lead to, and the help lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence, Set

from rekindle_core.document.nodes import Block, Document, Inlines, Reference, Section, Statement
from rekindle_core.document.walk import joined_title, plain, walk
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen, replace

_KEPT = ("self-checks", "alternatives", "alternative", "help")


class _Step(Frozen):
    """A step in a program: its id, its title, and the first session that shows it."""

    id: str
    title: str
    session: int


def excerpt(document: Document, steps: str) -> Document:
    """Return an excerpt of a Document: some of its steps.

    Args:
        document: The whole program.
        steps: Steps, separated by commas: each by its id, its title or the beginning of its title, in upper
            or lower case, or by the number of its session. Empty means all.

    Returns:
        The steps with all that safety needs: self-checks in front, pages that something in them leads to,
            help
        lines. A Document with a notice, such as the counselor's pages, is returned whole.

    Raises:
        UsageError: The program has no such step or session, or several with that beginning.
    """
    wanted = _wanted(document, steps)
    if not wanted or document.notice:
        return document
    parts = [kept for part in document.parts if (kept := _part(part, wanted))]
    return replace(document, parts=_without_idle_pages(parts))


def _wanted(document: Document, steps: str) -> tuple[str, ...]:
    """Return the requested ids of steps and numbers of sessions."""
    words = [word.strip() for word in steps.split(",")]
    if document.notice or not any(words):
        return ()
    sessions = [part for part in document.parts if part.role == "session"]
    known = tuple(_steps(sessions))
    numbers = {str(part.number) for part in sessions}
    wanted: list[str] = []
    while words:
        name, found = _longest(known, numbers, words)
        words = words[name.count(",") + 1 :]
        if len(found) > 1:
            raise _unknown(tuple(one for one in known if one.id in found), name, several=True)
        if name and not found:
            raise _unknown(known, name)
        wanted += found
    return tuple(wanted)


def _longest(known: Sequence[_Step], numbers: Set[str], words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the longest run of leading words that names something, and what it names: a title may contain commas."""
    for end in range(len(words), 0, -1):
        name = ", ".join(words[:end])
        if found := [name] if name in numbers else _named(known, name):
            return name, found
    return words[0], []


def _named(known: Sequence[_Step], name: str) -> list[str]:
    """Return the ids of steps that a name may mean: those with exactly that name, else those that begin with it."""
    typed = _folded(name)
    names = {one.id: (_folded(one.id), _folded(one.title)) for one in known}
    whole = [step for step, own in names.items() if typed in own]
    return whole or [
        step for step, own in names.items() if typed and any(one.startswith(typed) for one in own)
    ]


def _folded(text: str) -> str:
    """Normalize a name for comparison: without case, with plain quotes and single spaces."""
    plain_quotes = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, "’‘`´"), "'"))
    return " ".join(plain_quotes.casefold().split()).strip('"“”')


def _unknown(steps: Sequence[_Step], name: str, *, several: bool = False) -> UsageError:
    message = f"Several steps start with “{name}”." if several else f"This program has no step “{name}”."
    width = max((len(one.id) for one in steps), default=0)
    rows = [f"\n  {one.session:>2}  {one.id:{width}}  {one.title}" for one in steps]
    hint = "it has no sessions." if not rows else "use a step's session, id or title:" + "".join(rows)
    return UsageError(message, code="no-such-step", hint=hint)


def _steps(sessions: Sequence[Section]) -> Iterator[_Step]:
    """Yield the steps that sessions show, each once."""
    seen: set[str] = set()
    for session in sessions:
        for section in _shown(session):
            if section.step not in seen:
                seen.add(section.step)
                yield _Step(section.step, plain(section.title), session.number or 0)


def _without_idle_pages(parts: Sequence[Section]) -> tuple[Section, ...]:
    """Leave out alternatives that nothing in the excerpt leads to, directly or indirectly."""
    pages = {
        block.id: block
        for part in parts
        for block in walk(part)
        if isinstance(block, Section) and block.role == "alternative"
    }
    reached: set[str] = set()
    waiting = [target for part in parts if part.role != "alternatives" for target in _targets(part)]
    while waiting:
        if (target := waiting.pop()) in pages and target not in reached:
            reached.add(target)
            waiting += _targets(pages[target])

    def leads_nowhere(block: Block) -> bool:
        return isinstance(block, Section) and block.role == "alternative" and block.id not in reached

    kept = [
        replace(part, children=tuple(block for block in part.children if not leads_nowhere(block)))
        for part in parts
        if not leads_nowhere(part)
    ]
    has_pages = not pages.keys().isdisjoint(reached)
    return tuple(part for part in kept if part.role != "alternatives" or has_pages)


def _targets(node: object) -> Iterator[str]:
    """Yield the ids of the sections that a node leads to."""
    if isinstance(node, Reference | Statement):
        yield node.target
    names = getattr(node, "__struct_fields__", ())
    for part in node if isinstance(node, tuple) else [getattr(node, name) for name in names]:
        yield from _targets(part)


def _part(part: Section, wanted: Sequence[str]) -> Section | None:
    if part.role in _KEPT or str(part.number) in wanted:
        return part
    if part.role != "session" or not {one.step for one in _shown(part)} & set(wanted):
        return None
    if part.step:
        return part
    # Of a session that joins steps, only the requested ones.
    kept = tuple(one for one in part.children if _is_wanted(one, wanted))
    titles: tuple[Inlines, ...] = tuple(one.title for one in _shown(replace(part, children=kept)))
    return replace(part, children=kept, joined=titles, title=joined_title(titles))


def _is_wanted(block: Block, wanted: Sequence[str]) -> bool:
    return not (isinstance(block, Section) and block.role == "step" and block.step) or block.step in wanted


def _shown(session: Section) -> Iterator[Section]:
    """Yield the sections that say which steps a session shows: itself, or those of the steps that it joins."""
    for block in walk(session):
        if isinstance(block, Section) and block.role in ("session", "step") and block.step:
            yield block
