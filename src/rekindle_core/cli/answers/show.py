"""`rekindle answers show`: print the answers in files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.answers.options import answers_files

if TYPE_CHECKING:
    from rekindle_core.answers.values import Answer
    from rekindle_core.making.answers_file import AnswersFile


@click.command(
    epilog="""\b
Examples:
    rekindle answers show answers-4tz8q1m0xk7c.json
    rekindle answers show program-4tz8q1m0xk7c.pdf --password ask
"""
)
@answers_files
def show(paths: tuple[str, ...], password: str) -> None:
    """Show the answers of each FILE, under their questions. FILE may be - for stdin."""
    from rekindle_core.cli.answers.files import read_files

    for number, file in enumerate(read_files(paths, password)):
        for line in ([""] if number else []) + list(_lines(file)):
            click.echo(line)


def _lines(file: AnswersFile) -> Iterator[str]:
    from rekindle_core.answers.saying import said
    from rekindle_core.diagnostics import counted
    from rekindle_core.document.characters import on_one_line

    found = file.answers
    program = f"program {found.program_id}" if found.program_id else "a program without an id"
    pack = f", pack {found.pack.id} {found.pack.version}".rstrip() if found.pack else ""
    yield f"{file.path}: {counted(len(found.answers), 'answer')} to {on_one_line(program + pack)}"
    session = 0
    for answer in found.answers:
        if answer.id.session != session:
            session = answer.id.session
            yield from ("", f"Session {session}") if session else ("", "Outside sessions")
        yield ""
        part = f" ({answer.id.part} …)" if answer.id.part else ""
        yield f"  {on_one_line(answer.question or answer.id.name)}{part}"
        yield from (f"    {on_one_line(line)}".rstrip() for line in said(answer.value).split("\n"))
        yield f"    [{_origin(answer)}]"


def _origin(answer: Answer) -> str:
    when = f", {answer.when.isoformat(' ', 'minutes')}" if answer.when else ""
    return f"{answer.id.name}, {answer.source}{when}"
