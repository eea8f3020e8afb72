"""`rekindle check --fix`: fixing the files of a pack in place.

Input: a pack's folder. Output: the fixed files, and a line on stderr for each fix. Must not know: what
can be fixed, and how.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from rekindle_core.bounded import read_regular
from rekindle_core.cli.terminal.messages import note
from rekindle_core.content.authoring.mend import Mended, mend
from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.content.reading.raw import RawFile, kind_of, read_pack
from rekindle_core.content.reading.text_places import text_places
from rekindle_core.diagnostics import counted, shown_path
from rekindle_core.errors import OutputError
from rekindle_core.staging import staging, write_new


def fix_pack(root: Path) -> None:
    """Fix every readable file of a pack, and report the fixes on stderr.

    Raises:
        OutputError: A file cannot be written; it is unchanged.
    """
    count, abroad = 0, False
    for name, file in read_pack(root, beside=True).files.items():
        schema = _schema_of(root, name)
        mended = _mended(file, kind_of(name), schema)
        if not mended.mends:
            continue
        _rewrite(root / name, file.data, mended.text.encode())
        count += len(mended.mends)
        for item in mended.mends:
            note(f"{file.shown}:{item.line}:{item.column}: fixed: {item.what}")
        abroad = abroad or (schema.startswith("file:") and schema in mended.text.partition("\n")[0])
    if count:
        note(f"{counted(count, 'thing')} fixed.")
    if abroad:
        note(
            "Note: this pack has no schema/ folder, so the lines that name a schema point to this "
            f"machine. For lines that work everywhere, copy {bundled_content() / 'schema'} to "
            f"{shown_path(root)}/schema, delete those lines and run this again."
        )


def _mended(file: RawFile, kind: str, schema: str) -> Mended:
    try:
        text = file.data.decode()
    except UnicodeDecodeError:
        return Mended("")
    return mend(text, lambda source: text_places(source, kind), schema)


def _schema_of(root: Path, name: str) -> str:
    """Return how a file refers to its schema: the pack's own, one in the same checkout, or this computer's."""
    file, home = f"{kind_of(name)}.schema.json", (root / name).resolve().parent
    own, bundled = root.resolve() / "schema" / file, bundled_content() / "schema" / file
    if own.is_file():
        return Path(os.path.relpath(own, home)).as_posix()
    if home.is_relative_to(bundled_content().parent):
        return Path(os.path.relpath(bundled, home)).as_posix()
    return bundled.as_uri()


def _rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file's contents in one step; its permissions stay, and a link stays a link."""
    path = path.resolve()
    try:
        if read_regular(path, len(before)) != before:
            message = (
                f"{shown_path(path)} was changed by someone else during the fix, so it was left unchanged."
            )
            raise OutputError(message, code="cannot-write", hint="run this again.")
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "Permission denied", str(path))
        with staging(path.parent) as folder:
            write_new(new := folder / path.name, after)
            shutil.copymode(path, new)
            new.replace(path)
    except OSError as error:
        message = f"{shown_path(path)} cannot be fixed: {error.strerror or error}."
        hint = "check the permissions and the free disk space."
        raise OutputError(message, code="cannot-write", hint=hint) from error
