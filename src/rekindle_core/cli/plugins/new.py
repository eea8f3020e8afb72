"""`rekindle plugins new`: a project for a plugin, complete with tests."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.projects.options import project_options
from rekindle_core.cli.terminal.messages import note


@click.command(
    epilog="""\b
Examples:
    rekindle plugins new slides
    rekindle plugins new slides --output ~/work/slides
    rekindle plugins new notes --blocks
    rekindle plugins new overview --command
"""
)
@project_options
@click.option(
    "--blocks", is_flag=True, help="Create a plugin that adds blocks to programs, instead of a format."
)
@click.option(
    "--command", is_flag=True, help="Create a plugin that adds the command NAME, instead of a format."
)
def new(name: str, output: Path | None, blocks: bool, command: bool) -> None:
    """Create a plugin: a project for the output format NAME.

    It has a renderer for every kind of block, an option, tests that pass, and the configuration to build and
    publish it. With --blocks or --command it is an equally complete plugin of that kind. To create a content
    pack, use `rekindle packs new`.
    """
    from rekindle_core.cli.commands import COMMANDS
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.plugins.kinds import chosen_kind
    from rekindle_core.cli.projects.names import project_names
    from rekindle_core.cli.projects.write import write_project

    kind, plugins = chosen_kind(blocks=blocks, command=command), plugins_in_use()
    taken = {"format": plugins.formats, "blocks": (), "command": (*COMMANDS, *plugins.commands)}
    names = project_names(name, kind.name, taken[kind.name], plugins)
    folder = write_project(("plugin", kind.name), names, output, what=kind.what)
    note(
        f"Wrote {folder}. Next, in the environment that has Rekindle:\n    cd {folder}\n"
        f"    python -m pip install -e '.[test]'\n    python -m pytest\n"
        f"    {kind.try_it.format(name=names.short)}"
    )
