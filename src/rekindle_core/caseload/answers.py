"""Answers that a client handed over: ratings and ticks, and written text only with consent.

Input: an open store, and Answers read from a file. Output: which were kept, and which were not. Must not
know: files, or any format.

An answer is kept only for a program that this client was given. A self-check is never kept: it is asked again in each
program.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from typing import Literal, TypeAlias, assert_never

import msgspec

from rekindle_core.answers import values
from rekindle_core.answers.fit import Left, fit_answers
from rekindle_core.answers.places import answer_places
from rekindle_core.answers.values import Answer, Answers
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.errors import HeldError, NoConsentError, NoProgramError
from rekindle_core.caseload.moments import kept
from rekindle_core.caseload.programs import Program, client_of, document_of, find_program
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.errors import ConfirmationError
from rekindle_core.frozen import Frozen
from rekindle_core.profile.profile import Profile
from rekindle_core.profile.stopped import stops_in

Kind: TypeAlias = Literal["rating", "tick", "number", "text"]


_RATINGS: tuple[Kind, ...] = ("rating",)


class Consent(Frozen):
    """A client's consent to keeping written answers of one program, and until when (empty: it is valid)."""

    given: str
    revoked: str = ""


class Kept(Frozen):
    """What happened to the answers in a file.

    Attributes:
        program: The program that they belong to.
        counts: How many of each kind were kept.
        texts_left: How many written answers were not kept, because there is no consent.
        checks_left: How many self-checks were not kept.
        left: Those that don't fit.
    """

    program: Program
    counts: dict[Kind, int]
    texts_left: int
    checks_left: int
    left: tuple[Left, ...]


class KeptAnswer(Frozen):
    """An answer in a record: its kind, and its program."""

    program: int
    kind: Kind
    answer: Answer
    given: str


def keep_answers(
    store: Store,
    client: Client,
    answers: Answers,
    pack: Pack,
    profile: Profile,
    when: dt.datetime,
    *,
    confirmed: Collection[str] = (),
) -> Kept:
    """Keep what a client handed over; a newer answer replaces an older one to the same question.

    Args:
        store: The store.
        client: The client.
        answers: The answers of one file.
        pack: The pack; written answers are checked against its stops.
        profile: The client's facts, for the names in those stops.
        when: The time, used for answers without one.
        confirmed: The stops, each as `name=day`, that a person has asked about.

    Raises:
        NoProgramError: They don't belong to a program of this client.
        ConfirmationError: A written answer matches a stop that nobody has confirmed. Nothing was kept.
        AnswersError: They belong to another pack.
    """
    if not answers.program_id:
        raise NoProgramError
    program = find_program(store, client, answers.program_id)
    document = document_of(store, program)
    fit = fit_answers(document, answers)
    askers = {place.id.name: place.asker for place in answer_places(document)}
    typed = [(one, _kind(one, askers[one.id.name])) for one in fit.answers.answers]
    may_write = has_consent(store, program)
    counts: dict[Kind, int] = {}
    with store.writing():
        if may_write:
            _see_stops(pack, profile, [one for one, kind in typed if kind == "text"], confirmed)
        for one, kind in typed:
            if kind is None or (kind == "text" and not may_write):
                continue
            _store(store, program, one, kind, when)
            counts[kind] = counts.get(kind, 0) + 1
    texts = sum(kind == "text" for _, kind in typed)
    checks = sum(kind is None for _, kind in typed)
    return Kept(program, counts, 0 if may_write else texts, checks, fit.left)


def _kind(answer: Answer, asker: str) -> Kind | None:
    """Return the kind of an answer; None for a self-check."""
    if asker == "self-check":
        return None
    match answer.value:
        case values.TextValue():
            return "text"
        case values.NumberValue():
            return "rating" if asker == "rating" else "number"
        case values.BooleanValue() | values.ChoiceValue() | values.ChoicesValue():
            return "tick"
        case values.Cleared():
            return "tick"
        case _ as never:
            assert_never(never)


