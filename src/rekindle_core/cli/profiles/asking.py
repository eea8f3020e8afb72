"""Asking, in a terminal or by way of a pipe: how a question looks, and where the lines of answers come from.

Everything that is asked and said goes to stderr; stdout is for products.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence

import click

from rekindle_core.cli.profiles.answer_line import read_answer_line, unusable_answer
from rekindle_core.cli.terminal.messages import is_quiet
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import Missing
from rekindle_core.errors import ProfileError
from rekindle_core.profile.answer import choices, how, in_words
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.interview import Interview, respond
from rekindle_core.profile.profile import Profile

_WIDEST = 88


def ask_all(interview: Interview) -> Interview:
    """Ask what is open until nothing is, somebody stops, or the input ends.

    Where answers come from a pipe and nothing but errors is wanted, nobody needs to see the questions.

    Raises:
        ProfileError: An answer came by way of a pipe, and cannot be used.
    """
    pack = interview.pack
    shown = not is_quiet() or _is_terminal()
    asked: Fact | None = None
    heading: str | None = None
    while (fact := interview.question) is not None:
        if shown and fact is not asked:
            if fact.section != heading:
                _show_heading(interview, fact)
            _show_question(interview, fact)
            asked, heading = fact, fact.section
        line = read_line(f"  {how(pack, fact)} > " if shown else "", fact.ask, pack.language)
        if line is None:
            break
        turn = respond(interview, line)
        if turn.faults and not _is_terminal():
            # Asked once more, the next line would answer this question, and all answers go astray.
            raise unusable_answer(line, fact.ask, turn.faults)
        if shown and turn.remark:
            say(turn.remark, indent="  ")
        if shown and turn.conflicts:
            _show_conflicts(turn.interview, turn.conflicts)
        interview = turn.interview
    return interview


def say(text: str, *, indent: str = "", hanging: str | None = None) -> None:
    """Say something, broken to the width of the terminal."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = textwrap.wrap(
        " ".join(text.split()) if hanging is None else text,
        max(width, 30),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )
    click.echo("\n".join(lines), err=True)


def read_line(prompt: str, question: str, language: Language) -> str | None:
    """Return one line from whoever answers; None at the end of the input.

    Args:
        prompt: What stands before the answer.
        question: What is asked, for an error.
        language: What is spoken in a terminal.

    Raises:
        ProfileError: The line came by way of a pipe, and is not UTF-8.
    """
    terminal = _is_terminal()
    if terminal and sys.stdout.isatty():
        return _edited_line(prompt, language)
    while True:
        click.echo(prompt, nl=False, err=True)
        data = sys.stdin.buffer.readline() if sys.stdin is not None else b""
        if prompt and (not terminal or not data):
            click.echo(err=True)
        try:
            return read_answer_line(data, question) if data else None
        except ProfileError:
            if not terminal:
                raise
            say(language.said("not_utf_8"), indent="  ")


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _edited_line(prompt: str, language: Language) -> str | None:
    """Return a line that can be edited while it is typed, and may be longer than a terminal's own."""
    try:
        import readline
    except ImportError:
        pass
    else:
        # No answer may be called back with the arrow keys by whoever comes next.
        readline.set_auto_history(False)
    try:
        return input(prompt)
    except EOFError:
        click.echo(err=True)
        return None
    except UnicodeDecodeError:
        say(language.said("not_utf_8"), indent="  ")
        return _edited_line(prompt, language)


def _show_heading(interview: Interview, fact: Fact) -> None:
    if fact.section:
        click.echo(f"\n{fact.section}\n{'-' * len(fact.section)}", err=True)
    else:
        click.echo(err=True)
    if any(other.declined_holds for other in interview.pack.sections[fact.section]):
        say(interview.pack.language.said("delicate"))


def _show_conflicts(interview: Interview, conflicts: Sequence[Conflict]) -> None:
    """Say what an answer does not fit, as soon as it is given: then it is quickest to correct."""
    from rekindle_core.realisation.conflicts import said_conflicts

    reading = safer_reading(interview.pack, Profile(interview.values))
    for said in said_conflicts(interview.pack, reading, named=True):
        if said.id in {conflict.id for conflict in conflicts}:
            say(said.says, indent="  ")


def _show_question(interview: Interview, fact: Fact) -> None:
    pack, (number, count) = interview.pack, interview.place
    click.echo(err=True)
    say(pack.language.said("place", n=number, total=count, question=fact.ask))
    if fact.declined_holds and fact.help:
        say(fact.help, indent="  ")
    words = choices(pack, fact)
    width = max((len(word) for word, _ in words), default=0)
    for at, (word, meaning) in enumerate(words, 1):
        say(f"{at:>4}  {word:{width}}  {meaning}", hanging=" " * (width + 8))
    draft = interview.draft
    if draft is not None and draft is not Missing.UNKNOWN:
        say(pack.language.said("draft", answer=in_words(pack, fact, draft)), indent="  ")
