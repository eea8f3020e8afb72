"""`rekindle client next`: what to look at before the next visit, risk first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner
from rekindle_core.cli.options import pack_options

if TYPE_CHECKING:
    from rekindle_core.caseload.visit import Visit
    from rekindle_core.content.model.pack import Pack


@click.command("next")
@label_argument
@pack_options
@store_options
def next_(
    label: str, pack_path: Path | None, no_cache: bool, store_path: str | None, secret: str | None
) -> None:
    """Show what to look at before you see LABEL again.

    Risk comes first: safety answers that worry, are open, or have expired. Then what was given, what came back, the
    ratings, and what to ask again.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.profiles import current_profile, see_pack
    from rekindle_core.caseload.visit import look_ahead
    from rekindle_core.cli.inputs import day, open_pack

    pack, today = open_pack(pack_path, no_cache=no_cache), day(None)
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        see_pack(pack, current_profile(store, client))
        visit = look_ahead(store, client, pack, today)
    for line in _lines(pack, visit, today):
        click.echo(line)
    warn_of_partner(client)


def _lines(pack: Pack, visit: Visit, today: dt.date) -> Iterator[str]:
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.pages.progress_words import stop_note
    from rekindle_core.cli.clients.progress import progress_lines
    from rekindle_core.diagnostics import counted

    yield "Risk first: ask alone, before you look at any page."
    yield from _risk(pack, visit)
    yield from ("", "Given")
    for program in visit.programs[-5:]:
        items = len(program.details.formats)
        yield f"  {local_day(program.made)}  {program.kind} {program.id} ({counted(items, 'format')})"
    if not visit.programs:
        yield "  nothing yet"
    for done in visit.done:
        yield from ("", f"Done and skipped, program {done.program.id}")
        if done.blank:
            yield "  nothing was handed over, so nothing is known"
        for number, answered, every in () if done.blank else done.sessions:
            yield f"  session {number}: {answered} of {counted(every, 'place')} filled in"
    if any(not done.blank for done in visit.done):
        yield "  What was left blank may have been done by hand, or on purpose: ask, and don't grade."
    yield from ("", "Ratings")
    yield from (
        f"  {line}".rstrip() for line in progress_lines(visit.progress, stop_note(visit.progress, pack))
    )
    yield from ("", "Ask again")
    yield from _again(pack, visit)


def _risk(pack: Pack, visit: Visit) -> Iterator[str]:
    for name in visit.worrying:
        yield f"  ! {pack.facts[name].ask} (not answered with no)"
    for version in visit.eased:
        note = version.note or "no note"
        yield f"  ! went from yes to no in version {version.number}: {', '.join(version.eased)} ({note})"
    if not visit.worrying and not visit.eased:
        yield "  nothing in the record; that isn't the same as no risk"


def _again(pack: Pack, visit: Visit) -> Iterator[str]:
    asked = visit.asked
    if asked and asked.state == "expired":
        yield f"  Asked {asked.days} days ago, and counting as unknown now:"
        yield from (f"    {pack.facts[name].ask}" for name in asked.facts)
    elif asked and asked.state == "undated":
        yield "  Nobody noted when these were asked; set safety.asked_on:"
        yield from (f"    {pack.facts[name].ask}" for name in asked.facts)
    for name in visit.open:
        yield f"  Never answered: {pack.facts[name].ask}"
    if not visit.open and not (asked and asked.state in ("expired", "undated")):
        yield "  nothing has expired"
