"""File names: the program's id, or the name that the user gives.

Input: --output, --name, and the files that were made. Output: a path for each. Must not know: how a file
is written, or what already exists.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from rekindle_core.errors import UsageError
from rekindle_core.extension.format import Artifact
from rekindle_core.making.names import Made, named_files

_MOST_BYTES = 100
"""The maximum length of a name: file systems allow 255 bytes for a whole file name, and suffixes may take 90."""


def file_stem(name: str) -> str:
    """Return a name that the user gives, checked to be a valid start of a file name on every system.

    Raises:
        UsageError: A system would reject, change or hide a file with this name.
    """
    from pathvalidate import ValidationError, validate_filename

    if not name.strip() or name[0] in ".-~" or any(unicodedata.category(one)[0] == "C" for one in name):
        raise _refused(name)
    try:
        validate_filename(name, platform="universal", max_len=_MOST_BYTES)
    except ValidationError:
        raise _refused(name) from None
    return name


def _refused(name: str) -> UsageError:
    message = f"“{name[:60]}” isn't a valid file name on every system."
    hint = (
        f"use letters, digits, spaces, hyphens and underscores, at most {_MOST_BYTES} bytes, and begin "
        "with a letter or digit, such as --name spring-2027. Use --output for the folder, such as "
        "--output programs/."
    )
    return UsageError(message, code="bad-file-name", hint=hint)


def destinations(
    output: str | None, name: str, default: str, made: Sequence[Made], beside: Sequence[Made] = ()
) -> list[tuple[Path, Artifact]]:
    """Return the path of each file.

    A file name is the name plus the file's suffix; a format with many files has a folder with that name. If
    `output` ends in a slash, has no extension or is a folder, everything goes into it; otherwise it is the
    file itself. Files made `beside` the program have the same name, with their own suffix.

    Args:
        output: The value of --output, if any.
        name: The value of --name; empty if not given.
        default: The default name.
        made: The files of each format.
        beside: Files about the program.

    Raises:
        UsageError: The path can't hold all the files, both options name the file, or two files would have the
            same name.
    """
    exact = _file(output, name, made)
    stem = exact.stem if exact else name or default
    folder = exact.parent if exact else Path(output or "")
    # An exact file is the one file of its format; what is beside it has a suffix of its own.
    places = [(exact or folder / path, artifact) for path, artifact in named_files(stem, made)]
    places += [(folder / path, artifact) for path, artifact in named_files(stem, (), beside)]
    _see_apart([path for path, _ in places])
    return places


def _file(output: str | None, name: str, made: Sequence[Made]) -> Path | None:
    """Return the one file that --output names, unless it is a folder."""
    path = Path(output or "")
    if output is None or output.endswith(("/", os.sep)) or path.is_dir():
        return None
    if not path.suffix and not path.exists():
        return None
    folder = f"{path.with_suffix('')}/"
    if (count := sum(len(artifacts) for _, artifacts in made)) > 1:
        message = f"{count} files cannot be written to the one file {output}."
        raise UsageError(message, code="output-is-file", hint=f"give a folder: {folder}")
    if name:
        message = f"--output {output} already sets the file's name, so --name {name} can't be used."
        hint = f"remove --name, or give a folder: --output {folder} --name {name}."
        raise UsageError(message, code="output-is-file", hint=hint)
    return path


def _see_apart(paths: Sequence[Path]) -> None:
    """Check that no two files get the same name, not even on systems where Alex.pdf and alex.pdf are the same."""
    seen: dict[str, Path] = {}
    for path in paths:
        if seen.setdefault(str(path).casefold(), path) is not path:
            raise UsageError(
                f"Two files would be named {path}.",
                code="output-is-file",
                hint="make one format at a time, each with a different --output or --name.",
            )
