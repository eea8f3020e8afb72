"""`rekindle explain`: for each gate, step and prompt whether it is in, and why or why not, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import (
    day,
    open_pack,
    pack_options,
    plan_options,
    profile_options,
    profile_source,
)

if TYPE_CHECKING:
    from rekindle_core.content.pack import Pack
    from rekindle_core.planning.plan import Plan

_ANSWERS = {"holds": "HOLDS ", "passes": "passes", "asks": "ASKS  "}


@click.command(
    epilog="""\b
Examples:
    rekindle explain --profile alex.yaml
    rekindle explain --set boundary=told-to-stop | less
"""
)
@profile_options
@pack_options
@plan_options
def explain(
    profile_path: str | None,
    settings: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    seed: int,
    date: dt.datetime | None,
) -> None:
    """Say why each thing is in or out.

    For each gate, step and prompt: whether, and why or why not.

    This page is for the counselor: it names gates and reasons. Do not hand it to the client.
    """
    from rekindle_core.planning.make import make_plan
    from rekindle_core.planning.profile import load_profile

    pack = open_pack(pack_path, no_cache=no_cache)
    profile = load_profile(pack, profile_source(profile_path), settings=settings)
    plan = make_plan(pack, profile, seed=seed, date=day(date))
    for line in _lines(pack, plan):
        click.echo(line)


def _lines(pack: Pack, plan: Plan) -> Iterator[str]:
    yield "For the counselor, not for the client."
    yield f"Pack {pack.id} {pack.version}, seed {plan.seed}, code {plan.code}"
    reviewed = ", ".join(pack.reviewed_by) or "nobody yet: no clinician has reviewed this content"
    yield f"Reviewed by: {reviewed}"
    yield ""
    yield "Gates"
    for verdict in plan.gates:
        yield f"  {_ANSWERS[verdict.answer.value]}  {verdict.gate}: {verdict.reason}"
    if plan.replaced_by:
        yield ""
        yield f"The whole program is replaced by {', '.join(plan.replaced_by)}; no step or prompt was looked at."
        return
    yield ""
    yield "Steps"
    for decision in plan.decisions:
        if decision.kind == "step":
            yield f"  {_mark(decision.included)}  {decision.item}: {decision.reason}"
    yield ""
    yield "Sessions"
    for session in plan.sessions:
        when = f", {session.date.isoformat()}" if session.date else ""
        units = " and ".join(part.unit for part in session.parts)
        yield f"  {session.number}{when}: {units}, {session.minutes} minutes"
    for unit in dict.fromkeys(decision.unit for decision in plan.decisions if decision.kind != "step"):
        yield ""
        yield f"In {unit or 'every session'}"
        for decision in plan.decisions:
            if decision.unit == unit and decision.kind != "step":
                yield f"  {_mark(decision.included)}  {decision.kind} {decision.item}: {decision.reason}"
    if plan.shortfalls:
        yield ""
        yield "What could not be kept"
        yield from (f"  {sentence}" for sentence in plan.shortfalls)


def _mark(included: bool) -> str:
    return "in " if included else "out"
