"""Every hook that a plugin can implement, on one page.

A plugin is a module, found by an entry point of the group `rekindle`, in which functions marked with
`rekindle_core.hookimpl` carry the names below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ParamSpec, Protocol, TypeVar, cast

import pluggy

from rekindle_core.extension.format import Format

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