def _see_stops(pack: Pack, profile: Profile, written: list[Answer], confirmed: Collection[str]) -> None:
    texts = [one.value.value for one in written if isinstance(one.value, values.TextValue)]
    done = {name for name, _, day in (word.partition("=") for word in confirmed) if _is_day(day)}
    held = [stop for stop in stops_in(pack, profile, texts) if stop.id not in done]
    if held:
        message = (
            "Nothing was kept: a written answer contains words that you have to ask about first "
            f"({', '.join(stop.id for stop in held)})."
        )
        names = [stop.id for stop in held]
        hint = f"ask your client alone, then add the date: --confirm {names[0]}=YYYY-MM-DD."
        raise ConfirmationError(message, name=names[0], more=names[1:], hint=hint, dated=True)


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _store(store: Store, program: Program, answer: Answer, kind: Kind, when: dt.datetime) -> None:
    if isinstance(answer.value, values.Cleared):
        store.run("DELETE FROM answers WHERE program = ? AND name = ?", program.number, answer.id.name)
        return
    store.run(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (program, name) DO UPDATE SET "
        "kind = excluded.kind, answer = excluded.answer, given = excluded.given, stored = excluded.stored "
        "WHERE excluded.given >= given",
        program.number,
        answer.id.name,
        kind,
        json.dumps(msgspec.to_builtins(answer), ensure_ascii=False),
        kept(answer.when or when),
        kept(when),
    )


def list_answers(store: Store, client: Client, kinds: Collection[Kind] = ()) -> tuple[KeptAnswer, ...]:
    """Return a client's answers, by program and then by time."""
    rows = store.rows(
        "SELECT a.program, a.kind, a.answer, a.given FROM answers AS a JOIN programs AS p ON p.number = a.program "
        "WHERE p.client = ? ORDER BY p.number, a.given, a.name",
        client.id,
    )
    return tuple(
        KeptAnswer(program, kind, msgspec.convert(json.loads(answer), Answer), given)
        for program, kind, answer, given in rows
        if not kinds or kind in kinds
    )


def has_consent(store: Store, program: Program) -> bool:
    """Return whether written answers of a program may be kept."""
    return any(not one.revoked for one in list_consents(store, program))


def list_consents(store: Store, program: Program) -> tuple[Consent, ...]:
    """Return the consents for a program, oldest first."""
    rows = store.rows(
        "SELECT given, coalesce(revoked, '') FROM consents WHERE program = ? ORDER BY given", program.number
    )
    return tuple(Consent(*row) for row in rows)


def give_consent(store: Store, program: Program, day: dt.date) -> None:
    """Record that the client agreed, on a date, to keeping the written answers of a program."""
    with store.writing():
        store.run(
            "INSERT INTO consents VALUES (?, ?, NULL) ON CONFLICT DO UPDATE SET revoked = NULL",
            program.number,
            day.isoformat(),
        )


def revoke_consent(store: Store, program: Program, day: dt.date) -> int:
    """Record that the client withdrew consent, and erase the program's written answers.

    Returns:
        How many were erased.

    Raises:
        NoConsentError: There was none.
        HeldError: A hold keeps the record, and what was written with it.
    """
    with store.writing():
        if client_of(store, program).held:
            raise HeldError
        found = store.run(
            "UPDATE consents SET revoked = ? WHERE program = ? AND revoked IS NULL",
            day.isoformat(),
            program.number,
        )
        if not found:
            raise NoConsentError(
                "There is no consent to withdraw for this program.", hint="nothing was changed."
            )
        return store.run("DELETE FROM answers WHERE program = ? AND kind = 'text'", program.number)


def ratings_of(store: Store, client: Client) -> Iterator[tuple[KeptAnswer, int]]:
    """Yield a client's ratings with their numbers."""
    for one in list_answers(store, client, _RATINGS):
        if isinstance(one.answer.value, values.NumberValue):
            yield one, one.answer.value.value
