"""The grammar of slots: what stands between braces, and what cannot."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.content.model.template import Agreement, FactSlot, Mention, PhraseSlot, Slot
from rekindle_core.content.reading.slots import SlotError, parse_slot

PEOPLE = frozenset({"partner", "reader"})


@pytest.mark.parametrize(
    ("source", "slot"),
    [
        ("partner", Mention("partner")),
        ("partner.they", Mention("partner", "they")),
        ("partner's", Mention("partner", possessive=True)),
        ("partner’s", Mention("partner", possessive=True)),
        ("partner.they: was | were", Agreement("partner", "they", ("was", "were"))),
        ("partner.they:was|were", Agreement("partner", "they", ("was", "were"))),
        ("partner : was | were", Agreement("partner", "", ("was", "were"))),
        ("partner: is", Agreement("partner", "", ("is",))),
        ("partner: a | b | c", Agreement("partner", "", ("a", "b", "c"))),
        ("partner: at 12:30 | later", Agreement("partner", "", ("at 12:30", "later"))),
        ("partner: has not | have not", Agreement("partner", "", ("has not", "have not"))),
        ("own_words.what_happened", FactSlot("own_words.what_happened")),
        ("dream", FactSlot("dream")),
        ("a.b.c", FactSlot("a.b.c")),
        ("@small-action", PhraseSlot("small-action")),
        ("@a1", PhraseSlot("a1")),
    ],
)
def test_what_stands_between_braces_is_a_slot(source: str, slot: Slot) -> None:
    assert parse_slot(source, PEOPLE) == slot


def test_only_the_packs_people_tell_a_mention_from_a_fact() -> None:
    assert parse_slot("partner.they", frozenset()) == FactSlot("partner.they")
    assert parse_slot("dream.they", frozenset({"dream"})) == Mention("dream", "they")


def test_a_possessive_of_nobody_is_still_a_mention_so_that_it_is_reported_as_one() -> None:
    assert parse_slot("parner's", PEOPLE) == Mention("parner", possessive=True)


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("", "names a person, a fact or a phrase"),
        ("Partner", "names a person, a fact or a phrase"),
        ("partner.They", "names a person, a fact or a phrase"),
        ("partner .they", "names a person, a fact or a phrase"),
        ("partner.", "names a person, a fact or a phrase"),
        (".they", "names a person, a fact or a phrase"),
        ("the partner", "names a person, a fact or a phrase"),
        ("pärtner", "names a person, a fact or a phrase"),
        ("1st", "names a person, a fact or a phrase"),
        (": was | were", "names a person, a fact or a phrase"),
        ("partner{", "names a person, a fact or a phrase"),
        ("partner's.they", "names a person, a fact or a phrase"),
        ("@", "write a phrase slot as @ and the list's name"),
        ("@Small", "write a phrase slot as @ and the list's name"),
        ("@small_action", "write a phrase slot as @ and the list's name"),
        ("@small-", "write a phrase slot as @ and the list's name"),
        ("@small: a | b", "write a phrase slot as @ and the list's name"),
        ("@small\n", "write a phrase slot as @ and the list's name"),
        ("partner:", "with a word in each place"),
        ("partner: was |", "with a word in each place"),
        ("partner: | were", "with a word in each place"),
        ("partner's: was | were", "with a word in each place"),
        ("partner.their's", "use the pronoun's own case: {partner.their}"),
    ],
)
def test_what_is_no_slot_is_refused_with_an_example_of_one(source: str, part: str) -> None:
    with pytest.raises(SlotError) as caught:
        parse_slot(source.strip(" "), PEOPLE)
    assert part in str(caught.value)
    assert "{" in str(caught.value)


@pytest.mark.parametrize(
    ("source", "arms"),
    [
        (r"partner: a \| b | c", ("a | b", "c")),
        (r"partner: \{a\} | b", ("{a}", "b")),
        (r"partner: a\\ | b", ("a\\", "b")),
        (r"partner: a\\|b", ("a\\", "b")),
        (r"partner: \* | \n", (r"\*", r"\n")),
    ],
)
def test_a_backslash_takes_braces_bars_and_backslashes_as_they_are(
    source: str, arms: tuple[str, ...]
) -> None:
    assert parse_slot(source, PEOPLE) == Agreement("partner", "", arms)


ARMS = st.lists(st.text("ab|{}\\: é", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4)


@given(ARMS)
@QUICK
def test_any_words_can_be_an_arm_once_they_are_escaped(arms: list[str]) -> None:
    source = "partner.they: " + " | ".join(re.sub(r"([{}|\\])", r"\\\1", arm) for arm in arms)
    assert parse_slot(source, PEOPLE) == Agreement("partner", "they", tuple(arms))


@given(st.one_of(st.text(max_size=20), st.text("partne.:|@'’\\{}_- ", max_size=20)))
@QUICK
def test_any_characters_give_a_slot_or_one_fault(source: str) -> None:
    answer: Slot | str
    try:
        answer = parse_slot(source, PEOPLE)
    except SlotError as refused:
        answer = str(refused)
    assert answer
