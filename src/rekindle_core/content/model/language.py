"""A language as data: agreement, pronouns, and the interface text.

Nothing in this module is specific to English; another language is another file.
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
    """The question, the reason and the heading of one of the core's own facts."""

    ask: str
    help: str
    section: str


class Spelling(Frozen):
    """Whole words in lower case, each with its spelling in some countries."""

    countries: tuple[str, ...]
    words: Mapping[str, str]


class Language(Frozen):
    """The grammar and the interface text of one language.

    Attributes:
        tag: BCP 47 tag.
        direction: The text direction of its pages.
        classes: The classes that words agree with, in the order of a choice slot's forms; empty in a language
            without agreement.
        cases: The cases a pronoun slot can name.
        pronouns: The sets, by the name that a profile uses.
        default_pronouns: The set for a person whose pronouns are unknown.
        agreement: What words without a pronoun agree with: the mention, where a name always belongs to the
            first class; or the person, by their pronouns, even without a mention.
        possessive: What is added to make a name possessive.
        possessive_cases: The cases that are possessive, for a person who uses no pronoun.
        quotes: Typographic quotation marks: single pair, double pair.
        abbreviations: Abbreviations whose period doesn't end a sentence.
        words: The interface text, by key.
        date_forms: The date formats for readers in some countries, by code, if they differ from `words`.
        spelling: How words are spelled for readers in some countries; a later entry takes precedence.
        counselor: The words of the counselor's pages, by key; no other page has them.
        reasons: The words of reasons, by key; complete, with English for missing keys.
        answers: The words that someone types to answer or to navigate, by meaning; the first of each is
            shown.
        english_answers: English words that are also understood, in another language.
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
        """Whether it is English, of any country."""
        return self.tag.casefold().split("-")[0] == "en"

    def words_for(self, country: str) -> Mapping[str, str]:
        """Return the interface text for a reader in a country, by code; empty for no country."""
        form = self.date_forms.get(country)
        return self.words if form is None else {**self.words, "date_form": form}

    def spelling_for(self, country: str) -> Mapping[str, str]:
        """Return the words that readers in a country spell differently, each with that spelling."""
        fitting = (one.words for one in self.spelling if country in one.countries)
        latest = {word: spelled for words in fitting for word, spelled in words.items()}
        return {word: spelled for word, spelled in latest.items() if word != spelled}

    def pronoun_set(self, name: str) -> PronounSet:
        """Return the pronoun set with this name; `name-only` exists in every language.

        Raises:
            KeyError: There is no such set.
        """
        return NAME_ONLY if name == "name-only" else self.pronouns[name]

    @property
    def set_keys(self) -> tuple[str, ...]:
        """The parts of a custom pronoun set: each case and, if there are classes, the number."""
        return (*self.cases, "number") if self.classes else self.cases

    @property
    def default_class(self) -> str:
        """The class of a person about whom nothing is known; empty in a language without classes."""
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
        # In one pass, and not with str.format: typed text may contain braces, and so may a translator's
        # words.
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), self.interview[key])

    def listed(self, key: Literal["list_and", "list_or"], words: Iterable[str]) -> str:
        """Join words as the language does; nothing gives an empty text."""
        first, *rest = tuple(words) or ("",)
        return reduce(lambda before, word: self.said(key, first=before, last=word), rest, first)

    def answer(self, meaning: str) -> str:
        """Return the word to show for an answer, such as `yes` or `none`.

        Raises:
            KeyError: There is no such meaning.
        """
        return self.answers[meaning][0]

    def meaning(self, typed: str, taken: Collection[str] = ()) -> str:
        """Return the meaning of a typed word, as a key of `answers`; empty if it has none.

        Args:
            typed: The word, in any case.
            taken: Words, in lower case, that mean something else here, such as the values of a fact. They
                take precedence over English words, but not over the language's own.
        """
        word = typed.casefold()
        known = (self.answers,) if word in taken else (self.answers, self.english_answers)
        pairs = (pair for answers in known for pair in answers.items())
        return next((key for key, words in pairs if word in (each.casefold() for each in words)), "")


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for words in upper or lower case, but not as part of an address, such as www.center.org."""
    return re.compile(
        rf"(?<![\w/@])(?<!\w\.)(?:{'|'.join(map(re.escape, words))})(?![\w/@]|\.\w)", re.IGNORECASE
    )
