"""Which parts of a profile count on a day: answers expire, and some texts are not for any page.

Input: a Pack, a Profile as given, and a program's date. Output: the profile to plan with, when its
answers were asked for, and the stops that hold. Must not know: gates, or who is told. The given profile
doesn't change.

An answer expires only if the pack says so, and then counts as unknown. Answers that the pack doesn't name
stay: an answer that makes a gate hold never expires. The record of when and by whom the questions were asked
is for the counselor; a plan never contains it, so no client's page can, and asking again changes no program.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE, Value
from rekindle_core.frozen import Frozen
from rekindle_core.profile.profile import Profile, SetAside
from rekindle_core.profile.stopped import Halt, find_halts, stopped_facts


class Asked(Frozen):
    """When the questions whose answers expire were asked, and what that means on a program's date.

    Attributes:
        state: `current`: they count. `expired`: they were asked too long ago. `ahead`: the given date is
            after the program's date. `undated`: the date is unknown; they count, and the counselor is warned.
        facts: The facts with such an answer. If the state is `expired` or `ahead`, they count as unknown.
        on: The date on which they were asked, if known.
        by: Who asked, as typed; may be empty.
        days: How many days before the program's date they were asked.
    """

    state: Literal["current", "expired", "ahead", "undated"]
    facts: tuple[str, ...]
    on: dt.date | None = None
    by: str = ""
    days: int = 0

    @property
    def lost(self) -> bool:
        """Whether the answers count as unknown."""
        return self.state in ("expired", "ahead")


class Current(Frozen):
    """The parts of a profile that count on a day.

    Attributes:
        profile: The profile to plan with; `set_aside` names what was left out of it, and why.
        asked: When its answers were asked for; None if none of them can expire.
        halts: The stops that hold.
    """

    profile: Profile
    asked: Asked | None = None
    halts: tuple[Halt, ...] = ()


def current(pack: Pack, profile: Profile, date: dt.date) -> Current:
    """Return the parts of a profile that count on a day.

    Args:
        pack: The pack with the facts.
        profile: The profile as given. A profile that was already read for a day stays unchanged.
        date: The program's date.
    """
    asked = find_asked(pack, profile, date)
    aside = dict(profile.set_aside)
    if asked and asked.lost:
        aside |= dict.fromkeys(asked.facts, SetAside.EXPIRED)
    stopped = stopped_facts(pack, profile)
    aside |= dict.fromkeys(stopped, SetAside.STOPPED)
    records = pack.expiry.records if pack.expiry else ()
    values = {
        name: value for name, value in profile.values.items() if name not in aside and name not in records
    }
    return Current(Profile(values, aside), asked, find_halts(pack, profile) if stopped else ())


def still_counting(pack: Pack, profile: Profile, date: dt.date) -> Profile:
    """Return a profile without expired answers, and without the record of when and by whom they were asked for.

    An interview continues from it; texts stay in it, whatever they say.
    """
    asked = find_asked(pack, profile, date)
    if not asked or not asked.lost:
        return profile
    gone = {*asked.facts, *(pack.expiry.records if pack.expiry else ())}
    return Profile({name: value for name, value in profile.values.items() if name not in gone})


def find_asked(pack: Pack, profile: Profile, date: dt.date) -> Asked | None:
    """Return when the answers that expire were asked for; None if the profile has none of them."""
    expiry = pack.expiry
    facts = expiring(expiry, profile) if expiry else ()
    if not expiry or not facts:
        return None
    on, by = profile.date(expiry.asked_on), profile.text(expiry.asked_by)
    if on is None:
        return Asked("undated", facts, by=by)
    days = (date - on).days
    if days < 0:
        return Asked("ahead", facts, on, by, days)
    return Asked("expired" if days > expiry.after_days else "current", facts, on, by, days)


def expiring(expiry: Expiry, profile: Profile) -> tuple[str, ...]:
    """Return the facts of a profile whose answers expire."""
    return tuple(name for name, answers in expiry.answers.items() if _expires(profile[name], answers))


def _expires(value: Value, answers: tuple[str, ...]) -> bool:
    match value:
        case str():
            return value in answers
        case tuple():
            return all(one in answers for one in value or (NONE,))
        case _:
            return False
