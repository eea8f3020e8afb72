"""`rekindle check`: is a pack in order?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    epilog="""\b
Examples:
    rekindle check
    rekindle check my-pack/
"""
)
@click.argument("pack_path", required=False, metavar="[PACK]", type=click.Path(path_type=Path))
def check(pack_path: Path | None) -> None:
    """Check a content pack.

    Every fault of every file is shown, with its place.

    Without PACK it is the pack that comes with Rekindle.
    """
    from rekindle_core.content.load import load_pack

    pack = load_pack(pack_path)
    prompts = sum(len(unit.prompts) for unit in pack.units.values())
    click.echo(
        f"{pack.id} {pack.version} is in order: {len(pack.steps)} steps, {prompts} prompts, "
        f"{len(pack.gates)} gates, {len(pack.facts)} facts."
    )
