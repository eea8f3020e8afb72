"""Group evenings with Rekindle, by every hook that a plugin has.

- A format: `slides`, one page for the wall.
- A command: `rekindle slides`, which makes the slides of a program and the sheets to go with them.
- A pack: `first-evening`, for a group that meets for the first time.
- Blocks: at the end of each session of a program that names nobody, what a group does with it.

This module is what the entry point loads, so it stays light: what a hook needs is imported when it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rekindle_core import Command, Document, Format, Insertion, NamedPack, Renderer, hookimpl

if TYPE_CHECKING:
    import click

rekindle_api = ">=2.0,<3"


@dataclass(frozen=True, slots=True)
class Options:
    """How the slides look, and how many there are."""

    ground: Literal["light", "dark"] = field(
        default="light",
        metadata={"help": "what letters stand on; dark is for a dark room", "appearance": True},
    )
    session: int = field(default=0, metadata={"help": "only the session of this number; 0 is all of them"})


def _load_renderer() -> Renderer:
    from rekindle_slides.page import render

    return render


def _load_command() -> click.Command:
    from rekindle_slides.command import slides

    return slides


@hookimpl
def rekindle_register_formats() -> Sequence[Format]:
    """Offer the format `slides`."""
    summary = "slides to show to a group: one page for a browser, which fetches nothing"
    return (Format("slides", summary, _load_renderer, Options),)


@hookimpl
def rekindle_register_commands() -> Sequence[Command]:
    """Add `rekindle slides`."""
    return (
        Command(
            "slides",
            "Make the slides of a group's evening, and a sheet for everybody.",
            _load_command,
            appearance=("dark", "sheet"),
        ),
    )


@hookimpl
def rekindle_register_packs() -> Sequence[NamedPack]:
    """Bring the pack `first-evening`."""
    folder = Path(__file__).parent / "pack"
    return (
        NamedPack("first-evening", folder, "a group meets for the first time, and agrees on a few things"),
    )


@hookimpl
def rekindle_add_blocks(document: Document) -> Sequence[Insertion]:
    """Say at the end of each session what a group does with it."""
    from rekindle_slides.sharing import insertions

    return insertions(document)
