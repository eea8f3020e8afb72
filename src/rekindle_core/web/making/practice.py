"""The practice as it is now: its file is read each time, since the command line may have changed it.

Input: where its file is, or new data for it. Output: what it says, or that it can't be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rekindle_core.document.nodes import HelpLine, Logo, Practice
from rekindle_core.errors import OutputError, PracticeError
from rekindle_core.frozen import Frozen
from rekindle_core.practice.load import PracticeFile, load_practice
from rekindle_core.practice.write import is_ours, practice_text
from rekindle_core.staging import written_together


class Signed(Frozen):
    """From whom pages are.

    Attributes:
        file: What the practice's file says; None if there is none, or it can't be used.
        faulty: Whether there is one that can't be used.
    """

    file: PracticeFile | None = None
    faulty: bool = False

    @property
    def practice(self) -> Practice | None:
        """What pages show of it."""
        return self.file.practice if self.file else None

    @property
    def country(self) -> str:
        """Where it is, as a code; empty if that isn't known."""
        return self.file.country if self.file else ""

    @property
    def help_lines(self) -> Sequence[HelpLine]:
        """Its own help lines."""
        return self.file.help_lines if self.file else ()


def signed(path: Path) -> Signed:
    """Return from whom pages are."""
    if not path.is_file():
        return Signed()
    try:
        return Signed(load_practice(path))
    except PracticeError:
        return Signed(faulty=True)


def save_practice(path: Path, data: Mapping[str, Any], logo: Logo | None) -> None:
    """Write a practice's file, and its logo beside it: both, or neither.

    A file that someone wrote themself is kept under another name, for its remarks.

    Args:
        path: Where it is, or will be.
        data: Its data, without faults.
        logo: A new logo, if there is one.

    Raises:
        OutputError: It cannot be written; what was there is as it was.
    """
    path = path.resolve()
    files: list[tuple[Path, bytes]] = []
    if logo:
        name = f"practice-logo.{'png' if logo.media_type == 'image/png' else 'svg'}"
        data = {**data, "logo": name}
        files.append((path.with_name(name), logo.data))
    if path.is_file() and not is_ours(path):
        files.append((path.with_name(f"{path.name}.before"), path.read_bytes()))
    files.append((path, practice_text(data).encode()))
    try:
        with written_together(files):
            pass
    except OSError as error:
        message = f"Your practice can't be saved in {path}: {error.strerror or error}."
        hint = (
            "nothing was changed. Check that the disk isn't full, and that the folder is yours to write to."
        )
        raise OutputError(message, code="cannot-write", hint=hint) from error
