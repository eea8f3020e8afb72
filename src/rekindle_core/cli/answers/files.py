"""Reading files with answers: the workbook's, a filled-in program, or the output of `answers merge`.

Input: paths. Output: Answers, each with its file. Must not know: any format.

Only `answers show` ever prints the contents of such a file, to stdout: no message contains an answer.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rekindle_core.answers.codec import MOST_BYTES
from rekindle_core.bounded import read_regular, read_stream
from rekindle_core.cli.loading import plugins_in_use
from rekindle_core.cli.terminal.messages import note, stage
from rekindle_core.engine import read_answers
from rekindle_core.errors import AnswersError, UsageError
from rekindle_core.making.answers_file import AnswersFile

_FROM = "env:"


def read_files(paths: Sequence[str], password: str) -> tuple[AnswersFile, ...]:
    """Return the answers in files, in order; an answer without a time gets the file's time.

    Args:
        paths: The files; `-` is stdin.
        password: The password for locked files: `ask`, `env:NAME`, or the password itself.

    Raises:
        AnswersError: A file contains no answers that can be read; the message names it.
        UsageError: A file cannot be read, or a password is missing.
    """
    opened = _taken(password)
    found = []
    for path in paths:
        with stage("Reading answers"):
            data, when = _read(path)
            try:
                answers = read_answers(data, password=opened, when=when, plugins=plugins_in_use())
            except AnswersError as error:
                raise AnswersError(f"{path}: {error.message}", code=error.code, hint=error.hint) from None
        found.append(AnswersFile(path, answers))
    return tuple(found)


def _read(path: str) -> tuple[bytes, dt.datetime | None]:
    if path == "-":
        return read_stream(sys.stdin.buffer, MOST_BYTES), None
    try:
        data = read_regular(Path(path), MOST_BYTES)
        changed = Path(path).stat().st_mtime
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{path} cannot be read: {reason}."
        hint = "use a file that you saved with “Save to a file” on the page, or a filled-in program."
        raise UsageError(message, code="unreadable", hint=hint) from None
    return data, dt.datetime.fromtimestamp(int(changed), dt.UTC).astimezone()


def _taken(given: str) -> str:
    """Return the password for locked files, from where `--password` says it is."""
    if given == "ask":
        if not sys.stdin.isatty():
            raise _missing("A password can only be typed in a terminal.")
        from getpass import getpass

        return getpass("Password for the files with answers: ")
    if given.startswith(_FROM):
        name = given.removeprefix(_FROM)
        if not (found := os.environ.get(name, "")):
            raise _missing(f"The environment variable {name or '(without a name)'} contains no password.")
        return found
    if given:
        note(
            "Note: A password on the command line stays in the shell's history; `ask` prompts for it "
            "without showing it."
        )
    return given


def _missing(message: str) -> UsageError:
    hint = "use ask in a terminal, or env:NAME with a variable that is set."
    return UsageError(message, code="no-password", hint=hint)
