"""`rekindle batch`: its options, and which of its tasks is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rekindle_core.cli.batch.order import BatchOrder
from rekindle_core.cli.clients.opening import store_options
from rekindle_core.cli.options import output_option, pack_options, practice_options
from rekindle_core.cli.settings.set_by import Appearance, Preference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_format, complete_option
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.errors import UsageError


@click.command(
    epilog="""\b
Examples:
    rekindle batch --template roster.xlsx
    rekindle batch roster.xlsx --check
    rekindle batch roster.xlsx --format pdf --output programs/
    rekindle batch roster.xlsx --row K-14 > k-14.yaml
    rekindle batch roster.xlsx --caseload
"""
)
@click.argument("roster", required=False, metavar="ROSTER", type=FILE_NAME, shell_complete=complete_file)
@click.option(
    "--template",
    metavar="FILE",
    type=FILE_NAME,
    shell_complete=complete_file,
    help="Write an empty roster to FILE, a .xlsx or .csv, with what each column takes, and stop.",
)
@click.option("--check", is_flag=True, help="Check the rows, and stop.")
@click.option(
    "--row",
    "row_id",
    metavar="ID",
    help="Print the row with this id as a profile, for a program to be made by itself, and stop.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    cls=Appearance,
    multiple=True,
    metavar="NAME",
    shell_complete=complete_format,
    help="A format (repeatable; or separate them with commas); `rekindle formats` lists them. [text]",
)
@output_option("Write the files and manifest.jsonl to the folder DIR.", metavar="DIR")
@click.option(
    "--option",
    "options",
    cls=Appearance,
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=complete_option,
    help="Set a format's option, as for `rekindle build`.",
)
@click.option(
    "--jobs",
    cls=Preference,
    type=click.IntRange(1, 256),
    metavar="N",
    help="Make programs in N processes at once. Default: one for each processor, at most 4.",
)
@click.option("--force", is_flag=True, help="Replace files that may belong to another program.")
@click.option(
    "--caseload",
    is_flag=True,
    help="Take the rows into your client records, with the id as the label, and make no files.",
)
@store_options
@pack_options
@practice_options
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The date to print. Default: SOURCE_DATE_EPOCH, or today; programs that are made already keep theirs.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    metavar="N",
    help="Vary the selection (same seed, same result).",
)
def batch(
    roster: str | None,
    template: str | None,
    check: bool,
    row_id: str | None,
    caseload: bool,
    store_path: str | None,
    secret: str | None,
    **options: Any,
) -> None:
    """Make one program for each row of ROSTER.

    ROSTER is CSV, a workbook (.xlsx) or JSON Lines. A column is named for the fact that it
    contains, and `id` for what you call the client. Every row is checked first; rows with faults
    and rows that a person has to look at are listed, and the others are made.

    You can stop it at any time. The same command continues, and makes again only what has changed.
    """
    order = BatchOrder(**options)
    if template is not None:
        if roster is not None:
            hint = "run `rekindle batch --template roster.xlsx`, fill it in, then run `rekindle batch roster.xlsx`."
            raise UsageError("--template writes an empty roster, so it can't be given with one.", hint=hint)
        from rekindle_core.cli.batch.template import write_template

        write_template(Path(template), order.pack_path, no_cache=order.no_cache)
        return
    if roster is None:
        hint = "name the file, such as `rekindle batch roster.xlsx --check`, or write one with --template roster.xlsx."
        raise UsageError("There is no ROSTER.", hint=hint)
    if check:
        from rekindle_core.cli.batch.checking import check_only

        check_only(Path(roster), order)
        return
    if row_id is not None:
        from rekindle_core.cli.batch.row import print_row

        print_row(Path(roster), row_id, order)
        return
    if caseload:
        from rekindle_core.cli.batch.intake import take_rows_in

        take_rows_in(Path(roster), order, store_path, secret)
        return
    if order.output is None:
        hint = "add --output DIR, such as --output programs/; --check only checks the rows."
        raise UsageError("The files need a folder.", hint=hint)
    from rekindle_core.cli.batch.making import make_batch

    make_batch(Path(roster), Path(order.output), order)
