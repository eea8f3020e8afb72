"""A no may be untrue: a task about one's own part, an apology, a promise or a limit leaves out what kept one safe.

A person who was hurt may have answered no to every question about it. Whatever asks for a part of theirs has the tag
own-part and says so itself; prompts of the tag share a motif, so that a session has one of them and says it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.content.pack import ALTERNATIVES, LENGTHS, PACK, STEPS, at_length, item_texts, lines_of, unit_texts

from rekindle_core.content.model.step import Checklist, Exercise, Prompt, Unit

TAG = "own-part"
LOOKED_AT = ("understand", "acknowledge", "trust", "own-look", "own-part", "own-limits", "clear-limits")
UNITS = {unit.id: unit for unit in (*STEPS, *ALTERNATIVES) if unit.id in LOOKED_AT}
KEPT_SAFE = re.compile(
    r"skip what kept you safe|skip what fear promised|stay(?:ing)? safe|kept you safe|keep (?:myself|yourself) safe"
    r"|(?:safe|safer) (?:to|for)|safely|afraid|you fear|frightened|free of fear|made to do",
    re.IGNORECASE,
)
ASKS_FOR_A_PART = re.compile(
    r"\b(?:your|my) (?:own )?part\b|\byou did\b(?! not)|\byou (?:have )?acted\b"
    r"|\bI did\b|\byou chose\b|\bI chose\b|\bregret\b|\bapology\b"
    r"|\byour own (?:doing|piece)\b|\bbroke\b(?! it)|\blimit\b|\bpromise\b|\bdid the harm\b|\buntruth\b",
    re.IGNORECASE,
)
HARMLESS = {
    "acknowledge-good-apology": "an apology that the reader was given",
    "acknowledge-takes-back": "the words of an example",
    "trust-one-promise": "a small promise, of which fear is left out as well",
    "trust-slipping": "work or a friend",
    "trust-packed-bag": "a promise to a child",
    "trust-broken-to-self": "a promise to oneself",
    "trust-everyday": "what was kept to in a week",
    "own-part-whom": "to whom it could be told, and not what",
    "own-part-call-sheet": "a call, with nothing on paper about what was done",
    "own-look-steady": "whether today is a day for it",
    "clear-limits-reader": "the limit that a court or the police has set",
    "clear-limits-where-it-sits": "the limit that a court or the police has set",
    "clear-limits-how-clear": "the limit that a court or the police has set",
}
"""Items with such a word that ask for no part in what happened between the two, and why."""


def items() -> Iterator[Prompt | Exercise | Checklist]:
    for unit in UNITS.values():
        yield from unit.prompts
        yield from unit.exercises
        yield from unit.checklists


TAGGED = {item.id: item for item in items() if TAG in item.offer.tags}


def test_prompts_exercises_and_checklists_are_among_them() -> None:
    assert {type(item) for item in TAGGED.values()} == {Prompt, Exercise, Checklist}
    assert {item.id for item in PACK.items.values() if TAG in item.offer.tags} == set(TAGGED)


@pytest.mark.parametrize("name", TAGGED)
def test_each_says_so_itself_in_each_of_its_wordings(name: str) -> None:
    item = TAGGED[name]
    if isinstance(item, Prompt):
        for variant in item.variants:
            assert KEPT_SAFE.search(" ".join(lines_of(variant.prose))), variant.id
    else:
        assert KEPT_SAFE.search(" ".join(read.text for read in item_texts(item)))


def test_whatever_asks_for_a_part_of_ones_own_is_one_of_them_or_is_known_to_be_harmless() -> None:
    asking = {
        item.id
        for item in items()
        if ASKS_FOR_A_PART.search(" ".join(read.text for read in item_texts(item) if read.kind != "option"))
    }
    assert asking - set(TAGGED) == set(HARMLESS)


def test_a_session_says_it_once_in_its_prompts() -> None:
    prompts = [item for item in TAGGED.values() if isinstance(item, Prompt)]
    # The list of causes is for an early session, and looks at no part.
    assert {item.id for item in prompts if item.motif != TAG} == {"understand-which-causes"}
    assert {item.id for item in items() if getattr(item, "motif", "") == TAG} <= set(TAGGED)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("unit", UNITS.values(), ids=lambda unit: unit.id)
def test_the_pages_of_these_steps_say_it_too(unit: Unit, length: str) -> None:
    read = at_length(unit_texts(unit), length)
    prose = " ".join(one.text for one in read if one.kind in {"opening", "passage", "key"})
    assert KEPT_SAFE.search(prose) or re.search(r"from harm|into danger", prose)


def test_key_points_say_it_where_the_passage_in_full_does() -> None:
    frame = (PACK.frame.opening, PACK.frame.alternatives, PACK.frame.closing)
    passages = [one for place in (*frame, *STEPS, *ALTERNATIVES) for one in place.passages]
    short = [one for passage in passages for one in passage.text if one.key]
    said = {
        one.id: " ".join(lines_of(one.key)) for one in short if KEPT_SAFE.search(" ".join(lines_of(one.text)))
    }
    assert "understand-two-parts-all" in said
    assert [name for name, key in said.items() if not KEPT_SAFE.search(key)] == []


@pytest.mark.parametrize("name", ["skip-what-kept-you-safe", "skip-what-fear-promised"])
def test_every_reader_is_given_a_sentence_for_it(name: str) -> None:
    phrases = PACK.phrases[name]
    assert len(phrases) >= 3
    for phrase in phrases:
        words = "".join(getattr(span, "text", "") for span in phrase.text)
        assert re.search(r"\b(?:safe|harm|afraid|fear)\b", words)
