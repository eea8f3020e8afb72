"""The argument and option of `plugins new` and `packs new`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from rekindle_core.cli.settings.set_by import Preference
from rekindle_core.cli.shell.complete_paths import complete_folder

F = TypeVar("F", bound=Callable[..., Any])


def project_options(function: F) -> F:
    """Add NAME and --output, for a new project."""
    for option in (
        click.option(
            "-o",
            "--output",
            cls=Preference,
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            shell_complete=complete_folder,
            help="The folder to create. Default: rekindle-NAME, in the current folder.",
        ),
        click.argument("name", metavar="NAME"),
    ):
        function = option(function)
    return function
