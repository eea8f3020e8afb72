"""Writing the files of one row: inside the output folder, all of them or none, and never over another's.

Input: a row's files, and what the manifest says of it. Output: files. Must not know: how they were made.

A file in the way is replaced if the manifest knows it as this row's. Else it may be another program, or this one with a
client's answers in it, and stays.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rekindle_core.errors import UsageError
from rekindle_core.staging import make_folder, write_through

_IRREGULAR = bytes([0])
"""What is in something that isn't a regular file."""

Files = Sequence[tuple[str, bytes]]


class Writer:
    """Writes into one folder."""

    def __init__(self, folder: Path, stage: Path, code_of: Callable[[bytes], str], *, force: bool) -> None:
        """Write nothing yet.

        Args:
            folder: The output folder.
            stage: A staging folder in it.
            code_of: Returns the manifest's code of a file's bytes.
            force: Whether files that may be of another program may be replaced.
        """
        self._folder, self._stage, self._code_of, self._force = folder, stage, code_of, force

    def is_there(self, codes: Mapping[str, str]) -> bool:
        """Return whether files are there and are what the manifest says."""
        return all(
            self._code_of(data) == code if (data := self._read(name)) is not None else False
            for name, code in codes.items()
        )

    def write(self, files: Files, known: Mapping[str, str]) -> dict[str, str]:
        """Write the files of a row, and return the code of each.

        Args:
            files: Each file's relative path and bytes.
            known: The codes of this row's files, as the manifest has them.

        Raises:
            UsageError: There is a file that may be another program's.
            OSError: A file cannot be written; all are as they were before.
        """
        codes = {name: self._code_of(data) for name, data in files}
        new = [
            (name, data)
            for name, data in files
            if not self._is_in_place(name, codes[name], known.get(name, ""))
        ]
        for name, _ in new:
            self._make_home(name)
        write_through(self._stage, [(self._folder / name, data) for name, data in new])
        return codes

    def _is_in_place(self, name: str, code: str, known: str) -> bool:
        """Return whether a file has these bytes already; see that one with others may be replaced."""
        data = self._read(name)
        if data is None:
            return False
        there = self._code_of(data)
        if data is _IRREGULAR or (there not in (code, known) and data and not self._force):
            raise self._in_the_way(name)
        return there == code

    def _read(self, name: str) -> bytes | None:
        """Return what is in a file; None if it is not there. A link may lead out of the folder, and is not followed."""
        path = self._folder / name
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(mode):
            return _IRREGULAR
        return path.read_bytes()

    def _make_home(self, name: str) -> None:
        """Make the folder of a format with many files; a link in its place is not followed."""
        home = (self._folder / name).parent
        if home == self._folder:
            return
        if home.is_symlink() or (home.exists() and not home.is_dir()):
            raise self._in_the_way(home.name)
        make_folder(home)

    def _in_the_way(self, name: str) -> UsageError:
        return UsageError(
            f"{self._folder / name} wasn't replaced: it isn't as this batch made it. It may be another program, or "
            "have someone's answers in it.",
            code="file-exists",
            hint="move it to another folder, or replace it with --force.",
        )
