"""Options of the commands that make files for a reader: formats, output paths and confirmations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from rekindle_core.cli.settings.set_by import Appearance, Preference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_format, complete_option
from rekindle_core.cli.shell.complete_paths import complete_file

F = TypeVar("F", bound=Callable[..., Any])


def output_options(stem: str) -> Callable[[F], F]:
    """Return a decorator that adds --format, --output, --name, --force, --option and --confirm.

    Args:
        stem: The start of default file names, before the id.
    """

    def add(function: F) -> F:
        for option in reversed(_options(stem)):
            function = option(function)
        return function

    return add


def _options(stem: str) -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "-f",
            "--format",
            "formats",
            cls=Appearance,
            multiple=True,
            metavar="NAME",
            shell_complete=complete_format,
            help="A format; `rekindle formats` lists them. [text]",
        ),
        click.option(
            "-o",
            "--output",
            cls=Preference,
            metavar="PATH",
            type=FILE_NAME,
            shell_complete=complete_file,
            help="Write to PATH: a file such as a.pdf, or a folder such as programs/; - is stdout.",
        ),
        click.option(
            "--name",
            metavar="TEXT",
            help=f"Name the files TEXT, as in TEXT.pdf. Default: {stem}-ID, which says nothing about the reader.",
        ),
        click.option("--force", is_flag=True, help=f"Replace files that may belong to another {stem}."),
        click.option(
            "--option",
            "options",
            cls=Appearance,
            multiple=True,
            metavar="KEY=VALUE",
            shell_complete=complete_option,
            help="Set a format's option, such as paper=letter, or pdf.paper=letter for that format only. Every "
            "format has counselor=yes, which also makes the counselor's pages, as a separate file.",
        ),
        click.option(
            "--confirm",
            "confirmed",
            multiple=True,
            metavar="NAME",
            help="Confirm a check that needs a person (repeatable). To confirm a stop, give the date you "
            "asked the reader: own-words=2027-01-03.",
        ),
    )
