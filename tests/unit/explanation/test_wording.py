"""Reasons in words: every reason, every template, every language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from tests.support import QUICK, copy_pack, garden_pack
from tests.unit.content.model.test_condition import conditions

from rekindle_core import (
    ContentError,
    load_pack,
    load_profile,
    make_plan,
    plain_blocks,
    realise_for_counselor,
)
from rekindle_core.content.model.condition import (
    ALWAYS,
    All,
    Any,
    AtLeast,
    AtMost,
    Condition,
    Has,
    Is,
    Not,
    facts_of,
    known,
)
from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.values import Missing
from rekindle_core.content.reading.language_words import LANGUAGES
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.explanation.wording import (
    asked_words,
    facts_words,
    read_also_words,
    reason_words,
    shortfall_words,
)
from rekindle_core.explanation.written import unit_title
from rekindle_core.frozen import replace
from rekindle_core.planning import reasons as why
from rekindle_core.planning.looking_back import reasons as back
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
from rekindle_core.profile.profile import SetAside

ENGLISH = garden_pack().language
CLAY, SLUGS = Is("soil", ("clay", "sand")), Has("pests", ("slugs",))
FACTS = FactsAre(
    (
        FactIs("soil", "clay"),
        FactIs("hours", Missing.UNKNOWN),
        FactIs("pond", Missing.DECLINED),
        FactIs("pests", ()),
        FactIs("tools", ("fork", "hoe")),
        FactIs("dream", None),
        FactIs("pond", Missing.UNKNOWN, set_aside=SetAside.EXPIRED),
        FactIs("dream", Missing.UNKNOWN, set_aside=SetAside.STOPPED),
    )
)
GATES = (GateSays("pond", why.UnknownAsks(FACTS)), GateSays("bees", why.GateHolds("it {hums}", FACTS)))
READ = FactsAre(
    (
        FactIs("soil", "sand", why.ReadAs("dry-soil", "clay", FactsAre((FactIs("pests", ("slugs",)),)))),
        FactIs("pests", (), why.ReadAs("dry-soil", None, FactsAre())),
        FactIs(
            "hours",
            Missing.UNKNOWN,
            why.ReadAs("idle", 9, FactsAre((FactIs("dream", None), FactIs("pond", "no")))),
        ),
    )
)
"""Answers that were read as others."""
REFUSALS: tuple[Refusal, ...] = (
    why.TooDeep(3, 2),
    why.DeepTooEarly(3),
    why.DeepTooShort(30),
    why.DeepTaken(1),
    why.DeepTaken(0),
    why.MotifTaken("wall"),
    why.QuotedAlready(("dream",)),
    why.RankedOut(),
    why.GentleFirst("dig-1"),
    why.CoreFirst("dig-2"),
    why.CoreTaken(1),
    why.SharedOut(1),
    why.SharedOut(2),
    why.NoExercises(10),
    why.ExerciseTaken(),
    why.TooLong(20, 14),
    why.NoSessions(),
    why.NoRoom(),
)
REASONS: tuple[Reason, ...] = (
    FACTS,
    FactsAre(),
    READ,
    why.GateHolds("bees make the reader ill", FACTS),
    why.DeclinedHolds(("pond", "soil")),
    why.UnknownHolds(FACTS),
    why.UnknownPasses(FACTS),
    why.UnknownAsks(FACTS),
    why.Fits(All((CLAY, Not(SLUGS), known("soil"), Not(known("hours"))))),
    why.Fits(Not(Any((CLAY, SLUGS, AtLeast("hours", 2), AtMost("hours", 5))))),
    why.Fits(Any((All((SLUGS, AtLeast("hours", 2))), AtMost("hours", 5), ALWAYS, Not(ALWAYS)))),
    why.Needs(CLAY, FACTS),
    why.RemovedByTag("water", ("pond",)),
    why.RemovedByTag("water", ("pond", "bees")),
    why.NoSelfCheck("water", ("pond",)),
    why.NoSelfCheck("water", ("pond", "bees")),
    why.NoPhraseFits("spot"),
    why.NoLineFits(),
    why.NoVariantFits(),
    why.UsedBefore(),
    why.TooDeep(3, 2),
    why.TooLong(9, 5),
    why.NotBrief(),
    why.NoRoom(),
    why.StandsInstead("alt-bees"),
    why.StandsInstead("alt-bees", GATES),
    why.Chosen(FactsAre(), 2, 9, 1),
    why.Chosen(FactsAre(), 2, 9, 1, core=True),
    why.Taken(FactsAre(), 1),
    *(why.NotDealt(FactsAre(), (Refused((1,), one),), 2, 9) for one in REFUSALS),
    why.NotDealt(FactsAre(), (Refused((1,), REFUSALS[0]), Refused((2, 3), REFUSALS[1])), 2, 9),
    why.FitsBut((Refused((1,), REFUSALS[0]),)),
    why.NoAppendix(),
    why.ProgramReplaced(("alt-gone", "alt-far")),
    why.OtherReplaces(("alt-gone",)),
    why.OutWith("step", "dig", why.NoRoom()),
    why.OutWith("alternative", "alt-bees", why.NoRoom()),
    why.OutWith("prompt", "dig-1", why.UsedBefore()),
    why.OutWith("checklist", "dig-list", why.NoLineFits()),
    why.OutWith("passage", "dig-clay", why.NoLineFits()),
    why.OtherWording(FactsAre()),
    why.ReadAsPage("alt-gone"),
    why.InPlaceOfProgram(GATES),
    why.AddedInFront(GATES),
    why.AddedAt("dig", GATES),
    why.InsteadOf(("dig", "sow"), GATES),
    why.InAppendix(GATES),
    why.OtherAlternative(GATES),
    why.OnlyWhereGateHolds(GATES),
    back.LooksBack(4),
    back.LookBackAsked(("pond",)),
    back.LookBackAsked(("pond", "bees")),
    back.LookBackLast(),
    back.LookBackTaken("dig-when"),
)
SHORTFALLS: tuple[Shortfall, ...] = (
    FewerSessions(9, 7),
    StepsLeftOut(("dig", "sow"), 1, 5),
    CoresLeftOut(("dig", "sow")),
    TooFewMoments("settle", 1, 7),
    TooFewMoments("action", 1, 7),
    TooFewMoments("close", 1, 7),
    OpeningsAlike(2, "dig"),
)


DAY = dt.date(2027, 1, 4)
EXPIRY = Expiry(30, "looked", {"pond": ("no",)})
ASKED = (
    Asked("current", ("pond",), dt.date(2027, 1, 1), days=3),
    Asked("expired", ("pond", "pests"), dt.date(2026, 11, 1), days=64),
    Asked("ahead", ("pond",), dt.date(2027, 2, 1), days=-28),
    Asked("undated", ("pond",)),
)


def test_an_answer_that_was_read_as_another_says_what_it_does_not_fit() -> None:
    assert reason_words(ENGLISH, READ) == (
        "soil: clay was read as sand (it contradicts pests: slugs), pests: given was read as none, hours: "
        "9 was read as unknown (it contradicts dream: given and pond: no)"
    )


def say(condition: Condition, *, negated: bool = False) -> str:
    return condition_words(ENGLISH, condition, negated=negated)


# --------------------------------------------------------------------------- every reason and template


def test_the_samples_here_are_of_every_kind() -> None:
    assert {type(one) for one in REASONS} == set(get_args(Reason))
    assert {type(one) for one in REFUSALS} == set(get_args(Refusal))
    assert {type(one) for one in SHORTFALLS} == set(get_args(Shortfall))


def test_every_template_of_english_is_used_and_every_slot_is_filled_in() -> None:
    marked = replace(ENGLISH, reasons={key: f"<{key}>{words}" for key, words in ENGLISH.reasons.items()})
    said = [
        *(reason_words(marked, one) for one in REASONS),
        *(shortfall_words(replace(garden_pack(), language=marked), one) for one in SHORTFALLS),
        *(asked_words(replace(garden_pack(), language=marked), EXPIRY, one, DAY) for one in ASKED),
        read_also_words(marked, FactIs("soil", "sand"), [FactIs("hours", 1)]),
    ]
    assert [key for key in ENGLISH.reasons if not any(f"<{key}>" in line for line in said)] == []
    # What a gate says in the pack's own words is not looked at for slots.
    assert not any(
        "{" in line.replace("it {hums}", "").replace(unit_title(garden_pack(), "sow"), "") for line in said
    )


def test_two_reasons_that_differ_do_not_read_alike() -> None:
    said = [reason_words(ENGLISH, one) for one in REASONS]
    assert len(set(said)) == len(REASONS)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (FactsAre(), "for every reader"),
        (
            FACTS,
            "soil is clay, hours is unknown, pond was declined, pests is none, tools is fork and hoe, dream is given, "
            "pond is unknown (its answer has expired), dream is not used until someone has read it",
        ),
        (why.Needs(SLUGS, FactsAre(FACTS.facts[:1])), "needs pests includes slugs; soil is clay"),
        (why.Chosen(FactsAre(), 2, 9, 1), "for every reader; place 2 of 9, session 1"),
        (
            why.Chosen(FactsAre(), 2, 9, 1, core=True),
            "core prompt of its step; for every reader; place 2 of 9, session 1",
        ),
        (
            why.NotDealt(FactsAre(), (Refused((1, 2), why.RankedOut()),), 4, 9),
            "for every reader, but others ranked higher; place 4 of 9",
        ),
        (
            why.NotDealt(
                FactsAre(), (Refused((1,), why.RankedOut()), Refused((2, 3), why.MotifTaken("a"))), 4, 9
            ),
            (
                "for every reader, but session 1: others ranked higher; sessions 2, 3: its motif “a” was "
                "already used in that session; place 4 of 9"
            ),
        ),
    ],
)
def test_a_reason_in_english(reason: Reason, words: str) -> None:
    assert reason_words(ENGLISH, reason) == words


def test_what_a_reader_said_is_not_taken_for_a_slot() -> None:
    said = FactsAre((FactIs("soil", "{fact}"), FactIs("hours", 3)))
    assert facts_words(ENGLISH, said) == "soil is {fact}, hours is 3"


# --------------------------------------------------------------------------- other languages

SPANISH = """
reasons:
  fact_unknown: "no se sabe {fact}"
  unknown_asks: "{facts}, así que la página lo pregunta"
