"""The client's own copy: what was given and why, in words that a client may read."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.content.pack import PACK
from tests.support import CONFIRMED, garden_pack
from tests.unit.caseload.stores import new_store

from rekindle_core import Document, Pack, Profile, load_profile, make_plan, realise
from rekindle_core.answers.places import answer_places
from rekindle_core.answers.values import Answer, Answers, ChoicesValue, PackName, TextValue
from rekindle_core.caseload.answers import give_consent, keep_answers, revoke_consent
from rekindle_core.caseload.chosen import given_items
from rekindle_core.caseload.clients import Client, add_client, rename_client
from rekindle_core.caseload.pages.copy import copy_lines
from rekindle_core.caseload.profiles import save_profile
from rekindle_core.caseload.programs import Details, Kind, find_program, record_program
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.condition import facts_of
from rekindle_core.document.codec import document_to_json
from rekindle_core.document.cover import is_replaced
from rekindle_core.document.nodes import Choices, Lines
from rekindle_core.document.walk import plain
from rekindle_core.frozen import replace
from rekindle_core.testing.profiles import random_facts

NOW = dt.datetime(2027, 1, 11, 12, 0, tzinfo=dt.UTC)
READERS = 24
HAPPENED, MISSED = "Heron at the weir.", "Plums in the rain."
NEVER = {
    *(name for name in PACK.facts if name.startswith("safety.")),
    *("child_at_risk", "boundary", "safe_device", "may_print", "own_words.what_happened"),
}
"""Written out, so that a pack that forgets to mark one is noticed."""
GATED = {name for gate in PACK.gates for name in facts_of(gate.when)}


def made_for(pack: Pack, profile: Profile, seed: int = 1) -> Document:
    plan = make_plan(pack, profile, seed=seed, program_id=f"p-{seed}", date=NOW.date())
    return realise(pack, plan, confirmed=CONFIRMED)


def give(store: Store, client: Client, pack: Pack, profile: Profile, document: Document, kind: Kind) -> None:
    saved = save_profile(store, client, pack, profile, NOW, note="nightjar")
    details = Details(pack.id, "1", "d", 1, NOW.date(), "code", saved.number if saved else 1)
    record_program(store, client, kind, document_to_json(document), details, {}, document.program_id, NOW)


def read(store: Store, client: Client, pack: Pack) -> str:
    return "\n".join(copy_lines(store, client, pack))


def flat(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def reasons_in(text: str) -> list[str]:
    return [
        flat(one) for one in re.findall(r"^    Chosen because.*\n(?:    .*\n)*", f"{text}\n", re.MULTILINE)
    ]


@pytest.mark.slow
def test_no_copy_names_a_gate_or_repeats_an_answer_about_safety(tmp_path: Path) -> None:
    hidden = {gate.title for gate in PACK.gates} | {gate.reason for gate in PACK.gates}
    asks = {
        name: {PACK.facts[name].ask, PACK.to_reader.get(name, PACK.facts[name]).ask} for name in PACK.facts
    }
    reasons = quoted = 0
    with new_store(tmp_path / "clients.db") as store:
        for number in range(READERS):
            facts: dict[str, Any] = {
                **random_facts(PACK, Random(number)),
                "own_words.what_happened": HAPPENED,
                "own_words.what_i_miss": MISSED,
                "partner_died": "no",
            }
            if number % 2:
                agreed = ("own_words.may_quote", "safe_device", "may_print")
                facts |= {**dict.fromkeys(agreed, "yes"), "legal_case": "no", "causes": ["unmet-needs"]}
                facts |= {name: "no" for name in NEVER if PACK.facts[name].kind == "yes-no"} | dict.fromkeys(
                    agreed, "yes"
                )
            profile = load_profile(PACK, facts)
            client = add_client(store, f"label-{number}", NOW)
            give(store, client, PACK, profile, made_for(PACK, profile, number), "program")
            text = read(store, client, PACK)
            shown = flat(text)
            found = [words for words in hidden | {f"label-{number}", "nightjar", HAPPENED} if words in shown]
            found += [ask for name in NEVER for ask in asks[name] if ask in shown]
            assert not found, (number, found)
            for reason in reasons_in(text):
                reasons += 1
                assert not [name for name in GATED if any(ask in reason for ask in asks[name])], reason
            may_quote = facts.get("own_words.may_quote") == "yes" and facts.get("legal_case") == "no"
            private = facts.get("safe_device") == facts.get("may_print") == "yes"
            assert text.count(MISSED) == int(may_quote and private), number
            quoted += MISSED in text
    assert reasons
    assert 0 < quoted < READERS


def test_reasons_are_the_same_whatever_a_gate_looks_at() -> None:
    reasons = 0
    for number in range(4):
        facts = {**random_facts(PACK, Random(number)), "partner_died": "no", "causes": ["communication"]}
        facts |= {name: "no" for name in NEVER if PACK.facts[name].kind == "yes-no"} | {"age_band": "adult"}
        profile = load_profile(PACK, facts)
        document = made_for(PACK, profile)
        apart = Profile({name: value for name, value in profile.values.items() if name not in GATED})
        items = given_items(PACK, document, profile)
        assert items == given_items(PACK, document, apart)
        reasons += sum(bool(one.because) for one in items)
    assert reasons


def test_each_item_is_under_its_step_with_the_answer_that_brought_it_in(tmp_path: Path) -> None:
    facts = {**dict.fromkeys((name for name in NEVER if PACK.facts[name].kind == "yes-no"), "no")}
    profile = load_profile(PACK, {**facts, "age_band": "adult", "causes": ["communication", "unmet-needs"]})
    document = made_for(PACK, profile)
    with new_store(tmp_path / "clients.db") as store:
        client = add_client(store, "K-14", NOW)
        give(store, client, PACK, profile, document, "program")
        text = read(store, client, PACK)
    items = given_items(PACK, document, profile)
    assert [one.session for one in items] == sorted(one.session for one in items)
    assert all(one.words for one in items)
    assert all(f"  Session {one.session}: {one.step}\n" in text for one in items if one.step)
    assert {name for one in items for name in one.because} == {"causes"}
    said = PACK.facts["causes"].values
    line = (
        f"Chosen because, asked “{PACK.to_reader['causes'].ask}”, you said: "
        f"{said['communication']}; {said['unmet-needs']}"
    )
    assert reasons_in(text) == [line] * sum(bool(one.because) for one in items)


def test_items_that_the_pack_has_no_more_are_still_named() -> None:
    document = made_for(garden_pack(), Profile())
    words = [one.words for one in given_items(garden_pack(), document, Profile())]
    assert [(one.words, one.because) for one in given_items(PACK, document, Profile())] == [
        (one, ()) for one in words
    ]
    assert words


def test_a_handout_is_the_counselors_choice_and_quotes_nobody(tmp_path: Path) -> None:
    pack = garden_pack()
    profile = load_profile(pack, {"gardener.name": "Ada", "dream": MISSED})
    plan = make_plan(pack, profile, seed=1, program_id="p", date=NOW.date())
    quoting = realise(pack, plan)
    assert MISSED in document_to_json(quoting)
    assert not any(MISSED in one.words for one in given_items(pack, quoting, profile))
    with new_store(tmp_path / "clients.db") as store:
        client = add_client(store, "K-14", NOW)
        give(store, client, pack, profile, replace(quoting, sheet=True), "handout")
        text = read(store, client, pack)
    assert "Your counselor chose these for you:" in text
    assert "Chosen because" not in text
    assert "Session" not in text


def test_written_answers_are_in_a_copy_only_while_the_client_agrees(tmp_path: Path) -> None:
    pack = garden_pack()
    document = made_for(pack, Profile())
    place = next(one for one in answer_places(document) if isinstance(one.response, Lines))
    given = Answers(
        document.program_id,
        PackName("garden"),
        (Answer(place.id, TextValue(HAPPENED), place.question, "workbook", NOW),),
    )
    with new_store(tmp_path / "clients.db") as store:
        client = add_client(store, "A", NOW)
        give(store, client, pack, Profile(), document, "program")
        program, seen = find_program(store, client, ""), []
        for step in (None, give_consent, revoke_consent):
            if step:
                step(store, program, NOW.date())
            if step is not revoke_consent:
                keep_answers(store, client, given, pack, Profile(), NOW)
            seen.append(HAPPENED in read(store, client, pack))
        rename_client(store, client, "Wrenfield")
        assert "Wrenfield" not in read(store, client, pack)
    assert seen == [False, True, False]


def test_a_change_that_a_copy_may_not_tell_leaves_no_trace_in_it(tmp_path: Path) -> None:
    facts = {"client.name": "Robin", "contact": "open", "safety.afraid": "yes"}
    later = NOW + dt.timedelta(days=40)

    def text_after(label: str, *changes: dict[str, str]) -> str:
        client = add_client(store, label, NOW)
        for number, change in enumerate(({}, *changes)):
            profile = load_profile(PACK, {**facts, **change})
            save_profile(store, client, PACK, profile, NOW + number * (later - NOW), note="asked alone")
        return read(store, client, PACK)

    with new_store(tmp_path / "clients.db") as store:
        before = text_after("A")
        # Someone who finds the page must not see that an answer about fear changed, and when.
        assert text_after("B", {"safety.afraid": "no"}) == before
        changed = text_after("C", {"safety.afraid": "no", "contact": "none"})
    since = changed.partition("\nSince 2027-02-20:\n")[2].partition("\n\n")[0]
    asked = PACK.to_reader.get("contact", PACK.facts["contact"]).ask
    assert flat(since) == f"- {asked} {PACK.facts['contact'].values['none']}"


def test_ticks_are_read_in_the_words_of_the_page(tmp_path: Path) -> None:
    pack = garden_pack()
    document = made_for(pack, Profile())
    place = next(
        one for one in answer_places(document) if isinstance(one.response, Choices) and one.asker == "task"
    )
    assert isinstance(place.response, Choices)
    option = place.response.options[0]
    given = Answers(
        document.program_id,
        PackName("garden"),
        (Answer(place.id, ChoicesValue((option.value,)), place.question, "workbook", NOW),),
    )
    with new_store(tmp_path / "clients.db") as store:
        client = add_client(store, "A", NOW)
        give(store, client, pack, Profile(), document, "program")
        assert keep_answers(store, client, given, pack, Profile(), NOW).counts == {"tick": 1}
        handed_over = read(store, client, pack).partition("What you handed over")[2]
    assert f"    {plain(option.label)}" in handed_over
    assert option.value not in handed_over.split()


def test_a_program_that_a_page_replaced_leaves_no_trace_in_a_copy(tmp_path: Path) -> None:
    afraid = load_profile(PACK, {"safety.abused": "yes"})
    document = made_for(PACK, afraid)
    assert is_replaced(document)
    with new_store(tmp_path / "clients.db") as store:
        client, other = add_client(store, "A", NOW), add_client(store, "B", NOW)
        give(store, client, PACK, afraid, document, "program")
        give_consent(store, find_program(store, client, ""), NOW.date())
        # An empty list would say as much as the page that it stands for.
        assert read(store, client, PACK) == read(store, other, PACK)
        assert "not be on this page, because a page can be found" in flat(read(store, other, PACK))


def test_own_words_are_in_a_copy_only_while_the_client_agrees_that_pages_quote_them(tmp_path: Path) -> None:
    agreed = {**dict.fromkeys(("own_words.may_quote", "safe_device", "may_print"), "yes"), "legal_case": "no"}
    facts = {**agreed, "own_words.what_i_miss": MISSED, "client.name": "Robin"}
    ask = PACK.to_reader.get("own_words.what_i_miss", PACK.facts["own_words.what_i_miss"]).ask
    with new_store(tmp_path / "clients.db") as store:
        client = add_client(store, "A", NOW)
        save_profile(store, client, PACK, load_profile(PACK, facts), NOW)
        assert MISSED in read(store, client, PACK)
        later = NOW + dt.timedelta(days=40)
        taken_back = load_profile(PACK, {**facts, "safe_device": "no"})
        save_profile(store, client, PACK, taken_back, later, note="asked alone")
        text = read(store, client, PACK)
        assert "Robin" in text
        # Neither the words, nor that there were any, nor the day on which that changed.
        assert not [one for one in (MISSED, ask, "2027-02-20") if one in flat(text)]
        save_profile(
            store, client, PACK, load_profile(PACK, {"safe_device": "no"}), later, note="asked alone"
        )
        assert "no answer any more" in read(store, client, PACK)
