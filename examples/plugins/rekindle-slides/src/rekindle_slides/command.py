"""`rekindle slides`: the slides of a group's evening, and the sheets that go with them.

Input: what somebody types. Output: files of one program, so that the wall and the sheets have the same prompts.
Must not know: how either is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from rekindle_core import (
    Document,
    Plugins,
    UsageError,
    add_blocks,
    find_plugins,
    load_pack,
    load_profile,
    make_plan,
    realise,
    render,
    replace,
)
from rekindle_slides.deck import only_session
from rekindle_slides.names import names_in

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option(
    "--pack",
    "pack_name",
    default="first-evening",
    show_default=True,
    metavar="PACK",
    help="Use the content pack in the folder PACK, or a plugin's pack by name.",
)
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take what is known of the group from FILE. It may name nobody.",
)
@click.option(
    "--session", type=click.IntRange(min=1), metavar="NUMBER", help="Make one session of the program alone."
)
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="FORMAT",
    help="Make a sheet for everybody too, such as pdf. May be repeated.",
)
@click.option("--dark", is_flag=True, help="Set the slides in light letters, for a dark room.")
@click.option("--date", "day", type=_DAY, metavar="YYYY-MM-DD", help="The day to print; today without it.")
@click.option(
    "--confirm",
    "confirmed",
    multiple=True,
    metavar="NAME",
    help="Confirm what a person has to decide before files are made; an error names it. May be repeated.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Write into FOLDER; here without it.",
)
def slides(
    pack_name: str,
    profile: Path | None,
    session: int | None,
    sheets: tuple[str, ...],
    dark: bool,
    day: dt.datetime | None,
    confirmed: tuple[str, ...],
    output: Path,
) -> None:
    """Make the slides of a group's evening, and a sheet for everybody.

    Open the slides in a browser, make the window as large as the screen (F11), and go on with the space
    bar. The sheets have the same prompts, with room to write.
    """
    plugins = find_plugins()
    document = _program(pack_name, profile, day.date() if day else dt.date.today(), confirmed, plugins)
    if names := names_in(document):
        raise UsageError(
            f"Everybody in the room would read what somebody typed: {', '.join(names)}.",
            hint="leave these lines out of the profile; a group's program names nobody.",
        )
    # It names nobody, and everybody in the room knows what the evening is about.
    document = replace(document, discreet=False)
    if session is not None:
        document = only_session(document, session)
    output.mkdir(parents=True, exist_ok=True)
    wanted = {"slides": {"ground": "dark" if dark else "light"}, **{sheet: {} for sheet in sheets}}
    made = [
        (output / f"{Path(pack_name).name}{artifact.suffix}", artifact.data)
        for name, options in wanted.items()
        for artifact in render(document, name, options, confirmed=confirmed, plugins=plugins, warn=_note)
    ]
    # Nothing is written before all of it is made.
    for path, data in made:
        _write(path, data)
        click.echo(f"Wrote {path}", err=True)


def _program(
    name: str, profile: Path | None, day: dt.date, confirmed: Sequence[str], plugins: Plugins
) -> Document:
    folder = Path(name)
    pack = load_pack(folder if folder.is_dir() else plugins.pack(name).folder)
    plan = make_plan(pack, load_profile(pack, profile), date=day)
    return add_blocks(pack, plan, realise(pack, plan, confirmed=confirmed), plugins=plugins, warn=_note)


def _note(sentence: str) -> None:
    click.echo(f"Note: {sentence}", err=True)


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is never seen half written."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)
