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
"""
)
@project_options
def new(name: str, output: Path | None) -> None:
    """Begin a plugin: a project for the output format NAME.

    It has a renderer for every kind of block, an option, tests, and what builds and publishes it; its tests pass
    as they are.
    """
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.projects.names import project_names
    from rekindle_core.cli.projects.write import write_project

    names = project_names(name, "format", plugins_in_use().formats)
    folder = write_project("plugin", names, output)
    note(
        f"Wrote {folder}. Next, in the environment that has Rekindle:\n    cd {folder}\n"
        f"    python -m pip install -e '.[test]'\n    python -m pytest\n"
        f"    rekindle build --format {names.short} --output -"
    )
