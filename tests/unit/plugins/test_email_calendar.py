"""The calendar beside mails: an event a session, neutral, the same each time, and read alike by other libraries."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.node_tools import run_node
from tests.support import CONFIRMED, PROFILES, QUICK, bundled_pack

from rekindle_core import Document, load_profile, make_plan, realise, render
from rekindle_core.engine import find_plugins
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents

PLUGINS = find_plugins()
EXAMPLES = sorted(PROFILES.glob("*.yaml"))


def calendar_of(document: Document, kind: str = "weekly") -> bytes | None:
    files = render(document, "email", {"kind": kind}, plugins=PLUGINS, confirmed=("replaced-program",))
    found = [file for file in files if file.media_type == "text/calendar"]
    assert [file.suffix for file in found] in ([], ["-sessions.ics"])
    return found[0].data if found else None


def example(path: Path, **facts: str) -> Document:
    pack = bundled_pack()
    settings = tuple(f"{name.replace('_', '.', 1)}={value}" for name, value in facts.items())
    profile = load_profile(pack, path, settings=settings)
    return realise(pack, make_plan(pack, profile, date=dt.date(2027, 1, 4)), confirmed=CONFIRMED)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_session_with_a_day_is_an_event_to_two_libraries(path: Path, tmp_path: Path) -> None:
    document = example(path, program_start="2027-01-11")
    sessions = [part for part in document.parts if part.role == "session"]
    data = calendar_of(document)
    if not sessions:
        assert data is None
        return
    assert data is not None
    parsed = Calendar.from_ical(data)
    assert parsed.to_ical() == data
    assert [str(event["summary"]) for event in parsed.events] == [
        f"Session {part.number}" for part in sessions
    ]
    assert [event.start for event in parsed.events] == [part.date for part in sessions]
    (tmp_path / "sessions.ics").write_bytes(data)
    found = json.loads(run_node("icaljs.mjs", tmp_path / "sessions.ics"))
    assert (found["name"], found["version"], found["zones"]) == ("vcalendar", "2.0", 0)
    assert [(event["summary"], event["start"], event["end"]) for event in found["events"]] == [
        (f"Session {part.number}", str(part.date), str(part.date + dt.timedelta(days=1)))
        for part in sessions
        if part.date
    ]
    for event in found["events"]:
        assert event["wholeDay"]
        assert event["alarms"] == 0
        assert event["description"] == f"about {sessions[0].minutes} minutes"
        assert event["stamp"] == "2027-01-04T00:00:00Z"
        # Nothing that tells where, with whom or what about.
        assert event["properties"] == [
            "class", "description", "dtend", "dtstamp", "dtstart", "summary", "transp", "uid",
        ]  # fmt: skip


def test_the_calendar_is_of_sessions_whatever_the_kind_of_mail() -> None:
    document = example(PROFILES / "trust-broken-by-client.yaml")
    assert calendar_of(document) == calendar_of(document, "daily") == calendar_of(document, "two-minute")


def test_events_keep_their_names_and_no_two_programs_share_one() -> None:
    def uids(document: Document) -> list[str]:
        data = calendar_of(document)
        assert data is not None
        return [str(event["uid"]) for event in Calendar.from_ical(data).events]

    document = example(PROFILES / "trust-broken-by-client.yaml")
    later = tuple(
        replace(part, date=part.date + dt.timedelta(days=1)) if part.date else part for part in document.parts
    )
    assert len(set(uids(document))) == len(uids(document)) > 1
    # A session that is moved is the same event, moved.
    assert uids(document) == uids(replace(document, parts=later))
    assert not set(uids(document)) & set(uids(replace(document, program_id="1" * 12)))


@pytest.mark.slow
def test_without_days_there_is_no_calendar_and_its_library_is_not_loaded() -> None:
    code = (
        "import sys\n"
        "from rekindle_core import load_pack, load_profile, make_plan, realise, render\n"
        "pack = load_pack()\n"
        "for start in ((), ('program.start=2027-01-11',)):\n"
        "    plan = make_plan(pack, load_profile(pack, {}, settings=start))\n"
        "    made = render(realise(pack, plan), 'email')\n"
        "    print(made[-1].suffix, 'icalendar' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["-session-09.eml False", "-sessions.ics True"]


HOSTILE = [
    "a\r\nATTENDEE:mailto:x@example.org",
    'a;b,c\\d:e"f',
    "🌻" * 200,
    "x" * 1200,
    "a\nEND:VEVENT\nb",
    "\x00\x07",
]


@pytest.mark.slow
@QUICK
@given(word=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=80)), language=st.text(max_size=12))
def test_whatever_the_words_they_add_nothing_to_an_event(word: str, language: str) -> None:
    document = every_node()
    words = {**document.words, "session": f"{{n}} {word}", "minutes": f"{{n}} {word}"}
    data = calendar_of(replace(document, words=words, language=language))
    assert data is not None
    lines = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    parsed = Calendar.from_ical(data)
    assert parsed.to_ical() == data
    (event,) = parsed.events
    assert sorted(event) == [
        "CLASS",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "SUMMARY",
        "TRANSP",
        "UID",
    ]
    expected = calendar_of(document)
    assert expected is not None
    assert event["uid"] == Calendar.from_ical(expected).events[0]["uid"]


@pytest.mark.slow
@QUICK
@given(documents())
def test_any_document_with_days_has_a_calendar_that_reads_back(document: Document) -> None:
    dated = [part for part in document.parts if part.role == "session" and part.date]
    if any(part.role == "alternative" for part in document.parts):
        return
    data = calendar_of(document)
    assert (data is not None) is bool(dated)
    if data is not None:
        assert len(Calendar.from_ical(data).events) == len(dated)
