"""Giving, reprinting, reading in and looking over, as an interface without a command line does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from tests.support import bundled_pack, garden_pack
from tests.unit.caseload.stores import new_store

from rekindle_core import Document, Profile, find_plugins, load_profile
from rekindle_core.answers.codec import answers_to_json
from rekindle_core.answers.places import answer_places
from rekindle_core.answers.values import Answer, Answers, NumberValue, PackName, TextValue
from rekindle_core.caseload import errors
from rekindle_core.caseload.answers import give_consent
from rekindle_core.caseload.clients import Client, add_client
from rekindle_core.caseload.giving import Given, handout_for, program_for, record_given, recording
from rekindle_core.caseload.handed_in import keep_file
from rekindle_core.caseload.overview import look_over
from rekindle_core.caseload.profiles import eased_by, profile_of, save_profile
from rekindle_core.caseload.programs import find_program, list_programs
from rekindle_core.caseload.reprinting import reprint
from rekindle_core.caseload.store.store import Store
from rekindle_core.document.nodes import Lines, Ratings
from rekindle_core.errors import AnswersError, ConfirmationError, UsageError
from rekindle_core.making.wanted import Wanted, asked_formats

NOW = dt.datetime(2027, 1, 11, 12, tzinfo=dt.UTC)
FACTS = {"gardener.name": "Ada", "soil": "clay"}


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may ask for a command's context, or print."""
    monkeypatch.setattr(click, "get_current_context", pytest.fail)
    monkeypatch.setattr(click, "echo", pytest.fail)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "clients.db") as one:
        yield one


@pytest.fixture
def client(store: Store) -> Client:
    client = add_client(store, "Zephyrine", NOW)
    save_profile(store, client, garden_pack(), load_profile(garden_pack(), FACTS), NOW)
    return client


def wanted(program_id: str | None = None, options: Mapping[str, Mapping[str, str]] | None = None) -> Wanted:
    plugins = find_plugins()
    return Wanted(
        asked_formats(plugins, options or {"text": {}, "html": {}}),
        plugins,
        NOW.date(),
        program_id=program_id,
    )


def program(
    store: Store, client: Client, order: Wanted | None = None, repeat_after: int | None = None
) -> Given:
    profile = profile_of(store, client, garden_pack())
    return program_for(
        store, client, garden_pack(), profile, order or wanted(), NOW, repeat_after=repeat_after
    )


def handed_in(document: Document) -> bytes:
    given = [
        Answer(
            place.id,
            NumberValue(4) if isinstance(place.response, Ratings) else TextValue("Moss and a wren."),
            place.question,
        )
        for place in answer_places(document)
        if isinstance(place.response, Ratings | Lines)
    ]
    return answers_to_json(Answers(document.program_id, PackName("garden"), tuple(given))).encode()


