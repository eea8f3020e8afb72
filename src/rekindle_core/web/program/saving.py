"""Saving the answers of one form: what two forms changed is never overwritten, and no answer about safety gets younger.

Input: an open store, a client, and what was sent. Output: that it is saved, or what is still needed for that.
Must not know: forms or pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeAlias

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import (
    ProfileVersion,
    eased_by,
    profile_of,
    profile_versions,
    save_profile,
)
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen
from rekindle_core.profile.current import expiring, still_counting
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile

TODAY, BEFORE = "today", "before"


class Sent(Frozen):
    """What a form was filled in with.

    Attributes:
        base: The number of the version that it was made from; 0 for none.
        shown: The names of the facts that it asks.
        answers: The answers, as a profile in JSON has them; what is unknown is not among them.
        asked: Whether all questions about safety were asked today, or some answers only corrected; empty if that
            wasn't said.
        note: Why an answer about safety went from yes to no.
    """

    base: int
    shown: tuple[str, ...]
    answers: Mapping[str, Any]
    asked: str = ""
    note: str = ""


class Saved(Frozen):
    """That it is saved, or was already so: the number of the version."""

    number: int


class Meanwhile(Frozen):
    """That other answers were saved after the form was made: the latest version, and its answers to these questions."""

    number: int
    answers: Mapping[str, Any]


class WhenUnsaid(Frozen):
    """That it must be said whether the questions were asked again."""


class NoteMissing(Frozen):
    """That a note is needed, because these facts went from yes to no."""

    facts: tuple[str, ...]


Outcome: TypeAlias = Saved | Meanwhile | WhenUnsaid | NoteMissing


def save_answers(
    store: Store, client: Client, pack: Pack, sent: Sent, when: dt.datetime, day: dt.date
) -> Outcome:
    """Save what was sent as a new version of the client's profile.

    Args:
        store: The store.
        client: The client.
        pack: The pack that asks.
        sent: What was sent.
        when: The time.
        day: The day, where the counselor is.

    Raises:
        RekindleError: The profile answers another pack's questions, or can't be saved.
    """
    versions = profile_versions(store, client)
    number = versions[-1].number if versions else 0
    answers, meanwhile = _settled(versions, sent)
    if meanwhile:
        return Meanwhile(number, meanwhile)
    before = profile_of(store, client, pack)
    kept = {name: value for name, value in before.values.items() if name not in sent.shown}
    after = Profile({**kept, **load_profile(pack, answers).values})
    dated = _dated(pack, before, after, sent, day)
    if dated is None:
        return WhenUnsaid()
    if (eased := eased_by(store, client, pack, dated)) and not sent.note:
        return NoteMissing(eased)
    saved = (
        save_profile(store, client, pack, dated, when, note=sent.note) if dated.values or versions else None
    )
    return Saved(saved.number if saved else number)


def _settled(versions: tuple[ProfileVersion, ...], sent: Sent) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the answers to save, and those that were saved meanwhile and are others.

    What was changed by one form alone, the other lets be.
    """
    base = next((one.facts for one in versions if one.number == sent.base), {})
    now = versions[-1].facts if versions else {}
    answers, meanwhile = dict(sent.answers), {}
    for name in sent.shown:
        was, is_now, mine = base.get(name), now.get(name), sent.answers.get(name)
        if was == is_now or mine == is_now:
            continue
        if mine == was:
            answers[name] = is_now
        else:
            meanwhile[name] = is_now
    return {name: value for name, value in answers.items() if value is not None}, meanwhile


def _dated(pack: Pack, before: Profile, after: Profile, sent: Sent, day: dt.date) -> Profile | None:
    """Return a profile with the day on which its questions about safety were asked; None if that wasn't said."""
    expiry = pack.expiry
    if not expiry or not set(sent.shown) & set(expiry.answers):
        return after
    values = {name: value for name, value in after.values.items() if name != expiry.asked_on}
    if not expiring(expiry, after):
        return Profile(values)
    if expiring(expiry, still_counting(pack, before, day)):
        if not sent.asked:
            return None
        if sent.asked == BEFORE:
            on = before.date(expiry.asked_on)
            return Profile({**values, expiry.asked_on: on} if on else values)
    return Profile({**values, expiry.asked_on: day})
