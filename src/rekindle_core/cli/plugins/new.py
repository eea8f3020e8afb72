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
    from rekindle_core.cli.projects.write import write_project

    folder = write_project("plugin", name, output)
    short = name.removeprefix("rekindle-")
    note(
        f"Wrote {folder}. Next, in the environment that has Rekindle:\n    cd {folder}\n"
        f"    python -m pip install -e '.[test]'\n    python -m pytest\n    rekindle build --format {short} --output -"
    )
