"""A language as data: what agrees with what, which pronouns there are, and the interface's words.

Nothing here is English but the file that it is read from; another language is another file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Literal

from msgspec import field

from rekindle_core.content.model.values import NAME_ONLY, PronounSet
from rekindle_core.frozen import Frozen, force_setattr


class FactWords(Frozen):
    """What is asked for one of the core's own facts, why, and the heading it is asked under."""

    ask: str
    help: str
    section: str


class Spelling(Frozen):
    """Whole words in lower case, each with its spelling in some countries."""

    countries: tuple[str, ...]
    words: Mapping[str, str]


class Language(Frozen):
    """The grammar and the interface's words of one language.

    Attributes:
        tag: BCP 47 tag.
        direction: The direction of its pages.
        classes: What words agree with, in the order in which a choice slot gives its forms; none in a language
            without agreement.
        cases: The cases a pronoun slot can name.
        pronouns: The sets that a profile can name, by the name it uses.
        default_pronouns: The set for a person of whom none is known.
        agreement: What words agree with that are beside no pronoun: the mention, where a name is of the first
            class whoever bears it; or the person, by their pronouns, also where no mention is.
        possessive: What makes a name possessive.
        possessive_cases: The cases that are possessive, for a person who uses no pronoun.
        quotes: Typographic quotation marks: single pair, double pair.
        abbreviations: Words whose dot ends no sentence.
        words: The interface's words, by key.
        date_forms: How a day is written for readers of a country, by its code, where it is not as `words` have it.
        spelling: How words are spelled for readers of some countries; a later entry counts before an earlier one.
        counselor: The words of the counselor's pages, by key; no other page has them.
        reasons: The words of reasons, by key. Every key of the English ones is there.
        answers: The words that someone types to answer or to move about, by what they mean; the first of each
            is the one that is shown.
        english_answers: The words that are understood as well, in a language that is not English.
        facts: The questions of the core's own facts, by name.
        interview: The messages for someone who fills in or reads a profile, by key.
    """

    tag: str
    direction: Literal["ltr", "rtl"]
    classes: tuple[str, ...]
    cases: tuple[str, ...]
    pronouns: Mapping[str, PronounSet]
    default_pronouns: str
    possessive: str
    possessive_cases: tuple[str, ...]
    quotes: str
    abbreviations: tuple[str, ...]
    agreement: Literal["mention", "person"] = "mention"
    words: Mapping[str, str] = field(default_factory=dict)
    date_forms: Mapping[str, str] = field(default_factory=dict)
    spelling: tuple[Spelling, ...] = ()
    counselor: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    english_answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, FactWords] = field(default_factory=dict)
    interview: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (
            *("pronouns", "words", "date_forms", "counselor", "reasons"),
            *("answers", "english_answers", "facts", "interview"),
        ):
            force_setattr(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def is_english(self) -> bool:
        """Whether it is English, of whatever country."""
        return self.tag.casefold().split("-")[0] == "en"

    def words_for(self, country: str) -> Mapping[str, str]:
        """Return the interface's words for a reader of a country, by its code; an empty one stands for none."""
        form = self.date_forms.get(country)
        return self.words if form is None else {**self.words, "date_form": form}

    def spelling_for(self, country: str) -> Mapping[str, str]:
        """Return the words that readers of a country spell in another way, each with its spelling there."""
        fitting = (one.words for one in self.spelling if country in one.countries)
        latest = {word: spelled for words in fitting for word, spelled in words.items()}
        return {word: spelled for word, spelled in latest.items() if word != spelled}

    def pronoun_set(self, name: str) -> PronounSet:
        """Return the set of that name; `name-only` is a name in every language.

        Raises:
            KeyError: There is none of that name.
        """
        return NAME_ONLY if name == "name-only" else self.pronouns[name]

    @property
    def set_keys(self) -> tuple[str, ...]:
        """What a pronoun set of someone's own is written with: each case and, if there are classes, the number."""
        return (*self.cases, "number") if self.classes else self.cases

    @property
    def default_class(self) -> str:
        """The class of a person of whom nothing is known; empty in a language without classes."""
        return self.pronouns[self.default_pronouns].number

    @property
    def pronoun_names(self) -> tuple[str, ...]:
        """The names that a profile can use."""
        return (*self.pronouns, "name-only")

    def said(self, key: str, **values: str | int) -> str:
        """Return a message for someone who fills in or reads a profile, with its `{…}` filled in.

        Raises:
            KeyError: The language has no words for it.
        """
        # In one go, and not str.format: what was typed may contain braces, and so may a translator's words.
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), self.interview[key])

    def listed(self, key: Literal["list_and", "list_or"], words: Iterable[str]) -> str:
        """Return words in a row, as a language joins them; nothing gives an empty text."""
        first, *rest = tuple(words) or ("",)
        return reduce(lambda before, word: self.said(key, first=before, last=word), rest, first)

    def answer(self, meaning: str) -> str:
        """Return the word that is shown for an answer, such as `yes` or `none`.

        Raises:
            KeyError: There is no such meaning.
        """
        return self.answers[meaning][0]

    def meaning(self, typed: str, taken: Collection[str] = ()) -> str:
        """Return what a word means that someone types, a key of `answers`; empty if it is none of them.

        Args:
            typed: The word, in any case.
            taken: Words, in lower case, that mean something else here, such as the values of a fact. They go
                before English words, never before the language's own.
        """
        word = typed.casefold()
        known = (self.answers,) if word in taken else (self.answers, self.english_answers)
        pairs = (pair for answers in known for pair in answers.items())
        return next((key for key, words in pairs if word in (each.casefold() for each in words)), "")


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds words in any case, but not as a part of an address, such as www.center.org."""
    return re.compile(
        rf"(?<![\w/@])(?<!\w\.)(?:{'|'.join(map(re.escape, words))})(?![\w/@]|\.\w)", re.IGNORECASE
    )
