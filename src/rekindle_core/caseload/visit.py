"""What to look at before a client's next visit: risk first, then what was given, done and skipped, ratings, questions.

Input: an open store, a client, the pack and the day. Output: values. Must not know: how they are worded
or shown.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rekindle_core.answers.places import answer_places
from rekindle_core.caseload.answers import list_answers
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import ProfileVersion, current_profile, profile_versions
from rekindle_core.caseload.programs import Program, document_of, list_programs
from rekindle_core.caseload.progress import Progress, find_progress
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.profile.current import Asked, expiring, find_asked
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile

_LATEST = 2


class Done(Frozen):
    """How much of a program was filled in: for each session, the places with an answer, and all places.

    `blank` is true if nothing was handed over, so that nothing is known.
    """

    program: Program
    sessions: tuple[tuple[int, int, int], ...]
    blank: bool


class Eased(Frozen):
    """An answer about safety that went from yes, or from declined, to no.

    Attributes:
        fact: The fact.
        before, after: The answers, as a profile in JSON has them.
        saved: When it was saved.
        note: What the counselor noted.
    """

    fact: str
    before: Any
    after: Any
    saved: str
    note: str


class Visit(Frozen):
    """What to look at.

    Attributes:
        profile: The client's facts as they are now.
        worrying: The facts about safety whose answer is a worrying one, or was declined.
        open: The facts about safety that nobody has answered.
        asked: When the others were asked; None where there are none.
        eased: The answers about safety that went from yes to no, the first at the front.
        programs: What was given, the latest last.
        done: What came back of the latest two programs, the later one first.
        progress: The ratings.
    """

    profile: Profile
    worrying: tuple[str, ...]
    open: tuple[str, ...]
    asked: Asked | None
    eased: tuple[Eased, ...]
    programs: tuple[Program, ...]
    done: tuple[Done, ...]
    progress: Progress


def look_ahead(store: Store, client: Client, pack: Pack, today: dt.date) -> Visit:
    """Return what to look at before the next visit."""
    version = current_profile(store, client)
    profile = load_profile(pack, dict(version.facts) if version else {})
    names = tuple(pack.expiry.answers) if pack.expiry else ()
    fine = expiring(pack.expiry, profile) if pack.expiry else ()
    programs = list_programs(store, client)
    latest = [one for one in reversed(programs) if one.kind == "program"][:_LATEST]
    return Visit(
        profile,
        tuple(name for name in names if name in profile.values and name not in fine),
        tuple(name for name in names if profile[name] is Missing.UNKNOWN),
        find_asked(pack, profile, today),
        tuple(_eased(profile_versions(store, client))),
        programs,
        tuple(_done(store, client, one) for one in latest),
        find_progress(store, client),
    )


def _eased(versions: Sequence[ProfileVersion]) -> Iterator[Eased]:
    for place, version in enumerate(versions):
        for name in version.eased:
            before = next((one.facts[name] for one in reversed(versions[:place]) if name in one.facts), None)
            yield Eased(name, before, version.facts.get(name), version.saved, version.note)


def _done(store: Store, client: Client, program: Program) -> Done:
    places = [place for place in answer_places(document_of(store, program)) if place.asker != "self-check"]
    given = {one.answer.id.name for one in list_answers(store, client) if one.program == program.number}
    every = Counter(place.id.session for place in places)
    answered = Counter(place.id.session for place in places if place.name in given)
    sessions = tuple((number, answered[number], every[number]) for number in sorted(every) if number)
    return Done(program, sessions, not given)
