"""Nothing in the bundled pack is said twice: no two prompts are near to one another, and no sentence comes again.

Wordings of one prompt, one passage or one opening may share words: a reader gets one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

import pytest
from rapidfuzz import fuzz
from tests.content.pack import LANGUAGE, LENGTHS, at_length, texts

from rekindle_core.content.authoring.copy_rules import sentences

MOST_ALIKE = 80
FEW_WORDS = 5
"""Sentences of so few words, such as 'Take your time.', may come again."""


def normal(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]", "", text.casefold().replace("\n", " ")).split())


def alike(prompts: dict[str, str]) -> list[tuple[int, str, str]]:
    """Return the pairs of texts that are near to one another (normalised Indel similarity, in hundredths)."""
    found = (
        (fuzz.ratio(one, two, score_cutoff=MOST_ALIKE), first, second)
        for (first, one), (second, two) in combinations(
            {name: normal(text) for name, text in prompts.items()}.items(), 2
        )
    )
    return sorted(((round(score), one, two) for score, one, two in found if score), reverse=True)


def test_no_two_prompts_or_wordings_are_near_to_one_another() -> None:
    prompts = {read.id: read for read in texts() if read.kind == "prompt"}
    assert len(prompts) > 200
    found = alike({name: read.text for name, read in prompts.items()})
    assert [pair for pair in found if prompts[pair[1]].home != prompts[pair[2]].home] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_no_sentence_comes_again(length: str) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for read in at_length(texts(), length):
        if read.kind == "option":
            continue
        for line in read.lines:
            for start, end in sentences(line, LANGUAGE):
                said = normal(line[start:end])
                if len(said.split()) > FEW_WORDS:
                    seen[said].add(read.home)
    assert len(seen) > 1000
    assert {said: homes for said, homes in seen.items() if len(homes) > 1} == {}


def test_what_is_near_is_found() -> None:
    assert alike(
        {
            "a": "Name one evening when talk went quiet.",
            "b": "Name an evening when the talk went quiet.",
            "c": "Which hour is yours?",
        }
    ) == [(91, "a", "b")]
