"""An interview: the facts' questions, one after another, as a state machine without a terminal.

Input: a Pack, what is already known, and lines as typed. Output: after each line a new state, with the
next question and any remarks. Must not know: where lines come from, how a question looks, files.

The date of the questions is recorded, not asked for.

    question ──answer──▶ next question that is open and not moot ──▶ … ──▶ none: finished
       ▲  │ not usable, or ‘?’: the same question
       └──┴ ‘back’: the one before, its answer offered again                ‘stop’: stopped

An answer can also be changed out of turn (`revise`); then comes what is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import field

from rekindle_core.content.model.condition import Truth, evaluate
from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing, PronounSet, Value
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.errors import ProfileError
from rekindle_core.frozen import Frozen, replace
from rekindle_core.profile.answer import (
    country_in_words,
    explain,
    how,
    in_words,
    meaning_of,
    read_answer,
)
from rekindle_core.profile.clean import NoCharacter, clean_text, no_character
from rekindle_core.profile.conflicts import find_conflicts
from rekindle_core.profile.current import expiring
from rekindle_core.profile.dates import days_meant
from rekindle_core.profile.help_lines import help_notes, help_sentence
from rekindle_core.profile.profile import Profile

WHY = "?"
_MOVING = ("unknown", "declined", "back", "stop")
"""The answers that a language has words for and that do not answer the question itself."""


class Interview(Frozen):
    """Where an interview is.

    Attributes:
        pack: The pack whose facts are asked for.
        given: What was known before; it is asked only by going back to it.
        answers: The answers so far, in the order of asking; an open one is `Missing.UNKNOWN`.
        drafts: Answers that someone has gone back over; each is kept until it is given again or is moot.
        stopped: Whether someone has ended it.
        revised: The fact whose answer is being changed out of turn; empty for none.
        today: The day of the interview; None where no day is recorded.
        first: What was known at the beginning; an answer that is only kept is no younger for it.
    """

    pack: Pack
    given: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[str, Value] = field(default_factory=dict)
    drafts: Mapping[str, Value] = field(default_factory=dict)
    stopped: bool = False
    revised: str = ""
    today: dt.date | None = None
    first: Mapping[str, Value] = field(default_factory=dict)

    @property
    def question(self) -> Fact | None:
        """The fact to ask for next; None if nothing is left, or the interview was stopped.

        Where the reader answers for themself, its question is put to them.
        """
        if self.stopped:
            return None
        if self.revised:
            return self.worded(self.pack.facts[self.revised])
        found = next(self._open(), None)
        return None if found is None else self.worded(found)

    @property
    def answered(self) -> tuple[tuple[Fact, Value], ...]:
        """What is known or declined, in the order of asking: what someone can review and change."""
        values = self.values
        return tuple((self.worded(fact), values[fact.name]) for fact in self._facts() if fact.name in values)

    def worded(self, fact: Fact) -> Fact:
        """Return a fact in the form in which it is asked here."""
        when = self.pack.to_reader_when
        if (
            when is None
            or evaluate(when, lambda name: self._known.get(name, Missing.UNKNOWN)) is not Truth.TRUE
        ):
            return fact
        return self.pack.to_reader.get(fact.name, fact)

    @property
    def _known(self) -> Mapping[str, Value]:
        return {**self.given, **self.drafts, **self.answers}

    @property
    def draft(self) -> Value | None:
        """The previous answer to this question, if someone went back to it and it had one."""
        return self.drafts.get(self.question.name) if self.question else None

    @property
    def place(self) -> tuple[int, int]:
        """The number of this question, from 1, and how many there are as far as is known."""
        if self.revised:
            names = [fact.name for fact, _ in self.answered]
            return names.index(self.revised) + 1, len(names)
        asked = len(self.answers)
        return asked + 1, asked + sum(1 for _ in self._open())

    @property
    def values(self) -> dict[str, Value]:
        """What is known or declined, given and answered."""
        known = {**self.given, **self.answers}
        for fact in self._facts():
            if fact.name in self.drafts and fact.name not in known and not is_moot(fact, known):
                known[fact.name] = self.drafts[fact.name]
        known |= self._asked_on()
        return {name: value for name, value in known.items() if value is not Missing.UNKNOWN}

    @property
    def asked_anew(self) -> bool:
        """Whether a question whose answer expires was answered here."""
        names = self.pack.expiry.answers if self.pack.expiry else ()
        answered = {**self.drafts, **self.answers}
        new = (answered.get(name, Missing.UNKNOWN) for name in names if name not in self._kept)
        return any(value is not Missing.UNKNOWN for value in new)

    @property
    def _kept(self) -> Mapping[str, Value]:
        """What was known at the beginning and is unchanged, even if someone went back to it."""
        return {name: value for name, value in self.first.items() if self._known.get(name) == value}

    def _asked_on(self) -> dict[str, Value]:
        """Return the day on which the questions with expiring answers were asked, if it is today.

        If some were answered earlier, they keep their day, known or not: an answer is never made younger.
        """
        expiry = self.pack.expiry
        if not expiry or not self.today or not self.asked_anew or expiring(expiry, Profile(self._kept)):
            return {}
        return {expiry.asked_on: self.today}

    def _open(self) -> Iterator[Fact]:
        known = {**self.given, **self.answers}
        return (fact for fact in self._facts() if fact.name not in known and not is_moot(fact, known))

    def _facts(self) -> Iterator[Fact]:
        recorded = self.pack.expiry.asked_on if self.pack.expiry else ""
        return (fact for section in self.pack.sections.values() for fact in section if fact.name != recorded)


def is_moot(fact: Fact, values: Mapping[str, Value]) -> bool:
    """Return whether what is known makes a question moot; a condition that is open does not."""
    if fact.asked_when is None:
        return False
    return evaluate(fact.asked_when, lambda name: values.get(name, Missing.UNKNOWN)) is Truth.FALSE


class Turn(Frozen):
    """The result of one line.

    Attributes:
        interview: The new state of the interview.
        remark: What to tell the person, in the language of the pack; often nothing.
        faults: What is wrong with an unusable answer; the question stays open.
        conflicts: Conflicts that this answer causes.
    """

    interview: Interview
    remark: str = ""
    faults: tuple[Diagnostic, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def begin(pack: Pack, given: Mapping[str, Value] | None = None, *, today: dt.date | None = None) -> Interview:
    """Return an interview at its first question.

    Args:
        pack: The pack whose facts the interview asks for.
        given: What is already known, including declined facts; only the rest is asked.
        today: The day of the interview, which is recorded for answers that expire.
    """
    known = {name: value for name, value in (given or {}).items() if value is not Missing.UNKNOWN}
    return Interview(pack, known, today=today, first=known)


def respond(interview: Interview, line: str) -> Turn:
    """Take one line, which answers the question or is one of the words for moving about.

    Args:
        interview: An interview that has a question.
        line: What was typed. An empty line leaves the question open, or keeps the answer that it had.

    Raises:
        ValueError: There is no question to answer.
    """
    fact = interview.question
    if fact is None:
        raise ValueError("the interview is over")
    if found := no_character(line):
        return _refused(interview, fact, clean_text(line), (_no_character_fault(found),))
    text = clean_text(line)
    if text == WHY:
        return Turn(interview, explain(interview.pack, fact))
    if not text:
        kept = interview.draft
        return _answered(interview, fact, Missing.UNKNOWN if kept is None else kept)
    match meaning_of(interview.pack, fact, text):
        case "unknown":
            return _answered(interview, fact, Missing.UNKNOWN)
        case "declined":
            return _answered(interview, fact, Missing.DECLINED)
        case "back":
            return _back(interview)
        case "stop":
            return Turn(replace(interview, stopped=True))
        case _:
            pass  # a separate answer, read below
    try:
        value = read_answer(interview.pack, fact, _unquoted(interview.pack, text))
    except ProfileError as error:
        return _refused(interview, fact, text, tuple(error.diagnostics))
    return _answered(interview, fact, value, text)


def _no_character_fault(found: NoCharacter) -> Diagnostic:
    position = Position("answer", 1, found.at + 1)
    return Diagnostic(position, "yaml-character", f"The answer {found.message}.", found.hint)


def _refused(interview: Interview, fact: Fact, text: str, faults: tuple[Diagnostic, ...]) -> Turn:
    days = days_meant(interview.pack.language, text) if fact.kind == "date" else ()
    if len(days) > 1:
        first, last = (day.isoformat() for day in days)
        said = interview.pack.language.said("which_day", answer=text, first=first, last=last)
        return Turn(interview, said, faults)
    wrong = " ".join(f"{one.message} {one.hint[:1].upper()}{one.hint[1:]}".strip() for one in faults)
    said = interview.pack.language.said("refused", fault=wrong, answer=text, how=how(interview.pack, fact))
    return Turn(interview, said, faults)


def _answered(interview: Interview, fact: Fact, value: Value, typed: str = "") -> Turn:
    drafts = {name: draft for name, draft in interview.drafts.items() if name != fact.name}
    answers = {**interview.answers, fact.name: value}
    after = replace(interview, answers=answers, drafts=drafts, revised="")
    if fact.kind == "country" and isinstance(value, str):
        remark = " ".join(_of_country(interview.pack, value, typed))
    else:
        remark = _understood(interview.pack, fact, value, typed)
    return Turn(after, remark, conflicts=tuple(_new_conflicts(interview, after)))


def _understood(pack: Pack, fact: Fact, value: Value, typed: str) -> str:
    """Return how an answer was understood, if that differs from what was typed."""
    words = in_words(pack, fact, value)
    differs = typed.casefold() != words.casefold() and fact.kind in ("number", "date")
    short = isinstance(value, PronounSet) and typed.casefold() in {form.casefold() for _, form in value.forms}
    return pack.language.said("understood", answer=typed, value=words) if typed and (differs or short) else ""


def _new_conflicts(before: Interview, after: Interview) -> Iterator[Conflict]:
    held = find_conflicts(before.pack, Profile(before.values))
    return (one for one in find_conflicts(after.pack, Profile(after.values)) if one not in held)


def _of_country(pack: Pack, code: str, typed: str) -> Iterator[str]:
    """Yield which country was understood, unless it was typed as its code, and the note about its help lines."""
    if typed.upper() != code:
        yield pack.language.said("read_as", answer=typed, country=country_in_words(pack, code))
    yield from (help_sentence(pack, one) for one in help_notes(pack, Profile({"country": code})))


def revise(interview: Interview, fact: str) -> Interview:
    """Return an interview that asks for one answer again, with the current one as its draft.

    Args:
        interview: An interview, at whatever question or at its end.
        fact: The name of a fact that is in `answered`.
    """
    return replace(_drafted(interview, fact), revised=fact, stopped=False)


def go_back(interview: Interview) -> Interview | None:
    """Return an interview at the previous question, with its answer offered again; None if there is none.

    This also reaches answers given before the interview, and at the end, the last question.
    """
    if interview.revised:
        name = interview.revised
        drafts = {each: value for each, value in interview.drafts.items() if each != name}
        answers = {**interview.answers, name: interview.drafts[name]}
        return replace(interview, answers=answers, drafts=drafts, revised="")
    known = {**interview.given, **interview.answers}
    order = [fact.name for section in interview.pack.sections.values() for fact in section]
    before = order[: order.index(interview.question.name)] if interview.question else order
    earlier = [name for name in before if name in known and not is_moot(interview.pack.facts[name], known)]
    return _drafted(interview, earlier[-1]) if earlier else None


def _drafted(interview: Interview, fact: str) -> Interview:
    """Return an interview in which one answer is a draft, to be given again."""
    value = {**interview.drafts, **interview.given, **interview.answers}[fact]
    return replace(
        interview,
        given={name: one for name, one in interview.given.items() if name != fact},
        answers={name: one for name, one in interview.answers.items() if name != fact},
        drafts={**interview.drafts, fact: value},
    )


def _back(interview: Interview) -> Turn:
    earlier = go_back(interview)
    return Turn(interview, interview.pack.language.said("first")) if earlier is None else Turn(earlier)


def _unquoted(pack: Pack, text: str) -> str:
    """Return a command word in quotes as the answer that it is; return anything else unchanged."""
    inside = text[1:-1]
    marks = pack.language.quotes
    quoted = len(text) > 2 and text[0] in f"\"'“‘{marks[::2]}" and text[-1] in f"\"'”’{marks[1::2]}"
    # A profile cannot contain these two as texts, with or without quotes, so the quotes stay.
    reserved = inside in {item.value for item in Missing}
    word = inside == WHY or pack.language.meaning(inside) in _MOVING
    return inside if quoted and word and not reserved else text
