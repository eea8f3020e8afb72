"""Which files are replaced: those of the same program, and others only by force.

Comes in: where files are to go, and the program that they are of. Goes out: what each of them replaces.
Must not know: how files are written.

A file is of the program whose id is in its name (`program-ID.pdf`), or whose id it holds as text. A code does not
tell: one in a thousand programs of other readers has the same. Of all other files it is not known what they hold;
they may be another client's program, with answers in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from rekindle_core.cli.programs.names import program_stem
from rekindle_core.errors import UsageError
from rekindle_core.extension.format import Artifact
from rekindle_core.planning.plan import Plan

_ID = re.compile(rb'"program_id"\s*:\s*"([A-Za-z0-9_-]{1,40})"')
_CODE = re.compile(rb"\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}\b")
_MOST_READ = 20_000_000


def replaced_files(
    places: Sequence[tuple[Path, Artifact]], plan: Plan, *, force: bool = False
) -> Mapping[Path, str]:
    """Return the files that are there already, each with what it is, in words.

    Args:
        places: Where files are to go.
        plan: The plan of the program that they are of.
        force: Whether files of which this program is not known may be replaced.

    Raises:
        UsageError: There is a file that may be of another program, and `force` is not given.
    """
    found = {path: _held(path, artifact, plan) for path, artifact in places if _is_full(path)}
    others = {path: held for path, held in found.items() if held != _SAME}
    if others and not force:
        said = "; ".join(f"{path} ({held})" for path, held in others.items())
        raise UsageError(
            f"Nothing was written, since these files would be lost: {said}.",
            code="file-exists",
            hint="choose another place with --output or another name with --name, or replace them with --force.",
        )
    return found


_SAME = "the same program"


def _is_full(path: Path) -> bool:
    """Return whether there is a regular file in a place, with something in it."""
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False  # why nothing can be written there is said when it is tried


def _held(path: Path, artifact: Artifact, plan: Plan) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_READ)
    except OSError:
        return "cannot be read"
    if found := _ID.search(data):
        named = found[1].decode()
        return _SAME if named == plan.program_id else f"program {named}"
    stem = program_stem(plan.program_id)
    if data == artifact.data or path.name.startswith((f"{stem}.", f"{stem}-")):
        return _SAME
    if code := _CODE.search(data):
        return f"it has the code {code[0].decode()}"
    return "not known to be this program"
