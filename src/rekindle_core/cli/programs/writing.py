"""Writing a command's output for a reader: the path of each file, what it replaces, and messages about it.

Input: --output, --name, and the files that were made. Output: a sentence for each file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core.cli.terminal.messages import stage
from rekindle_core.cli.terminal.streams import open_file_number

if TYPE_CHECKING:
    from rekindle_core.making.wanted import MadeProgram


def given_output(output: str | None) -> str | None:
    """Return the value of --output, with `-` for every name of stdout."""
    return "-" if output and open_file_number(output) == 1 else output


def given_stem(name: str | None, output: str | None) -> str:
    """Return the name for the files, if the user gives one."""
    if name is None:
        return ""
    from rekindle_core.cli.programs.names import file_stem
    from rekindle_core.errors import UsageError

    if output == "-":
        raise UsageError("--name sets file names, but --output - writes no file.", hint="remove one of them.")
    return file_stem(name)


def is_on_screen(output: str | None) -> bool:
    """Return whether the output is only shown in this terminal: a pipe may lead to a file or an email."""
    return output == "-" and sys.stdout.isatty()


def write_made(
    output: str | None, stem: str, made: MadeProgram, *, force: bool, answers: Sequence[str] = ()
) -> Sequence[str]:
    """Write the files, and return a message about each.

    Args:
        output: What --output says.
        stem: What --name says; empty for nothing.
        made: The program or handout.
        force: Whether other files may be replaced.
        answers: The files that answers were read from.
    """
    from rekindle_core.cli.programs.names import destinations
    from rekindle_core.cli.programs.output import write_all, write_to_stdout
    from rekindle_core.cli.programs.replaced import replaced_files

    if output == "-":
        write_to_stdout([*made.made, *made.beside])
        return ("Wrote stdout",)
    destined = destinations(output, stem, made.stem, made.made, made.beside)
    if answers:
        _see_kept(answers, (path for path, _ in destined), force=force)
    replaced = replaced_files(destined, made.plan, made.stem, given_id=made.given_id, force=force)
    with stage("Writing"):
        write_all(destined)
    return [
        f"Replaced {path} ({replaced[path]})" if path in replaced else f"Wrote {path}" for path, _ in destined
    ]


def _see_kept(answers: Sequence[str], written: Iterable[Path], *, force: bool) -> None:
    """Check that no file that answers were read from is written over: what did not fit would be lost with it.

    Args:
        answers: The files that answers were read from.
        written: Where files are to go.
        force: Whether it may be.

    Raises:
        UsageError: There is one, and `force` is not given.
    """
    from rekindle_core.errors import UsageError

    there = [path for path in written if path.exists()]
    for read in map(Path, () if force else answers):
        if read.exists() and any(read.samefile(path) for path in there):
            raise UsageError(
                f"Nothing was written, because {read} contains the answers that were read.",
                code="file-exists",
                hint=(
                    "choose another folder with --output or another name with --name, or replace it with "
                    "--force."
                ),
            )
