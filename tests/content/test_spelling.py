"""Every word of the bundled pack is in the dictionary (Hunspell's en_US, which spylls brings), or in words.txt."""

from __future__ import annotations

import gc
import re
import unicodedata
import warnings
from pathlib import Path

import pytest
from spylls.hunspell import Dictionary
from tests.content.pack import PACK, texts

with warnings.catch_warnings():
    # spylls leaves its files to the collector, which complains wherever it happens to run.
    warnings.simplefilter("ignore", ResourceWarning)
    DICTIONARY = Dictionary.from_files("en_US")
    gc.collect()
OWN = {
    line
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def misspelt(text: str) -> list[str]:
    words = _WORD.findall(text.replace("’", "'").replace("‘", "'"))
    return [word for word in dict.fromkeys(words) if not _is_known(word.removesuffix("'s"))]


def _is_known(word: str) -> bool:
    # The dictionary has its loan words without accents: café as cafe.
    word = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))
    lower = word.lower()
    return lower in OWN or bool(DICTIONARY.lookup(word)) or bool(DICTIONARY.lookup(lower))


@pytest.mark.slow
def test_every_word_is_spelt_as_the_dictionary_has_it() -> None:
    found = {f"{read.kind} {read.id}": misspelt(read.text) for read in texts()}
    assert {name: words for name, words in found.items() if words} == {}


def test_what_the_counselor_reads_is_spelt_right_as_well() -> None:
    said = [gate.reason for gate in PACK.gates]
    said += [fact.ask for fact in PACK.facts.values()] + [fact.help for fact in PACK.facts.values()]
    said += [one.note for one in PACK.techniques.values()] + [stop.says for stop in PACK.stops]
    assert misspelt("\n".join(said)) == []


def test_a_misspelt_word_is_found() -> None:
    assert misspelt("Snarfle what you blorb, and what you don’t. It is another’s.") == ["Snarfle", "blorb"]


@pytest.mark.slow
def test_no_word_of_the_list_is_there_for_nothing() -> None:
    used = {word.lower() for read in texts() for word in misspelt_without_list(read.text)}
    assert used >= OWN


def misspelt_without_list(text: str) -> list[str]:
    words = {word.removesuffix("'s") for word in _WORD.findall(text.replace("’", "'"))}
    return [word for word in words if not (DICTIONARY.lookup(word) or DICTIONARY.lookup(word.lower()))]
