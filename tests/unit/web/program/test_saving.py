"""Saving a form: nothing that two forms changed is overwritten, and no answer about safety gets younger by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support import bundled_pack

from rekindle_core.caseload.clients import Client, add_client
from rekindle_core.caseload.profiles import current_profile, profile_versions
from rekindle_core.caseload.store.memory import memory_store
from rekindle_core.caseload.store.store import Store
from rekindle_core.web.program.saving import (
    BEFORE,
    TODAY,
    Meanwhile,
    NoteMissing,
    Outcome,
    Saved,
    Sent,
    WhenUnsaid,
    save_answers,
)

NOW = dt.datetime(2027, 5, 3, 20, tzinfo=dt.UTC)
DAY = NOW.date()
SAFETY = ("safety.afraid", "safety.self_harm")


@pytest.fixture
def store() -> Iterator[Store]:
    with memory_store() as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> Client:
    return add_client(store, "K-14", NOW)


def save(
    store: Store, client: Client, answers: dict[str, Any], shown: tuple[str, ...] = (), **more: Any
) -> Outcome:
    day = more.pop("day", DAY)
    base = more.pop("base", len(profile_versions(store, client)))
    sent = Sent(base, shown or tuple(answers), answers, **more)
    return save_answers(store, client, bundled_pack(), sent, NOW, day)


def facts(store: Store, client: Client) -> dict[str, Any]:
    version = current_profile(store, client)
    return dict(version.facts) if version else {}


def test_only_what_was_shown_is_changed(store: Store, client: Client) -> None:
    assert save(store, client, {"contact": "none", "children": "no"}) == Saved(1)
    assert save(store, client, {}, shown=("children",)) == Saved(2)
    assert facts(store, client) == {"contact": "none"}


def test_a_form_left_empty_makes_no_version(store: Store, client: Client) -> None:
    assert save(store, client, {}, shown=("contact",)) == Saved(0)
    assert current_profile(store, client) is None


def test_what_was_saved_meanwhile_and_is_another_answer_is_shown_and_not_overwritten(
    store: Store, client: Client
) -> None:
    save(store, client, {"contact": "none"})
    save(store, client, {"contact": "open"}, base=1)
    found = save(store, client, {"contact": "logistics-only"}, base=1)
    assert found == Meanwhile(2, {"contact": "open"})
    assert facts(store, client) == {"contact": "open"}
    # Whoever has seen both decides.
    assert save(store, client, {"contact": "logistics-only"}, base=2) == Saved(3)


def test_what_only_the_other_form_changed_stays_as_it_says(store: Store, client: Client) -> None:
    save(store, client, {"contact": "none", "children": "no"})
    save(store, client, {"contact": "open", "children": "no"}, base=1)
    assert save(store, client, {"contact": "none", "children": "yes"}, base=1) == Saved(3)
    assert facts(store, client) == {"contact": "open", "children": "yes"}


def test_the_day_is_noted_when_questions_about_safety_are_first_answered(
    store: Store, client: Client
) -> None:
    save(store, client, {"safety.afraid": "no"}, shown=SAFETY)
    assert facts(store, client)["safety.asked_on"] == "2027-05-03"


def test_later_it_must_be_said_whether_all_were_asked_again(store: Store, client: Client) -> None:
    save(store, client, {"safety.afraid": "no"}, shown=SAFETY)
    later = DAY + dt.timedelta(days=10)
    answers = {"safety.afraid": "no", "safety.self_harm": "no"}
    assert save(store, client, answers, SAFETY, day=later) == WhenUnsaid()
    save(store, client, answers, SAFETY, day=later, asked=BEFORE)
    assert facts(store, client)["safety.asked_on"] == "2027-05-03"
    save(store, client, answers, SAFETY, day=later, asked=TODAY)
    assert facts(store, client)["safety.asked_on"] == "2027-05-13"


def test_answers_that_have_expired_are_asked_anew_and_get_the_day_of_that(
    store: Store, client: Client
) -> None:
    save(store, client, {"safety.afraid": "no"}, shown=SAFETY)
    later = DAY + dt.timedelta(days=31)
    assert save(store, client, {"safety.self_harm": "no"}, SAFETY, day=later) == Saved(2)
    assert facts(store, client) == {"safety.self_harm": "no", "safety.asked_on": later.isoformat()}


def test_other_questions_leave_the_day_alone(store: Store, client: Client) -> None:
    save(store, client, {"safety.afraid": "no"}, shown=SAFETY)
    save(store, client, {"contact": "none"}, day=DAY + dt.timedelta(days=5))
    assert facts(store, client)["safety.asked_on"] == "2027-05-03"


@pytest.mark.parametrize("before", ["yes", "declined"])
def test_an_answer_about_safety_that_becomes_a_no_needs_a_note(
    store: Store, client: Client, before: str
) -> None:
    save(store, client, {"safety.self_harm": before}, shown=SAFETY)
    answers = {"safety.self_harm": "no"}
    assert save(store, client, answers, SAFETY) == NoteMissing(("safety.self_harm",))
    assert facts(store, client)["safety.self_harm"] == before
    assert save(store, client, answers, SAFETY, note="asked again, alone") == Saved(2)
    assert profile_versions(store, client)[-1].note == "asked again, alone"


def test_two_forms_cannot_ease_an_answer_past_the_note(store: Store, client: Client) -> None:
    save(store, client, {"safety.self_harm": "yes"}, shown=SAFETY)
    save(store, client, {}, shown=SAFETY)
    assert save(store, client, {"safety.self_harm": "no"}, SAFETY) == NoteMissing(("safety.self_harm",))
