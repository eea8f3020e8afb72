"""Adding plugins' blocks to a Document: each marked with its plugin's name, in sections that are open to them.

Input: a Document without additions. Output: the same, with an Addition for each Insertion.

A plugin gets a copy, so that it can't change the Document itself. If it fails, it adds nothing, and this is
reported: the pack's program is complete without it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from rekindle_core.diagnostics import counted, did_you_mean
from rekindle_core.document.codec import document_from_json, document_to_json
from rekindle_core.document.guard import GuardError, see_addition
from rekindle_core.document.nodes import (
    Addition,
    Block,
    Blocks,
    Document,
    Role,
    Sample,
    Section,
    Task,
)
from rekindle_core.document.walk import walk
from rekindle_core.errors import describe
from rekindle_core.extension.apart import apart
from rekindle_core.extension.manager import Adder
from rekindle_core.extension.offers import Insertion
from rekindle_core.extension.problem import MisfitError, raised_at
from rekindle_core.extension.returned import items_of
from rekindle_core.frozen import replace
from rekindle_core.stopping import see_stopped

OPEN: frozenset[Role] = frozenset({"opening", "session", "step", "passage", "closing"})
"""The roles of sections that plugins may add to; not those that keep readers safe."""

HOOK = "rekindle_add_blocks"


def open_sections(document: Document) -> dict[str, Section]:
    """Return the sections that plugins may add to, by id."""
    return {section.id: section for part in document.parts for section in _open(part)}


def _open(block: Block) -> Iterator[Section]:
    # Sections inside a closed section are closed too.
    if isinstance(block, Section) and block.role in OPEN:
        yield block
        for inner in block.children:
            yield from _open(inner)


def with_additions(document: Document, adders: Sequence[Adder], warn: Callable[[str], None]) -> Document:
    """Return a Document with plugins' additions.

    Args:
        document: The Document without additions.
        adders: The plugins' hooks, in order.
        warn: Receives a sentence about each plugin that adds something or fails.
    """
    sections = open_sections(document)
    if not sections:
        return document
    taken = {block.id for block in walk(document) if isinstance(block, Section | Task | Sample)}
    text = document_to_json(document)
    added: list[tuple[Insertion, Addition]] = []
    for name, call in adders:
        with apart() as meanwhile:
            try:
                fresh = [
                    (one, _addition(name, one, sections, taken))
                    for one in _given(call, document_from_json(text))
                ]
                _see_ids(name, [addition for _, addition in fresh])
            except MisfitError as error:
                warn(f"The plugin {name} added nothing: {error.problem}")
                fresh = []
        see_stopped()
        for sentence in meanwhile.sentences(f"The plugin {name}", f" in {HOOK}"):
            warn(sentence)
        if fresh:
            many = counted(len({one.section for one, _ in fresh}), "section")
            warn(f"The plugin {name} added blocks to {many}.")
        added += fresh
    return (
        replace(document, parts=tuple(_merged(part, added) for part in document.parts)) if added else document
    )


def _given(call: Callable[[Document], Any], document: Document) -> list[Insertion]:
    try:
        given = items_of(
            call(document),
            Insertion,
            giver=HOOK,
            code="plugin-blocks",
            hint='return [Insertion("closing", "end", blocks)].',
        )
    except MisfitError:
        raise
    except BaseException as error:
        see_stopped(error)
        raise MisfitError(
            f"{HOOK} failed: {describe(error)}.",
            code="plugin-blocks",
            hint="fix it, or report it to its author.",
            place=raised_at(error),
        ) from error
    return given


def _addition(name: str, one: Insertion, sections: dict[str, Section], taken: set[str]) -> Addition:
    """Convert an Insertion to a node of the Document.

    Raises:
        MisfitError: Its section doesn't accept it, or it contains something that a plugin may not add.
    """
    if one.section not in sections:
        raise MisfitError(
            f"There is no section “{one.section}” that plugins can add to.",
            code="plugin-blocks",
            hint=did_you_mean(str(one.section), sections)
            or f"add to a section with the role {', '.join(sorted(OPEN))}, such as {next(iter(sections))}.",
        )
    if one.at not in ("start", "end"):
        raise MisfitError(
            f"“{one.at}” isn't a place in a section.", code="plugin-blocks", hint="use start or end."
        )
    try:
        # As with a file: a plugin is not trusted to return the types that it promises.
        plain = msgspec.to_builtins(one.blocks)
        addition = Addition(name, msgspec.convert(plain, Blocks))
        _see_texts(plain)
        see_addition(addition, frozenset(taken))
    except (msgspec.ValidationError, TypeError, ValueError, RecursionError) as error:
        raise MisfitError(
            f"The blocks for {one.section} cannot be used: {error}.",
            code="plugin-blocks",
            hint="nodes contain tuples of nodes; see the example in docs/plugins.md.",
        ) from None
    except GuardError as error:
        raise MisfitError(error.message, code="plugin-blocks", hint="remove it.") from None
    return addition


def _see_texts(value: object) -> None:
    """Check that texts contain no control characters, and that links lead where a pack's links may."""
    match value:
        case str():
            if any(unicodedata.category(character) == "Cc" for character in value):
                raise ValueError(f"the text {value!r:.60} contains a control character")
        case {"type": "Link", "url": str(url)} if not url.startswith(("https:", "mailto:", "tel:")):
            raise ValueError(f"the link {url:.60} isn't https:, mailto: or tel:")
        case dict():
            for inner in value.values():
                _see_texts(inner)
        case list() | tuple():
            for inner in value:
                _see_texts(inner)
        case _:
            pass


def _see_ids(name: str, additions: Sequence[Addition]) -> None:
    seen: set[str] = set()
    for given in (given for addition in additions for block in walk(addition) for given in _ids(block)):
        if not given.startswith(f"{name}-"):
            raise MisfitError(
                f"The id “{given}” could belong to another plugin.",
                code="plugin-blocks",
                hint=(f"start it with {name}-."),
            )
        if given in seen:
            raise MisfitError(
                f"The id “{given}” is used twice.", code="plugin-blocks", hint="use each id once."
            )
        seen.add(given)


def _ids(block: Block) -> Iterator[str]:
    if isinstance(block, Section | Sample | Task):
        yield block.id
    if isinstance(block, Task) and block.response is not None:
        yield from block.response.answer_ids


def _merged(block: Block, added: Sequence[tuple[Insertion, Addition]]) -> Any:
    if not isinstance(block, Section):
        return block
    first = [addition for one, addition in added if (one.section, one.at) == (block.id, "start")]
    last = [addition for one, addition in added if (one.section, one.at) == (block.id, "end")]
    children = tuple(_merged(child, added) for child in block.children)
    return replace(block, children=(*first, *children, *last))
