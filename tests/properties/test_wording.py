"""Wording: sentences composed at random agree with whom they speak of, against a small oracle.

A sentence is drawn as a list of tokens. Each token knows how it is written in a pack, and says, by a plain
table that shares no code with the realiser, how it must read; the oracle only joins them and puts capitals.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.gardens import Case, cases
from tests.support import CONFIRMED, QUICK, garden_pack

from rekindle_core import Datum, Pack, Paragraph, load_profile, plain, realise, walk
from rekindle_core.content.model.reference import Phrase
from rekindle_core.content.model.template import Para, Prose, Spans
from rekindle_core.content.reading.prose import ProseParser
from rekindle_core.document.nodes import Blocks, Code, Emphasis, Inlines, Link, Strong, Text
from rekindle_core.frozen import replace
from rekindle_core.planning.eligibility import eligible_phrases
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.realisation.wording import Wording

PARSER = ProseParser(frozenset({"helper", "gardener"}), "‘’“”")


def parse(text: str) -> Prose:
    prose, faults = PARSER.parse(text)
    assert not faults, (text, faults)
    return prose


def spans(text: str) -> Spans:
    (paragraph,) = parse(text)
    assert isinstance(paragraph, Para)
    return paragraph.children


# --------------------------------------------------------------------------- people

SETS: dict[str, tuple[object, dict[str, str] | None]] = {
    "she/her": (
        "she/her",
        {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    ),
    "he/him": (
        "he/him",
        {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
    ),
    "they/them": (
        "they/them",
        {"they": "they", "them": "them", "their": "their", "theirs": "theirs", "themself": "themself"},
    ),
    "singular": (
        {
            "they": "xe",
            "them": "xem",
            "their": "xyr",
            "theirs": "xyrs",
            "themself": "xemself",
            "number": "singular",
        },
        {"they": "xe", "them": "xem", "their": "xyr", "theirs": "xyrs", "themself": "xemself"},
    ),
    "plural": (
        {
            "they": "vey",
            "them": "vem",
            "their": "veir",
            "theirs": "veirs",
            "themself": "vemself",
            "number": "plural",
        },
        {"they": "vey", "them": "vem", "their": "veir", "theirs": "veirs", "themself": "vemself"},
    ),
    "name-only": ("name-only", None),
}
"""Each set: how a profile gives it, and its forms (None where the name stands in every case)."""

PLURAL = {"they/them", "plural"}
OWN = {"singular", "plural"}


@dataclass(frozen=True)
class Someone:
    """A person as the oracle knows them: a name or none, a key of SETS or none, and a stand-in."""

    name: str = ""
    pronouns: str = ""
    stand_in: str = "your helper"
    stand_in_plural: bool = False
    stand_in_set: str = ""

    @property
    def set(self) -> str:
        return self.pronouns or self.stand_in_set or "they/them"

    def facts(self, who: str) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if self.name:
            facts[f"{who}.name"] = self.name
        if self.pronouns:
            facts[f"{who}.pronouns"] = SETS[self.pronouns][0]
        return facts

    def called(self) -> tuple[str, bool]:
        """Return the name or stand-in, and whether a capital may be put on it."""
        return (self.name, False) if self.name else (self.stand_in, True)

    def says_name(self, case: str) -> bool:
        return not case or self.set == "name-only"

    def mention(self, case: str) -> tuple[str, bool]:
        """Return how a mention reads in a case."""
        if not self.says_name(case):
            forms = SETS[self.set][1]
            assert forms is not None
            return forms[case], True
        words, capital = self.called()
        return words + ("’s" if case in ("their", "theirs") else ""), capital

    def plural(self, case: str) -> bool:
        """Return whether a verb after a mention in a case is plural."""
        if not self.says_name(case):
            return self.set in PLURAL
        return not self.name and self.stand_in_plural


@dataclass(frozen=True)
class People:
    """The two people of the garden."""

    helper: Someone
    gardener: Someone

    def of(self, who: str) -> Someone:
        return self.helper if who == "helper" else self.gardener

    def wording(self, phrases: Mapping[str, tuple[Phrase, ...]] | None = None) -> Wording:
        pack: Pack = garden_pack()
        people = {
            who: replace(
                pack.people[who],
                stand_in=self.of(who).stand_in,
                stand_in_class="plural" if self.of(who).stand_in_plural else "",
                stand_in_pronouns=self.of(who).stand_in_set,
            )
            for who in ("helper", "gardener")
        }
        pack = replace(pack, people=people, phrases=phrases if phrases is not None else PHRASES)
        profile = load_profile(pack, {**self.helper.facts("helper"), **self.gardener.facts("gardener")})
        return Wording(pack, safer_reading(pack, profile), 1)


# --------------------------------------------------------------------------- tokens


@dataclass(frozen=True)
class Token:
    """A word of a sentence: as it is written in a pack, and what the oracle makes of it.

    `who` and `case` say of whom it speaks; `kind` is word, mention, possessive, agreement, phrase or fact.
    """

    kind: str
    source: str
    who: str = ""
    case: str = ""
    arms: tuple[str, str] = ("", "")

    def read(self, people: People) -> tuple[str, bool]:
        """Return how it reads, and whether it takes the capital of a sentence."""
        match self.kind:
            case "mention":
                return people.of(self.who).mention(self.case)
            case "possessive":
                words, capital = people.of(self.who).called()
                return f"{words}’s", capital
            case "agreement":
                return self.arms[people.of(self.who).plural(self.case)], False
            case "phrase":
                return PHRASE_READS[self.source](people)
            case _:
                return self.source, False


CASES = ("they", "them", "their", "theirs", "themself")
PHRASES = {
    name: (Phrase(spans(text)),)
    for name, text in {
        "plain": "a dry corner",
        "named": "{helper} and a spade",
        "pronoun": "{helper.their} bed",
        "agreed": "what {gardener.they} {gardener.they: likes | like}",
        "styled": "*one* bed",
        "linked": "[one page](https://example.org) of a book",
    }.items()
}


def _named(people: People) -> tuple[str, bool]:
    words, capital = people.helper.called()
    return f"{words} and a spade", capital


def _pronoun(people: People) -> tuple[str, bool]:
    words, capital = people.helper.mention("their")
    return f"{words} bed", capital


def _agreed(people: People) -> tuple[str, bool]:
    them = people.gardener
    return f"what {them.mention('they')[0]} {'like' if them.plural('they') else 'likes'}", True


PHRASE_READS = {
    "{@plain}": lambda people: ("a dry corner", True),
    "{@named}": _named,
    "{@pronoun}": _pronoun,
    "{@agreed}": _agreed,
    "{@styled}": lambda people: ("one bed", True),
    "{@linked}": lambda people: ("one page of a book", True),
}

WHO = st.sampled_from(["helper", "helper", "gardener"])
SPACES = st.sampled_from(["", " "])
WORDS = st.sampled_from(["the", "and", "waits", "Ask", "iris", "e.g.", "Dr.", "x2", "ßo", "née"]).map(
    lambda word: Token("word", word)
)
MENTIONS = st.builds(
    lambda who, case: Token("mention", f"{{{who}.{case}}}" if case else f"{{{who}}}", who, case),
    WHO,
    st.sampled_from(["", "", *CASES]),
)
POSSESSIVES = st.builds(
    lambda who, mark: Token("possessive", f"{{{who}{mark}s}}", who), WHO, st.sampled_from("'’")
)
AGREEMENTS = st.builds(
    lambda who, case, arms, gap: Token(
        "agreement",
        f"{{{who}{'.' + case if case else ''}:{gap}{arms[0]}{gap}|{gap}{arms[1]}{gap}}}",
        who,
        case,
        arms,
    ),
    WHO,
    st.sampled_from(["", *CASES]),
    st.sampled_from([("was", "were"), ("is", "are"), ("has not", "have not"), ("waters", "water")]),
    SPACES,
)
PHRASE_SLOTS = st.sampled_from(sorted(PHRASE_READS)).map(lambda source: Token("phrase", source))
TOKENS = st.one_of(WORDS, MENTIONS, MENTIONS, POSSESSIVES, AGREEMENTS, PHRASE_SLOTS)


@dataclass(frozen=True)
class Sentence:
    """Tokens with a mark at the end, perhaps between opening and closing marks, perhaps styled."""

    tokens: tuple[Token, ...]
    styles: tuple[str, ...]
    end: str
    marks: tuple[str, str]

    def source(self) -> str:
        styled = (
            f"{style}{token.source}{style}" for token, style in zip(self.tokens, self.styles, strict=False)
        )
        return self.marks[0] + " ".join(styled) + self.end + self.marks[1]

    def read(self, people: People) -> str:
        words = [token.read(people) for token in self.tokens]
        first, capital = words[0]
        told = [first[0].upper() + first[1:] if capital else first, *(text for text, _ in words[1:])]
        return self.marks[0] + " ".join(told) + self.end + self.marks[1]


def is_plain(sentence: Sentence) -> bool:
    """Return whether no abbreviation ends the sentence, or stands right behind its opening mark.

    The first would end it twice; the second has a test of its own.
    """
    last, first = sentence.tokens[-1].source, sentence.tokens[0].source
    return not last.endswith(".") and not (first.endswith(".") and sentence.marks[0])


SENTENCES = st.builds(
    Sentence,
    st.lists(TOKENS, min_size=1, max_size=6).map(tuple),
    st.lists(st.sampled_from(["", "", "", "*", "**"]), min_size=6, max_size=6).map(tuple),
    st.sampled_from([".", "?", "!", "…?", "?!"]),
    st.sampled_from([("", ""), ("", ""), ("(", ")"), ("“", "”"), ("‘", "’"), ("(“", "”)"), ("[", "]")]),
).filter(is_plain)
PARAGRAPHS = st.lists(
    st.tuples(st.sampled_from(["", "> ", "- ", "1. "]), st.lists(SENTENCES, min_size=1, max_size=3)),
    min_size=1,
    max_size=3,
)

TYPED_NAMES = st.one_of(
    st.sampled_from(
        ["Sam", "Chris", "zoë", "d’Arc", "O'Neil", "van der Berg", "נועה", "ليلى", "*x*", "a_b_c", "ı"]
    ),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map(
        lambda text: unicodedata.normalize("NFC", text)
    ),
)
PEOPLE = st.builds(
    Someone,
    name=st.one_of(st.just(""), TYPED_NAMES),
    pronouns=st.sampled_from(["", *SETS]),
    stand_in=st.sampled_from(["your helper", "the one who digs"]),
    stand_in_plural=st.booleans(),
    stand_in_set=st.sampled_from(["", "", "she/her", "name-only"]),
)


def lines(blocks: Blocks) -> list[str]:
    return [plain(block.children) for top in blocks for block in walk(top) if isinstance(block, Paragraph)]


def data(blocks: Blocks) -> Iterator[Datum]:
    def inner(inlines: Inlines) -> Iterator[Datum]:
        for inline in inlines:
            match inline:
                case Datum():
                    yield inline
                case Emphasis() | Strong() | Link():
                    yield from inner(inline.children)

    for top in blocks:
        for block in walk(top):
            if isinstance(block, Paragraph):
                yield from inner(block.children)


def said(text: str, helper: Someone | None = None, **more: Any) -> str:
    """Return how a line of prose reads for somebody."""
    people = People(helper or Someone(), Someone())
    (line,) = lines(people.wording(**more).blocks(parse(text), "here"))
    return line


# --------------------------------------------------------------------------- composed at random


@pytest.mark.slow
@settings(QUICK, max_examples=250)
@given(PARAGRAPHS, PEOPLE, PEOPLE)
def test_composed_prose_reads_as_the_oracle_says(
    paragraphs: list[tuple[str, list[Sentence]]], helper: Someone, gardener: Someone
) -> None:
    people = People(helper, gardener)
    source = "\n\n".join(
        prefix + " ".join(sentence.source() for sentence in sentences) for prefix, sentences in paragraphs
    )
    wanted = [" ".join(sentence.read(people) for sentence in sentences) for _, sentences in paragraphs]
    found = lines(people.wording().blocks(parse(source), "here"))
    assert found == wanted
    assert not set("{}") & set("".join(found))


@pytest.mark.slow
@QUICK
@given(PARAGRAPHS, PEOPLE, PEOPLE)
def test_what_somebody_typed_travels_as_data_and_is_never_changed(
    paragraphs: list[tuple[str, list[Sentence]]], helper: Someone, gardener: Someone
) -> None:
    people = People(helper, gardener)
    for prefix, sentences in paragraphs:
        source = prefix + " ".join(sentence.source() for sentence in sentences)
        for datum in data(people.wording().blocks(parse(source), "here")):
            who, fact = datum.fact.split(".")
            someone = people.of(who)
            if fact == "name":
                assert datum.text == someone.name
            else:
                assert someone.set in OWN
                forms = SETS[someone.set][1]
                assert forms is not None
                # A pronoun is a word, and takes the capital of its sentence.
                assert datum.text in {form for word in forms.values() for form in (word, word.capitalize())}


@QUICK
@given(cases())
def test_no_slot_is_left_in_any_program(case: Case) -> None:
    """The reader's own words aside, which may hold what looks like one."""
    text = "\n".join(
        "".join(inline.text for inline in block.children if isinstance(inline, Text | Code))
        for block in walk(realise(case.pack, case.plan, confirmed=CONFIRMED))
        if isinstance(block, Paragraph)
    )
    assert not set("{}") & set(text)


