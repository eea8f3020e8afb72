"""The kinds of plugin that `rekindle plugins new` writes: what each is called, and what its template is.

A pack is a kind of plugin too; `rekindle packs new` writes it.
"""

from __future__ import annotations

from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen


class PluginKind(Frozen):
    """A kind of plugin.

    Attributes:
        name: What it is called in messages; also its template, which is written over what all plugins have.
        what: How its project describes itself, with a capital.
        try_it: What to type to see it at work.
    """

    name: str
    what: str
    try_it: str


FORMAT = PluginKind("format", "An output format", "rekindle build --format {name} --output -")
BLOCKS = PluginKind("blocks", "Blocks for programs", "rekindle build --output -")
COMMAND = PluginKind("command", "A command", "rekindle {name}")


def chosen_kind(*, blocks: bool, command: bool) -> PluginKind:
    """Return the kind that is asked for; a format, if none is.

    Raises:
        UsageError: Two are asked for.
    """
    if blocks and command:
        raise UsageError(
            "--blocks and --command make two kinds of plugin, but a project starts with one.",
            code="two-kinds",
            hint="choose one of them. A plugin may have several hooks: write a second project under another name, and "
            "copy its hook and module into the first.",
        )
    if blocks:
        return BLOCKS
    return COMMAND if command else FORMAT
