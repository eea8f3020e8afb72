"""`rekindle catalogue`: the items of a pack to choose from, one per line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rekindle_core.cli.inputs import open_pack
from rekindle_core.cli.options import pack_options, report_as
from rekindle_core.cli.shell.complete import complete_step, complete_technique
from rekindle_core.cli.terminal.page import Line

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.handout.catalogue import CatalogueItem

REPORT_FORMAT = 1
"""The format number of the report; it changes if a reader of the old format would misread the new one."""

_MOST_WORDS = 60


@click.command(
    epilog="""\b
Examples:
    rekindle catalogue urge
    rekindle catalogue message evening --minutes 10
    rekindle catalogue --step "Room to breathe" --level 1
    rekindle catalogue --technique if-then-plan --report json
"""
)
@click.argument("words", nargs=-1)
@click.option(
    "--step", metavar="STEP", shell_complete=complete_step, help="Only items of a step, by id or title."
)
@click.option(
    "--technique",
    metavar="TECHNIQUE",
    shell_complete=complete_technique,
    help="Only items made with a technique, by id or name.",
)
@click.option(
    "--minutes", type=click.IntRange(1), metavar="N", help="Only items that take N minutes at most."
)
@click.option(
    "--level",
    type=click.IntRange(1, 3),
    metavar="N",
    help="Only items up to level N, from 1 (light) to 3 (deep).",
)
@report_as("catalogue")
@pack_options
def catalogue(
    words: tuple[str, ...],
    step: str | None,
    technique: str | None,
    minutes: int | None,
    level: int | None,
    report: str,
    pack_path: Path | None,
    no_cache: bool,
) -> None:
    """Search for items to put on a handout.

    Items are prompts, exercises, checklists and passages. WORDS are searched for in titles and texts; case and
    accents don't matter, and an item must contain all of them. `rekindle handout ID` puts items on a sheet.
    """
    from rekindle_core.cli.terminal.page import show
    from rekindle_core.handout.catalogue import find_items

    words = tuple(filter(str.strip, words))
    pack = open_pack(pack_path, no_cache=no_cache)
    found = find_items(pack, words, step=step or "", technique=technique or "", minutes=minutes, level=level)
    if report == "json":
        click.echo(json.dumps(catalogue_report(pack, found), ensure_ascii=False, indent=2))
    elif found:
        show(_lines(pack, found))
    else:
        show(_nothing(pack, words, narrowed=any((step, technique, minutes, level))))


def catalogue_report(pack: Pack, found: Sequence[CatalogueItem]) -> dict[str, Any]:
    """Return items as plain data: see docs/reference/catalogue.schema.json."""
    from rekindle_core._version import __version__
    from rekindle_core.content.model.condition import is_always
    from rekindle_core.explanation.condition_wording import condition_words

    return {
        "format": REPORT_FORMAT,
        "report": "catalogue",
        "core": __version__,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "items": [
            {
                "id": one.id,
                "kind": one.kind,
                "step": one.step,
                "minutes": one.minutes,
                "level": one.level,
                "technique": one.technique or None,
                "title": one.title or None,
                "words": one.words,
                "needs": None if is_always(one.needs) else condition_words(pack.language, one.needs),
            }
            for one in found
        ],
    }


def _lines(pack: Pack, found: Sequence[CatalogueItem]) -> Iterator[Line]:
    from rekindle_core.explanation.written import unit_title

    width = max(len(one.id) for one in found)
    step = ""
    for one in found:
        if one.step != step:
            yield from (() if not step else (Line(),))
            step = one.step
            only = "" if step in pack.steps else "; only for clients to whom its gate applies"
            yield Line(f"{unit_title(pack, step)} ({step}){only}", tone="title")
        yield Line(f"{_about(one)}: {_shortened(one.first_words)}", f"  {one.id:<{width}}  ")
    yield Line()
    # Pages that replace a step are only for some readers, and without a profile nobody is known to be one of
    # them.
    first = next((one for one in found if one.step in pack.steps), None)
    command = f"{first.id}" if first else f"{found[0].id} --profile FILE"
    yield Line(
        f"{_counted(len(found))}. To make a sheet: rekindle handout {command} --format pdf", tone="faint"
    )


def _about(one: CatalogueItem) -> str:
    minutes = f"{one.minutes} min" if one.minutes else ""
    level = f"level {one.level}" if one.level else ""
    return ", ".join(filter(None, (one.kind, minutes, level, one.technique)))


def _shortened(words: str) -> str:
    if len(words) <= _MOST_WORDS:
        return words
    return f"{words[:_MOST_WORDS].rsplit(' ', 1)[0]} …"


def _counted(number: int) -> str:
    from rekindle_core.diagnostics import counted

    return counted(number, "item")


def _nothing(pack: Pack, words: Sequence[str], *, narrowed: bool) -> Iterator[Line]:
    """Yield what to try if nothing was found: each word separately, and the search without its restrictions."""
    from rekindle_core.handout.catalogue import find_items

    holds = f"contain {' and '.join(f'“{word}”' for word in words)}" if words else ""
    matches = "match these options" if narrowed else ""
    said = " and ".join(filter(None, (holds, matches)))
    yield Line(f"No items {said}." if said else "The pack has no items.", tone="stop")
    counts = {word: len(find_items(pack, [word])) for word in words}
    alone = ", ".join(f"“{word}” ({_counted(number)})" for word, number in counts.items() if number)
    if alone and (len(words) > 1 or narrowed):
        yield Line(f"Try fewer words or options: {alone}.")
    elif words:
        steps = ", ".join(pack.steps)
        yield Line(f"Try another word, the first letters of a word, or --step STEP. Steps: {steps}.")
    else:
        yield Line("Leave out an option, or give a higher number.")
