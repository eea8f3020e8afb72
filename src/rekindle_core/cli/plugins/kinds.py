"""The kinds of plugin that `rekindle plugins new` writes: the name and the template of each.

A pack is also a kind of plugin; `rekindle packs new` writes it.
"""

from __future__ import annotations

from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen


class PluginKind(Frozen):
    """A kind of plugin.

    Attributes:
        name: Its name in messages, and its template, which is written over the common template.
        what: The description of its project, capitalized.
        try_it: The command that shows it at work.
    """

    name: str
    what: str
    try_it: str


FORMAT = PluginKind("format", "An output format", "rekindle build --format {name} --output -")
BLOCKS = PluginKind("blocks", "Blocks for programs", "rekindle build --output -")
COMMAND = PluginKind("command", "A command", "rekindle {name}")


def chosen_kind(*, blocks: bool, command: bool) -> PluginKind:
    """Return the requested kind; a format by default.

    Raises:
        UsageError: Two were requested.
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
