"""A client who was given a program: for tests of what comes after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.serving import Visitor, with_client, with_records
from tests.support import bundled_pack

from rekindle_core import Document, Pack, load_profile
from rekindle_core.answers.codec import answers_to_json
from rekindle_core.answers.places import answer_places
from rekindle_core.answers.values import Answer, Answers, NumberValue, PackName, TextValue
from rekindle_core.caseload.clients import Client, find_client
from rekindle_core.caseload.giving import program_for, record_given
from rekindle_core.caseload.profiles import profile_of, save_profile
from rekindle_core.caseload.store.store import Store
from rekindle_core.document.nodes import Lines, Ratings
from rekindle_core.making.wanted import Wanted, asked_formats
from rekindle_core.web.state.desk import Desk

NOW = dt.datetime.now(dt.UTC)
GARDEN: Mapping[str, Any] = {"gardener.name": "Ada", "soil": "clay"}
SAFE: Mapping[str, Any] = {"contact": "none", "safe_device": "yes", "may_print": "yes"}


def store_of(visitor: Visitor) -> Store:
    assert visitor.desk.records.store
    return visitor.desk.records.store


def the_client(visitor: Visitor, label: str = "K-14") -> Client:
    return find_client(store_of(visitor), label)


def give(visitor: Visitor, facts: Mapping[str, Any] = GARDEN, **more: Any) -> Document:
    """Give the client a program, as the commands do."""
    return give_to(visitor.desk, "K-14", facts, **more)


def give_to(desk: Desk, label: str, facts: Mapping[str, Any] = GARDEN, **more: Any) -> Document:
    """Give a client a program, as the commands do."""
    assert desk.records.store
    store, pack, plugins = desk.records.store, desk.content.pack, desk.content.plugins
    client = find_client(store, label)
    save_profile(store, client, pack, load_profile(pack, dict(facts)), NOW)
    wanted = Wanted(asked_formats(plugins, {"text": {}}), plugins, NOW.date(), **more)
    given = program_for(store, client, pack, profile_of(store, client, pack), wanted, NOW)
    record_given(store, client, given, NOW)
    return given.made.document


def with_program(
    folder: Path, pack: Pack | None = None, facts: Mapping[str, Any] = GARDEN
) -> tuple[Visitor, str, Document]:
    """Return someone at the page of a client who was given a program, with the page's address."""
    visitor = with_client(folder, pack)
    home = visitor.address
    document = give(visitor, facts)
    visitor.get(home)
    return visitor, home, document


def handed_in(document: Document, written: str = "Moss and a wren.") -> bytes:
    """Return a file as the workbook saves it: a rating and a text in each session."""
    given = [
        Answer(
            place.id,
            NumberValue(4) if isinstance(place.response, Ratings) else TextValue(written),
            place.question,
            "workbook",
            NOW - dt.timedelta(days=1),
        )
        for place in answer_places(document)
        if isinstance(place.response, Ratings | Lines)
    ]
    pack = PackName(document.pack, document.pack_version)
    return answers_to_json(Answers(document.program_id, pack, tuple(given))).encode()


def sample(folder: Path) -> tuple[Visitor, str]:
    """Return someone who looks at the sample, and the address of its first client."""
    visitor = with_records(folder, bundled_pack())
    visitor.post("/clients/sample")
    return visitor, "/clients" + visitor.page.split('href="/clients')[2].split('"')[0]
