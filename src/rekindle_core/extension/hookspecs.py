"""Every hook that a plugin can implement, on one page.

A plugin is a module in which functions marked with `rekindle_core.hookimpl` have the names below. It is found
by an entry point of the group `rekindle`, or named with `--plugin`. In addition to its hooks, the module can
set:

rekindle_api = ">=2.0,<3" the versions of this page that it works with; see `rekindle_core.API_VERSION`
rekindle_priority = 50 its place among plugins: lower ones first, then by name; 100 if not set

A function takes only the arguments that it needs, by name. So a hook can get more arguments later, and older
plugins still work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ParamSpec, Protocol, TypeVar, cast

import pluggy

from rekindle_core.answers.values import Answers
from rekindle_core.document.nodes import Document
from rekindle_core.extension.format import Format
from rekindle_core.extension.offers import Command, Insertion, NamedPack

PROJECT = "rekindle"

P = ParamSpec("P")
R = TypeVar("R")


class Marker(Protocol):
    """A decorator that keeps the function's type."""

    def __call__(self, function: R, /) -> R:
        """Mark `function`."""
        ...


hookspec = cast("Marker", pluggy.HookspecMarker(PROJECT))
hookimpl = cast("Marker", pluggy.HookimplMarker(PROJECT))
"""Marks a function in a plugin as the implementation of the hook of the same name."""


@hookspec
def rekindle_register_formats() -> Sequence[Format]:
    """Return the output formats that the plugin offers.

    Called once, when plugins are loaded. Keep the module light: import what a renderer needs inside the
    `load` function of its Format.

    Returns:
        The formats; a name that is already taken is left out, and `rekindle plugins` says so.
    """
    return ()


@hookspec
def rekindle_register_packs() -> Sequence[NamedPack]:
    """Return the content packs that the plugin adds, each with a name for `--pack`.

    Called once, when plugins are loaded. The pack itself is read when someone asks for it.

    Returns:
        The packs; a name that is already taken is left out, and `rekindle plugins` says so.
    """
    return ()


@hookspec
def rekindle_register_commands() -> Sequence[Command]:
    """Return the commands that the plugin adds to the command line.

    Called once, when plugins are loaded. Import click, and what the command needs, inside the `load`
    function of each Command.

    Returns:
        The commands; a name that is already taken is left out, and `rekindle plugins` says so.
    """
    return ()


@hookspec
def rekindle_add_blocks(document: Document) -> Sequence[Insertion]:
    """Return blocks to add to a client's Document, and where.

    Called for each program that is made, after the pack's own words are in place and before any format sees
    them. Each Insertion becomes an `Addition`, which is printed with the plugin's name. The pack's own
    content can't be changed or removed. Blocks can be added to sections with the roles `opening`, `session`,
    `step`, `passage` and `closing`: never to a self-check's page, to a page that replaces something, or to
    help lines. If the whole program is replaced, the hook is not called.

    The same Document must give the same blocks: no clock, no randomness.

    Args:
        document: The Document without any plugin's blocks. You get no profile, gate or reason.

    Returns:
        The blocks. Blocks from several plugins at one place follow the plugins' order.
    """
    return ()


@hookspec
def rekindle_read_answers(data: bytes, password: str) -> Answers | None:
    """Return the answers in a file of the plugin's own format.

    Called for every file that a user reads answers from, whatever its type. Check how it starts before you
    import anything slow. The first plugin that does not return None handles the file.

    The file may come from anyone: limit sizes, depths and counts, and never follow links to other files.
    Return only existing answers: nothing for an unanswered question, and `Cleared` for an answer that was
    removed, if the file shows that. Make each id with `AnswerId.from_name`, from the `answer_id` that your
    format keeps. Leave `when` out; Rekindle uses the file's date.

    Args:
        data: The whole file.
        password: The password for a locked file; empty if none was given.

    Returns:
        The answers; None if the file has another type.

    Raises:
        AnswersError: The file has this type, but its answers cannot be read. Say what is wrong, and what to
            do.
    """
    return None


HOOKS = tuple(name for name in dict(globals()) if name.startswith("rekindle_"))
"""The names of all hooks on this page."""
