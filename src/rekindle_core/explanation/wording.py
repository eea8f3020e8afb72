"""Reasons in words: the one place that words them, and conditions, by the templates of a language.

Comes in: a Language, and a Reason, a Shortfall or a Condition. Goes out: a line of text.
Must not know: any language's words, or where the text is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from rekindle_core.content.model.condition import (
    MISSING,
    All,
    Any,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
)
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.values import Missing
from rekindle_core.planning import reasons as why
from rekindle_core.planning.reasons import FactIs, FactsAre, GateSays, Reason, Refusal, Refused
from rekindle_core.planning.shortfalls import (
    FewerSessions,
    OpeningsAlike,
    Shortfall,
    StepsLeftOut,
    TooFewMoments,
)

_SLOT = re.compile(r"\{(\w+)\}")


def condition_words(language: Language, condition: Condition, *, negated: bool = False) -> str:
    """Return a condition in words, such as 'contact is none and boundary does not hold blocked'.

    Args:
        language: Whose words.
        condition: The condition.
        negated: Whether to say its opposite.
    """
    match condition:
        case Not():
            return condition_words(language, condition.part, negated=not negated)
        case All() | Any():
            conjoined = isinstance(condition, All) != negated
            if not condition.parts:
                return _say(language, "always" if conjoined else "never")
            parts = [_part(language, part, condition, negated=negated) for part in condition.parts]
            return _joined(language, "and" if conjoined else "or", parts)
        case Is():
            if set(condition.values) == MISSING:
                return _say(language, "is_known" if negated else "is_not_known", fact=condition.fact)
            return _test(language, "is_not" if negated else "is", condition)
        case Has():
            return _test(language, "holds_not" if negated else "holds", condition)
        case AtLeast():
            key = "under" if negated else "at_least"
            return _say(language, key, fact=condition.fact, number=condition.bound)
        case AtMost():
            key = "over" if negated else "at_most"
            return _say(language, key, fact=condition.fact, number=condition.bound)
        case _ as never:
            assert_never(never)


def facts_words(language: Language, facts: FactsAre) -> str:
    """Return what a profile says to some facts in words, such as 'contact is none, country is unknown'."""
    if not facts.facts:
        return _say(language, "everybody")
    return _joined(language, "list", (_fact(language, one) for one in facts.facts))


def shortfall_words(language: Language, shortfall: Shortfall) -> str:
    """Return what a plan could not keep, as a sentence."""
    match shortfall:
        case FewerSessions():
            return _say(language, "fewer_sessions", wanted=shortfall.wanted, held=shortfall.held)
        case StepsLeftOut():
            return _say(language, "steps_left_out", steps=_joined(language, "and", shortfall.steps))
        case TooFewMoments():
            numbers = {"moments": shortfall.moments, "sessions": shortfall.sessions}
            return _say(language, f"too_few_{shortfall.kind}", **numbers)
        case OpeningsAlike():
            return _say(language, "openings_alike", session=shortfall.session, unit=shortfall.unit)
        case _ as never:
            assert_never(never)


def reason_words(language: Language, reason: Reason) -> str:  # noqa: C901 -- one case each
    """Return a reason in words."""

    def say(key: str, **values: str | int) -> str:
        return _say(language, key, **values)

    def inner(reason: Reason) -> str:
        return reason_words(language, reason)

    def facts(facts: FactsAre) -> str:
        return facts_words(language, facts)

    def gates(gates: Iterable[GateSays]) -> str:
        said = (say("gate", gate=one.gate, reason=inner(one.reason)) for one in gates)
        return _joined(language, "series", said)

    def names(names: Iterable[str]) -> str:
        return _joined(language, "list", names)

    def some(key: str, number: int) -> str:
        return f"{key}_one" if number == 1 else f"{key}_many"

    match reason:
        case FactsAre():
            return facts(reason)
        case why.GateHolds():
            return say("gate_holds", words=reason.words, facts=facts(reason.facts))
        case why.DeclinedHolds():
            return say("declined_holds", facts=names(reason.facts))
        case why.UnknownHolds():
            return say("unknown_holds", facts=facts(reason.facts))
        case why.UnknownPasses():
            return say("unknown_passes", facts=facts(reason.facts))
        case why.UnknownAsks():
            return say("unknown_asks", facts=facts(reason.facts))
        case why.Fits():
            return say("fits", condition=condition_words(language, reason.when))
        case why.Needs():
            condition = condition_words(language, reason.when)
            return say("needs", condition=condition, facts=facts(reason.facts))
        case why.RemovedByTag():
            key = some("removed", len(reason.gates))
            return say(key, gates=names(reason.gates), tag=reason.tag)
        case why.NoSelfCheck():
            key = some("no_self_check", len(reason.gates))
            return say(key, gates=names(reason.gates), tag=reason.tag)
        case why.NoPhraseFits():
            return say("no_phrase_fits", name=reason.phrases)
        case why.NoLineFits():
            return say("no_line_fits")
        case why.NoVariantFits():
            return say("no_variant_fits")
        case why.UsedBefore():
            return say("used_before")
        case why.TooDeep():
            return say("too_deep", level=reason.level, highest=reason.highest)
        case why.TooLong():
            return say("too_long", minutes=reason.minutes, most=reason.most)
        case why.NotBrief():
            return say("not_brief")
        case why.NoBriefRoom():
            return say("no_brief_room")
        case why.StandsInstead(gates=()):
            return say("stands_instead", alternative=reason.alternative)
        case why.StandsInstead():
            return say("stands_instead_for", alternative=reason.alternative, gates=gates(reason.gates))
        case why.Chosen():
            place = {"place": reason.place, "of": reason.of, "session": reason.session}
            return say("chosen", reason=inner(reason.reason), **place)
        case why.Taken():
            return say("taken", reason=inner(reason.reason), session=reason.session)
        case why.NotDealt():
            refused = _refused(language, reason.refused)
            place = {"place": reason.place, "of": reason.of}
            return say("not_dealt", reason=inner(reason.reason), refused=refused, **place)
        case why.FitsBut():
            return say("fits_but", refused=_refused(language, reason.refused))
        case why.NoAppendix():
            return say("no_appendix")
        case why.ProgramReplaced():
            return say("program_replaced", alternatives=names(reason.alternatives))
        case why.OtherReplaces():
            return say("other_replaces", alternatives=names(reason.alternatives))
        case why.OutWith():
            return say(f"out_with_{reason.kind}", item=reason.item, reason=inner(reason.reason))
        case why.OtherWording():
            return say("other_wording", reason=inner(reason.reason))
        case why.ReadAsPage():
            return say("read_as_page", unit=reason.unit)
        case why.InPlaceOfProgram():
            return say("in_place_of_program", gates=gates(reason.gates))
        case why.AddedInFront():
            return say("added_in_front", gates=gates(reason.gates))
        case why.AddedAt():
            return say("added_at", unit=reason.unit, gates=gates(reason.gates))
        case why.InsteadOf():
            steps = _joined(language, "and", reason.steps)
            return say("instead_of", steps=steps, gates=gates(reason.gates))
        case why.InAppendix():
            return say("in_appendix", gates=gates(reason.gates))
        case why.OtherAlternative():
            return say("other_alternative", gates=gates(reason.gates))
        case why.OnlyWhereGateHolds():
            return say("only_where_gate_holds", gates=gates(reason.gates))
        case _ as never:
            assert_never(never)


def _refused(language: Language, refused: tuple[Refused, ...]) -> str:
    """Return why no session took something; sessions are named only where they do not agree."""
    if len(refused) == 1:
        return _refusal(language, refused[0].refusal)
    said = []
    for one in refused:
        sessions = _joined(language, "list", map(str, one.sessions))
        key = "refused_one" if len(one.sessions) == 1 else "refused_many"
        said.append(_say(language, key, sessions=sessions, refusal=_refusal(language, one.refusal)))
    return _joined(language, "series", said)


def _refusal(language: Language, refusal: Refusal) -> str:
    match refusal:
        case why.TooDeep():
            return _say(language, "too_deep", level=refusal.level, highest=refusal.highest)
        case why.DeepTooEarly():
            return _say(language, "deep_too_early", session=refusal.session)
        case why.DeepTooShort():
            return _say(language, "deep_too_short", minutes=refusal.minutes)
        case why.DeepTaken():
            return _say(language, "deep_taken" if refusal.most else "deep_none")
        case why.MotifTaken():
            return _say(language, "motif_taken", motif=refusal.motif)
        case why.QuotedAlready():
            return _say(language, "quoted_already", facts=_joined(language, "list", refusal.facts))
        case why.RankedOut():
            return _say(language, "ranked_out")
        case why.GentleFirst():
            return _say(language, "gentle_first", item=refusal.item)
        case why.SharedOut():
            key = "shared_out_one" if refusal.prompts == 1 else "shared_out_many"
            return _say(language, key, prompts=refusal.prompts)
        case why.NoExercises():
            return _say(language, "no_exercises", minutes=refusal.minutes)
        case why.NoSessions():
            return _say(language, "no_sessions")
        case _ as never:
            assert_never(never)


def _fact(language: Language, said: FactIs) -> str:
    match said.value:
        case None:
            return _say(language, "fact_given", fact=said.fact)
        case Missing():
            return _say(language, f"fact_{said.value.value}", fact=said.fact)
        case ():
            return _say(language, "fact_none", fact=said.fact)
        case tuple():
            return _say(language, "fact", fact=said.fact, value=_joined(language, "and", said.value))
        case str() | int():
            return _say(language, "fact", fact=said.fact, value=said.value)
        case _ as never:
            assert_never(never)


def _test(language: Language, key: str, test: Is | Has) -> str:
    *before, last = map(str, test.values)
    values = _joined(language, "or", [_joined(language, "list", before), last]) if before else last
    return _say(language, key, fact=test.fact, values=values)


def _part(language: Language, part: Condition, whole: All | Any, *, negated: bool) -> str:
    words = condition_words(language, part, negated=negated)
    return _say(language, "group", inner=words) if len(whole.parts) > 1 and _is_joined(part) else words


def _is_joined(condition: Condition) -> bool:
    """Return whether the words of a condition have an 'and' or an 'or' of their own."""
    match condition:
        case Not():
            return _is_joined(condition.part)
        case All() | Any():
            return len(condition.parts) > 1 or any(map(_is_joined, condition.parts))
        case Is():
            return len(condition.values) > 1 and set(condition.values) != MISSING
        case Has():
            return len(condition.values) > 1
        case AtLeast() | AtMost():
            return False
        case _ as never:
            assert_never(never)


def _joined(language: Language, key: str, parts: Iterable[str]) -> str:
    """Return parts joined from the left by a template with {before} and {after}."""
    return reduce(lambda before, after: _say(language, key, before=before, after=after), parts)


def _say(language: Language, key: str, **values: str | int) -> str:
    """Return a template filled in. What is filled in is never looked at again: it may hold braces."""
    template = language.reasons[key]
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), template)
