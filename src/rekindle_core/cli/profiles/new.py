"""`rekindle profile new`: a profile by question and answer, in a terminal or from a pipe."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import day, open_pack, open_profile
from rekindle_core.cli.options import pack_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import is_quiet, note

if TYPE_CHECKING:
    from rekindle_core.cli.profiles.place import ProfilePlace
    from rekindle_core.cli.profiles.saving import SavedProfile
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.content.model.values import Value
    from rekindle_core.profile.interview import Interview
    from rekindle_core.profile.profile import Profile


@click.command(
    epilog="""\b
Examples:
    rekindle profile new
    rekindle profile new alex.yaml
    rekindle profile new --resume alex.yaml
    rekindle profile new alex.yaml < answers.txt

\b
Besides an answer, you can type:
    Enter, unknown                  leave the question open
    rather not say, declined, pass  decline
    ?                               show why it is asked
    back                            go back to the previous question
    stop                            save and end
"""
)
@click.argument(
    "path", metavar="[FILE]", default="profile.yaml", type=FILE_NAME, shell_complete=complete_file
)
@click.option(
    "--resume", is_flag=True, help=("Continue with FILE: keep its answers and ask the remaining questions.")
)
@pack_options
def new(path: str, resume: bool, pack_path: Path | None, no_cache: bool) -> None:
    """Fill in a profile, question by question.

    Writes to FILE (default: profile.yaml; - is stdout), which only you can read. In a terminal, each answer
    is saved immediately: you can close the window and continue with --resume, which lists all answers and
    lets you change them. An existing file is not changed without --resume or your confirmation, and a copy is
    kept as FILE.bak.

    From a pipe, answers are read one per line; when the input ends, the answers so far are saved. An answer
    that cannot be used is an error, and nothing is saved.
    """
    from rekindle_core.cli.asked import tell_asked
    from rekindle_core.cli.profiles.asking import ask_all, is_terminal
    from rekindle_core.cli.profiles.place import ProfilePlace
    from rekindle_core.cli.profiles.saving import SavedProfile
    from rekindle_core.profile.current import find_asked, still_counting
    from rekindle_core.profile.interview import begin
    from rekindle_core.profile.profile import Profile

    place = ProfilePlace.find(path, resume=resume)
    pack = open_pack(pack_path, no_cache=no_cache)
    held = open_profile(pack, Path(path)) if resume else Profile()
    today = day(None)
    given = still_counting(pack, held, today)
    interview = begin(pack, given.values, today=today)
    if not is_quiet():
        _introduce(pack, interview, path)
    tell_asked(pack, find_asked(pack, held, today), today)
    said = pack.language.said
    if place.before is not None and not resume:
        place.ask_whether_to_write_over(pack.language)
    saved = SavedProfile(pack, place, resume=resume)
    try:
        at_once = is_terminal() and path != "-"
        interview = ask_all(interview, (lambda one: saved.keep(_to_keep(one, held))) if at_once else None)
    except KeyboardInterrupt:
        click.echo(f"\n{_interrupted(saved, place, said)}", err=True)
        raise
    known = _to_keep(interview, held)
    if resume and Profile(known) == held and not saved.is_written:
        note(said("end_again", path=path))
        return
    where = saved.end(known)
    if saved.anew:
        note(said("end_anew", path=path))
    _conclude(interview, where, pack_path)
    if saved.backup is not None:
        note(said("end_backup", path=path, backup=str(saved.backup)))


def _to_keep(interview: Interview, held: Profile) -> Mapping[str, Value]:
    """Return the known answers; an expired one stays in the file until its question is asked again."""
    return interview.values if interview.asked_anew else {**held.values, **interview.values}


def _interrupted(saved: SavedProfile, place: ProfilePlace, said: Callable[..., str]) -> str:
    """Return what happens to the answers when someone presses Ctrl-C."""
    if saved.is_written:
        return said("saved_so_far", path=saved.path)
    return said("nothing_saved_over" if place.before else "nothing_saved", path=place.path)


def _introduce(pack: Pack, interview: Interview, path: str) -> None:
    from rekindle_core.cli.profiles.asking import is_terminal, say

    said = pack.language.said
    say(said("intro_stdout" if path == "-" else "intro_file", pack=pack.title, path=path))
    if interview.given:
        say(said("intro_given", given=len(interview.given), open=interview.place[1]))
    click.echo(err=True)
    say(said("intro_local" if path == "-" else "intro_private"))
    say(said("intro_who"))
    say(said("intro_how"))
    if is_terminal() and path != "-":
        say(said("intro_saved"))


def _conclude(interview: Interview, saved: str, pack_path: Path | None) -> None:
    from rekindle_core.cli.conflicts import warn_of_conflicts
    from rekindle_core.cli.profiles.profile import how_much
    from rekindle_core.profile.conflicts import safer_reading
    from rekindle_core.profile.interview import begin
    from rekindle_core.profile.profile import Profile

    said, counted = interview.pack.language.said, how_much(interview.pack, interview.values)
    note(f"\n{said('end_stdout' if saved == 'stdout' else 'end_saved', path=saved, counted=counted)}")
    warn_of_conflicts(interview.pack, safer_reading(interview.pack, Profile(interview.values)), named=True)
    if saved == "stdout":
        return
    file = _quoted(saved) + (f" --pack {_quoted(str(pack_path))}" if pack_path else "")
    if begin(interview.pack, interview.values).question is not None:
        note(said("end_resume", command=f"rekindle profile new --resume {file}"))
    note(said("end_build", command=f"rekindle build --profile {file} --format pdf"))


def _quoted(word: str) -> str:
    """Quote a word for this system's shell."""
    if os.name == "nt":
        return f'"{word}"' if " " in word else word
    return shlex.quote(word)
