"""What a plugin can offer besides formats: packs, commands, and blocks for a Document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import click

from rekindle_core.document.nodes import Blocks
from rekindle_core.frozen import Frozen


class NamedPack(Frozen):
    """A content pack with a name.

    Attributes:
        name: What follows `--pack`: lower-case letters, digits and hyphens.
        folder: The pack's folder, such as `Path(__file__).parent / "pack"`.
        summary: One line for `rekindle packs`.
    """

    name: str
    folder: Path
    summary: str = ""


class Command(Frozen):
    """A command of the command line, called as `rekindle NAME`.

    Attributes:
        name: What follows `rekindle`: lower-case letters, digits and hyphens.
        summary: One line for `rekindle --help`.
        load: Imports and returns the command. It is called only for the command or its help.
        appearance: Options that only choose formats or how things look, such as `("size",)`. A `rekindle.toml`
            and the environment may set these. All others can be set only on the command line.
    """

    name: str
    summary: str
    load: Callable[[], click.Command]
    appearance: tuple[str, ...] = ()


class Insertion(Frozen):
    """Blocks to add to a section of a Document.

    Attributes:
        section: The section's id.
        at: `start`: directly below the section's title; `end`: at its end.
        blocks: The blocks. Their ids and answer ids must start with the plugin's name and a hyphen.
    """

    section: str
    at: Literal["start", "end"]
    blocks: Blocks