# --------------------------------------------------------------------------- one by one


@pytest.mark.parametrize("source", ["{helper's} bed", "{helper’s} bed"])
@pytest.mark.parametrize(
    ("name", "read"), [("Sam", "Sam’s bed"), ("Chris", "Chris’s bed"), ("", "Your helper’s bed")]
)
def test_a_name_is_possessive_by_apostrophe_and_s_also_after_an_s(source: str, name: str, read: str) -> None:
    assert said(source, Someone(name)) == read


@pytest.mark.parametrize(
    ("case", "read"),
    [
        ("they", "Chris"),
        ("them", "Chris"),
        ("their", "Chris’s"),
        ("theirs", "Chris’s"),
        ("themself", "Chris"),
    ],
)
def test_who_uses_no_pronoun_is_named_in_every_case(case: str, read: str) -> None:
    assert said(f"So {{helper.{case}}} {{helper.{case}: is | are}} here.", Someone("Chris", "name-only")) == (
        f"So {read} is here."
    )


def test_number_belongs_to_the_mention_and_not_to_the_person() -> None:
    source = "{helper.they} {helper.they: was | were} late; {helper} {helper: was | were} not."
    assert said(source, Someone("Alex", "they/them")) == "They were late; Alex was not."
    assert said(source, Someone("", "they/them")) == "They were late; your helper was not."
    assert said(source, Someone("", "she/her", "the neighbours", stand_in_plural=True)) == (
        "She was late; the neighbours were not."
    )


