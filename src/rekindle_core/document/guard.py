"""The guard: the last check of a Document before it is rendered.

Input: a Document, and the ids that its plan requires. Output: none; it raises GuardError.

All of the pack's content must be present exactly once and in order. What a plugin adds is kept in an Addition, and
contains nothing that could be mistaken for content of the pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rekindle_core.document.nodes import (
    Addition,
    Block,
    Document,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingRow,
    Ratings,
    RatingsChart,
    RatingSeries,
    Response,
    Sample,
    Section,
    SelfCheck,
    Task,
)
from rekindle_core.document.walk import children, walk
from rekindle_core.errors import RekindleError

Identified = Section | Task | Sample | SelfCheck | HelpLines | RatingsChart | RatingRow | RatingSeries


class GuardError(RekindleError):
    """A Document doesn't contain what its plan requires; the code that changed it is to blame."""

    code = "document-fault"


def guard(document: Document, contract: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Check that a Document contains what its plan requires, in order, and nothing else except marked additions.

    Args:
        document: The Document to be rendered.
        contract: For each part, its id and the ids of its contents, in reading order.

    Raises:
        GuardError: A node is missing, moved, repeated, or not in the plan.
    """
    additions: list[Addition] = []
    found = tuple((part.id, tuple(_pack_ids(part, additions))) for part in document.parts)
    wanted = tuple((part, tuple(ids)) for part, ids in contract)
    if found != wanted:
        names, planned = _flat(found), _flat(wanted)
        missing = [name for name in planned if name not in names]
        foreign = [name for name in names if name not in planned]
        raise GuardError(f"The document doesn't match the plan: {_words(missing, foreign)}.")
    for addition in additions:
        see_addition(addition, frozenset(_flat(found)))
    see_earlier(document)


def _flat(parts: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    return [name for part, ids in parts for name in (part, *ids)]


def _pack_ids(part: Section, additions: list[Addition]) -> Iterator[str]:
    """Yield the ids inside a part in reading order; additions are set aside, with their content."""
    stack = list(reversed(part.children))
    while stack:
        block = stack.pop()
        match block:
            case Paragraph():
                continue
            case Addition():
                additions.append(block)
                continue
            case Section():
                yield block.id
                see_key(block)
            case Task() | Sample() | SelfCheck() | HelpLines() | RatingsChart():
                yield block.id
                yield from (row.id for row in _rows(block))
            case ItemList() | Quotation():
                pass
            case _ as never:
                assert_never(never)
        stack.extend(reversed(children(block)))


def _rows(block: Block) -> tuple[RatingRow, ...] | tuple[RatingSeries, ...]:
    """Return the rows of a grid of ratings or the series of a chart, which belong to the pack."""
    if isinstance(block, RatingsChart):
        return block.series
    return block.response.rows if isinstance(block, Task) and isinstance(block.response, Ratings) else ()


def see_earlier(document: Document) -> None:
    """Check that a look-back repeats only a plan that an earlier task asked for, and only if nobody else may see it.

    Raises:
        GuardError: A task repeats something else, or someone else may find the Document.
    """
    asked: list[Response] = []
    for block in walk(document):
        if not isinstance(block, Task):
            continue
        if block.earlier and document.discreet:
            raise GuardError(f"“{block.id}” may repeat a plan, but someone else may find this document.")
        if block.earlier and (block.kind != "look-back" or block.earlier not in asked):
            raise GuardError(f"“{block.id}” may repeat something other than the plan of an earlier task.")
        if block.response:
            asked.append(block.response)


def see_key(section: Section) -> None:
    """Check that a section's key points contain only prose, so that a shorter version omits nothing planned.

    Raises:
        GuardError: They contain a task, a check or anything else that isn't prose.
    """
    for top in section.key:
        for block in walk(top):
            if not isinstance(block, Paragraph | ItemList | Quotation):
                kind = type(block).__name__
                raise GuardError(
                    f"The key points of “{section.id}” contain a {kind}; they can contain only prose."
                )


def see_addition(addition: Addition, taken: frozenset[str]) -> None:
    """Check that what a plugin adds cannot be mistaken for content of the pack.

    Args:
        addition: What it adds.
        taken: The ids of the pack's nodes.

    Raises:
        GuardError: It has no plugin name, contains a block that only the pack may contain, or reuses an id of the pack.
    """
    for block in walk(addition):
        if isinstance(block, Addition) and not block.plugin.strip():
            raise GuardError("A plugin added blocks without giving its name.")
        if isinstance(block, SelfCheck | HelpLines | RatingsChart) or (
            isinstance(block, Section) and block.role != "passage"
        ):
            kind = type(block).__name__
            raise GuardError(f"The plugin {addition.plugin} added a {kind}, which only the pack can contain.")
        if isinstance(block, Task) and block.earlier:
            raise GuardError(
                f"The plugin {addition.plugin} added a look-back that repeats a plan; only the pack's can."
            )
        if isinstance(block, Task) and block.number is not None:
            raise GuardError(
                f"The plugin {addition.plugin} numbered a task; only the pack's prompts are numbered."
            )
        ids = [one.id for one in (block, *_rows(block)) if isinstance(one, Identified)]
        if same := [name for name in ids if name in taken]:
            raise GuardError(
                f"The plugin {addition.plugin} added a block with the id “{same[0]}”, which the pack already uses."
            )


def _words(missing: Sequence[str], foreign: Sequence[str]) -> str:
    parts = []
    if missing:
        parts.append(f"missing: {', '.join(missing)}")
    if foreign:
        parts.append(f"not in the plan: {', '.join(foreign)}")
    return "; ".join(parts) or "nodes were moved or repeated"
