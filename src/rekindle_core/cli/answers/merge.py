"""`rekindle answers merge`: one file of answers from several files of one program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rekindle_core.cli.answers.options import answers_files
from rekindle_core.cli.options import output_option
from rekindle_core.cli.terminal.messages import note


@click.command(
    epilog="""\b
Examples:
    rekindle answers merge answers-4tz8q1m0xk7c.json program-4tz8q1m0xk7c.pdf --output all.json
    rekindle build --profile alex.yaml --format html --answers all.json
"""
)
@answers_files
@output_option("Write to FILE; - is stdout. Default: answers-ID.json, with the program's id.")
@click.option(
    "--force", is_flag=True, help=("Replace the output file even if it isn't one of the merged files.")
)
def merge(paths: tuple[str, ...], password: str, output: str | None, force: bool) -> None:
    """Merge the answers in each FILE into one file; if two differ, the newer one is kept.

    All files must belong to the same program. Answers are compared by their own time, or by the file's time if they
    have none. A cleared answer replaces an older one.
    """
    from rekindle_core.answers.codec import answers_to_json
    from rekindle_core.answers.merge import merge_answers
    from rekindle_core.cli.answers.files import read_files
    from rekindle_core.diagnostics import counted

    files = read_files(paths, password)
    merged = merge_answers([file.answers for file in files])
    text = answers_to_json(merged.answers)
    if output == "-":
        sys.stdout.write(text)
        target = "stdout"
    else:
        target = output or f"answers-{merged.answers.program_id or 'program'}.json"
        _write(Path(target), text.encode(), paths, force=force)
    note(
        f"Wrote {target}: {counted(len(merged.answers.answers), 'answer')} from {counted(len(files), 'file')}"
    )
    names = dict.fromkeys(answer.id.name for answer in merged.replaced)
    if names:
        note(f"Note: A newer, different answer replaced an older one: {', '.join(names)}.")


def _write(path: Path, data: bytes, merged: tuple[str, ...], *, force: bool) -> None:
    """Write the file for its owner only; an existing one is replaced if all its answers are in the new file."""
    from rekindle_core.cli.programs.output import write_all
    from rekindle_core.errors import UsageError
    from rekindle_core.extension.format import Artifact

    if not force and path.is_file() and not any(Path(one).exists() and path.samefile(one) for one in merged):
        raise UsageError(
            f"Nothing was written, because this file would be overwritten: {path}.",
            code="file-exists",
            hint="merge it too, choose another name with --output, or replace it with --force.",
        )
    write_all([(path, Artifact(path.suffix or ".json", "application/json", data))])
