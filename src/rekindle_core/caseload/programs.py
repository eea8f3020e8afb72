"""Programs and handouts that a client was given: what each was made from, and the Document itself.

Input: an open store, and what was made. Output: records of it. Must not know: how anything is made or rendered.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from rekindle_core.caseload.clients import Client, client_by_id
from rekindle_core.caseload.errors import LabelError, NoProgramError
from rekindle_core.caseload.moments import kept
from rekindle_core.caseload.store.store import Store
from rekindle_core.document.codec import document_from_json
from rekindle_core.document.node import Node as Plain
from rekindle_core.document.nodes import Document
from rekindle_core.frozen import Frozen

Kind: TypeAlias = Literal["program", "handout"]
EVERY_KIND = ("prompt", "exercise", "checklist", "passage")
AVOIDED = ("prompt", "exercise", "checklist")
"""What a later program doesn't repeat; passages, and the parts that open and close a session, are repeated."""


class FileMade(Plain, tag=False):
    """A file: its suffix, and the SHA-256 of its bytes."""

    suffix: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class FormatMade(Plain, tag=False):
    """The files of one format, and their options, never a password."""

    name: str
    options: dict[str, str]
    steps: str = ""
    text: str = "full"
    files: tuple[FileMade, ...] = ()
    locked: bool = False


class Details(Plain, tag=False):
    """What a program was made from.

    Attributes:
        pack, pack_version, pack_digest: The pack.
        seed, date, code: As for `rekindle build`.
        profile: The version of the profile; 0 for none.
        avoided: How many items were left out because this client was given them before.
        versions: The versions of Rekindle, of plugins, and of the PDF compiler, by name.
        formats: The files that were made.
        confirmed: The names that a person confirmed.
    """

    pack: str
    pack_version: str
    pack_digest: str
    seed: int
    date: dt.date
    code: str
    profile: int = 0
    avoided: int = 0
    versions: dict[str, str] = msgspec.field(default_factory=dict)
    formats: tuple[FormatMade, ...] = ()
    confirmed: tuple[str, ...] = ()


class Program(Frozen):
    """A program or handout that a client was given.

    Attributes:
        number: Its number within the store.
        id: The program's id, as in file names.
        kind: Whether it is a program or a handout.
        made: When it was made.
        details: What it was made from.
    """

    number: int
    id: str
    kind: Kind
    made: str
    details: Details


def record_program(
    store: Store,
    client: Client,
    kind: Kind,
    document: str,
    details: Details,
    used: Mapping[str, str],
    program_id: str,
    when: dt.datetime,
) -> None:
    """Record what a client was given.

    Args:
        store: The store.
        client: The client.
        kind: Whether it is a program or a handout.
        document: The Document's JSON.
        details: What it was made from.
        used: The items in it, each with its kind.
        program_id: The program's id.
        when: The time.

    Raises:
        LabelError: A program in the store has this id.
    """
    with store.writing():
        if store.rows("SELECT 1 FROM programs WHERE program = ?", program_id):
            hint = "leave out --id, or give another one; `client reprint` makes an earlier program again."
            raise LabelError("This id belongs to an earlier program.", hint=hint)
        store.run(
            "INSERT INTO programs (client, program, kind, made, details, document) VALUES (?, ?, ?, ?, ?, ?)",
            client.id,
            program_id,
            kind,
            kept(when),
            json.dumps(msgspec.to_builtins(details), ensure_ascii=False),
            zlib.compress(document.encode(), 9),
        )
        number = store.last_row
        store.run_many("INSERT INTO used VALUES (?, ?, ?)", [(number, *one) for one in used.items()])


_PROGRAM = "SELECT number, program, kind, made, details FROM programs"


def list_programs(store: Store, client: Client) -> tuple[Program, ...]:
    """Return what a client was given, oldest first."""
    return tuple(map(_program, store.rows(f"{_PROGRAM} WHERE client = ? ORDER BY number", client.id)))


def find_program(store: Store, client: Client, program_id: str) -> Program:
    """Return a client's program by its id; an empty id means the latest.

    Raises:
        NoProgramError: The client has no program with it. The error doesn't say whether another client has.
    """
    where, values = ("AND program = ?", [program_id]) if program_id else ("", [])
    rows = store.rows(f"{_PROGRAM} WHERE client = ? {where} ORDER BY number DESC LIMIT 1", client.id, *values)
    if not rows:
        raise NoProgramError
    return _program(rows[0])


def client_of(store: Store, program: Program) -> Client:
    """Return whose program it is."""
    ((client,),) = store.rows("SELECT client FROM programs WHERE number = ?", program.number)
    return client_by_id(store, client)


def document_text(store: Store, program: Program) -> str:
    """Return a program's Document as JSON, as recorded."""
    ((data,),) = store.rows("SELECT document FROM programs WHERE number = ?", program.number)
    return zlib.decompress(data).decode()


def document_of(store: Store, program: Program) -> Document:
    """Return a program's Document."""
    return document_from_json(document_text(store, program))


def had(
    store: Store, client: Client, since: dt.datetime | None, kinds: Iterable[str] = AVOIDED
) -> frozenset[str]:
    """Return the items that a client was given.

    Args:
        store: The store.
        client: The client.
        since: The earliest time; None for all.
        kinds: The kinds of item.
    """
    rows = store.rows(
        "SELECT DISTINCT u.item FROM used AS u JOIN programs AS p ON p.number = u.program "
        "WHERE p.client = ? AND p.made >= ? AND u.kind IN (SELECT value FROM json_each(?))",
        client.id,
        kept(since) if since else "",
        json.dumps(list(kinds)),
    )
    return frozenset(item for (item,) in rows)


def _program(row: tuple[Any, ...]) -> Program:
    number, program_id, kind, made, details = row
    return Program(number, program_id, kind, made, msgspec.convert(json.loads(details), Details))
