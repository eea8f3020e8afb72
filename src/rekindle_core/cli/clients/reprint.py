"""`rekindle client reprint`: an earlier program again, from the Document in the record."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import label_argument, opened, store_options, warn_of_partner
from rekindle_core.cli.options import confirm_option, output_option
from rekindle_core.cli.terminal.messages import note, stage

if TYPE_CHECKING:
    from rekindle_core.caseload.programs import FormatMade, Program
    from rekindle_core.cli.programs.names import Made
    from rekindle_core.document.nodes import Document


@click.command(
    epilog="""\b
Examples:
    rekindle client reprint K-14
    rekindle client reprint K-14 4tz8q1m0xk7c --output again/
"""
)
@label_argument
@click.argument("program_id", metavar="[PROGRAM]", default="")
@output_option("Write to FOLDER. Default: this folder.", metavar="FOLDER")
@click.option("--force", is_flag=True, help="Replace files that differ.")
@confirm_option
@store_options
def reprint(
    label: str,
    program_id: str,
    output: str | None,
    force: bool,
    confirmed: tuple[str, ...],
    store_path: str | None,
    secret: str | None,
) -> None:
    """Make PROGRAM again, as LABEL was given it; default: the latest.

    With the same versions of Rekindle and its plugins, the files have the same bytes. Otherwise they show the same
    Document, and you are told. Files locked with a password are made without one.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.programs import document_of, find_program
    from rekindle_core.cli.clients.recording import versions_here
    from rekindle_core.cli.programs.names import destinations, handout_stem, program_stem
    from rekindle_core.cli.programs.output import write_all

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        program = find_program(store, client, program_id)
        document = document_of(store, program)
    _see_decided(program, confirmed)
    warnings: list[str] = []
    stem = (program_stem if program.kind == "program" else handout_stem)(program.id)
    made = [_rendered(one, document, confirmed, warnings) for one in program.details.formats]
    folder = f"{output.rstrip('/')}/" if output else None
    places = destinations(folder, "", stem, made)
    for path, artifact in places:
        _see_free(path, artifact.data, store_path, force=force)
    with stage("Writing"):
        write_all(places)
    for path, _ in places:
        note(f"Wrote {path}")
    same = all(_same_bytes(one, each) for one, each in zip(program.details.formats, made, strict=True))
    changed = _changed(program.details.versions, versions_here())
    if same:
        note("The files have the same bytes as the first time.")
    else:
        why = "a format makes different bytes each time, or is locked"
        if changed:
            why = f"versions have changed ({changed})"
        note(f"The files show the same Document as the first time; their bytes differ, because {why}.")
    for sentence in warnings:
        note(f"Note: {sentence}")
    warn_of_partner(client)


def _rendered(one: FormatMade, document: Document, confirmed: tuple[str, ...], warnings: list[str]) -> Made:
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.programs.names import as_excerpt
    from rekindle_core.document.excerpt import excerpt
    from rekindle_core.document.length import shortened
    from rekindle_core.engine import render
    from rekindle_core.extension.printing import writing_apart

    shown = shortened(document) if one.text == "key" else document
    shown = shown if document.sheet else excerpt(shown, one.steps)
    plugins = plugins_in_use()
    with stage(f"Rendering {one.name}"), writing_apart():
        artifacts = render(
            shown, one.name, one.options, confirmed=confirmed, plugins=plugins, warn=warnings.append
        )
    return plugins.format(one.name), as_excerpt(artifacts) if one.steps else artifacts


def _see_decided(program: Program, confirmed: tuple[str, ...]) -> None:
    """Check that a person decides again about files, where one had to when they were made.

    Raises:
        ConfirmationError: Nobody has.
    """
    from rekindle_core.errors import ConfirmationError
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM

    before = [name for name in (REPLACED_PROGRAM, MAY_BE_FOUND) if name in program.details.confirmed]
    if missing := [name for name in before if name not in confirmed]:
        message = (
            "Before these files were made, someone had to decide whether they should be. That applies again."
        )
        hint = f"once you have agreed with the client again, add {' '.join(f'--confirm {one}' for one in missing)}."
        raise ConfirmationError(message, name=missing[0], more=missing[1:], hint=hint)


def _see_free(path: Path, data: bytes, store_path: str | None, *, force: bool) -> None:
    from rekindle_core.cli.clients.opening import may_write

    if not (path.is_file() and path.read_bytes() == data):
        may_write(path, store_path, force=force)


def _same_bytes(one: FormatMade, made: Made) -> bool:
    hashes = [hashlib.sha256(artifact.data).hexdigest() for artifact in made[1]]
    return not one.locked and hashes == [file.sha256 for file in one.files]


def _changed(then: dict[str, str], now: dict[str, str]) -> str:
    names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
    return ", ".join(f"{name} {then.get(name, 'none')} → {now.get(name, 'none')}" for name in names)
