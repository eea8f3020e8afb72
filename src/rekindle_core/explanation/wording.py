"""Reasons in words: the only module that words them, using the templates of a language.

Input: a Language, and a Reason or a Shortfall. Output: a line of text.
Must not know: any language's words, or where the text is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import assert_never

from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import NONE, Missing
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.templates import fill, joined
from rekindle_core.explanation.written import quoted_title, unit_title
from rekindle_core.planning import reasons as why
from rekindle_core.planning.looking_back import reasons as back
from rekindle_core.planning.plan import GateVerdict
from rekindle_core.planning.reasons import FactIs, FactsAre, GateSays, Reason, Refusal, Refused
from rekindle_core.planning.shortfalls import (
    CoresLeftOut,
    FewerSessions,
    OpeningsAlike,
    Shortfall,
    StepsLeftOut,
    TooFewMoments,
)
from rekindle_core.profile.current import Asked


def facts_words(language: Language, facts: FactsAre) -> str:
    """Return the profile's values for some facts in words, such as 'contact is none, country is unknown'."""
    if not facts.facts:
        return fill(language, "everybody")
    return joined(language, "list", (fact_words(language, one) for one in facts.facts))


def fact_words(language: Language, said: FactIs) -> str:
    """Return the profile's value for one fact in words, and how it was read if it contradicts others."""
    value = said.value
    if said.set_aside:
        return fill(language, f"fact_{said.set_aside.value}", fact=said.fact)
    if read := said.read:
        words = {"given": _value(language, read.given), "value": _value(language, value)}
        if not read.against.facts:
            return fill(language, "fact_read_alone", fact=said.fact, **words)
        against = joined(language, "and", (_answer(language, one) for one in read.against.facts))
        return fill(language, "fact_read_as", fact=said.fact, against=against, **words)
    match value:
        case None:
            return fill(language, "fact_given", fact=said.fact)
        case Missing():
            return fill(language, f"fact_{value.value}", fact=said.fact)
        case ():
            return fill(language, "fact_none", fact=said.fact)
        case tuple():
            return fill(language, "fact", fact=said.fact, value=joined(language, "and", value))
        case str() | int():
            return fill(language, "fact", fact=said.fact, value=value)
        case _ as never:
            assert_never(never)


def _answer(language: Language, said: FactIs) -> str:
    return fill(language, "fact_answer", fact=said.fact, value=_value(language, said.value))


def _value(language: Language, value: Missing | str | int | tuple[str, ...] | None) -> str:
    """Return a fact's value alone."""
    match value:
        case None:
            return language.said("given")
        case Missing():
            return language.answer(value.value)
        case ():
            return language.answer(NONE)
        case tuple():
            return joined(language, "and", value)
        case str() | int():
            return str(value)
        case _ as never:
            assert_never(never)


def verdict_words(language: Language, verdict: GateVerdict, *, asked: bool) -> str:
    """Return the reason for a gate's answer; `asked` is whether its statement is on a page."""
    if isinstance(verdict.reason, why.UnknownAsks) and not asked:
        return facts_words(language, verdict.reason.facts)
    return reason_words(language, verdict.reason)


def read_also_words(language: Language, said: FactIs, others: Iterable[FactIs]) -> str:
    """Return which other answers a fact contradicts, if it was already read as another value because of some."""
    given = _value(language, said.read.given if said.read else said.value)
    against = joined(language, "list", (_answer(language, one) for one in others))
    return fill(language, "fact_read_also", fact=said.fact, given=given, against=against)


def asked_words(pack: Pack, expiry: Expiry, asked: Asked, date: dt.date) -> str:
    """Return sentences that say when the questions whose answers expire were asked, and what follows.

    Args:
        pack: The pack.
        expiry: The pack's rule.
        asked: The result for a profile.
        date: The program's date.
    """
    language = pack.language
    # A fact without a section is named itself.
    sections = dict.fromkeys(pack.facts[name].section or name for name in asked.facts)
    return fill(
        language,
        f"asked_{asked.state}",
        sections=joined(language, "list", sections),
        facts=joined(language, "list", asked.facts),
        fact=expiry.asked_on,
        on=asked.on.isoformat() if asked.on else "",
        days=asked.days,
        after=expiry.after_days,
        date=date.isoformat(),
    )


