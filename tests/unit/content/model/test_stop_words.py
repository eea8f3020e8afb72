"""Words of a stop in a text: found however they are typed, and not inside of other words."""

from __future__ import annotations

import pytest

from rekindle_core.content.model.stop_words import any_stop_word, is_stop_word

WORDS = (
    "police*",
    "court order*",
    "no-contact order*",
    "cop",
    "911",
    "don't want to live",
    "didn't stop",
    "cut myself",
)


@pytest.mark.parametrize(
    "text",
    [
        # Invisible characters, whatever they were put there for.
        "The po\u00adlice came.",
        "The po\u200blice came.",
        "The p\u2060o\u200dl\u034fi\ufe0fc\U000e0061e came.",
        "the\u200bpolice\u200bcame",
        "a court\u200border",
        "The pol\ufff9ice came.",
        # Hyphens and dashes of every kind, where words are parted and inside of them.
        "It was court-ordered.",
        "It was court\u2011ordered.",
        "It was court—ordered.",
        "It was court \N{EN DASH} ordered.",
        "It was court\N{MINUS SIGN}ordered.",
        "It was courtordered.",
        "There is a no\u2010contact\u2011order.",
        "The po-lice came.",
        "The po-\nlice came.",
        "The po- lice came.",
        "The po‧lice came.",
        "call 9-1-1",
        # Marks of emphasis.
        "_police_",
        "__Police__",
        "the **po**lice",
        "~~court~~_order_",
        # Case, full width, letters as in fancy text, accents and marks.
        "THE POLICE",
        "Ｐｏｌｉｃｅ",
        "𝐩𝐨𝐥𝐢𝐜𝐞",
        "ⓟⓞⓛⓘⓒⓔ",
        "p̲o̲l̲i̲c̲e̲",
        "p̶o̶l̶i̶c̶e̶",
        "pólice",
        "poli\u0301ce",
        "POLİCE",
        # White space of every kind.
        "court\u00a0order",
        "court\u3000\n  order",
        # Apostrophes, and none.
        "I don’t want to live",
        "I don`t want to live",
        "I donʼt want to live",
        "I don´t want to live",
        "I dont want to live",
        "he didn＇t stop",
        "‘police’",
        "the cop's car",
        # Digits that stick to a word.
        "2cops, 1cop",
        "cop1",
        "call911now",
        "police2",
    ],
)
def test_words_are_found_however_they_are_typed(text: str) -> None:
    assert any_stop_word(WORDS, text)
    assert any_stop_word(WORDS, f"First we talked. {text} Then we slept.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We cope.",
        "A scope, and a copse.",
        "Since 1911 or 9110.",
        "An orderly court.",
        "The court. Order!",
        "I want to live.",
        "The pol ice and the court of order.",
        "Our cut, myself and them.",
        "Not a word — of it… ‘none’.",
        # What is not seen through, on purpose.
        "p.o.l.i.c.e",
        "p o l i c e",
        "p0lice",
        "p\N{CYRILLIC SMALL LETTER O}lice",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert not any_stop_word(WORDS, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("court-order", "a court order"),
        ("court\u2011order", "a court-order"),
        ("po\u00adlice*", "the policeman"),
        ("po-lice*", "the po lice"),
        ("POLICE*", "policing? police!"),
        ("policía", "la policia"),
        ("policia", "la policía"),
        ("STRASSE", "die Straße"),
        ("straße", "die STRASSE"),
        ("don’t stop", "I don't stop"),
        ("stay* away order*", "staying away orders"),
        ("un*ed", "un-arm-ed"),
        ("*knife", "a penknife"),
        ("पुलिस", "वह पुलिस आई"),
        ("警察", "警察"),
        ("c++", "we wrote C++."),
        ("🔪", "a 🔪\ufe0f"),
    ],
)
def test_words_are_folded_as_texts_are(word: str, text: str) -> None:
    assert any_stop_word((word,), text)


@pytest.mark.parametrize(("word", "text"), [("が", "か"), ("ה", "הוא"), ("gun", "begun, guns")])
def test_letters_of_other_scripts_keep_words_apart(word: str, text: str) -> None:
    assert not any_stop_word((word,), text)


@pytest.mark.parametrize("word", ["**", "* *", "\u00ad\u00ad", "--", "_*", "  ", "\u0301\u0301"])
def test_a_word_of_nothing_is_no_word_and_stops_nothing(word: str) -> None:
    assert not is_stop_word(word)
    assert not any_stop_word((word,), "Anything at all.")
    assert any_stop_word((word, "all"), "Anything at all.")


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("threw … at me", "He threw a plate at me.", True),
        ("threw … at me", "He threw at me.", True),
        ("threw … at me", "He threw one large plate at me.", True),
        ("threw … at me", "He threw one very large plate at me.", False),
        ("threw … at me", "He threw it. Look at me.", False),
        ("push* me … wall", "They were pushing me against the wall", True),
        ("threw … at me", "overthrew all at me", False),
    ],
)
def test_a_gap_is_up_to_three_words_of_one_sentence(word: str, text: str, found: bool) -> None:
    assert any_stop_word((word,), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We hit it off.", False),
        ("We HIT  it-off!", False),
        ("We hit it off, and then he hit me.", True),
        ("She pushed me away.", False),
        ("She pushed me away from the door.", True),
        ("She pushed me.", True),
    ],
)
def test_a_word_inside_a_harmless_phrase_does_not_count_and_one_that_reaches_beyond_does(
    text: str, found: bool
) -> None:
    words = ("hit", "push* me", "push* me away from")
    assert any_stop_word(words, text, ("hit it off", "push* me away")) == found
