"""Where to write a new profile, checked before anything is asked; `saving` writes it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rekindle_core.bounded import read_regular
from rekindle_core.cli.profiles.asking import read_line
from rekindle_core.content.model.language import Language
from rekindle_core.errors import OutputError, UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.profile.clean import clean_text
from rekindle_core.profile.load import MOST_BYTES


class ProfilePlace(Frozen):
    """A place for a profile: a path or `-`, and what is there before anything is asked (None: nothing)."""

    path: str
    before: bytes | None

    @classmethod
    def find(cls, path: str, *, resume: bool) -> ProfilePlace:
        """Check a place, so that a failure at the end is reported before forty questions.

        Raises:
            UsageError: Continuing a profile on stdout was requested.
            OutputError: No file can be written there.
        """
        if path == "-":
            if resume:
                message = "--resume needs a file; - is stdin or stdout."
                raise UsageError(message, hint="name the file.")
            return cls(path, None)
        target = Path(path)
        folder = next(parent for parent in target.absolute().parents if parent.exists())
        if (
            not folder.is_dir()
            or not os.access(folder, os.W_OK)
            or (target.exists() and not target.is_file())
        ):
            what = "is not a file" if target.exists() and not target.is_file() else "cannot be written"
            raise OutputError(f"{path} {what}.", code="cannot-write", hint="name another FILE.")
        return cls(path, held_bytes(target))

    def ask_whether_to_write_over(self, language: Language) -> None:
        """Ask for confirmation.

        Args:
            language: The language of the question and the answer.

        Raises:
            UsageError: The answer is not yes, or there is none.
        """
        there, question = language.said("there", path=self.path), language.said("write_over")
        click.echo(f"\n{there}", err=True)
        answer = read_line(f"{question} {language.said('how_yes_no')} > ", f"{there} {question}", language)
        if language.meaning(clean_text(answer or "")) != "yes":
            message = f"{self.path} already exists and was not changed."
            hint = "add --resume to continue with it, or name another FILE."
            raise UsageError(message, code="file-exists", hint=hint)


def held_bytes(path: Path) -> bytes | None:
    """Return the contents of a file, or None if it doesn't exist.

    Raises:
        OutputError: It cannot be read, or is too large for a profile.
    """
    try:
        data = read_regular(path, MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise OutputError(message, code="cannot-write", hint="name another FILE.") from error
    if len(data) > MOST_BYTES:
        message = f"{path} has more than {MOST_BYTES:,} bytes, too many for a profile; it was not changed."
        raise OutputError(message, code="cannot-write", hint="name another FILE.")
    return data
