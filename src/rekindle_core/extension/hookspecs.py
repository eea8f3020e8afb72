"""Every hook that a plugin can implement, on one page.

A plugin is a module in which functions marked with `rekindle_core.hookimpl` carry the names below. It is
found by an entry point of the group `rekindle`, or named with `--plugin`. Beside its hooks the module may set:

    rekindle_api = ">=1.0,<2"   the versions of this page that it works with; see `rekindle_core.API_VERSION`
    rekindle_priority = 50      where it stands among plugins: lower ones first, then by name; 100 if not set

A function takes those of its hook's arguments that it needs, by name. So a hook can be given more arguments
later, and plugins that were written before go on working.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ParamSpec, Protocol, TypeVar, cast

import pluggy

from rekindle_core.document.nodes import Document
from rekindle_core.extension.format import Format
from rekindle_core.extension.offers import Command, Insertion, NamedPack

PROJECT = "rekindle"

P = ParamSpec("P")
R = TypeVar("R")


class Marker(Protocol):
    """A decorator that leaves the function's type as it is."""

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
    """Return the content packs that the plugin brings, each by a name for `--pack`.

    Called once, when plugins are loaded. The pack itself is read when somebody asks for it.

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
    """Return blocks to be added to a client's Document, and where.

    Called for each program that is made, after the pack's own words are in place and before any format
    sees them. Each Insertion becomes an `Addition`, which bears the plugin's name and is printed with it.
    What the pack put there can be neither changed nor removed. Blocks can be added to sections of the
    roles `opening`, `session`, `step`, `passage` and `closing`: never to a self-check's page, to what
    stands in place of something, or to help lines. Where a whole program is replaced, the hook is not called.

    The same Document has to give the same blocks: no clock, no randomness.

    Args:
        document: The Document as the pack has it, without other plugins' blocks. It is all there is to know:
            no profile, gate or reason comes along.

    Returns:
        The blocks. Those of several plugins at one place stand in the plugins' order.
    """
    return ()


HOOKS = tuple(name for name in dict(globals()) if name.startswith("rekindle_"))
"""The names of all hooks, as they stand on this page."""
