"""Asking questions, in a terminal or through a pipe: how a question looks, and where the answers come from.

All questions and messages go to stderr; stdout is for output.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import TypeAlias

import click

from rekindle_core.cli.profiles.answer_line import next_line, read_answer_line, unusable_answer
from rekindle_core.cli.terminal.messages import is_quiet
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import Missing
from rekindle_core.errors import ProfileError
from rekindle_core.profile.answer import choices, how, in_words
from rekindle_core.profile.clean import clean_text
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.interview import Interview, go_back, respond, revise
from rekindle_core.profile.profile import Profile

Keep: TypeAlias = Callable[[Interview], None]
"""A function that gets the interview after each answer."""

_WIDEST = 88


def ask_all(interview: Interview, keep: Keep | None = None) -> Interview:
    """Ask the open questions until none is left, someone stops, or the input ends.

    In a terminal, known answers can be reviewed and changed: before the questions, if there are any, and at
    the end. With answers from a pipe and --quiet, no questions are shown.

    Args:
        interview: The interview.
        keep: Called with the interview after each answer.

    Raises:
        ProfileError: An answer from a pipe cannot be used.
    """
    going = True
    if is_terminal() and interview.given:
        interview, going = _look_over(interview, "review_go_on", keep)
    while going:
        interview, going = _ask_open(interview, keep)
        if going and is_terminal():
            interview, going = _look_over(interview, "review_end", keep)
        # A changed answer may have opened other questions.
        going = going and interview.question is not None
    return interview


def _ask_open(interview: Interview, keep: Keep | None, *, once: bool = False) -> tuple[Interview, bool]:
    """Ask the open questions, or one question; return False if the person or the end of the input ended it."""
    pack = interview.pack
    shown = not is_quiet() or is_terminal()
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
            return interview, False
        turn = respond(interview, line)
        if turn.faults and not is_terminal():
            # If it were asked again, the next line would answer this question, and all later answers would be
            # misplaced.
            raise unusable_answer(line, fact.ask, turn.faults)
        if shown and turn.remark:
            say(turn.remark, indent="  ")
        if shown and turn.conflicts:
            _show_conflicts(turn.interview, turn.conflicts)
        interview = turn.interview
        if keep is not None:
            keep(interview)
        if once and not interview.revised:
            break
    return interview, not interview.stopped


def _look_over(interview: Interview, how_key: str, keep: Keep | None) -> tuple[Interview, bool]:
    """List all answers, and let the person change them; return whether to continue with the questions."""
    language = interview.pack.language
    while answered := interview.answered:
        click.echo(err=True)
        say(language.said("review"))
        for number, (fact, value) in enumerate(answered, 1):
            say(f"{number:>4}  {fact.ask} {in_words(interview.pack, fact, value)}", hanging=" " * 6)
        line = read_line(f"  {language.said(how_key)} > ", language.said("review"), language)
        if line is None:
            return interview, False
        typed = clean_text(line)
        if not typed:
            break
        if language.meaning(typed) == "stop":
            return interview, False
        if language.meaning(typed) == "back":
            return go_back(interview) or interview, True
        if typed.isdecimal() and 1 <= int(typed[:4]) <= len(answered):
            fact, _ = answered[int(typed[:4]) - 1]
            interview, going = _ask_open(revise(interview, fact.name), keep, once=True)
            if not going:
                return interview, False
        else:
            say(language.said("review_numbers", most=len(answered)), indent="  ")
    return interview, True


def say(text: str, *, indent: str = "", hanging: str | None = None) -> None:
    """Print a message, wrapped to the width of the terminal."""
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
    """Return one line from the person who answers; None at the end of the input.

    Args:
        prompt: The text before the answer.
        question: The question, for an error.
        language: The language of the terminal's messages.

    Raises:
        ProfileError: The line came through a pipe and is not UTF-8.
    """
    terminal = is_terminal()
    if terminal and sys.stdout.isatty():
        return _edited_line(prompt, language)
    while True:
        click.echo(prompt, nl=False, err=True)
        data = _next_line()
        if prompt and (not terminal or not data):
            click.echo(err=True)
        try:
            return read_answer_line(data, question) if data else None
        except ProfileError:
            if not terminal:
                raise
            say(language.said("not_utf_8"), indent="  ")


def _next_line() -> bytes:
    try:
        return next_line(sys.stdin.buffer) if sys.stdin is not None else b""
    except OSError:
        # The window was closed.
        return b""


def is_terminal() -> bool:
    """Return whether a person types the answers."""
    return sys.stdin is not None and sys.stdin.isatty()


def _edited_line(prompt: str, language: Language) -> str | None:
    """Return a line that can be edited while it is typed, and that can be longer than a terminal's own limit."""
    try:
        import readline
    except ImportError:
        pass
    else:
        # The next user must not be able to recall an answer with the arrow keys.
        readline.set_auto_history(False)
    try:
        return input(prompt)
    except EOFError:
        click.echo(err=True)
        return None
    except OSError:
        # The window was closed.
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
    """Say what an answer contradicts, as soon as it is given, when it is easiest to correct."""
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
