"""`rekindle handout`: one sheet of chosen items, in one or more formats."""

from __future__ import annotations

from typing import Any

import click

from rekindle_core.cli.inputs import profile_source
from rekindle_core.cli.options import pack_options, plan_options, practice_options, profile_options
from rekindle_core.cli.programs.confirming import offering_own_command
from rekindle_core.cli.programs.options import output_options
from rekindle_core.cli.shell.complete import complete_item


@click.command(
    epilog="""\b
Examples:
    rekindle catalogue urge
    rekindle handout space-three-plans --format pdf
    rekindle handout space-three-plans space-wave --format pdf --output sheet.pdf
    rekindle handout space-three-plans --profile alex.yaml --format pdf --counselor
"""
)
@click.argument("items", nargs=-1, required=True, metavar="ID...", shell_complete=complete_item)
@profile_options
@pack_options
@output_options("handout")
@click.option(
    "--counselor",
    is_flag=True,
    help="Make a page for the counselor too, in a separate file: who it is for, who it is not for, how to talk "
    "about it, and its source.",
)
@practice_options
@plan_options
@offering_own_command
def handout(items: tuple[str, ...], profile_path: str | None, counselor: bool, **options: Any) -> None:
    """Make one sheet of chosen items.

    `rekindle catalogue` lists items with their ids. Gates and conditions apply as in a program: the command refuses
    an item that this reader would not get, and tells you why. Without a profile, the sheet begins with a short
    self-check.
    """
    from rekindle_core.cli.programs.making import Order, make_sheet

    make_sheet(items, Order(**options), profile_source(profile_path), counselor=counselor)
