"""What files are called: by the program's id, or by the name that the user gives.

Comes in: what --output and --name say, and the files that were made. Goes out: a path for each.
Must not know: how a file is written, or what is in its place already.
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
"""What a name may take: file systems let a whole file name have 255 bytes, and what follows may take 90."""


def file_stem(name: str) -> str:
    """Return a name that the user gives, as the first part of file names on every system.

    Raises:
        UsageError: A system would refuse, change or hide a file of this name.
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
    """Return where each file goes.

    Files are called by the name and their suffix; formats of many files have a folder of that name. An `output` that
    ends in a slash, has no extension or is a folder contains all of it; another one is the file itself. What is made
    `beside` the program is called as the program is, with its own suffix.

    Args:
        output: What --output says, if anything.
        name: What --name says; empty for nothing.
        default: The name of files that the user does not name.
        made: The files of each format.
        beside: Files about the program.

    Raises:
        UsageError: The path cannot contain what was made, it names the file that --name names too, or two files would
            get one name.
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
    """Return the one file that --output names, if it names no folder."""
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
    """Check that no two files get one name, on systems that take Alex.pdf for alex.pdf either."""
    seen: dict[str, Path] = {}
    for path in paths:
        if seen.setdefault(str(path).casefold(), path) is not path:
            raise UsageError(
                f"Two files would be named {path}.",
                code="output-is-file",
                hint="make one format at a time, each with a different --output or --name.",
            )
