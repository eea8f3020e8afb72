"""`rekindle profile new`: a profile by question and answer, in a terminal or from a pipe."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import open_pack, open_profile
from rekindle_core.cli.options import pack_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import is_quiet, note

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.profile.interview import Interview


@click.command(
    epilog="""\b
Examples:
    rekindle profile new
    rekindle profile new alex.yaml
    rekindle profile new --resume alex.yaml
    rekindle profile new alex.yaml < answers.txt

\b
Answers, besides what a question asks for:
    Enter, unknown                  leave it open
    rather not say, declined, pass  decline
    ?                               say why it is asked
    back                            go to the question before
    stop                            save and end
"""
)
@click.argument(
    "path", metavar="[FILE]", default="profile.yaml", type=FILE_NAME, shell_complete=complete_file
)
@click.option("--resume", is_flag=True, help="Go on with FILE: keep what is there, ask what is missing.")
@pack_options
def new(path: str, resume: bool, pack_path: Path | None, no_cache: bool) -> None:
    """Fill in a profile, question by question.

    It is written to FILE (profile.yaml here; - is stdout), which nobody but you can read. A file that is
    there already is not touched without --resume or a yes. From a pipe, answers come one a line; where they
    end, what was answered is kept.
    """
    from rekindle_core.cli.profiles.asking import ask_all
    from rekindle_core.cli.profiles.place import ProfilePlace
    from rekindle_core.profile.edit import edited_profile
    from rekindle_core.profile.file import profile_text
    from rekindle_core.profile.interview import begin

    place = ProfilePlace.find(path, resume=resume)
    pack = open_pack(pack_path, no_cache=no_cache)
    given = open_profile(pack, Path(path)).values if resume else {}
    interview = begin(pack, given)
    if not is_quiet():
        _introduce(pack, interview, path)
    if place.before is not None and not resume:
        place.ask_whether_to_write_over()
    try:
        interview = ask_all(interview)
    except KeyboardInterrupt:
        click.echo(f"\nNothing was saved{f'; {path} stays as it was' if place.before else ''}.", err=True)
        raise
    if place.before is not None and resume:
        if interview.values == given:
            note(f"Nothing new: {path} stays as it is.")
            return
        edited = edited_profile(pack, place.before, interview.values)
        text = edited.text
        if edited.anew:
            note(f"Note: nothing can be put into the layout of {path}; it is written anew.")
    else:
        text = profile_text(pack, interview.values)
    _conclude(interview, place.save(text), pack_path)


def _introduce(pack: Pack, interview: Interview, path: str) -> None:
    from rekindle_core.cli.profiles.asking import say

    where = "written to stdout" if path == "-" else f"kept in {path}"
    say(f"A profile for {pack.title}, {where}.")
    if interview.given:
        asked = interview.place[1]
        say(f"{len(interview.given)} facts are there and stay; {asked} questions are open.")
    click.echo(err=True)
    private = "" if path == "-" else ", and the file is readable by you alone"
    say(f"It stays on this machine: nothing is sent anywhere{private}.")
    say(
        "It is best filled in by the person the program is for, or by a counselor with them. Delicate questions "
        "are for that person alone, in private, with nobody else looking."
    )
    say(
        "Nothing has to be answered. Enter or ‘unknown’ leaves a question open, ‘rather not say’ or ‘pass’ "
        "declines it. ‘?’ says why it is asked, ‘back’ goes one back, ‘stop’ saves and ends. Ctrl-C ends and "
        "saves nothing."
    )


def _conclude(interview: Interview, saved: str, pack_path: Path | None) -> None:
    from rekindle_core.cli.profiles.asking import say
    from rekindle_core.cli.profiles.profile import counted
    from rekindle_core.profile.interview import begin

    done = "Written to stdout" if saved == "stdout" else f"Saved {saved}"
    note(f"\n{done}: {counted(interview.values, len(interview.pack.facts))}.")
    if interview.refusals and not (sys.stdin and sys.stdin.isatty()):
        say(
            f"Note: {interview.refusals} of the answers could not be used, and the line after each was taken "
            "for the same question: look the profile through."
        )
    if saved == "stdout":
        return
    file = shlex.quote(saved) + (f" --pack {shlex.quote(str(pack_path))}" if pack_path else "")
    if begin(interview.pack, interview.values).question is not None:
        note(f"To go on with it:    rekindle profile new --resume {file}")
    note(f"To make the program: rekindle build --profile {file}")
