"""Writing what a command made for a reader: where each file goes, what it replaces, and what is said of it.

Comes in: what --output and --name say, and what was made. Goes out: a sentence for each file.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rekindle_core.cli.terminal.messages import stage
from rekindle_core.cli.terminal.streams import open_file_number

if TYPE_CHECKING:
    from rekindle_core.cli.programs.names import Made
    from rekindle_core.planning.plan import Plan


def given_output(output: str | None) -> str | None:
    """Return what --output says, with `-` for every name of stdout."""
    return "-" if output and open_file_number(output) == 1 else output


def given_stem(name: str | None, output: str | None) -> str:
    """Return what files are to be called, as far as the user says."""
    if name is None:
        return ""
    from rekindle_core.cli.programs.names import file_stem
    from rekindle_core.errors import UsageError

    if output == "-":
        raise UsageError("--name sets file names, but --output - writes no file.", hint="remove one of them.")
    return file_stem(name)


def is_on_screen(output: str | None) -> bool:
    """Return whether what is made is shown in this terminal alone: a pipe may end in a file or a mail."""
    return output == "-" and sys.stdout.isatty()


def write_made(
    output: str | None,
    stem: str,
    default: str,
    made: Sequence[Made],
    beside: Sequence[Made],
    plan: Plan,
    *,
    given_id: bool,
    force: bool,
    answers: Sequence[str] = (),
) -> Sequence[str]:
    """Write what was made, and return what is to be said of each file.

    Args:
        output: What --output says.
        stem: What --name says; empty for nothing.
        default: What files are called that the user does not name.
        made: The files of each format.
        beside: Files about them, for the counselor.
        plan: What they were made from.
        given_id: Whether someone gave its id.
        force: Whether other files may be replaced.
        answers: The files that answers were read from.
    """
    from rekindle_core.cli.programs.names import destinations
    from rekindle_core.cli.programs.output import write_all, write_to_stdout
    from rekindle_core.cli.programs.replaced import replaced_files

    if output == "-":
        write_to_stdout([*made, *beside])
        return ("Wrote stdout",)
    destined = destinations(output, stem, default, made, beside)
    if answers:
        from rekindle_core.cli.programs.filling import see_kept

        see_kept(answers, (path for path, _ in destined), force=force)
    replaced = replaced_files(destined, plan, default, given_id=given_id, force=force)
    with stage("Writing"):
        write_all(destined)
    return [
        f"Replaced {path} ({replaced[path]})" if path in replaced else f"Wrote {path}" for path, _ in destined
    ]