@pytest.mark.parametrize(
    "name", ["{gardener}", "{helper.they}", "*Sam*", "[x](https://y.z)", "<b>", "a|b", "\\{"]
)
def test_a_name_that_looks_like_markup_or_a_slot_is_shown_as_it_is(name: str) -> None:
    assert said("Ask {helper} and {helper's} hens.", Someone(name)) == f"Ask {name} and {name}’s hens."


def test_a_name_keeps_its_small_letter_at_the_start_of_a_sentence() -> None:
    source = "{helper} waits. {helper's} hens wait. “{helper}?”"
    assert said(source, Someone("al")) == "al waits. al’s hens wait. “al?”"
    assert said(source) == "Your helper waits. Your helper’s hens wait. “Your helper?”"


def test_a_name_that_ends_in_a_full_stop_ends_no_sentence() -> None:
    assert (
        said("Give {helper} {helper.their} spade.", Someone("Sam Jr.", "she/her"))
        == "Give Sam Jr. her spade."
    )


@pytest.mark.parametrize("opening", ["(e.g. ", "“e.g. ", "e.g. “", "e.g. (", "[e.g. "])
def test_an_abbreviation_between_marks_ends_no_sentence(opening: str) -> None:
    assert said(f"So {opening}{{helper.they}} waited", Someone("", "she/her")) == f"So {opening}she waited"


