"""`rekindle client next`: what to look at before the next visit, risk first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
)
from rekindle_core.cli.clients.profile import plain
from rekindle_core.cli.options import pack_options
from rekindle_core.cli.terminal.page import Line, show
from rekindle_core.frozen import replace

if TYPE_CHECKING:
    from rekindle_core.caseload.visit import Visit
    from rekindle_core.content.model.pack import Pack


@click.command("next")
@label_argument
@pack_options
@sample_option
@store_options
def next_(
    label: str, pack_path: Path | None, no_cache: bool, store_path: str | None, secret: str | None
) -> None:
    """Show what to look at before you see LABEL again.

    Risk comes first: safety answers that are worrying, missing or expired. Then what was given, what was
    filled in, the ratings, and what to ask again.
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
    show(_lines(pack, visit))
    warn_of_partner(client)


def _lines(pack: Pack, visit: Visit) -> Iterator[Line]:
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.pages.progress_words import stop_note
    from rekindle_core.cli.clients.progress import progress_lines
    from rekindle_core.diagnostics import counted

    yield Line("Risk first: ask alone, before you look at any page.", tone="title")
    yield from _risk(pack, visit)
    yield from (Line(), Line("Given", tone="title"))
    for program in visit.programs[-5:]:
        formats = ", ".join(one.name for one in program.details.formats)
        yield Line(f"{local_day(program.made)}  {program.kind} {program.id} ({formats})", indent=2)
    if not visit.programs:
        yield Line("nothing yet", indent=2)
    for done in visit.done:
        yield from (Line(), Line(f"Done and skipped, program {done.program.id}", tone="title"))
        if done.blank:
            yield Line("nothing has been handed over, so nothing is known", indent=2)
        for number, answered, every in () if done.blank else done.sessions:
            yield Line(f"session {number}: {answered} of {counted(every, 'place')} filled in", indent=2)
    if any(not done.blank for done in visit.done):
        yield Line(
            "Blanks may have been filled in by hand, or left on purpose: ask, and don't grade.", indent=2
        )
    yield from (Line(), Line("Ratings", tone="title"))
    for line in progress_lines(visit.progress, stop_note(visit.progress, pack)):
        yield replace(line, tone="plain", indent=line.indent + 2) if line.text else line
    yield from (Line(), Line("Ask again", tone="title"))
    yield from _again(pack, visit)


def _risk(pack: Pack, visit: Visit) -> Iterator[Line]:
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.diagnostics import counted
    from rekindle_core.profile.answer import in_words

    for name in visit.worrying:
        fact = pack.facts[name]
        yield Line(f"{fact.ask} {in_words(pack, fact, visit.profile[name])}", mark="! ", indent=2)
    for one in visit.eased:
        yield Line(
            f"{pack.facts[one.fact].ask} Went from “{plain(one.before)}” to “{plain(one.after)}” on "
            f"{local_day(one.saved)}. Your note: {one.note}",
            mark="! ",
            indent=2,
        )
    if not visit.worrying and not visit.eased:
        yield Line("no worrying answer about safety; that isn't the same as no risk", indent=2)
    if lacking := [*_outdated(visit), *visit.open]:
        said = f"{counted(len(lacking), 'question')} about safety without a current answer: see the end of this page"
        yield Line(said, indent=2)


def _outdated(visit: Visit) -> tuple[str, ...]:
    """Return the facts about safety whose answer is too old, or of unknown age."""
    asked = visit.asked
    return asked.facts if asked and asked.state in ("expired", "undated") else ()


def _again(pack: Pack, visit: Visit) -> Iterator[Line]:
    asked = visit.asked
    if asked and _outdated(visit):
        why = "There is no record of when these were asked; set safety.asked_on:"
        if asked.state == "expired":
            why = f"Asked {asked.days} days ago, so they count as unknown now:"
        yield Line(why, indent=2)
        yield from (Line(pack.facts[name].ask, mark="- ", indent=2) for name in asked.facts)
    if visit.open:
        yield Line("Never answered:", indent=2)
        yield from (Line(pack.facts[name].ask, mark="- ", indent=2) for name in visit.open)
    if not visit.open and not _outdated(visit):
        yield Line("nothing has expired", indent=2)
