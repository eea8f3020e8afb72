"""`rekindle explain`: why each gate, step and prompt is in or out, in words."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rekindle_core.cli.inputs import day, open_pack, open_profile, profile_source, read_inputs
from rekindle_core.cli.options import pack_options, plan_options, profile_options, report_as
from rekindle_core.cli.settings.set_by import Appearance
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_id
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import stage
from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    from rekindle_core.cli.inputs import Inputs
    from rekindle_core.cli.terminal.page import Line
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.planning.plan import Plan


@click.command(
    epilog="""\b
Examples:
    rekindle explain --profile alex.yaml
    rekindle explain --profile alex.yaml --full | less
    rekindle explain --profile alex.yaml --step space
    rekindle explain --profile alex.yaml --why-not space-saturday
    rekindle explain --profile alex.yaml --set contact=open --against alex.yaml
    rekindle explain --set boundary=told-to-stop --report json | less
"""
)
@profile_options
@pack_options
@plan_options
@click.option(
    "--step",
    metavar="STEP",
    shell_complete=complete_id,
    help="Show one step or alternative, by id or title, with the words of each piece.",
)
@click.option(
    "--prompt",
    metavar="ID",
    shell_complete=complete_id,
    help="Show everything about one prompt, exercise, checklist or other piece.",
)
@click.option(
    "--why-not",
    metavar="ID",
    shell_complete=complete_id,
    help="Show why something is out, and what would bring it in.",
)
@click.option(
    "--against",
    metavar="PATH",
    type=FILE_NAME,
    shell_complete=complete_file,
    help="Compare with the plan for another profile, or for another pack if PATH is a folder.",
)
@report_as("plan")
@click.option(
    "--full",
    cls=Appearance,
    is_flag=True,
    help="Show every gate, step and prompt with its reason, not only what a counselor needs to know.",
)
def explain(
    profile_path: str | None,
    settings: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    seed: int,
    date: dt.datetime | None,
    program_id: str | None,
    step: str | None,
    prompt: str | None,
    why_not: str | None,
    against: str | None,
    report: str,
    full: bool,
) -> None:
    """Show what is withheld and why, and what each session contains.

    --full gives the reason for every gate, step and prompt. With --against, the plan is compared with the one
    at PATH.

    This page is for the counselor: it names gates and reasons. Don't give it to the client.
    """
    from rekindle_core.cli.explain.ids import known_id
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.planning.make import plan_program

    _check_question(step, prompt, why_not, against, profile_path)
    source = profile_source(profile_path)
    inputs = read_inputs(pack_path, source, settings, no_cache=no_cache)
    pack, profile = inputs.pack, inputs.profile
    name = known_id(pack, step=step, prompt=prompt, why_not=why_not)
    identity, _ = find_identity(program_id)
    with stage("Planning"):
        plan = plan_program(pack, profile, seed=seed, date=day(date), identity=identity)
    telling = _Telling(report == "json", full, inputs)
    if step is not None:
        _tell_step(telling, pack, plan, name)
    elif prompt is not None:
        _tell_item(telling, pack, plan, name)
    elif why_not is not None:
        _tell_why_not(telling, pack, plan, name)
    elif against is None:
        _tell_plan(telling, pack, plan)
    else:
        other = open_pack(Path(against), no_cache=no_cache) if Path(against).is_dir() else pack
        profile = (
            open_profile(pack, profile_source(against))
            if other is pack
            else open_profile(other, source, settings)
        )
        with stage("Planning the other"):
            before = plan_program(other, profile, seed=seed, date=plan.date, identity=identity)
        names = _file(against), _called(profile_path, settings, pack_path if other is not pack else None)
        _tell_difference(telling, names, (other, before), (pack, plan))


class _Telling(Frozen):
    """How to print it: as JSON or as text, in which length; and the input."""

    json: bool
    full: bool
    inputs: Inputs

    def tell(self, report: Callable[[], dict[str, Any]], page: Callable[[], Iterable[Line]]) -> None:
        if self.json:
            from rekindle_core.cli.explain.json import override_report, to_text

            # Programs read UTF-8, whatever the terminal's encoding is.
            said = {**report(), "overrides": override_report(self.inputs.pack, self.inputs.overrides)}
            sys.stdout.buffer.write(to_text(said).encode())
        else:
            from rekindle_core.cli.explain.text import with_overrides
            from rekindle_core.cli.terminal.page import show

            show(with_overrides(page(), self.inputs.pack, self.inputs.overrides))


def _tell_plan(telling: _Telling, pack: Pack, plan: Plan) -> None:
    from rekindle_core.cli.explain.json import plan_report
    from rekindle_core.cli.explain.overview import overview
    from rekindle_core.cli.explain.text import full_overview

    page = full_overview if telling.full else overview
    telling.tell(lambda: plan_report(pack, plan), lambda: page(pack, plan))


def _tell_step(telling: _Telling, pack: Pack, plan: Plan, unit: str) -> None:
    from rekindle_core.cli.explain.json import step_report
    from rekindle_core.cli.explain.text import step_page

    telling.tell(
        lambda: step_report(pack, plan, unit), lambda: step_page(pack, plan, unit, full=telling.full)
    )


def _tell_item(telling: _Telling, pack: Pack, plan: Plan, name: str) -> None:
    from rekindle_core.cli.explain.item import item_page
    from rekindle_core.cli.explain.json import item_report
    from rekindle_core.explanation.detail import account

    found = account(pack, plan, name)
    telling.tell(
        lambda: item_report(pack, plan, found), lambda: item_page(pack, plan, found, full=telling.full)
    )


def _tell_why_not(telling: _Telling, pack: Pack, plan: Plan, name: str) -> None:
    from rekindle_core.cli.explain.item import why_not_page
    from rekindle_core.cli.explain.json import why_not_report
    from rekindle_core.explanation.what_if import why_not

    with stage("Trying other values"):
        why = why_not(pack, plan, name)
    telling.tell(lambda: why_not_report(pack, plan, why), lambda: why_not_page(pack, plan, why))


def _tell_difference(
    telling: _Telling, names: tuple[str, str], before: tuple[Pack, Plan], after: tuple[Pack, Plan]
) -> None:
    from rekindle_core.cli.explain.difference import Side, difference_page
    from rekindle_core.cli.explain.json import difference_report
    from rekindle_core.explanation.diff import difference

    with stage("Comparing"):
        found = difference(before, after)
    sides = Side(names[0], *before), Side(names[1], *after)
    telling.tell(
        lambda: difference_report(before, after, found),
        lambda: difference_page(*sides, found, full=telling.full),
    )


def _check_question(
    step: str | None, prompt: str | None, why_not: str | None, against: str | None, profile: str | None
) -> None:
    asked = {"--step": step, "--prompt": prompt, "--why-not": why_not, "--against": against}
    given = [name for name, value in asked.items() if value is not None]
    if len(given) > 1:
        raise click.UsageError(f"Only one of {' and '.join(given)} can be used at a time.")
    if against == "-" == profile:
        raise click.UsageError("Only one of --profile and --against can read from stdin.")


def _called(profile: str | None, settings: tuple[str, ...], pack: Path | None) -> str:
    """Return the name of the plan to compare with: its files, and the facts that were set in addition."""
    if pack is not None:
        return str(pack)
    facts = ", ".join(setting.partition("=")[0] for setting in settings)
    return f"{_file(profile) if profile else 'no profile'}{f' with {facts} set' if facts else ''}"


def _file(path: str) -> str:
    return "stdin" if path == "-" else path
