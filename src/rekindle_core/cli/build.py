"""`rekindle build`: a program, in as many formats as are asked for, of one plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import (
    day,
    open_pack,
    open_practice,
    pack_options,
    plan_options,
    practice_options,
    profile_options,
    profile_source,
)

if TYPE_CHECKING:
    from rekindle_core.extension.format import Artifact, Format


@click.command(
    epilog="""\b
Examples:
    rekindle build --format pdf
    rekindle build --profile alex.yaml --format html --output alex.html
    rekindle build --set country=GB --set contact=none --format text --output -
    rekindle build --profile alex.yaml --format pdf --option paper=letter
    rekindle build --profile alex.yaml --format pdf --option counselor=yes
"""
)
@profile_options
@pack_options
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="A format; `rekindle formats` lists them. [text]",
)
@click.option(
    "-o", "--output", metavar="PATH", help="Write to PATH (a file, or a folder that ends in /); - is stdout."
)
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="Set a format's option, such as paper=letter, or pdf.paper=letter for that format alone. Every format "
    "has counselor=yes, which makes the counselor's pages too, in a file of their own.",
)
@click.option("--code", help="Make the program of this code again, and say what differs; sets the seed.")
@practice_options
@plan_options
def build(
    profile_path: str | None,
    settings: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    formats: tuple[str, ...],
    output: str | None,
    options: tuple[str, ...],
    code: str | None,
    practice: str | None,
    no_practice: bool,
    seed: int,
    date: dt.datetime | None,
) -> None:
    """Make a program.

    Without a profile it is the general program: nothing is known, and the page asks where it has to.
    """
    from rekindle_core.cli.output import destinations, write_all, write_to_stdout
    from rekindle_core.content.values import Missing
    from rekindle_core.engine import find_plugins, render
    from rekindle_core.extension.options import divide_options, split_options
    from rekindle_core.planning.code import differences, read_seed
    from rekindle_core.planning.make import code_inputs, make_plan
    from rekindle_core.planning.profile import load_profile
    from rekindle_core.realisation.realise import realise

    plugins = find_plugins()
    wanted = [plugins.format(name) for name in dict.fromkeys(formats or ("text",))]
    given = divide_options(options, wanted)
    asked = [(format_, *split_options(format_, given[format_.name])) for format_ in wanted]
    for_counselor = [(format_, own) for format_, common, own in asked if common.counselor]
    if for_counselor:
        from rekindle_core.cli.counselor import without_addressed

        for_counselor = without_addressed(for_counselor, _warn)
    pack = open_pack(pack_path, no_cache=no_cache)
    profile = load_profile(pack, profile_source(profile_path), settings=settings)
    if code is not None:
        seed = read_seed(code)
    plan = make_plan(pack, profile, seed=seed, date=day(date))
    signed = open_practice(practice, _warn, left_out=no_practice)
    country = signed.country if signed else ""
    document = realise(pack, plan, signed.practice if signed else None, country=country)
    made = [
        (format_, render(document, format_.name, own, plugins=plugins, warn=_warn))
        for format_, _, own in asked
    ]
    beside: list[tuple[Format, tuple[Artifact, ...]]] = []
    if for_counselor:
        from rekindle_core.cli.counselor import counselor_pages

        beside = counselor_pages(pack, plan, signed, for_counselor, plugins, _warn)
    if output == "-":
        write_to_stdout([*made, *beside])
        places: Sequence[str] = ("stdout",)
    else:
        destined = destinations(output, made, beside)
        write_all(destined)
        places = [str(path) for path, _ in destined]
    prompts = sum(1 for _ in plan.picks())
    if plan.replaced_by:
        told = "the program is replaced: read `rekindle explain` before handing it on"
    else:
        told = f"{_count(len(plan.sessions), 'session')}, {_count(prompts, 'prompt')}"
    for place in places:
        click.echo(f"Wrote {place}", err=True)
    click.echo(f"{told}; code {plan.code}", err=True)
    if code is not None:
        for name in differences(code, code_inputs(pack, profile, seed, plan.date, ())):
            _warn(f"This is not the program of that code: {_INPUTS[name]} differ.")
    for shortfall in plan.shortfalls:
        _warn(shortfall)
    if country and country not in pack.help.countries:
        _warn(
            f"The pack has no help lines for {country}, the practice's country; write it as GB, for instance."
        )
        country = ""
    if not profile.text("country") and (not country or profile["country"] is not Missing.UNKNOWN):
        _warn(
            "No country is set, so help lines of all countries are listed; use --set country=GB, for instance."
        )


_INPUTS = {
    "format": "the codes' formats",
    "seed": "the seeds",
    "profile": "the profiles",
    "pack": "the packs",
    "inputs": "the dates (or the prompts to avoid)",
    "core": "the versions of Rekindle",
}


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _warn(sentence: str) -> None:
    click.echo(f"Note: {sentence}", err=True)
