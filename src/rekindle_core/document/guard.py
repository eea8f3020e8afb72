"""The guard: the last look at a Document before it is rendered.

Comes in: a Document, and the ids that its plan asks for. Goes out: nothing, or a GuardError.

What the pack holds must be there, once and in order; what a plugin adds stands apart in an Addition and
holds nothing that could be taken for the pack's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rekindle_core.document.nodes import (
    Addition,
    Document,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    Sample,
    Section,
    SelfCheck,
    Task,
)
from rekindle_core.document.walk import children, walk
from rekindle_core.errors import RekindleError

Identified = Section | Task | Sample | SelfCheck | HelpLines


class GuardError(RekindleError):
    """A Document does not hold what its plan asks for; whatever changed it is at fault."""

    code = "document-fault"


def guard(document: Document, contract: Sequence[tuple[str, Sequence[str]]]) -> None:
    """See that a Document holds what its plan asks for, in order, and nothing else but marked additions.

    Args:
        document: The Document, as it will be rendered.
        contract: For each part its id and the ids of what it holds, in reading order.

    Raises:
        GuardError: A node is missing, moved, repeated, or is not the plan's.
    """
    additions: list[Addition] = []
    found = tuple((part.id, tuple(_pack_ids(part, additions))) for part in document.parts)
    wanted = tuple((part, tuple(ids)) for part, ids in contract)
    if found != wanted:
        names, planned = _flat(found), _flat(wanted)
        missing = [name for name in planned if name not in names]
        foreign = [name for name in names if name not in planned]
        raise GuardError(f"The document is not what was planned: {_words(missing, foreign)}.")
    for addition in additions:
        see_addition(addition, frozenset(_flat(found)))


def _flat(parts: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    return [name for part, ids in parts for name in (part, *ids)]


def _pack_ids(part: Section, additions: list[Addition]) -> Iterator[str]:
    """Yield the ids inside a part in reading order; additions are set aside, with all that is in them."""
    stack = list(reversed(part.children))
    while stack:
        block = stack.pop()
        match block:
            case Paragraph():
                continue
            case Addition():
                additions.append(block)
                continue
            case Section() | Task() | Sample() | SelfCheck() | HelpLines():
                yield block.id
            case ItemList() | Quotation():
                pass
            case _ as never:
                assert_never(never)
        stack.extend(reversed(children(block)))


def see_addition(addition: Addition, taken: frozenset[str]) -> None:
    """See that what a plugin adds cannot be taken for the pack's.

    Args:
        addition: What it adds.
        taken: The ids of the pack's nodes.

    Raises:
        GuardError: It has no name, holds what only a pack can, or a name of the pack's.
    """
    for block in walk(addition):
        if isinstance(block, Addition) and not block.plugin.strip():
            raise GuardError("A plugin added blocks without its name.")
        if isinstance(block, SelfCheck | HelpLines) or (
            isinstance(block, Section) and block.role != "passage"
        ):
            kind = type(block).__name__
            raise GuardError(f"The plugin {addition.plugin} added a {kind}, which only the pack can hold.")
        if isinstance(block, Task) and block.number is not None:
            raise GuardError(
                f"The plugin {addition.plugin} numbered a task; numbers count the pack's prompts."
            )
        if isinstance(block, Identified) and block.id in taken:
            raise GuardError(
                f"The plugin {addition.plugin} added “{block.id}”, which is a name of the pack's."
            )


def _words(missing: Sequence[str], foreign: Sequence[str]) -> str:
    parts = []
    if missing:
        parts.append(f"missing: {', '.join(missing)}")
    if foreign:
        parts.append(f"not of the plan: {', '.join(foreign)}")
    return "; ".join(parts) or "nodes are moved or repeated"
