"""What to look at before a client's next visit, in the words of the questions.

Input: an open store, a client, the pack and the day. Output: what the page says, risk first.
Must not know: what any question is about.
"""

from __future__ import annotations

import datetime as dt

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.pages.progress_words import stop_note
from rekindle_core.caseload.profiles import current_profile
from rekindle_core.caseload.store.store import Store
from rekindle_core.caseload.visit import Done, look_ahead
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen
from rekindle_core.profile.answer import in_words
from rekindle_core.profile.current import Asked
from rekindle_core.web.questions.answered import answered, asked


class EasedAnswer(Frozen):
    """An answer about safety that is a "no" now and was none before: both, when it was saved, and the note."""

    ask: str
    before: str
    after: str
    saved: str
    note: str


class Ahead(Frozen):
    """What to look at.

    Attributes:
        known: Whether anything was ever answered.
        asks: Whether the pack has questions about safety.
        worrying: The questions about safety whose answer is a worrying one, or was declined, each with the answer.
        eased: The answers about safety that went from yes to no.
        rule: What the pack says to the counselor where its rule for ratings is met; empty where it isn't.
        old: The questions about safety whose answer is too old, or was given on an unknown day.
        days: How many days ago those were asked; None where the day is unknown.
        open: The questions about safety that nobody has answered.
        done: What came back of the latest programs, each with its place among what was given, from 1.
        rated: Whether there are ratings.
    """

    known: bool
    asks: bool
    worrying: tuple[tuple[str, str], ...]
    eased: tuple[EasedAnswer, ...]
    rule: str
    old: tuple[str, ...]
    days: int | None
    open: tuple[str, ...]
    done: tuple[tuple[int, Done], ...]
    rated: bool


def ahead_of(store: Store, client: Client, pack: Pack, today: dt.date) -> Ahead | None:
    """Return what to look at; None if the client's answers are to another pack's questions."""
    version = current_profile(store, client)
    if version and version.pack != pack.id:
        return None
    found = look_ahead(store, client, pack, today)
    places = {program.number: place for place, program in enumerate(found.programs, 1)}
    old = _outdated(found.asked)
    return Ahead(
        known=version is not None,
        asks=pack.expiry is not None,
        worrying=tuple(
            (asked(pack, name), in_words(pack, pack.facts[name], found.profile[name]))
            for name in found.worrying
        ),
        eased=tuple(
            EasedAnswer(
                asked(pack, one.fact),
                answered(pack, one.fact, one.before),
                answered(pack, one.fact, one.after),
                one.saved,
                one.note,
            )
            for one in found.eased
        ),
        rule=stop_note(found.progress, pack),
        old=tuple(asked(pack, name) for name in old.facts) if old else (),
        days=old.days if old and old.state == "expired" else None,
        open=tuple(asked(pack, name) for name in found.open),
        done=tuple((places[one.program.number], one) for one in found.done),
        rated=bool(found.progress.ratings),
    )


def _outdated(found: Asked | None) -> Asked | None:
    return found if found and found.state in ("expired", "undated") else None
