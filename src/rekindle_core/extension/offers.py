"""What a plugin can offer beside formats: packs, commands, and blocks for a Document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rekindle_core.document.nodes import Blocks
from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    import click


class NamedPack(Frozen):
    """A content pack that goes by a name.

    Attributes:
        name: What follows `--pack`: lower-case letters, digits and hyphens.
        folder: The pack's folder, such as `Path(__file__).parent / "pack"`.
        summary: One line for `rekindle packs`.
    """

    name: str
    folder: Path
    summary: str = ""


class Command(Frozen):
    """A command of the command line, called by its name behind `rekindle`.

    Attributes:
        name: What follows `rekindle`: lower-case letters, digits and hyphens.
        summary: One line for `rekindle --help`.
        load: Imports and returns the command. It is called only when the command is, or its help.
        appearance: Options that only choose formats or how things look, such as `("size",)`. A `rekindle.toml`
            and the environment may set these. All others are set on the command line alone.
    """

    name: str
    summary: str
    load: Callable[[], click.Command]
    appearance: tuple[str, ...] = ()


class Insertion(Frozen):
    """Blocks to be added to a section of a Document.

    Attributes:
        section: The section's id.
        at: Whether they come first in the section, right below its title, or last.
        blocks: The blocks. Ids and answer ids in them begin with the plugin's name and a hyphen.
    """

    section: str
    at: Literal["start", "end"]
    blocks: Blocks
