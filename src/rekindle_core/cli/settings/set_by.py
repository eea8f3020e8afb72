"""Who may set an option: the command line alone, the user's own file too, or a folder's file and the environment.

An option that says nothing is set on the command line alone. So a new option, and that of a plugin's command,
can be set from nowhere else until someone has decided that it may.

A folder may come from someone else, with a `rekindle.toml` in it, and so may variables (a script, a tool that
reads them from a folder). They choose formats and appearance. They never decide facts, confirmations, what is
read, what is run, or where files go.
"""

from __future__ import annotations

from enum import IntEnum

import click


class SetBy(IntEnum):
    """Who may set an option, each with all that come before it."""

    COMMAND_LINE = 0
    OWN_FILE = 1
    ANYONE = 2


class Preference(click.Option):
    """An option that stays the same from one program to the next; the user's own file may set it."""

    set_by = SetBy.OWN_FILE


class PathPreference(Preference):
    """A preference that names what is read: in the user's own file it is relative to that file's folder."""


class Appearance(click.Option):
    """An option that chooses formats, or how things look; a folder's file and the environment may set it."""

    set_by = SetBy.ANYONE


def set_by(option: click.Parameter) -> SetBy:
    """Return who may set an option."""
    return getattr(option, "set_by", SetBy.COMMAND_LINE)


def open_to_all(option: click.Option) -> None:
    """Let a folder's file and the environment set an option that a plugin has declared to be appearance."""
    vars(option)["set_by"] = SetBy.ANYONE


def call_with(names: tuple[str, ...], option: click.Option) -> str:
    """Return the call that sets an option, such as `rekindle build --set FACT=VALUE`."""
    form = max(option.opts, key=len)
    value = "" if option.is_flag else f" {option.metavar or str(option.type.name).upper()}"
    # What the command line itself takes comes before the command.
    return f"rekindle {' '.join((*names, form))}{value}"
