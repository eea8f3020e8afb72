"""A language as data: what agrees with what, which pronouns there are, and the interface's words.

Nothing here is English but the file that it is read from; another language is another file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import field

from rekindle_core.content.model.values import NAME_ONLY, PronounSet
from rekindle_core.frozen import Frozen, force_setattr


class Language(Frozen):
    """The grammar and the interface's words of one language.

    Attributes:
        tag: BCP 47 tag.
        direction: The direction of its pages.
        classes: What verbs agree with, in the order in which a choice slot gives its arms. A name is of
            the first.
        cases: The cases a pronoun slot can name.
        pronouns: The sets that a profile can name, by the name it uses.
        default_pronouns: The set for a person of whom none is known.
        possessive: What makes a name possessive.
        possessive_cases: The cases that are possessive, for a person who uses no pronoun.
        quotes: Typographic quotation marks: single pair, double pair.
        abbreviations: Words whose dot ends no sentence.
        words: The interface's words, by key.
        counselor: The words of the counselor's pages, by key; no other page has them.
        reasons: The words of reasons, by key. Every key of the English ones is there.
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
    words: Mapping[str, str] = field(default_factory=dict)
    counselor: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        force_setattr(self, "pronouns", MappingProxyType(dict(self.pronouns)))
        force_setattr(self, "words", MappingProxyType(dict(self.words)))
        force_setattr(self, "counselor", MappingProxyType(dict(self.counselor)))
        force_setattr(self, "reasons", MappingProxyType(dict(self.reasons)))

    def pronoun_set(self, name: str) -> PronounSet:
        """Return the set of that name; `name-only` is a name in every language.

        Raises:
            KeyError: There is none of that name.
        """
        return NAME_ONLY if name == "name-only" else self.pronouns[name]

    @property
    def pronoun_names(self) -> tuple[str, ...]:
        """The names that a profile can use."""
        return (*self.pronouns, "name-only")
