"""A few steps of a program by themselves: what is handed out for one session.

Comes in: a Document, and the names of steps. Goes out: a smaller Document. Must not know: any page.

What keeps a reader safe comes along whatever is asked for: the self-checks in front, the pages that they and
those of the steps lead to, and the help lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rekindle_core import (
    Block,
    Document,
    Reference,
    Section,
    Statement,
    UsageError,
    replace,
    walk,
)

_KEPT = ("self-checks", "alternatives", "alternative", "help")


def handout(document: Document, steps: str) -> Document:
    """Return a Document with some of its steps.

    Args:
        document: The whole program.
        steps: Names of steps, or numbers of sessions, with commas between them; nothing means all.

    Raises:
        UsageError: The program has no such step or session.
    """
    wanted = [name.strip() for name in steps.split(",") if name.strip()]
    # What a Document with a notice has to say, such as the counselor's pages, is said whole.
    if not wanted or document.notice:
        return document
    sessions = [part for part in document.parts if part.role == "session"]
    known = list(dict.fromkeys(step for part in sessions for step in _steps(part)))
    known += [str(part.number) for part in sessions]
    for name in wanted:
        if name not in known:
            has = f"it has {', '.join(known)}." if known else "it has no sessions."
            raise UsageError(f"This program has no step “{name}”.", code="no-such-step", hint=has)
    parts = [kept for part in document.parts if (kept := _part(part, wanted))]
    return replace(document, parts=_without_idle_pages(parts))


def _without_idle_pages(parts: Sequence[Section]) -> tuple[Section, ...]:
    """Leave out alternatives that nothing in the handout leads to, by whatever way."""
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
    if part.role != "session" or not set(_steps(part)) & set(wanted):
        return None
    # Of a session that joins steps, only those that are asked for.
    return replace(part, children=tuple(one for one in part.children if _is_wanted(one, wanted)))


def _is_wanted(block: Block, wanted: Sequence[str]) -> bool:
    return not (isinstance(block, Section) and block.role == "step" and block.step) or block.step in wanted


def _steps(session: Section) -> Iterator[str]:
    """Yield the names of the steps that a session shows."""
    for block in walk(session):
        if isinstance(block, Section) and block.role in ("session", "step") and block.step:
            yield block.step
