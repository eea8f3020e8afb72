"""Which files are replaced: those of the same program; others only with --force.

Input: the paths, and the program. Output: what each file replaces. Must not know: how files are written.

A file belongs to a program if the program's id is in its name (`program-ID.pdf`) or in its text, and the id
was computed from the input. The code is not enough: one in a thousand programs of other readers has the same
one. An id that someone gave could be given to two clients by mistake, so a file has to contain both the id
and a code that differs only in date or version. The contents of all other files are unknown: they may be
another client's program, with answers in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from rekindle_core.errors import UsageError
from rekindle_core.extension.format import Artifact
from rekindle_core.planning.code import is_same_program
from rekindle_core.planning.plan import Plan

_ID = re.compile(rb'"program_id"\s*:\s*"([A-Za-z0-9_-]{1,40})"')
_CODE = re.compile(rb"\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}\b")
_MOST_READ = 20_000_000


def replaced_files(
    places: Sequence[tuple[Path, Artifact]], plan: Plan, stem: str, *, given_id: bool, force: bool = False
) -> Mapping[Path, str]:
    """Return the existing files, each with a description.

    Args:
        places: The paths to write.
        plan: The plan of the program.
        stem: The start of its default file names.
        given_id: Whether the id was given by a person.
        force: Whether files that may belong to another program may be replaced.

    Raises:
        UsageError: A file may belong to another program, and `force` is not given.
    """
    found = {
        path: _held(path, artifact, plan, stem, given_id=given_id)
        for path, artifact in places
        if _is_full(path)
    }
    others = {path: held for path, held in found.items() if held != _SAME}
    if others and not force:
        said = "; ".join(f"{path} ({held})" for path, held in others.items())
        raise UsageError(
            f"Nothing was written, because these files would be overwritten: {said}.",
            code="file-exists",
            hint=(
                "choose another folder with --output or another name with --name, or replace them with "
                "--force."
            ),
        )
    return found


_SAME = "the same program"


def _is_full(path: Path) -> bool:
    """Return whether a path is a regular file that is not empty."""
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False  # The reason is reported when writing.


def _held(path: Path, artifact: Artifact, plan: Plan, stem: str, *, given_id: bool) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_READ)
    except OSError:
        return "cannot be read"
    if data == artifact.data:
        return _SAME
    found = _ID.search(data)
    if found and found[1].decode() != plan.program_id:
        return f"program {found[1].decode()}"
    if found or path.name.startswith((f"{stem}.", f"{stem}-")):
        return _of_given_id(data, plan) if given_id else _SAME
    if code := _CODE.search(data):
        return f"it has the code {code[0].decode()}"
    return "it may be another program"


def _of_given_id(data: bytes, plan: Plan) -> str:
    """Describe a file that contains the program's id, if a person gave that id."""
    codes = [code.decode() for code in _CODE.findall(data)]
    if any(is_same_program(code, plan.code) for code in codes):
        return _SAME
    if codes:
        return (
            f"it has the same id, but the code {codes[0]}: it is another client's, or was made from other "
            "answers"
        )
    return "it has the same id, but nothing in it shows whether it is this program"
