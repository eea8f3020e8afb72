"""`rekindle client progress`: ratings by week, as a table and as drawings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    may_write,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
    write_private,
)
from rekindle_core.cli.inputs import open_pack
from rekindle_core.cli.options import output_option, pack_options
from rekindle_core.cli.settings.set_by import Appearance
from rekindle_core.cli.terminal.messages import note, stage
from rekindle_core.cli.terminal.page import Line, show

if TYPE_CHECKING:
    from rekindle_core.caseload.progress import Progress


@click.command(
    epilog="""\b
Examples:
    rekindle client progress K-14
    rekindle client progress K-14 --format pdf --output ratings.pdf
"""
)
@label_argument
@click.option(
    "-f",
    "--format",
    "format_",
    cls=Appearance,
    type=click.Choice(["text", "html", "pdf"]),
    default="text",
    show_default=True,
    help="What to make: a table here, or a file with drawings and a table.",
)
@output_option("Write to FILE. Default: ratings.html or ratings.pdf.")
@click.option("--force", is_flag=True, help="Replace FILE.")
@pack_options
@sample_option
@store_options
def progress(
    label: str,
    format_: str,
    output: str | None,
    force: bool,
    pack_path: Path | None,
    no_cache: bool,
    store_path: str | None,
    secret: str | None,
) -> None:
    """Show how LABEL rated each week.

    A week without an answer is a gap. The dashed line in a drawing is the client's own first answer. Nothing is scored.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.pages.progress_html import progress_html
    from rekindle_core.caseload.pages.progress_pdf import paper_of, progress_pdf
    from rekindle_core.caseload.pages.progress_words import stop_note
    from rekindle_core.caseload.profiles import current_profile, see_pack
    from rekindle_core.caseload.progress import find_progress

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        found, version = find_progress(store, client), current_profile(store, client)
    said = ""
    if found.weeks:
        # With another pack, its rule for ratings would be passed over without a word.
        pack = open_pack(pack_path, no_cache=no_cache)
        see_pack(pack, version)
        said = stop_note(found, pack)
    if format_ == "text" or not found.weeks:
        show(progress_lines(found, said))
    else:
        path = Path(output or f"ratings.{format_}")
        may_write(path, store_path, force=force)
        with stage("Drawing"):
            data = (
                progress_html(found, said).encode()
                if format_ == "html"
                else progress_pdf(found, said, paper=paper_of(version.facts if version else {}))
            )
        write_private(path, data)
        note(f"Wrote {path}")
    warn_of_partner(client)


def progress_lines(found: Progress, said: str = "") -> Iterator[Line]:
    """Yield a table for each rating: a line for each week. What is `said` comes first."""
    from rekindle_core.caseload.pages.progress_words import NOT_A_MEASURE

    if not found.weeks:
        yield Line("There are no ratings yet; `rekindle client answers LABEL FILE` keeps them.")
        return
    yield Line(NOT_A_MEASURE)
    if said:
        yield from (Line(), Line(said))
    for rated in found.ratings:
        yield Line()
        yield Line(
            f"{rated.question} ({rated.low} to {rated.high}; first answer {rated.first})", tone="title"
        )
        for week, numbers, made in zip(found.weeks, rated.weeks, found.made, strict=True):
            given = "  *" if made else ""
            yield Line(f"week of {week}  {', '.join(map(str, numbers)) or '-'}{given}", indent=2)
    yield Line()
    yield Line("- no answer that week; * a program or handout was made that week")
