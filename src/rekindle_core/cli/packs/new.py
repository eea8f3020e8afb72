"""`rekindle packs new`: a project for a content pack, complete with tests."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.projects.options import project_options
from rekindle_core.cli.terminal.messages import note


@click.command(
    epilog="""\b
Examples:
    rekindle packs new garden
    rekindle packs new garden --output ~/work/garden
"""
)
@project_options
def new(name: str, output: Path | None) -> None:
    """Begin a content pack: a project for the pack NAME.

    It is small and complete, with a gate, help lines and tests: it passes `rekindle check` and `rekindle audit`
    as it is.
    """
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.projects.names import project_names
    from rekindle_core.cli.projects.write import write_project

    names = project_names(name, "pack", plugins_in_use().packs)
    folder = write_project("pack", names, output)
    note(
        f"Wrote {folder}. Next, in the environment that has Rekindle:\n    cd {folder}\n"
        f"    python -m pip install -e '.[test]'\n    rekindle check {names.short}\n"
        f"    rekindle build --pack {names.short} --output -"
    )
