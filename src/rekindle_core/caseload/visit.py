"""What to look at before a client's next visit: risk first, then what was given, done and skipped, ratings, questions.

Comes in: an open store, a client, the pack and the day. Goes out: values. Must not know: how they are worded or shown.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

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

_LATEST = 2


class Done(Frozen):
    """How much of a program came back: by session, places with an answer and all places.

    `blank` is true where nothing was handed over, so that nothing is known.
    """

    program: Program
    sessions: tuple[tuple[int, int, int], ...]
    blank: bool


class Visit(Frozen):
    """What to look at.

    Attributes:
        worrying: The facts about safety whose answer is a worrying one, or was declined.
        open: The facts about safety that nobody has answered.
        asked: When the others were asked; None where there are none.
        eased: Versions in which an answer about safety went from yes to no, with the counselor's note.
        programs: What was given, the latest last.
        done: What came back of the latest two programs, the later one first.
        progress: The ratings.
    """

    worrying: tuple[str, ...]
    open: tuple[str, ...]
    asked: Asked | None
    eased: tuple[ProfileVersion, ...]
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
        tuple(name for name in names if name in profile.values and name not in fine),
        tuple(name for name in names if profile[name] is Missing.UNKNOWN),
        find_asked(pack, profile, today),
        tuple(one for one in profile_versions(store, client) if one.eased),
        programs,
        tuple(_done(store, client, one) for one in latest),
        find_progress(store, client),
    )


def _done(store: Store, client: Client, program: Program) -> Done:
    places = [place for place in answer_places(document_of(store, program)) if place.asker != "self-check"]
    given = {one.answer.id.name for one in list_answers(store, client) if one.program == program.number}
    every = Counter(place.id.session for place in places)
    answered = Counter(place.id.session for place in places if place.name in given)
    sessions = tuple((number, answered[number], every[number]) for number in sorted(every) if number)
    return Done(program, sessions, not given)