def test_a_phrase_takes_its_capital_behind_an_opening_mark() -> None:
    phrases = {"late": (Phrase(spans("‘late’ beds")),)}
    assert said("{@late} wait, {@late} rest.", phrases=phrases) == "‘Late’ beds wait, ‘late’ beds rest."


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("It ends.\\\n{helper.they} begins.", "It ends. She begins."),
        ("It runs\\\n{helper.they: on | on} {helper.they} says.", "It runs on she says."),
        ("It runs\n{helper.they} says.", "It runs she says."),
        ("Wait: {helper.they} says.", "Wait: she says."),
        ("Wait… {helper.they} says.", "Wait… she says."),
    ],
)
def test_where_a_sentence_begins(source: str, read: str) -> None:
    assert said(source, Someone("", "she/her")) == read


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r"A \{brace\} stays.", "A {brace} stays."),
        (r"{helper: a \| b | c} d", "a | b d"),
        (r"{helper: \{a\} | b} d", "{a} d"),
    ],
)
def test_escaped_characters_are_the_characters_themselves(source: str, read: str) -> None:
    assert said(source) == read


# --------------------------------------------------------------------------- facts and phrases


def of_garden(text: str, place: str = "here", seed: int = 1, **facts: Any) -> str:
    pack = garden_pack()
    (line,) = lines(
        Wording(pack, safer_reading(pack, load_profile(pack, facts)), seed).blocks(parse(text), place)
    )
    return line


