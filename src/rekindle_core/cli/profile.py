"""`rekindle profile`: is a profile in order, and what may it hold?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from rekindle_core.cli.inputs import open_pack, pack_options, profile_source


@click.group()
def profile() -> None:
    """Check a profile, or see what it may hold."""


@profile.command()
@click.argument("path", metavar="FILE")
@pack_options
def check(path: str, pack_path: Path | None, no_cache: bool) -> None:
    """Check a profile: every fault, each with its place. FILE may be - for stdin."""
    from rekindle_core.content.facts import Missing
    from rekindle_core.planning.profile import load_profile

    pack = open_pack(pack_path, no_cache=no_cache)
    values = load_profile(pack, profile_source(path)).values
    declined = sum(value is Missing.DECLINED for value in values.values())
    known = len(values) - declined
    click.echo(
        f"{path} is in order: {known} of {len(pack.facts)} facts are known, {declined} declined, "
        f"{len(pack.facts) - len(values)} unknown."
    )


@profile.command()
@pack_options
def schema(pack_path: Path | None, no_cache: bool) -> None:
    """Print the JSON Schema of profiles, for editors."""
    from rekindle_core.planning.profile_schema import profile_schema

    click.echo(
        json.dumps(profile_schema(open_pack(pack_path, no_cache=no_cache)), indent=2, ensure_ascii=False)
    )
