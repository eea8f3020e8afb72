"""`rekindle build`: a program in one or more formats, from one plan."""

from __future__ import annotations

from typing import Any

import click

from rekindle_core.cli.inputs import profile_source
from rekindle_core.cli.options import pack_options, plan_options, practice_options, profile_options
from rekindle_core.cli.programs.confirming import offering_own_command
from rekindle_core.cli.programs.options import output_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file


@click.command(
    epilog="""\b
Examples:
    rekindle build --format pdf
    rekindle build --profile alex.yaml --format html --output programs/
    rekindle build --set country=GB --set contact=none --format text --output -
    rekindle build --profile alex.yaml --format pdf --option paper=letter
    rekindle build --profile alex.yaml --format pdf --option counselor=yes
"""
)
@profile_options
@pack_options
@output_options("program")
@click.option(
    "--answers",
    "answers_paths",
    multiple=True,
    metavar="FILE",
    type=FILE_NAME,
    shell_complete=complete_file,
    help=(
        "Fill in the answers from FILE: a workbook's file, or a filled-in program (repeatable; the newer "
        "of two answers wins)."
    ),
)
@click.option(
    "--answers-password",
    default="",
    metavar="WHERE",
    help=(
        "Password for locked files with answers: ask (to type it, hidden) or env:NAME (from an "
        "environment variable)."
    ),
)
@click.option(
    "--code", help=("Make the program with this code again, and report what differs; sets the seed and date.")
)
@practice_options
@plan_options
@offering_own_command
def build(profile_path: str | None, **options: Any) -> None:
    """Make a program.

    Without a profile, makes the general program: nothing is known about the reader, so the pages
    ask for what they need to know.
    """
    from rekindle_core.cli.programs.making import Order, make_files

    make_files(Order(**options), profile_source(profile_path))
