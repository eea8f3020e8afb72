"""Options and arguments of the commands about answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file

F = TypeVar("F", bound=Callable[..., Any])


def answers_files(function: F) -> F:
    """Add FILE…, and --password for locked files."""
    for option in (
        click.option(
            "--password",
            default="",
            metavar="WHERE",
            help=(
                "Password for locked files: ask (to type it, hidden) or env:NAME (from an environment "
                "variable)."
            ),
        ),
        click.argument(
            "paths", metavar="FILE...", type=FILE_NAME, nargs=-1, required=True, shell_complete=complete_file
        ),
    ):
        function = option(function)
    return function