def test_a_fact_reads_as_its_meaning_and_a_text_as_it_was_typed() -> None:
    facts = {"soil": "clay", "hours": 5, "dream": "a {pear} tree."}
    assert of_garden("{dream} On {soil}, {hours} hours. {dream}", **facts) == (
        "a {pear} tree. On heavy clay, 5 hours. a {pear} tree."
    )


@QUICK
@given(st.integers(0, 2**32 - 1), st.text("abc-", min_size=1, max_size=8))
def test_a_phrase_is_the_same_at_the_same_place_with_the_same_seed(seed: int, place: str) -> None:
    first = of_garden("{@spot}, {@spot}", place, seed)
    assert first == of_garden("{@spot}, {@spot}", place, seed)


def test_phrases_come_as_often_as_their_weights_say() -> None:
    """A dry corner has weight 1, the bed 3: of 2,000 places about 500 are corners (within four deviations)."""
    corners = sum(of_garden("So {@spot}", f"place-{number}") == "So a dry corner" for number in range(2_000))
    assert abs(corners - 500) < 4 * (2_000 * 0.25 * 0.75) ** 0.5


@QUICK
@given(cases())
def test_a_phrase_that_does_not_fit_is_never_said(case: Case) -> None:
    reading = safer_reading(case.pack, case.profile)
    wording = Wording(case.pack, reading, case.seed)
    for name in case.pack.phrases:
        fitting = [phrase.text for phrase in eligible_phrases(case.pack, reading, name)]
        slugs = "slugs" in (case.raw.get("pests") if isinstance(case.raw.get("pests"), list) else ())
        assert bool(fitting) == (name != "pest-note" or slugs)
        if fitting:
            assert wording.phrase(name, "here", 1) in fitting
