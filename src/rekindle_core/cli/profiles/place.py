"""Where a new profile goes, looked at before anything is asked; `saving` writes it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rekindle_core.cli.profiles.asking import read_line
from rekindle_core.content.model.language import Language
from rekindle_core.errors import OutputError, UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.profile.clean import clean_text


class ProfilePlace(Frozen):
    """A place for a profile: a path or `-`, and what is there before anything is asked (None: nothing)."""

    path: str
    before: bytes | None

    @classmethod
    def find(cls, path: str, *, resume: bool) -> ProfilePlace:
        """Look at a place, so that what would fail in the end fails before forty questions.

        Raises:
            UsageError: A profile on stdout is to be gone on with.
            OutputError: No file can be written there.
        """
        if path == "-":
            if resume:
                message = "--resume goes on with a file, and - is none."
                raise UsageError(message, hint="name the file.")
            return cls(path, None)
        target = Path(path)
        folder = next(parent for parent in target.absolute().parents if parent.exists())
        if (
            not folder.is_dir()
            or not os.access(folder, os.W_OK)
            or (target.exists() and not target.is_file())
        ):
            what = "is no file" if target.exists() and not target.is_file() else "cannot be written"
            raise OutputError(f"{path} {what}.", code="cannot-write", hint="name another FILE.")
        return cls(path, held_bytes(target))

    def ask_whether_to_write_over(self, language: Language) -> None:
        """Ask for a yes.

        Args:
            language: What the question is asked in, and the answer given.

        Raises:
            UsageError: The answer is another one, or none.
        """
        there, question = language.said("there", path=self.path), language.said("write_over")
        click.echo(f"\n{there}", err=True)
        answer = read_line(f"{question} {language.said('how_yes_no')} > ", f"{there} {question}", language)
        if language.meaning(clean_text(answer or "")) != "yes":
            message = f"{self.path} is there already, and stays as it is."
            hint = "--resume goes on with it; or name another FILE."
            raise UsageError(message, code="file-exists", hint=hint)


def held_bytes(path: Path) -> bytes | None:
    """Return what is in a file, or None where there is none.

    Raises:
        OutputError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise OutputError(message, code="cannot-write", hint="name another FILE.") from error
