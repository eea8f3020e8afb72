"""`rekindle profile`: fill in, show or check a profile, and print its schema."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from rekindle_core.cli.group import LazyGroup
from rekindle_core.cli.inputs import day, open_pack, profile_source, read_inputs
from rekindle_core.cli.options import pack_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note
from rekindle_core.cli.terminal.report import report_option, reporting, say

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack


class ProfileGroup(LazyGroup):
    """The commands about profiles."""

    homes: ClassVar[Mapping[str, str]] = {
        "new": "rekindle_core.cli.profiles.new:new",
        "show": "rekindle_core.cli.profiles.show:show",
        "check": "rekindle_core.cli.profiles.profile:check",
        "schema": "rekindle_core.cli.profiles.profile:schema",
    }


@click.group(cls=ProfileGroup)
def profile() -> None:
    """Fill in, show or check a profile, or print its schema."""


@click.command()
@click.argument("path", metavar="FILE", type=FILE_NAME, shell_complete=complete_file)
@pack_options
@report_option
def check(path: str, pack_path: Path | None, no_cache: bool, report: str) -> None:
    """Check a profile, and report every error with its location. FILE may be - for stdin."""
    from rekindle_core.cli.asked import tell_asked
    from rekindle_core.cli.conflicts import conflict_report, warn_of_conflicts
    from rekindle_core.explanation.own_words import unused_own_words, unused_sentence
    from rekindle_core.planning.halt import halt_sentence
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.conflicts import safer_reading
    from rekindle_core.profile.current import current
    from rekindle_core.profile.help_lines import help_notes, help_sentence

    with reporting(report) as beside:
        inputs = read_inputs(pack_path, profile_source(path), no_cache=no_cache)
        today = day(None)
        now = current(inputs.pack, inputs.profile, today)
        tell_asked(inputs.pack, now.asked, today)
        reading = safer_reading(inputs.pack, now.profile)
        warn_of_conflicts(inputs.pack, reading)
        beside["conflicts"] = conflict_report(inputs.pack, reading)
        for one in help_notes(inputs.pack, inputs.profile):
            if one.kind == "reader":
                note(f"Warning: {help_sentence(inputs.pack, one)}")
        plan = plan_program(inputs.pack, inputs.profile)
        for halt in plan.halts:
            note(f"Warning: `build` won't make any files yet. {halt_sentence(halt)}")
        unused = unused_own_words(inputs.pack, plan)
        for words in unused:
            note(f"Note: {unused_sentence(words)}")
        beside["unused_own_words"] = [{"fact": one.fact, "places": list(one.places)} for one in unused]
        counted = how_much(inputs.pack, inputs.profile.values)
        say(report, inputs.pack.language.said("in_order", path=path, counted=counted))


@click.command()
@pack_options
def schema(pack_path: Path | None, no_cache: bool) -> None:
    """Print the JSON Schema of profiles, for editors."""
    import json

    from rekindle_core.profile.schema import profile_schema

    click.echo(
        json.dumps(profile_schema(open_pack(pack_path, no_cache=no_cache)), indent=2, ensure_ascii=False)
    )


def how_much(pack: Pack, values: Mapping[str, object]) -> str:
    """Return a sentence about how many of the facts a profile contains."""
    from rekindle_core.content.model.values import Missing

    declined, facts = sum(value is Missing.DECLINED for value in values.values()), len(pack.facts)
    known, unknown = len(values) - declined, facts - len(values)
    return pack.language.said("counted", known=known, facts=facts, declined=declined, unknown=unknown)