def test_a_program_is_bytes_and_remarks_and_is_recorded_only_when_that_is_said(
    store: Store, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    given = program(store, client)
    assert [str(path) for path, _ in given.made.files] == [
        f"{given.made.stem}.txt",
        f"{given.made.stem}.html",
    ]
    assert all(artifact.data for _, artifact in given.made.files)
    assert b"Zephyrine" not in b"".join(artifact.data for _, artifact in given.made.files)
    assert "3 sessions, 9 prompts" in given.made.summary
    assert {one.weight for one in given.made.remarks} == {"note"}
    assert (given.profile, given.left_out) == (1, 0)
    assert list_programs(store, client) == ()
    record_given(store, client, given, NOW)
    (kept,) = list_programs(store, client)
    assert kept.details.formats[1].name == "html"
    assert list(Path().iterdir()) == []


def test_the_next_program_repeats_nothing_until_it_may(store: Store, client: Client) -> None:
    first = program(store, client)
    record_given(store, client, first, NOW)
    second = program(store, client)
    assert second.left_out > 0
    picks = [{pick.prompt for pick in one.made.plan.picks()} for one in (first, second)]
    assert not picks[0] & picks[1]
    again = program(store, client, repeat_after=0)
    assert again.left_out == 0
    assert {pick.prompt for pick in again.made.plan.picks()} == picks[0]
    assert first.made.stem != second.made.stem, "a random id each"


def test_a_handout_says_what_the_client_had_before(store: Store, client: Client) -> None:
    def sheet() -> Given:
        return handout_for(store, client, garden_pack(), ["look-sun"], Profile(), wanted(), counselor=True)

    first = sheet()
    assert first.again == ()
    assert len(first.made.beside) == 2, "the counselor's page in each format"
    record_given(store, client, first, NOW)
    assert sheet().again == ("look-sun",)
    with pytest.raises(UsageError, match="a handout has no steps"):
        handout_for(
            store,
            client,
            garden_pack(),
            ["look-sun"],
            Profile(),
            wanted(options={"text": {"steps": "1"}}),
        )


def test_what_fails_while_it_is_handed_over_is_not_recorded(store: Store, client: Client) -> None:
    given = program(store, client)
    with pytest.raises(OSError, match="full"), recording(store, client, given, NOW):
        raise OSError("full")
    assert list_programs(store, client) == ()
    record_given(store, client, given, NOW)
    with pytest.raises(errors.LabelError, match="an earlier program"):
        record_given(store, client, given, NOW)


def test_steps_of_the_work_are_told(store: Store, client: Client) -> None:
    steps = []

    @contextmanager
    def during(what: str) -> Iterator[None]:
        steps.append(what)
        yield

    profile = profile_of(store, client, garden_pack())
    program_for(store, client, garden_pack(), profile, wanted(), NOW, during=during)
    assert steps == ["Planning", "Finding the words", "Rendering text", "Rendering html"]


def test_a_reprint_has_the_same_bytes_and_no_password_is_kept(store: Store, client: Client) -> None:
    given = program(store, client, wanted(options={"text": {}, "pdf": {"password": "wren"}}))
    record_given(store, client, given, NOW)
    again = reprint(store, find_program(store, client, ""), find_plugins())
    assert (again.same, again.changed) == (False, {})
    assert "or is locked" in again.says
    assert [path for path, _ in again.files] == [path for path, _ in given.made.files]
    assert again.files[0][1].data == given.made.files[0][1].data
    assert "wren" not in str(store.rows("SELECT details FROM programs"))


def test_an_uploaded_file_is_read_into_the_record_of_the_client_whose_it_is(
    store: Store, client: Client
) -> None:
    given = program(store, client)
    record_given(store, client, given, NOW)
    data = handed_in(given.made.document)
    other = add_client(store, "B", NOW)
    with pytest.raises(errors.NoProgramError):
        keep_file(store, other, garden_pack(), data, NOW)
    kept = keep_file(store, client, garden_pack(), data, NOW)
    assert kept.counts["rating"] > 0
    assert kept.texts_left > 0
    give_consent(store, kept.program, NOW.date())
    assert keep_file(store, client, garden_pack(), data, NOW).counts["text"] == kept.texts_left
    found = look_over(store, client)
    assert found.answers == {"rating": kept.counts["rating"], "text": kept.texts_left}
    assert [one.answers for one in found.given] == [sum(found.answers.values())]
    with pytest.raises(AnswersError):
        keep_file(store, client, garden_pack(), b"nothing", NOW)


def test_which_safety_answers_would_need_a_note_is_known_before_saving(store: Store) -> None:
    pack, client = bundled_pack(), add_client(store, "K-14", NOW)
    assert profile_of(store, client, pack) == Profile()
    save_profile(store, client, pack, load_profile(pack, {"safety.afraid": "yes"}), NOW)
    later = load_profile(pack, {"safety.afraid": "no", "safety.abused": "no"})
    assert eased_by(store, client, pack, later) == ("safety.afraid",)
    with pytest.raises(errors.NoteNeededError) as caught:
        save_profile(store, client, pack, later, NOW)
    assert caught.value.facts == ("safety.afraid",)
    assert isinstance(caught.value, ConfirmationError)
    with pytest.raises(UsageError, match="questions of the pack rekindle"):
        profile_of(store, client, garden_pack())
