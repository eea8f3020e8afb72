"""Who may set an option: only the command line, also the user's own file, or also a folder's file and variables.

An option without a declaration can be set only on the command line. So a new option, or an option of a
plugin's command, can't be set anywhere else until someone decides that it may.

A folder with a `rekindle.toml` may come from someone else, and so may variables (through a script, or a tool
that reads them from a folder). They may choose formats and appearance. They never decide facts,
confirmations, what is read, what is run, or where files go.
"""

from __future__ import annotations

from enum import IntEnum

import click


class SetBy(IntEnum):
    """Who may set an option; each value includes all those before it."""

    COMMAND_LINE = 0
    OWN_FILE = 1
    ANYONE = 2


class Preference(click.Option):
    """An option that stays the same from one program to the next, so the user's own file may set it."""

    set_by = SetBy.OWN_FILE


class PathPreference(Preference):
    """A preference that is a path: in the user's own file, it is relative to that file's folder."""


class Appearance(click.Option):
    """An option for formats or appearance; a folder's file and the environment may set it."""

    set_by = SetBy.ANYONE


def set_by(option: click.Parameter) -> SetBy:
    """Return who may set an option."""
    return getattr(option, "set_by", SetBy.COMMAND_LINE)


def open_to_all(option: click.Option) -> None:
    """Let a folder's file and the environment set an option that a plugin has declared as appearance."""
    vars(option)["set_by"] = SetBy.ANYONE


def call_with(names: tuple[str, ...], option: click.Option) -> str:
    """Return the call that sets an option, such as `rekindle build --set FACT=VALUE`."""
    form = max(option.opts, key=len)
    value = "" if option.is_flag else f" {option.metavar or str(option.type.name).upper()}"
    # Options of the command line itself come before the command.
    return f"rekindle {' '.join((*names, form))}{value}"