def shortfall_words(pack: Pack, shortfall: Shortfall) -> str:
    """Return a request that could not be met, as a sentence; steps are named by their titles."""
    language = pack.language
    match shortfall:
        case FewerSessions():
            return fill(language, "fewer_sessions", wanted=shortfall.wanted, held=shortfall.held)
        case StepsLeftOut():
            titles = joined(language, "list", (quoted_title(pack, one) for one in shortfall.steps))
            numbers = {"sessions": shortfall.sessions, "minutes": shortfall.minutes}
            return fill(language, "steps_left_out", steps=titles, **numbers)
        case CoresLeftOut():
            titles = joined(language, "list", (quoted_title(pack, one) for one in shortfall.steps))
            return fill(language, "cores_left_out", steps=titles)
        case TooFewMoments():
            numbers = {"moments": shortfall.moments, "sessions": shortfall.sessions}
            return fill(language, f"too_few_{shortfall.kind}", **numbers)
        case OpeningsAlike():
            return fill(
                language, "openings_alike", session=shortfall.session, unit=unit_title(pack, shortfall.unit)
            )
        case _ as never:
            assert_never(never)


def reason_words(language: Language, reason: Reason) -> str:  # noqa: C901 -- one case each
    """Return a reason in words."""

    def say(key: str, **values: str | int) -> str:
        return fill(language, key, **values)

    def inner(reason: Reason) -> str:
        return reason_words(language, reason)

    def facts(facts: FactsAre) -> str:
        return facts_words(language, facts)

    def gates(gates: Iterable[GateSays]) -> str:
        said = (say("gate", gate=one.gate, reason=inner(one.reason)) for one in gates)
        return joined(language, "series", said)

    def names(names: Iterable[str]) -> str:
        return joined(language, "list", names)

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
        case why.NoRoom():
            return say("no_room")
        case why.StandsInstead(gates=()):
            return say("stands_instead", alternative=reason.alternative)
        case why.StandsInstead():
            return say("stands_instead_for", alternative=reason.alternative, gates=gates(reason.gates))
        case why.Chosen():
            place = {"place": reason.place, "of": reason.of, "session": reason.session}
            return say("chosen_core" if reason.core else "chosen", reason=inner(reason.reason), **place)
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
            steps = joined(language, "and", reason.steps)
            return say("instead_of", steps=steps, gates=gates(reason.gates))
        case why.InAppendix():
            return say("in_appendix", gates=gates(reason.gates))
        case why.OtherAlternative():
            return say("other_alternative", gates=gates(reason.gates))
        case why.OnlyWhereGateHolds():
            return say("only_where_gate_holds", gates=gates(reason.gates))
        case back.LooksBack():
            return say("looks_back", session=reason.session)
        case back.LookBackAsked():
            return say(some("look_back_asked", len(reason.gates)), gates=names(reason.gates))
        case back.LookBackLast():
            return say("look_back_last")
        case back.LookBackTaken():
            return say("look_back_taken", item=reason.item)
        case _ as never:
            assert_never(never)


def _refused(language: Language, refused: tuple[Refused, ...]) -> str:
    """Return why no session took something; sessions are named only if their reasons differ."""
    if len(refused) == 1:
        return _refusal(language, refused[0].refusal)
    said = []
    for one in refused:
        sessions = joined(language, "list", map(str, one.sessions))
        key = "refused_one" if len(one.sessions) == 1 else "refused_many"
        said.append(fill(language, key, sessions=sessions, refusal=_refusal(language, one.refusal)))
    return joined(language, "series", said)


def _refusal(language: Language, refusal: Refusal) -> str:  # noqa: C901 -- one case each
    match refusal:
        case why.TooDeep():
            return fill(language, "too_deep", level=refusal.level, highest=refusal.highest)
        case why.DeepTooEarly():
            return fill(language, "deep_too_early", session=refusal.session)
        case why.DeepTooShort():
            return fill(language, "deep_too_short", minutes=refusal.minutes)
        case why.DeepTaken():
            return fill(language, "deep_taken" if refusal.most else "deep_none")
        case why.MotifTaken():
            return fill(language, "motif_taken", motif=refusal.motif)
        case why.QuotedAlready():
            return fill(language, "quoted_already", facts=joined(language, "list", refusal.facts))
        case why.RankedOut():
            return fill(language, "ranked_out")
        case why.GentleFirst():
            return fill(language, "gentle_first", item=refusal.item)
        case why.CoreFirst():
            return fill(language, "core_first", item=refusal.item)
        case why.CoreTaken():
            return fill(language, "core_taken", number=refusal.number)
        case why.SharedOut():
            key = "shared_out_one" if refusal.prompts == 1 else "shared_out_many"
            return fill(language, key, prompts=refusal.prompts)
        case why.NoExercises():
            return fill(language, "no_exercises", minutes=refusal.minutes)
        case why.ExerciseTaken():
            return fill(language, "exercise_taken")
        case why.TooLong():
            return fill(language, "too_long", minutes=refusal.minutes, most=refusal.most)
        case why.NoSessions():
            return fill(language, "no_sessions")
        case why.NoRoom():
            return fill(language, "no_room")
        case _ as never:
            assert_never(never)
