"""What a store holds: clients, profiles as versions, programs, answers; and what erasing leaves."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from tests.support import ROOT, garden_pack
from tests.unit.caseload.stores import PASSPHRASE, new_store, raw

from rekindle_core import Document, Pack, Profile, load_pack, load_profile, make_plan, realise
from rekindle_core.answers.places import AnswerPlace, answer_places
from rekindle_core.answers.values import (
    Answer,
    Answers,
    ChoiceValue,
    Cleared,
    NumberValue,
    PackName,
    TextValue,
    Value,
)
from rekindle_core.caseload import errors, moments
from rekindle_core.caseload.answers import (
    give_consent,
    keep_answers,
    list_answers,
    list_consents,
    revoke_consent,
)
from rekindle_core.caseload.clients import (
    Client,
    add_client,
    client_by_id,
    find_client,
    hold_client,
    list_clients,
    rename_client,
    set_partner,
)
from rekindle_core.caseload.drawing import draw_rating, in_words
from rekindle_core.caseload.erase import copies_of, erase_client, finish_erasing, record_copy
from rekindle_core.caseload.export import export_client, import_client, read_record, record_schema
from rekindle_core.caseload.profiles import changes, current_profile, profile_versions, save_profile
from rekindle_core.caseload.programs import (
    Details,
    document_of,
    document_text,
    find_program,
    had,
    list_programs,
    record_program,
)
from rekindle_core.caseload.progress import RatedWeeks, find_progress, worsened
from rekindle_core.caseload.store.keys import key_file
from rekindle_core.caseload.store.schema import STORE_FORMAT
from rekindle_core.caseload.store.store import Store, open_store
from rekindle_core.caseload.visit import look_ahead
from rekindle_core.document.codec import document_to_json
from rekindle_core.document.nodes import Choices, Lines, Ratings
from rekindle_core.errors import AnswersError, ConfirmationError

NOW = dt.datetime(2027, 1, 11, 23, 30, tzinfo=dt.UTC)
FACTS = {"partner.name": "Alex", "contact": "none", "boundary": ["space-requested"], "program.sessions": 3}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "clients.db") as one:
        yield one


@cache
def pack() -> Pack:
    return load_pack()


@cache
def document(program_id: str = "2027-014") -> Document:
    plan = make_plan(pack(), load_profile(pack(), FACTS), program_id=program_id, date=NOW.date())
    return realise(pack(), plan)


def details() -> Details:
    return Details("rekindle", "1", "digest", 1, NOW.date(), "code")


def give(
    store: Store, client: Client, program_id: str = "2027-014", when: dt.datetime = NOW, **used: str
) -> None:
    record_program(
        store, client, "program", document_to_json(document(program_id)), details(), used, program_id, when
    )


def answers(
    program_id: str = "2027-014", *, text: str = "A wren sang.", days: int = 0, every: int = 14
) -> Answers:
    """Answers to each place for a rating, a line or one of several, a week apart from session to session."""

    def value(place: AnswerPlace) -> Value | None:
        match place.response:
            case Ratings():
                return NumberValue(3 + place.id.session)
            case Lines():
                return TextValue(text)
            case Choices(many=False):
                return ChoiceValue(place.response.options[0].value)
            case _:
                return None

    found = [
        Answer(
            place.id,
            said,
            place.question,
            "workbook",
            NOW + dt.timedelta(days=every * place.id.session + days),
        )
        for place in answer_places(document(program_id))
        if (said := value(place))
    ]
    return Answers(program_id, PackName("rekindle"), tuple(found))


def test_a_label_is_one_clients_whatever_its_capitals(store: Store) -> None:
    client = add_client(store, "  Ada  K ", NOW)
    assert find_client(store, "ADA K") == client
    assert client.label == "Ada K"
    for label in ("ada k", "Ａda K", "", " ", "x" * 61, "a\u202eb", "a\x00b"):
        with pytest.raises(errors.LabelError):
            add_client(store, label, NOW)
    with pytest.raises(errors.NoClientError):
        find_client(store, "Bo")
    rename_client(store, client, "ADA k")
    assert [one.client.label for one in list_clients(store)] == ["ADA k"]


def test_partners_are_partners_of_one_another_and_of_nobody_else(store: Store) -> None:
    ada = add_client(store, "Ada", NOW)
    bo = add_client(store, "Bo", NOW, partner=ada)
    cy = add_client(store, "Cy", NOW, partner=find_client(store, "Ada"))

    def partner(client: Client) -> str:
        return client_by_id(store, client.id).partner

    assert [partner(ada), partner(bo), partner(cy)] == [cy.id, "", ada.id]
    set_partner(store, client_by_id(store, cy.id), None)
    assert [partner(ada), partner(cy)] == ["", ""]
    with pytest.raises(errors.LabelError):
        set_partner(store, ada, ada)


def test_each_change_of_a_profile_is_a_version_and_no_version_changes(store: Store) -> None:
    client = add_client(store, "Ada", NOW)

    def save(**facts: object) -> None:
        save_profile(store, client, pack(), load_profile(pack(), {**FACTS, **facts}), NOW)

    assert current_profile(store, client) is None
    save()
    save()
    save(contact="open", boundary=[])
    one, two = profile_versions(store, client)
    assert load_profile(pack(), one.data) == load_profile(pack(), FACTS)
    assert changes(one, two) == (
        ("boundary", ["space-requested"], "none"),
        ("contact", "none", "open"),
    )
    assert current_profile(store, client) == two


def test_a_safety_answer_that_goes_from_yes_to_no_needs_a_note_even_by_way_of_unknown(store: Store) -> None:
    client = add_client(store, "Ada", NOW)

    def save(facts: dict[str, object], note: str = "") -> None:
        save_profile(store, client, pack(), load_profile(pack(), {**FACTS, **facts}), NOW, note=note)

    save({"safety.afraid": "yes"})
    save({})
    with pytest.raises(errors.NoteNeededError, match=r"safety\.afraid"):
        save({"safety.afraid": "no"})
    with pytest.raises(errors.NoteNeededError):
        save({"safety.afraid": "no"}, "  ")
    assert len(profile_versions(store, client)) == 2
    save({"safety.afraid": "no"}, "asked alone on 3 May")
    last = profile_versions(store, client)[-1]
    assert (last.eased, last.note) == (("safety.afraid",), "asked alone on 3 May")
    assert profile_versions(store, client)[0].facts["safety.afraid"] is not None
    save({"safety.afraid": "no", "country": "GB"})
    visit = look_ahead(store, client, pack(), NOW.date())
    assert [one.note for one in visit.eased] == ["asked alone on 3 May"]


def test_an_answer_that_was_declined_counts_as_worrying_too(store: Store) -> None:
    client = add_client(store, "Ada", NOW)
    save_profile(store, client, pack(), load_profile(pack(), {"safety.afraid": "declined"}), NOW)
    with pytest.raises(errors.NoteNeededError):
        save_profile(store, client, pack(), load_profile(pack(), {"safety.afraid": "no"}), NOW)
    assert look_ahead(store, client, pack(), NOW.date()).worrying == ("safety.afraid",)


def test_a_program_comes_back_as_it_was_and_belongs_to_one_client(store: Store) -> None:
    ada, bo = add_client(store, "Ada", NOW), add_client(store, "Bo", NOW)
    give(store, ada)
    (program,) = list_programs(store, ada)
    assert document_of(store, program) == document()
    assert document_text(store, program) == document_to_json(document())
    assert find_program(store, ada, "") == find_program(store, ada, "2027-014") == program
    for client, name in ((bo, "2027-014"), (bo, ""), (ada, "2027-015")):
        with pytest.raises(errors.NoProgramError):
            find_program(store, client, name)
    with pytest.raises(errors.LabelError, match="an earlier program"):
        give(store, bo)


def test_what_a_client_had_is_avoided_for_as_long_as_is_wanted(store: Store) -> None:
    ada, bo = add_client(store, "Ada", NOW), add_client(store, "Bo", NOW)
    give(store, ada, "a", NOW - dt.timedelta(days=100), one="prompt", two="exercise", three="passage")
    give(store, ada, "b", NOW, four="prompt")
    give(store, bo, "c", NOW, five="prompt")
    assert had(store, ada, None) == {"one", "two", "four"}
    assert had(store, ada, NOW - dt.timedelta(days=99)) == {"four"}
    assert had(store, ada, None, ["passage"]) == {"three"}


@pytest.mark.parametrize("seed", [1, 2])
def test_avoided_exercises_do_not_come_again(seed: int) -> None:
    profile = load_profile(pack(), {**FACTS, "program.sessions": 6, "program.minutes": 60})
    first = make_plan(pack(), profile, seed=seed, program_id="a")

    def items(plan: object) -> set[str]:
        sessions = getattr(plan, "sessions")  # noqa: B009
        parts = [part for session in sessions for part in session.parts]
        return {pick.prompt for part in parts for pick in part.picks} | {
            name for part in parts for name in part.exercises
        }

    second = make_plan(pack(), profile, seed=seed, program_id="a", avoid=items(first))
    assert any(part.exercises for session in first.sessions for part in session.parts)
    assert items(second)
    assert not items(first) & items(second)
    reasons = {one.item: type(one.reason).__name__ for one in second.decisions if one.kind == "exercise"}
    assert {
        reasons[name] for session in first.sessions for part in session.parts for name in part.exercises
    } == {"UsedBefore"}


def keep(store: Store, client: Client, given: Answers, *confirmed: str) -> object:
    return keep_answers(store, client, given, pack(), load_profile(pack(), FACTS), NOW, confirmed=confirmed)


def test_ratings_and_ticks_are_kept_and_written_answers_only_with_consent(store: Store) -> None:
    client = add_client(store, "Ada", NOW)
    give(store, client)
    kept = keep_answers(store, client, answers(), pack(), Profile(), NOW)
    assert kept.counts["rating"] > 0
    assert kept.texts_left > 0
    assert {one.kind for one in list_answers(store, client)} == {"rating", "tick"}
    program = find_program(store, client, "")
    give_consent(store, program, NOW.date())
    kept = keep_answers(store, client, answers(), pack(), Profile(), NOW)
    assert kept.texts_left == 0
    assert kept.counts["text"] == sum(one.kind == "text" for one in list_answers(store, client)) > 0
    assert revoke_consent(store, program, NOW.date()) == kept.counts["text"]
    assert {one.kind for one in list_answers(store, client)} == {"rating", "tick"}
    assert [(one.given, one.revoked) for one in list_consents(store, program)] == [
        ("2027-01-11", "2027-01-11")
    ]
    with pytest.raises(errors.NoConsentError):
        revoke_consent(store, program, NOW.date())
    assert keep_answers(store, client, answers(), pack(), Profile(), NOW).texts_left > 0


def test_a_hold_keeps_what_was_written_until_it_ends(store: Store) -> None:
    client = add_client(store, "Ada", NOW)
    give(store, client)
    program = find_program(store, client, "")
    give_consent(store, program, NOW.date())
    keep(store, client, answers())
    held = list_answers(store, client)
    hold_client(store, client, NOW)
    with pytest.raises(errors.HeldError):
        revoke_consent(store, program, NOW.date())
    assert list_answers(store, client) == held
    hold_client(store, client, None)
    assert revoke_consent(store, program, NOW.date()) > 0


def test_a_self_check_is_never_kept(store: Store) -> None:
    client = add_client(store, "Ada", NOW)
    give(store, client)
    checks = [place for place in answer_places(document()) if place.asker == "self-check"]
    assert checks
    given = tuple(
        Answer(place.id, ChoiceValue(place.response.options[0].value), place.question)
        for place in checks
        if isinstance(place.response, Choices)
    )
    kept = keep_answers(
        store, client, Answers("2027-014", PackName("rekindle"), given), pack(), Profile(), NOW
    )
    assert (kept.counts, list_answers(store, client)) == ({}, ())


def test_written_answers_go_through_the_stops_and_nothing_is_kept_until_a_person_has_asked(
    store: Store,
) -> None:
    client = add_client(store, "Ada", NOW)
    give(store, client)
    give_consent(store, find_program(store, client, ""), NOW.date())
    worrying = answers(text="Alex hit me.")
    for confirmed in ((), *((f"{stop.id}{day}",) for stop in pack().stops for day in ("", "=", "=yes"))):
        with pytest.raises(ConfirmationError) as caught:
            keep(store, client, worrying, *confirmed)
        assert "hit" not in str(caught.value)
        assert caught.value.dated
    assert list_answers(store, client) == ()
    keep(store, client, worrying, *(f"{stop.id}=2027-01-10" for stop in pack().stops))
    assert any(one.kind == "text" for one in list_answers(store, client))


def test_answers_of_another_clients_program_are_refused_as_if_it_did_not_exist(store: Store) -> None:
    ada = add_client(store, "Ada", NOW)
    bo = add_client(store, "Bo", NOW, partner=ada)
    give(store, ada)
    said = []
    for name in ("2027-014", "never-made", ""):
        with pytest.raises(errors.NoProgramError) as caught:
            keep_answers(
                store, bo, Answers(name, PackName("rekindle"), answers().answers), pack(), Profile(), NOW
            )
        said.append(str(caught.value))
    assert len(set(said)) == 1
    with pytest.raises(AnswersError, match="belong to the pack garden"):
        keep_answers(store, ada, Answers("2027-014", PackName("garden"), ()), garden_pack(), Profile(), NOW)
    assert list_answers(store, ada) == list_answers(store, bo) == ()


def test_the_newer_answer_stays_and_a_cleared_one_goes(store: Store) -> None:
    client = add_client(store, "Ada", NOW)
    give(store, client)
    keep(store, client, answers())
    before = list_answers(store, client)
    keep(store, client, answers(days=-3))
    assert list_answers(store, client) == before
    first = before[0].answer
    gone = Answer(first.id, Cleared(), first.question, "workbook", NOW + dt.timedelta(days=99))
    keep(store, client, Answers("2027-014", PackName("rekindle"), (gone,)))
    assert list_answers(store, client) == before[1:]


def test_ratings_are_shown_by_local_week_with_gaps_and_their_own_first_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    client = add_client(store, "Ada", NOW)
    assert find_progress(store, client).weeks == ()
    give(store, client)
    keep(store, client, answers())
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    utc = find_progress(store, client)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    there = find_progress(store, client)
    monkeypatch.undo()
    time.tzset()
    # 23:30 on a Monday in UTC is Tuesday there; the weeks are the same, the days are not.
    assert utc.weeks == tuple(dt.date(2027, 1, 25) + dt.timedelta(days=7 * number) for number in range(5))
    assert there.weeks == utc.weeks
    rated = utc.ratings[0]
    assert rated.weeks == ((4,), (), (5,), (), (6,))
    assert rated.first == 4
    assert utc.made == (0, 0, 0, 0, 0)
    drawn = draw_rating(rated, utc.weeks)
    assert drawn.count("<circle") == 3
    # The scale's ends and the first answer; no line bridges a gap.
    assert drawn.count("<line") == 3
    assert "no answer" in in_words(rated, utc.weeks)
    for word in ("red", "green", "better", "worse", "on track"):
        assert word not in drawn


def test_the_packs_rule_for_ratings_is_met_by_two_weeks_that_get_worse_and_never_across_a_gap(
    store: Store,
) -> None:
    client = add_client(store, "Ada", NOW)
    give(store, client)
    keep(store, client, answers(every=7))
    # All numbers rise; for sleep that is the better end, and for values the pack names none.
    found = worsened(find_progress(store, client), pack())
    assert {one.item for one in found} == {"rating-distress", "rating-urge"}
    assert pack().counselor.worse
    for weeks, worse, met in (
        (((3,), (4,), (5,)), "high", True),
        (((3,), (4,), (5,)), "low", False),
        (((3,), (4,), (5,)), "", False),
        (((9,), (3, 8), (5, 7), (6,)), "low", True),
        (((3,), (4,), (4,)), "high", False),
        (((3,), (5,), (4,)), "high", False),
        (((3,), (), (4,), (5,)), "high", False),
        (((4,), (5,)), "high", False),
        (((3,), (4,), (5,), ()), "high", False),
    ):
        assert RatedWeeks("How?", "one", 0, 10, weeks).has_worsened(worse) is met, (weeks, worse)


def test_a_week_begins_on_the_local_monday() -> None:
    sunday = moments.kept(dt.datetime(2027, 1, 10, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5))))
    assert sunday == "2027-01-11T04:30:00Z"
    assert moments.week_of(dt.date(2027, 1, 10)) == dt.date(2027, 1, 4)


def test_the_next_visit_puts_risk_first_and_says_what_came_back(store: Store) -> None:
    client = add_client(store, "Ada", NOW)
    facts = {
        **FACTS,
        "safety.afraid": "yes",
        "safety.self_harm": "no",
        "safety.asked_on": "2026-11-01",
    }
    save_profile(store, client, pack(), load_profile(pack(), facts), NOW)
    give(store, client)
    give(store, client, "2027-015")
    keep(store, client, answers())
    visit = look_ahead(store, client, pack(), dt.date(2027, 3, 1))
    assert visit.worrying == ("safety.afraid",)
    assert visit.asked
    assert (visit.asked.state, visit.asked.facts) == ("expired", ("safety.self_harm",))
    assert "safety.harm_to_others" in visit.open or visit.open
    later, earlier = visit.done
    assert (later.program.id, later.blank, earlier.blank) == ("2027-015", True, False)
    assert all(0 < answered <= every for _, answered, every in earlier.sessions)


def test_an_erased_record_is_gone_from_every_byte_and_what_is_out_of_reach_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store" / "clients.db"
    with new_store(path) as store:
        client, other = add_client(store, "Ada", NOW), add_client(store, "Bo", NOW)
        give(store, client)
        keep(store, client, answers())
        record_copy(store, "export", tmp_path / "a.json", NOW, client)
        record_copy(store, "export", tmp_path / "b.json", NOW, other)
        record_copy(store, "backup", tmp_path / "c.backup", NOW + dt.timedelta(days=1))
        hold_client(store, client, NOW)
        with pytest.raises(errors.HeldError):
            erase_client(store, client)
        hold_client(store, client, None)
        found = erase_client(store, client)
        assert [one.place.name for one in found] == ["a.json", "c.backup"]
        assert (path.parent / "clients.db-wal").stat().st_size == 0
        tables = ("profiles", "programs", "used", "answers", "consents")
        assert [store.rows(f"SELECT count(*) FROM {table}") for table in tables] == [[(0,)]] * 5
        assert [one.place.name for one in copies_of(store, other)] == ["b.json", "c.backup"]
        assert store.is_sound()
    assert raw(tmp_path, "Ada") == []


def test_erasing_waits_for_readers_and_fails_loudly_if_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "clients.db"
    with new_store(path) as store, open_store(path, PASSPHRASE) as reader:
        client = add_client(store, "Ada", NOW)
        reader.connection.execute("BEGIN")
        reader.rows("SELECT * FROM clients")
        with pytest.raises(errors.NotErasedError, match="erase --finish"):
            erase_client(store, client, seconds=0.2)
        assert list_clients(store) == ()
        with pytest.raises(errors.NotErasedError):
            finish_erasing(store, seconds=0.1)
        reader.connection.execute("COMMIT")
        finish_erasing(store, seconds=1)
        assert path.with_name("clients.db-wal").stat().st_size == 0


def test_a_record_goes_out_and_in_without_a_change_and_by_its_schema(tmp_path: Path, store: Store) -> None:
    client = add_client(store, "Ada", NOW, partner=add_client(store, "Partner-of-Ada", NOW))
    save_profile(store, client, pack(), load_profile(pack(), FACTS), NOW, note="a note")
    give(store, client, one="prompt")
    give_consent(store, find_program(store, client, ""), NOW.date())
    keep(store, client, answers())
    text = export_client(store, client)
    assert "Partner-of-Ada" not in text
    jsonschema.validate(json.loads(text), record_schema())
    kept = json.loads((ROOT / "docs/reference/caseload.schema.json").read_text("utf-8"))
    assert kept == json.loads(json.dumps(record_schema()))
    with pytest.raises(errors.LabelError):
        import_client(store, text.encode(), NOW)
    with pytest.raises(errors.WrongFileError, match="already in the store"):
        import_client(store, text.encode(), NOW, label="Other")
    assert len(list_clients(store)) == 2, "all of it, or nothing"
    with new_store(tmp_path / "other.db") as other:
        again = import_client(other, text.encode(), NOW + dt.timedelta(days=1))
        assert export_client(other, again) == text
        assert document_of(other, find_program(other, again, "")) == document()
    for data in (b"", b"[]", b"{}", text.encode()[:-9], text.replace('"rating"', '"grade"').encode()):
        with pytest.raises(errors.WrongFileError):
            read_record(data)
    for name in ("first-week.json", "second-week.json"):
        with pytest.raises(
            errors.WrongFileError, match=r"has answers in it\. Hint: `rekindle client answers"
        ):
            read_record((ROOT / "examples/answers" / name).read_bytes())
    with pytest.raises(errors.WrongFileError, match="newer"):
        read_record(json.dumps({**json.loads(text), "format": 9}).encode())


def test_a_store_of_each_format_there_was_can_be_read_and_used(tmp_path: Path) -> None:
    kept = sorted((Path(__file__).parent / "files").glob("format-*.db"))
    assert [path.stem for path in kept] == [f"format-{number}" for number in range(1, STORE_FORMAT + 1)]
    for path in kept:
        for one in (path, key_file(path)):
            shutil.copy(one, tmp_path)
        with open_store(tmp_path / path.name, PASSPHRASE) as store:
            ada, bo = find_client(store, "Ada"), find_client(store, "Bo")
            assert (ada.partner, bo.partner, bool(bo.held)) == (bo.id, ada.id, True)
            assert load_profile(pack(), profile_versions(store, ada)[0].data) == load_profile(pack(), FACTS)
            assert find_program(store, ada, "2027-014").details == details()
            assert had(store, ada, None) == {"one", "two"}
            assert {one.kind for one in list_answers(store, ada)} == {"rating", "tick", "text"}
            assert find_progress(store, ada).ratings
            erase_client(store, ada)
            assert store.is_sound()
