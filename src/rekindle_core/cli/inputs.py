"""Reading the input of a program: pack, profile, practice and date.

Input: the values of the options. Output: a Pack, a Profile, and notes on stderr.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core.cli.loading import plugins_in_use
from rekindle_core.cli.terminal.messages import detail, note, stage
from rekindle_core.frozen import Frozen
from rekindle_core.installation.places import config_folder

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.errors import UsageError
    from rekindle_core.practice.load import PracticeFile
    from rekindle_core.profile.overrides import Override
    from rekindle_core.profile.profile import Profile

_BELOW = ("*", "*/*", "src/*/*")
"""Where a pack may be inside a folder that is given instead, such as a project's."""


def open_pack(path: Path | None, *, no_cache: bool) -> Pack:
    """Load a pack, through the user's cache folder unless it is turned off."""
    from rekindle_core.content.building.load import load_pack
    from rekindle_core.installation.places import cache_folder

    if path is not None:
        path = pack_folder(path)
    with stage("Loading the pack"):
        pack = load_pack(path, cache=None if no_cache else cache_folder())
    detail(f"  {pack.id} {pack.version}, {'the bundled pack' if path is None else path}")
    return pack


def pack_folder(given: Path) -> Path:
    """Return the folder of a pack that is given as a folder, or by its name in a plugin.

    Raises:
        UsageError: It is neither.
    """
    # Paths in the user's own file are relative to its folder; anything that isn't a folder there is a
    # plugin's name.
    one = given.relative_to(config_folder()) if given.is_relative_to(config_folder()) else given
    if given.is_file() or (given.is_dir() and not _holds_pack(given)):
        raise _no_pack(given)
    if given.is_dir() or len(one.parts) != 1 or one.suffix:
        return given
    return plugins_in_use().pack(str(one)).folder


def _holds_pack(folder: Path) -> bool:
    from rekindle_core.content.reading.file_names import REQUIRED

    return any((folder / name).exists() for name in REQUIRED)


def _no_pack(given: Path) -> UsageError:
    """Return the error for a file, or for a folder without files of a pack, with the folder that was meant."""
    from rekindle_core.errors import UsageError

    if given.is_file():
        message = f"{given} is a file, but a pack is a folder."
        near = [folder for folder in given.parents if (folder / "pack.yaml").is_file()]
    else:
        message = f"{given} contains no pack: it has no pack.yaml and no other pack files."
        near = [path.parent for pattern in _BELOW for path in sorted(given.glob(f"{pattern}/pack.yaml"))]
    hint = f"use its folder: {near[0]}" if near else "use the folder that contains pack.yaml."
    return UsageError(message, code="unknown-pack", hint=hint)


def open_practice(path: str | None, warn: Callable[[str], None], *, left_out: bool) -> PracticeFile | None:
    """Read practice.yaml, if there is one and it is wanted."""
    if not path or left_out:
        return None
    from rekindle_core.practice.load import load_practice

    return load_practice(_in_folder(path), warn=warn)


def _in_folder(path: str) -> str:
    """Return the practice's file; a folder stands for the practice.yaml in it.

    Raises:
        UsageError: The folder doesn't contain one.
    """
    from rekindle_core.installation.places import PRACTICE

    folder = Path(path)
    if not folder.is_dir():
        return path
    if not (folder / PRACTICE).exists():
        from rekindle_core.errors import UsageError

        message = f"--practice: the folder {path} has no {PRACTICE}."
        hint = f"name the file, such as --practice {folder / 'my-practice.yaml'}."
        raise UsageError(message, code="unreadable", hint=hint)
    return str(folder / PRACTICE)


class Inputs(Frozen):
    """The input of a program.

    Attributes:
        pack: The pack.
        profile: The facts, including those set on the command line.
        overrides: The facts in the file that were overridden.
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
    """Read the input of a program, and report each fact of the profile that is overridden.

    Every command that makes, explains or shows a program reads its input here, so that no two of them
    disagree.

    Args:
        pack: The pack, or its path; the bundled pack if empty.
        source: The profile, from `profile_source`.
        settings: The values of --set.
        no_cache: Whether to check the pack again.

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
    """Read another profile, or the same one for another pack, to compare with the result of `read_inputs`."""
    from rekindle_core.profile.load import load_profile

    warnings: list[str] = []
    with stage("Reading the profile"):
        profile = load_profile(pack, source, settings=settings, warn=warnings.append)
    for sentence in warnings:
        note(f"Note: {sentence}")
    return profile


def profile_source(path: str | None) -> Path | bytes | None:
    """Return the source of a profile; stdin is read only far enough to show that it is too large."""
    if path is None:
        return None
    if path != "-":
        return Path(path)
    from rekindle_core.bounded import read_stream
    from rekindle_core.profile.load import MOST_BYTES

    return read_stream(sys.stdin.buffer, MOST_BYTES)


def day(given: dt.datetime | None) -> dt.date:
    """Return the date to print: the given one, SOURCE_DATE_EPOCH's, or today, in this order.

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

        message = f"SOURCE_DATE_EPOCH is “{epoch}”, which isn't a number of seconds."
        raise UsageError(message, code="bad-date", hint="unset it, or use --date.") from None


def moment() -> dt.datetime:
    """Return the time to record: SOURCE_DATE_EPOCH's, or now.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    if not (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")):
        return dt.datetime.now(dt.UTC)
    day(None)  # says what is wrong with it
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