"""


def own_language(reasons: str) -> str:
    """Return the language of the garden as a file of its own, with other words of reasons."""
    english = (LANGUAGES / "en.yaml").read_text(encoding="utf-8")
    return english[: english.index("\nreasons:")] + reasons


def test_the_counselor_reads_reasons_in_the_packs_language_and_in_english_what_it_leaves_out(
    tmp_path: Path,
) -> None:
    pack = load_pack(copy_pack(tmp_path, {"language.yaml": own_language(SPANISH)}))
    plan = make_plan(pack, load_profile(pack, {"soil": "clay"}))
    text = plain_blocks(realise_for_counselor(pack, plan).parts)
    assert "no se sabe moved_away, así que la página lo pregunta" in text
    assert "moved_away is unknown" not in text
    assert "for every reader; place 1 of" in text
    assert set(pack.language.reasons) == set(ENGLISH.reasons)


def test_a_language_without_words_of_reasons_has_the_english_ones(tmp_path: Path) -> None:
    pack = load_pack(copy_pack(tmp_path, {"language.yaml": own_language("")}))
    assert pack.language.reasons == ENGLISH.reasons


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ('unknown_ask: "Hm."', "unknown-key", "did you mean “unknown_asks”?"),
        ('too_deep: "Hasta {level} o {most}"', "unknown-slot", "{most}"),
        ('no_appendix: "{unit}"', "unknown-slot", "none"),
    ],
)
def test_words_that_no_reason_uses_are_a_fault(line: str, code: str, said: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"language.yaml": own_language(f"\nreasons:\n  {line}\n")})
    with pytest.raises(ContentError) as caught:
        load_pack(folder)
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert said in f"{fault.message} {fault.hint}"
    assert fault.position.file.endswith("language.yaml")


# --------------------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Is("soil", ("clay",)), "soil is clay"),
        (Is("soil", ("clay", "sand", "unknown")), "soil is clay, sand or unknown"),
        (Is("hours", (3,)), "hours is 3"),
        (Not(Is("soil", ("clay",))), "soil is not clay"),
        (Has("pests", ("slugs", "moles")), "pests includes slugs or moles"),
        (Not(Has("pests", ("slugs",))), "pests doesn't include slugs"),
        (AtLeast("hours", 2), "hours is at least 2"),
        (Not(AtLeast("hours", 2)), "hours is under 2"),
        (AtMost("hours", 2), "hours is at most 2"),
        (Not(AtMost("hours", 2)), "hours is over 2"),
        (known("soil"), "soil is known"),
        (Not(known("soil")), "soil is not known"),
        (Not(Not(Is("soil", ("clay",)))), "soil is clay"),
        (ALWAYS, "always"),
        (Not(ALWAYS), "never"),
        (Any(()), "never"),
        (Not(Any(())), "always"),
        (All((AtLeast("a", 1), AtMost("b", 2))), "a is at least 1 and b is at most 2"),
        (Not(All((AtLeast("a", 1), AtMost("b", 2)))), "a is under 1 or b is over 2"),
        (Not(Any((AtLeast("a", 1), AtMost("b", 2)))), "a is under 1 and b is over 2"),
        (
            Any((All((AtLeast("a", 1), AtMost("b", 2))), Is("soil", ("clay",)))),
            "(a is at least 1 and b is at most 2) or soil is clay",
        ),
        (All((AtLeast("a", 1),)), "a is at least 1"),
    ],
)
def test_a_condition_can_be_said_in_plain_words(condition: Condition, words: str) -> None:
    assert say(condition) == words


@given(conditions(missing=True))
@QUICK
def test_every_condition_says_something_and_its_opposite_something_else(condition: Condition) -> None:
    assert say(condition)
    assert say(Not(condition)) != say(condition)
    assert say(Not(condition)) == say(condition, negated=True)
    for fact in facts_of(condition):
        assert fact in say(condition)
