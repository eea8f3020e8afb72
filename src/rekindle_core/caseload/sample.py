"""The sample: two made-up clients to look at without risk, in a store that is in no file and takes nothing more.

Input: the bundled pack, plugins, and the time. Output: a sealed store. Must not know: who looks at it.

The records are made by the functions that make real ones, so that they look like them: six weeks with two programs, a
handout, ratings with a gap, answers that were skipped, and a safety answer that changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from rekindle_core.answers.places import AnswerPlace, answer_places
from rekindle_core.answers.values import (
    Answer,
    Answers,
    ChoicesValue,
    ChoiceValue,
    NumberValue,
    PackName,
    TextValue,
    Value,
)
from rekindle_core.caseload.answers import give_consent, keep_answers
from rekindle_core.caseload.clients import add_client
from rekindle_core.caseload.giving import handout_for, program_for, record_given
from rekindle_core.caseload.profiles import profile_of, save_profile
from rekindle_core.caseload.programs import find_program
from rekindle_core.caseload.store.memory import memory_store
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.nodes import Choices, Document, Lines, Ratings
from rekindle_core.extension.manager import Plugins
from rekindle_core.making.wanted import Wanted, asked_formats
from rekindle_core.profile.load import load_profile

LABEL, OTHER = "Sample-1", "Sample-2"
_HANDOUT = "space-three-plans"
_FACTS: Mapping[str, object] = {
    "filled_by": "together",
    "country": "US",
    "client.name": "Robin",
    "client.pronouns": "they/them",
    "partner.name": "Alex",
    "partner.pronouns": "she/her",
    "age_band": "adult",
    "partner.age_band": "adult",
    "ended_by": "partner",
    "weeks_since": 9,
    "causes": ["communication", "grew-apart"],
    "contact": "none",
    "boundary": ["space-requested"],
    "new_partner": "none",
    "children": "no",
    "shared_home": "no",
    "legal_case": "no",
    "partner_died": "no",
    "child_at_risk": "no",
    "safety.afraid": "no",
    "safety.abused": "no",
    "safety.partner_afraid": "no",
    "safety.self_harm": "no",
    "safety.harm_others": "no",
    "safety.threat_of_suicide_by_partner": "no",
    "safety.conduct": "none",
    "safe_device": "yes",
    "may_print": "yes",
    "program.sessions": 4,
    "program.minutes": 30,
    "program.every_days": 7,
}
_NEW: Mapping[str, object] = {"filled_by": "counselor", "country": "US", "contact": "open"}
_NOTE = "Asked again alone. The thoughts were years ago; we agreed what to do if they come back."
_RATINGS: Mapping[str, tuple[int, ...]] = {
    "rating-distress": (7, 6, 6, 5, 5),
    "rating-urge": (8, 7, 6, 6, 4),
    "rating-sleep": (6, 6, 5, 4, 3),
    "rating-values": (3, 4, 5, 6, 6),
}
"""One number for each session that was done. Sleep gets worse three weeks in a row, so the pack's own rule shows."""
_WRITTEN = (
    "Made up: we stopped talking about anything but the week's errands.",
    "Made up: I walk to the river on Sundays.",
    "Made up: I would listen to the end before I answer.",
)
_WEEK = dt.timedelta(days=7)


def sample_is_of(pack: Pack) -> bool:
    """Return whether the sample can be made of a pack: it has answers to that pack's questions."""
    return set(_FACTS) <= set(pack.facts)


def open_sample(pack: Pack, plugins: Plugins, now: dt.datetime) -> Store:
    """Make the sample.

    Args:
        pack: The bundled pack, whose questions the made-up profiles answer.
        plugins: The plugins.
        now: The time; the records end yesterday.

    Returns:
        The store, open and sealed: writing raises SampleError. It is gone when it is closed.

    Raises:
        CaseloadExtraError: The library is missing, or cannot encrypt.
    """
    store = memory_store()
    try:
        _fill(store, pack, plugins, (now - dt.timedelta(days=1)).astimezone().replace(hour=18, minute=30))
    except BaseException:
        store.close()
        raise
    store.seal()
    return store


def _fill(store: Store, pack: Pack, plugins: Plugins, last: dt.datetime) -> None:
    weeks = [last - number * _WEEK for number in range(8)]
    client = add_client(store, LABEL, weeks[7])
    save_profile(
        store, client, pack, load_profile(pack, {**_FACTS, "safety.self_harm": "declined"}), weeks[7]
    )
    asked = {**_FACTS, "safety.asked_on": weeks[6].date().isoformat()}
    save_profile(store, client, pack, load_profile(pack, asked), weeks[6], note=_NOTE)
    profile = profile_of(store, client, pack)

    def give_program(week: int, name: str) -> Document:
        given = program_for(store, client, pack, profile, _wanted(plugins, weeks[week], name), weeks[week])
        record_given(store, client, given, weeks[week])
        return given.made.document

    def keep(document: Document, sessions: Mapping[int, int], before: int) -> None:
        days = {session: weeks[week] for session, week in sessions.items()}
        if not before:
            # For the second program nobody has asked yet.
            program = find_program(store, client, document.program_id)
            give_consent(store, program, max(days.values()).date())
        keep_answers(store, client, _answers(document, days, before), pack, profile, max(days.values()))

    # The third session was put off for a week; the fourth never came.
    keep(give_program(6, "sample-1"), {1: 5, 2: 4, 3: 2}, 0)
    sheet = handout_for(store, client, pack, [_HANDOUT], profile, _wanted(plugins, weeks[3], "sample-2"))
    record_given(store, client, sheet, weeks[3])
    keep(give_program(2, "sample-3"), {1: 1, 2: 0}, 3)
    new = add_client(store, OTHER, weeks[0])
    save_profile(store, new, pack, load_profile(pack, _NEW), weeks[0])


def _wanted(plugins: Plugins, when: dt.datetime, program_id: str) -> Wanted:
    return Wanted(asked_formats(plugins, {"text": {}}), plugins, when.date(), program_id=program_id)


def _answers(document: Document, days: Mapping[int, dt.datetime], before: int) -> Answers:
    """Return what came back of the sessions that were done.

    Args:
        document: The program.
        days: The sessions that were done, each with the time.
        before: How many sessions were done in earlier programs.
    """
    written = iter(_WRITTEN)
    found = []
    for number, place in enumerate(answer_places(document)):
        if place.id.session in days and (said := _said(place, before, number, written)):
            when = days[place.id.session]
            found.append(Answer(place.id, said, place.question, "workbook", when))
    return Answers(document.program_id, PackName(document.pack, document.pack_version), tuple(found))


def _said(place: AnswerPlace, before: int, number: int, written: Iterator[str]) -> Value | None:
    """Return an answer; None for what was skipped: each third box, and most lines."""
    if place.asker == "self-check":
        return None
    response = place.response
    if isinstance(response, Ratings) and place.id.item in _RATINGS:
        return NumberValue(_RATINGS[place.id.item][before + place.id.session - 1])
    if isinstance(response, Choices) and number % 3:
        first = response.options[0].value
        return ChoicesValue((first,)) if response.many else ChoiceValue(first)
    if isinstance(response, Lines) and (text := next(written, "")):
        return TextValue(text)
    return None
