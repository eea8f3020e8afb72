"""The hint when a person has to confirm something: the user's own command, with the missing option.

Input: an error that names what has to be confirmed. Output: the same error, with a command to copy. Must
not know: what is confirmed, or why.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from rekindle_core.cli.typed import words_typed

if TYPE_CHECKING:
    from rekindle_core.errors import ConfirmationError

P = ParamSpec("P")
T = TypeVar("T")


def offering_own_command(function: Callable[P, T]) -> Callable[P, T]:
    """Let a command end with a hint that repeats it as typed, with the names to confirm added."""

    @wraps(function)
    def command(*args: P.args, **kwargs: P.kwargs) -> T:
        from rekindle_core.errors import ConfirmationError

        try:
            return function(*args, **kwargs)
        except ConfirmationError as error:
            error.hint = _hint(click.get_current_context(), error) or error.hint
            raise

    return command


def see_names(confirmed: Sequence[str], known: Sequence[str]) -> None:
    """Check that every confirmed name is one that can be confirmed here.

    Args:
        confirmed: What was typed: names, some with a date.
        known: The names.

    Raises:
        UsageError: There is no such name, or it needs a date.
    """
    from rekindle_core.answers.fit import OTHER_PROGRAM
    from rekindle_core.diagnostics import did_you_mean
    from rekindle_core.errors import UsageError
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM

    for word in confirmed:
        name, _, day_asked = word.partition("=")
        if name not in known:
            hint = did_you_mean(name, known) or f"available: {', '.join(known)}."
            raise UsageError(f"There is no check “{name}” to confirm.", hint=hint)
        if day_asked and name in (REPLACED_PROGRAM, MAY_BE_FOUND, OTHER_PROGRAM):
            raise UsageError(f"{name} doesn't take a date.", hint=f"write --confirm {name}.")


def _hint(context: click.Context, error: ConfirmationError) -> str:
    """Return the hint; empty if the command contains answers, because no message repeats a reader's words."""
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM

    if context.params.get("settings"):
        return ""
    # There is no date to copy: only the person who asked knows it.
    words = [f"{name}=YYYY-MM-DD" if error.dated else name for name in error.names]
    command = shlex.join(
        ("rekindle", *words_typed(context), *(part for word in words for part in ("--confirm", word)))
    )
    if error.dated:
        return f"once you have asked, add the date: `{command}`."
    if not {REPLACED_PROGRAM, MAY_BE_FOUND}.issuperset(error.names):
        return f"once you have looked at it and agreed with the reader, `{command}`."
    screen = "to read it together on screen, use only `--format text --output -`"
    return f"{screen}; once you have agreed, make files with `{command}`."
