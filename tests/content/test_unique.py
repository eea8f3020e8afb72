"""Nothing in the bundled pack is said twice: no two prompts are near to one another, and no sentence comes again."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

from rapidfuzz import fuzz
from tests.content.pack import LANGUAGE, texts

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
    prompts = {read.id: read.text for read in texts() if read.kind == "prompt"}
    assert len(prompts) > 300
    assert alike(prompts) == []


def test_no_sentence_comes_again() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for read in texts():
        if read.kind == "option":
            continue
        for line in read.lines:
            for start, end in sentences(line, LANGUAGE):
                said = normal(line[start:end])
                if len(said.split()) > FEW_WORDS:
                    seen[said].append(read.id)
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
