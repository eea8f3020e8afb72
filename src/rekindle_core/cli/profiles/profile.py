"""`rekindle profile`: fill one in, look at it, see whether it is in order and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import click

from rekindle_core.cli.group import LazyGroup
from rekindle_core.cli.inputs import open_pack, profile_source, read_inputs
from rekindle_core.cli.options import pack_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note
from rekindle_core.cli.terminal.report import report_option, reporting, say


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
    """Fill in a profile, look at it, check it, or see what it may hold."""


@click.command()
@click.argument("path", metavar="FILE", type=FILE_NAME, shell_complete=complete_file)
@pack_options
@report_option
def check(path: str, pack_path: Path | None, no_cache: bool, report: str) -> None:
    """Check a profile: every fault, each with its place. FILE may be - for stdin."""
    from rekindle_core.profile.help_lines import help_notes

    with reporting(report):
        inputs = read_inputs(pack_path, profile_source(path), no_cache=no_cache)
        for one in help_notes(inputs.pack, inputs.profile):
            if one.kind == "reader":
                note(f"Warning: {one.sentence}")
        said = counted(inputs.profile.values, len(inputs.pack.facts))
        say(report, f"{path} is in order: {said}.")


@click.command()
@pack_options
def schema(pack_path: Path | None, no_cache: bool) -> None:
    """Print the JSON Schema of profiles, for editors."""
    import json

    from rekindle_core.profile.schema import profile_schema

    click.echo(
        json.dumps(profile_schema(open_pack(pack_path, no_cache=no_cache)), indent=2, ensure_ascii=False)
    )


def counted(values: Mapping[str, object], facts: int) -> str:
    """Return in words how much a profile tells; `facts` is how many there are to tell."""
    from rekindle_core.content.model.values import Missing

    declined = sum(value is Missing.DECLINED for value in values.values())
    known = len(values) - declined
    return f"{known} of {facts} facts are known, {declined} declined, {facts - len(values)} unknown"
