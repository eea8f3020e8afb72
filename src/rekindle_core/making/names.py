"""What files are called when nobody names them: by the program's id, which says nothing about anyone.

Input: what was made. Output: a relative path for each file. Must not know: folders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeAlias

from rekindle_core.extension.format import Artifact, Format
from rekindle_core.frozen import replace

Made: TypeAlias = "tuple[Format, Sequence[Artifact]]"
"""A format, and the files in it."""


def program_stem(program_id: str) -> str:
    """Return what a program's files are called."""
    return f"program-{program_id}"


def handout_stem(handout_id: str) -> str:
    """Return the same for a handout's files."""
    return f"handout-{handout_id}"


def as_excerpt(artifacts: Sequence[Artifact]) -> tuple[Artifact, ...]:
    """Return files of a part of a program, named apart so that they do not replace the whole program's."""
    return tuple(replace(artifact, suffix=f"-excerpt{artifact.suffix}") for artifact in artifacts)


def named_files(
    stem: str, made: Sequence[Made], beside: Sequence[Made] = ()
) -> Iterator[tuple[PurePosixPath, Artifact]]:
    """Yield each file with its name: the stem and its suffix, for a format of many files in a folder of that name.

    Args:
        stem: The first part of every name.
        made: The files of each format.
        beside: Files about the program, which no format puts into a folder.
    """
    for format_, artifacts in made:
        home = PurePosixPath(stem if format_.many else "")
        yield from ((home / f"{stem}{artifact.suffix}", artifact) for artifact in artifacts)
    for _, artifacts in beside:
        yield from ((PurePosixPath(f"{stem}{artifact.suffix}"), artifact) for artifact in artifacts)
