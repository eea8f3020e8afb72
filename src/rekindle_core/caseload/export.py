"""Exporting and importing one client's record as JSON: for another counselor, or another computer.

Input: an open store, and a client or a file. Output: the other. Must not know: where the file is.

The file is plain text. It is described by caseload.schema.json.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from rekindle_core.answers.values import Answer
from rekindle_core.caseload.answers import Kind as AnswerKind
from rekindle_core.caseload.answers import list_answers, list_consents
from rekindle_core.caseload.clients import Client, add_client
from rekindle_core.caseload.errors import WrongFileError
from rekindle_core.caseload.profiles import profile_versions
from rekindle_core.caseload.programs import Details, document_text, list_programs
from rekindle_core.caseload.programs import Kind as ProgramKind
from rekindle_core.caseload.store.store import Store
from rekindle_core.document.node import Node as Plain
from rekindle_core.frozen import replace

RECORD_FORMAT = 1
MOST_BYTES = 500_000_000


class RecordProfile(Plain, tag=False):
    """A version of the profile."""

    number: Annotated[int, Meta(ge=1)]
    saved: str
    pack: str
    facts: dict[str, Any]
    note: str = ""
    eased: tuple[str, ...] = ()


class RecordConsent(Plain, tag=False):
    """A consent to keeping written answers; `revoked` is empty while it is valid."""

    given: str
    revoked: str = ""


class RecordAnswer(Plain, tag=False):
    """An answer in the record."""

    kind: AnswerKind
    given: str
    answer: Answer


class RecordProgram(Plain, tag=False):
    """A program or handout, with its Document."""

    id: str
    kind: ProgramKind
    made: str
    details: Details
    used: dict[str, str]
    document: dict[str, Any]
    answers: tuple[RecordAnswer, ...] = ()
    consents: tuple[RecordConsent, ...] = ()


class Record(Plain, tag=False):
    """A client's record."""

    label: str
    added: str
    partner_asked: bool
    profiles: tuple[RecordProfile, ...]
    programs: tuple[RecordProgram, ...]
    format: Literal[1] = 1


def export_client(store: Store, client: Client) -> str:
    """Return a client's record as JSON. It doesn't say who the partner is."""
    profiles = tuple(
        RecordProfile(one.number, one.saved, one.pack, dict(one.facts), one.note, one.eased)
        for one in profile_versions(store, client)
    )
    answers = list_answers(store, client)
    programs = tuple(
        RecordProgram(
            one.id,
            one.kind,
            one.made,
            one.details,
            dict(store.rows("SELECT item, kind FROM used WHERE program = ? ORDER BY item", one.number)),
            json.loads(document_text(store, one)),
            tuple(
                RecordAnswer(each.kind, each.given, each.answer)
                for each in answers
                if each.program == one.number
            ),
            tuple(RecordConsent(each.given, each.revoked) for each in list_consents(store, one)),
        )
        for one in list_programs(store, client)
    )
    record = Record(client.label, client.added, client.partner_asked, profiles, programs)
    return json.dumps(msgspec.to_builtins(record), ensure_ascii=False, indent=1) + "\n"


def import_client(store: Store, data: bytes, when: dt.datetime, *, label: str = "") -> Client:
    """Add a record to a store, as a new client.

    Args:
        store: The store.
        data: The file.
        when: The time.
        label: The label, unless it is the record's.

    Raises:
        WrongFileError: It isn't a record, is damaged, or is newer.
        LabelError: Another client has the label, or a program of the record.
    """
    record = read_record(data)
    with store.writing():
        client = add_client(store, label or record.label, when, asked=record.partner_asked)
        store.run("UPDATE clients SET added = ? WHERE id = ?", record.added, client.id)
        for profile in record.profiles:
            store.run(
                "INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?)",
                client.id,
                profile.number,
                profile.saved,
                profile.pack,
                json.dumps(profile.facts, ensure_ascii=False),
                profile.note,
                json.dumps(profile.eased),
            )
        for program in record.programs:
            _import_program(store, client, program)
    return replace(client, added=record.added)


def _import_program(store: Store, client: Client, program: RecordProgram) -> None:
    if store.rows("SELECT 1 FROM programs WHERE program = ?", program.id):
        hint = "nothing was changed; is this client here already, under another label?"
        raise WrongFileError("A program in this record is already in the store.", hint=hint)
    # The indentation matches `document_to_json`, so that the text is the same.
    document = json.dumps(program.document, ensure_ascii=False, indent=2) + "\n"
    store.run(
        "INSERT INTO programs (client, program, kind, made, details, document) VALUES (?, ?, ?, ?, ?, ?)",
        client.id,
        program.id,
        program.kind,
        program.made,
        json.dumps(msgspec.to_builtins(program.details), ensure_ascii=False),
        zlib.compress(document.encode(), 9),
    )
    number = store.last_row
    store.run_many("INSERT INTO used VALUES (?, ?, ?)", [(number, *one) for one in program.used.items()])
    store.run_many(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                one.answer.id.name,
                one.kind,
                json.dumps(msgspec.to_builtins(one.answer), ensure_ascii=False),
                one.given,
                one.given,
            )
            for one in program.answers
        ],
    )
    store.run_many(
        "INSERT INTO consents VALUES (?, ?, ?)",
        [(number, one.given, one.revoked or None) for one in program.consents],
    )


def read_record(data: bytes) -> Record:
    """Return the record in a file.

    Raises:
        WrongFileError: It isn't a record, is damaged, or is newer.
    """
    hint = "name a file that `rekindle client export` wrote."
    try:
        plain = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        raise WrongFileError("This file isn't a client's record: it isn't JSON.", hint=hint) from None
    if isinstance(plain, dict) and {"program_id", "answers"} <= plain.keys():
        message = "This file isn't a client's record: it has answers in it."
        raise WrongFileError(message, hint="`rekindle client answers LABEL FILE` keeps them.")
    number = plain.get("format") if isinstance(plain, dict) and "programs" in plain else None
    if isinstance(number, int) and number > RECORD_FORMAT:
        message = f"This record has format {number}; this version of Rekindle reads up to {RECORD_FORMAT}."
        raise WrongFileError(message, code="newer-format", hint="install a newer version of Rekindle.")
    try:
        return msgspec.convert(plain, Record)
    except (msgspec.ValidationError, RecursionError) as error:
        words, _, path = str(error).partition(" - at ")
        raise WrongFileError(
            f"This file isn't a client's record: at {path.strip('`') or '$'}: {words}.", hint=hint
        ) from None


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the file, derived from the values."""
    _, definitions = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition["description"] = definition.get("description", "").partition("\n")[0]
        for value in definition.get("properties", {}).values():
            value.pop("discriminator", None)
    top = definitions.pop("Record")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rekindle client record",
        "description": "One client's record, as `rekindle client export` writes it.",
        "type": "object",
        "properties": top["properties"],
        "required": [*top["required"], "format"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }
