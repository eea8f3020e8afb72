"""Saving a profile while it is filled in: after each answer, with a backup of the previous file.

Input: a place, and the facts known so far. Output: a file that only its owner can read. If the window is
closed or the process killed, only the answer being typed is lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from rekindle_core.cli.profiles.place import ProfilePlace, held_bytes
from rekindle_core.cli.programs.output import write_all
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Value
from rekindle_core.errors import OutputError
from rekindle_core.extension.format import Artifact
from rekindle_core.profile.edit import edited_profile
from rekindle_core.profile.file import profile_text

BACKUP = ".bak"
"""The suffix of the backup file."""


class SavedProfile:
    """A profile that is being saved.

    Attributes:
        path: Its current path: beside the original one, if someone else wrote there in the meantime.
        backup: The backup of the previous file; None if there was none, or if nothing has been written.
        anew: Whether the file was rewritten, because its layout could not be kept.
    """

    def __init__(self, pack: Pack, place: ProfilePlace, *, resume: bool) -> None:
        self.path = place.path
        self.backup: Path | None = None
        self.anew = False
        self._pack = pack
        self._before = place.before
        self._old = place.before if resume else None
        self._last = place.before

    @property
    def is_written(self) -> bool:
        """Whether anything has been written."""
        return self._last != self._before

    def keep(self, values: Mapping[str, Value]) -> None:
        """Save what is known so far; if it cannot be written, that is reported at the end."""
        # Reported once, at the end, when the answers can still be written elsewhere.
        with suppress(OutputError):
            self._write(self._data(values))

    def end(self, values: Mapping[str, Value]) -> str:
        """Save the profile, and return its path.

        Raises:
            OutputError: It cannot be written; it is then printed to stdout, so that no answer is lost.
        """
        data = self._data(values)
        if self.path == "-":
            _to_stdout(data)
            return "stdout"
        try:
            self._write(data)
        except OutputError as error:
            _to_stdout(data)
            hint = "the profile was written to stdout instead: save it, and name another FILE."
            raise OutputError(error.message, code="cannot-write", hint=hint) from error
        return self.path

    def _data(self, values: Mapping[str, Value]) -> bytes:
        if self._old is None:
            return profile_text(self._pack, values).encode()
        edited = edited_profile(self._pack, self._old, values)
        self.anew = edited.anew
        return edited.text.encode()

    def _write(self, data: bytes) -> None:
        path = Path(self.path)
        if held_bytes(path) != self._last:
            path = _free(path)
            click.echo(f"Note: {self.path} was changed in the meantime, so it was not overwritten.", err=True)
            self.path, self._before, self._last = str(path), None, None
        elif data == self._last:
            return
        files = [(path, data)]
        if self._before is not None and self.backup is None:
            self.backup = path.with_name(path.name + BACKUP)
            files.insert(0, (self.backup, self._before))
        # A link to the file stays a link.
        write_all(
            [
                (Path(os.path.realpath(at)), Artifact(at.suffix, "application/yaml", held))
                for at, held in files
            ]
        )
        self._last = data


def _to_stdout(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _free(path: Path) -> Path:
    number = 2
    while (free := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return free
