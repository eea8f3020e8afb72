"""What files are called: by the program's id, or by the name that the user gives.

Comes in: what --output and --name say, and the files that were made. Goes out: a path for each.
Must not know: how a file is written, or what is in its place already.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from rekindle_core.errors import UsageError
from rekindle_core.extension.format import Artifact, Format
from rekindle_core.frozen import replace

Made: TypeAlias = "tuple[Format, Sequence[Artifact]]"

_MOST_BYTES = 100
"""What a name may take: file systems let a whole file name have 255 bytes, and what follows may take 90."""


def program_stem(program_id: str) -> str:
    """Return what a program's files are called when the user does not say: its id tells nothing of anybody."""
    return f"program-{program_id}"


def as_handout(artifacts: Sequence[Artifact]) -> tuple[Artifact, ...]:
    """Return files of a part of a program, named apart so that they do not replace the whole program's."""
    return tuple(replace(artifact, suffix=f"-handout{artifact.suffix}") for artifact in artifacts)


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
    message = f"“{name[:60]}” cannot be the name of a file on every system."
    hint = (
        f"use letters, digits, spaces, hyphens and underscores, at most {_MOST_BYTES} bytes, and begin with a letter "
        "or digit, such as --name spring-2027. A folder goes into --output, such as --output programs/."
    )
    return UsageError(message, code="bad-file-name", hint=hint)


def destinations(
    output: str | None, stem: str, made: Sequence[Made], beside: Sequence[Made] = ()
) -> list[tuple[Path, Artifact]]:
    """Return where each file goes.

    Without `output`: the stem and each file's suffix, here; formats of many files go into a folder of that name. A
    path that ends in a slash or is a folder holds the files; another path is the file itself, if there is one, else
    a folder. What is made `beside` the program is called as the program is, with its own suffix.

    Raises:
        UsageError: The path cannot hold what was made, or two files would get one name.
    """
    folder, stem, exact = _place(output, stem, made)
    places: list[tuple[Path, Artifact]] = []
    for format_, artifacts in made:
        home = folder / stem if format_.many and output is None else folder
        places.extend((exact or home / f"{stem}{artifact.suffix}", artifact) for artifact in artifacts)
    for _, artifacts in beside:
        places.extend((folder / f"{stem}{artifact.suffix}", artifact) for artifact in artifacts)
    _see_apart([path for path, _ in places])
    return places


def _place(output: str | None, stem: str, made: Sequence[Made]) -> tuple[Path, str, Path | None]:
    if output is None:
        return Path(), stem, None
    path = Path(output)
    count = sum(len(artifacts) for _, artifacts in made)
    if output.endswith(("/", os.sep)) or path.is_dir() or (count > 1 and not path.suffix):
        return path, stem, None
    if count > 1:
        message = f"{count} files cannot be written to the one file {output}."
        raise UsageError(message, code="output-is-file", hint=f"name a folder: {path.with_suffix('')}/")
    return path.parent, path.stem, path


def _see_apart(paths: Sequence[Path]) -> None:
    """See that no two files get one name, on systems that take Alex.pdf for alex.pdf either."""
    seen: dict[str, Path] = {}
    for path in paths:
        if seen.setdefault(str(path).casefold(), path) is not path:
            raise UsageError(
                f"Two files would be called {path}.",
                code="output-is-file",
                hint="make one format at a time, each with another --output or --name.",
            )
