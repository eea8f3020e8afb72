"""`rekindle client answers`: keeping what a client handed over, and showing what was kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
)
from rekindle_core.cli.options import pack_options
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note
from rekindle_core.cli.terminal.page import Line, show

if TYPE_CHECKING:
    from rekindle_core.caseload.answers import Kept
    from rekindle_core.caseload.clients import Client
    from rekindle_core.caseload.store.store import Store


@click.command(
    epilog="""\b
Examples:
    rekindle client answers K-14 answers-4tz8q1m0xk7c.json
    rekindle client answers K-14 program-4tz8q1m0xk7c.pdf --password ask
    rekindle client answers K-14 --consent 4tz8q1m0xk7c --on 2027-01-11
    rekindle client answers K-14
"""
)
@label_argument
@click.argument("paths", metavar="[FILE]...", type=FILE_NAME, nargs=-1, shell_complete=complete_file)
@click.option("--password", default="", metavar="WHERE", help="Password for locked files: ask or env:NAME.")
@click.option(
    "--consent", metavar="PROGRAM", help="Record the client's consent to keep written answers of PROGRAM."
)
@click.option(
    "--revoke",
    metavar="PROGRAM",
    help="Record that the client withdrew consent, and erase PROGRAM's written answers.",
)
@click.option(
    "--on",
    "day_",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The date of the consent. Default: today.",
)
@click.option(
    "--confirm",
    "confirmed",
    multiple=True,
    metavar="NAME",
    help="Confirm a stop, with the day you asked the client: own-words=2027-01-03.",
)
@pack_options
@sample_option
@store_options
def answers(
    label: str,
    paths: tuple[str, ...],
    password: str,
    consent: str | None,
    revoke: str | None,
    day_: dt.datetime | None,
    confirmed: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    store_path: str | None,
    secret: str | None,
) -> None:
    """Keep the answers in each FILE in the record of LABEL; without FILE, show the answers kept so far.

    Ratings, ticks and numbers are kept. What the client wrote is kept only with their consent, program by
    program. Self-checks are never kept. A FILE has to belong to a program that this client was given.
    """
    from rekindle_core.caseload.answers import give_consent, keep_answers, revoke_consent
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.erase import finish_erasing
    from rekindle_core.caseload.profiles import profile_of
    from rekindle_core.caseload.programs import find_program
    from rekindle_core.cli.answers.files import read_files
    from rekindle_core.cli.inputs import day, moment, open_pack
    from rekindle_core.diagnostics import counted

    files = read_files(paths, password) if paths else ()
    pack = open_pack(pack_path, no_cache=no_cache) if files else None
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        if consent:
            give_consent(store, find_program(store, client, consent), day(day_))
            note("Recorded the consent.")
        if revoke:
            gone = revoke_consent(store, find_program(store, client, revoke), day(day_))
            finish_erasing(store)
            note(f"Recorded that consent was withdrawn; erased {counted(gone, 'written answer')}.")
        if pack:
            profile = profile_of(store, client, pack, warn=lambda sentence: note(f"Note: {sentence}"))
            with store.writing():
                for file in files:
                    kept = keep_answers(
                        store, client, file.answers, pack, profile, moment(), confirmed=confirmed
                    )
                    for sentence in _told(kept):
                        note(f"{file.path}: {sentence}")
        elif not consent and not revoke:
            show(_lines(store, client))
    warn_of_partner(client)


def _told(kept: Kept) -> Iterator[str]:
    from rekindle_core.answers.telling import left_sentences
    from rekindle_core.diagnostics import counted

    counts = ", ".join(counted(count, KIND_WORDS[kind]) for kind, count in kept.counts.items())
    yield f"kept {counts or 'nothing'}, for program {kept.program.id}."
    if kept.texts_left:
        yield (
            f"{counted(kept.texts_left, 'written answer')} not kept, because there is no consent; "
            f"--consent {kept.program.id} records it."
        )
    if kept.checks_left:
        yield f"{counted(kept.checks_left, 'self-check')} not kept; each program asks again."
    yield from left_sentences(kept.left)


KIND_WORDS = {"rating": "rating", "tick": "tick", "number": "number", "text": "written answer"}


def _lines(store: Store, client: Client) -> Iterator[Line]:
    from rekindle_core.answers.places import answer_places
    from rekindle_core.answers.saying import said_at
    from rekindle_core.caseload.answers import list_answers
    from rekindle_core.caseload.moments import local_day
    from rekindle_core.caseload.programs import document_of, list_programs
    from rekindle_core.document.characters import on_one_line

    answers = list_answers(store, client)
    for program in list_programs(store, client):
        given = [one for one in answers if one.program == program.number]
        if not given:
            continue
        places = {place.id: place for place in answer_places(document_of(store, program))}
        yield Line(f"Program {program.id}", tone="title")
        for one in given:
            question = on_one_line(one.answer.question or one.answer.id.name)
            yield Line(question, mark=f"{local_day(one.given)}  ", indent=2)
            for line in said_at(places.get(one.answer.id), one.answer.value).split("\n"):
                yield Line(on_one_line(line), indent=4)
    if not answers:
        yield Line("No answers have been kept yet.")
