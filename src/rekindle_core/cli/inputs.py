"""What several commands take: pack, profile, settings, seed and date."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rekindle_core.cli.settings.set_by import PathPreference, Preference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_file, complete_folder, complete_pack, complete_setting
from rekindle_core.cli.terminal.messages import detail, note, stage
from rekindle_core.frozen import Frozen
from rekindle_core.installation.places import config_folder, practice_file

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.practice.load import PracticeFile
    from rekindle_core.profile.overrides import Override
    from rekindle_core.profile.profile import Profile

F = TypeVar("F", bound=Callable[..., Any])


def pack_options(function: F) -> F:
    """Add --pack and --no-cache."""
    for option in (
        click.option(
            "--no-cache", cls=Preference, is_flag=True, help="Check the pack anew, and keep nothing of it."
        ),
        click.option(
            "--pack",
            "pack_path",
            cls=PathPreference,
            type=click.Path(path_type=Path),
            metavar="PACK",
            help="Use the content pack in the folder PACK, or a plugin's by its name.",
            shell_complete=complete_pack,
        ),
    ):
        function = option(function)
    return function


def open_pack(path: Path | None, *, no_cache: bool) -> Pack:
    """Load a pack, by way of the user's cache folder unless that is not wanted."""
    from rekindle_core.content.building.load import load_pack
    from rekindle_core.installation.places import cache_folder

    if path is not None:
        path = pack_folder(path)
    with stage("Loading the pack"):
        pack = load_pack(path, cache=None if no_cache else cache_folder())
    detail(f"  {pack.id} {pack.version}, {'the bundled pack' if path is None else path}")
    return pack


def pack_folder(given: Path) -> Path:
    """Return the folder of a pack that is given as a folder, or by the name that a plugin gives it.

    Raises:
        UsageError: It could be a name, and is neither.
    """
    # What a file of the user's own names is told from there; what is no folder there is a plugin's name.
    one = given.relative_to(config_folder()) if given.is_relative_to(config_folder()) else given
    if given.is_dir() or len(one.parts) != 1 or one.suffix:
        return given
    from rekindle_core.cli.loading import plugins_in_use

    return plugins_in_use().pack(str(one)).folder


def project_options(function: F) -> F:
    """Add NAME and --output, for a project that is begun."""
    for option in (
        click.option(
            "-o",
            "--output",
            cls=Preference,
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            shell_complete=complete_folder,
            help="Where to put it. Default: rekindle-NAME, here.",
        ),
        click.argument("name", metavar="NAME"),
    ):
        function = option(function)
    return function


def settings_option(function: F) -> F:
    """Add --set."""
    return click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="FACT=VALUE",
        shell_complete=complete_setting,
        help="Set a fact, over the profile's; lists are parted by commas. May be repeated.",
    )(function)


def profile_options(function: F) -> F:
    """Add --profile and --set."""
    for option in (
        settings_option,
        click.option(
            "-p",
            "--profile",
            "profile_path",
            metavar="FILE",
            type=FILE_NAME,
            shell_complete=complete_file,
            help="Read the facts from FILE (YAML or JSON); - is stdin.",
        ),
    ):
        function = option(function)
    return function


def practice_options(function: F) -> F:
    """Add --practice and --no-practice."""
    for option in (
        click.option("--no-practice", cls=Preference, is_flag=True, help="Leave your practice.yaml out."),
        click.option(
            "--practice",
            cls=PathPreference,
            default=practice_file,
            metavar="FILE",
            type=FILE_NAME,
            help="Say from whom it is, as in FILE. Default: practice.yaml in your configuration folder.",
        ),
    ):
        function = option(function)
    return function


def open_practice(path: str | None, warn: Callable[[str], None], *, left_out: bool) -> PracticeFile | None:
    """Read a practice.yaml, if there is one and it is wanted."""
    if not path or left_out:
        return None
    from rekindle_core.practice.load import load_practice

    return load_practice(path, warn=warn)


def plan_options(function: F) -> F:
    """Add --seed, --date and --id."""
    for option in (
        click.option(
            "--id",
            "program_id",
            metavar="TEXT",
            help="Name the program TEXT where it is seen apart from its pages, such as 2027-014. Default: an id that "
            "tells nothing, and stays the same for the same input on this machine.",
        ),
        click.option(
            "--date",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="DATE",
            help="The day to print. Default: SOURCE_DATE_EPOCH, or today.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**32 - 1),
            default=1,
            show_default=True,
            metavar="N",
            help="Choose differently among equals.",
        ),
    ):
        function = option(function)
    return function


class Inputs(Frozen):
    """What a program is made from.

    Attributes:
        pack: The pack.
        profile: The facts, with what was set over those of the file.
        overrides: The facts that the file holds and that were set otherwise.
    """

    pack: Pack
    profile: Profile
    overrides: tuple[Override, ...] = ()


def read_inputs(
    pack: Path | None,
    source: Path | bytes | None,
    settings: tuple[str, ...] = (),
    *,
    no_cache: bool = False,
) -> Inputs:
    """Read what a program is made from, and name each fact of the profile that is set otherwise.

    Whatever makes, explains or shows a program reads its inputs here, so that no two of them disagree.

    Args:
        pack: The pack, or where it is; the bundled one if it is nowhere.
        source: The profile, as `profile_source` gives it.
        settings: What --set was given.
        no_cache: Whether to check the pack anew.

    Raises:
        RekindleError: The pack or the profile cannot be used.
    """
    from rekindle_core.profile.load import read_profile
    from rekindle_core.profile.overrides import find_overrides, typed_override

    opened = open_pack(pack, no_cache=no_cache)
    warnings: list[str] = []
    with stage("Reading the profile"):
        read = read_profile(opened, source, settings=settings, warn=warnings.append)
    for sentence in warnings:
        note(f"Note: {sentence}")
    overrides = find_overrides(read.held, read.profile)
    for override in overrides:
        note(f"Note: {typed_override(opened, override)}")
    return Inputs(opened, read.profile, overrides)


def open_profile(pack: Pack, source: Path | bytes | None, settings: tuple[str, ...] = ()) -> Profile:
    """Read another profile, or the same for another pack: what was read with `read_inputs` is compared with it."""
    from rekindle_core.profile.load import load_profile

    warnings: list[str] = []
    with stage("Reading the profile"):
        profile = load_profile(pack, source, settings=settings, warn=warnings.append)
    for sentence in warnings:
        note(f"Note: {sentence}")
    return profile


def profile_source(path: str | None) -> Path | bytes | None:
    """Return what to read a profile from."""
    if path is None:
        return None
    return sys.stdin.buffer.read() if path == "-" else Path(path)


def day(given: dt.datetime | None) -> dt.date:
    """Return the day to print: the given one, else SOURCE_DATE_EPOCH's, else today.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.datetime.now(dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        from rekindle_core.errors import UsageError

        message = f"SOURCE_DATE_EPOCH is “{epoch}”, which is no number of seconds."
        raise UsageError(message, code="bad-date", hint="unset it, or use --date.") from None
