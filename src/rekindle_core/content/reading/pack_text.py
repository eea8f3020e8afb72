"""The texts of a pack as a reader sees them: words, with something in each slot.

Input: prose, and its position in its file. Output: its words, and what it is part of. Must not know:
what the words are checked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.template import (
    Agreement,
    Break,
    FactSlot,
    Hyperlink,
    Listing,
    Mention,
    Para,
    PhraseSlot,
    Prose,
    Quote,
    Span,
    Styled,
    Verbatim,
    Words,
)
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.frozen import Frozen, replace

REPLACEMENT = "replacement"
"""The name of the place for an alternative that replaces a whole program."""


class PackText(Frozen):
    """A piece of prose, and its position.

    `within` has the positions of whatever names its file, if the file is part of another.
    """

    source: Source
    path: KeyPath
    prose: Prose
    within: frozenset[str] = frozenset()

    @property
    def places(self) -> frozenset[str]:
        """What it is part of: the keys on the way to it, and whether it replaces a program."""
        keys = {key for key in self.path if isinstance(key, str)}
        around = [item for item in self._around() if isinstance(item, dict)]
        if any(item.get("effect") == "replace-program" for item in around):
            keys.add(REPLACEMENT)
        return self.within | keys

    @property
    def owner(self) -> str:
        """The id of its innermost container; empty if it has none."""
        found = [item.get("id") for item in self._around() if isinstance(item, dict)]
        return next((name for name in reversed(found) if isinstance(name, str)), "")

    @property
    def assumed(self) -> frozenset[str]:
        """The assumptions that are declared on the way to it."""
        around = [item.get("assumes", ()) for item in self._around() if isinstance(item, dict)]
        return frozenset(name for names in around for name in names)

    def _around(self) -> Iterator[Any]:
        data = self.source.data
        for key in self.path:
            yield data
            data = data[key]
        yield data


class StandInReader(Frozen):
    """Reads prose as for a reader about whom nothing is known.

    Attributes:
        language: The pack's language.
        stand_ins: The words for each of the pack's people.
        agreeing: The class that words without a pronoun agree with; empty for the class of a name.
    """

    language: Language
    stand_ins: Mapping[str, str]
    agreeing: str = ""

    def readings(self, prose: Prose) -> tuple[tuple[str, ...], ...]:
        """Return the lines of some prose, once for each class that its words can agree with."""
        if self.language.agreement == "mention":
            return (self.lines(prose),)
        each = (replace(self, agreeing=name).lines(prose) for name in self.language.classes)
        return tuple(dict.fromkeys(each)) or (self.lines(prose),)

    def lines(self, prose: Prose) -> tuple[str, ...]:
        """Return the words of each paragraph and of each item of a list."""
        return tuple(self._lines(prose))

    def _lines(self, prose: Prose) -> Iterator[str]:
        for piece in prose:
            match piece:
                case Para():
                    yield "".join(map(self._words, piece.children))
                case Listing():
                    for item in piece.items:
                        yield from self._lines(item)
                case Quote():
                    yield from self._lines(piece.children)
                case _ as never:
                    assert_never(never)

    def _words(self, span: Span) -> str:
        match span:
            case Words() | Verbatim():
                return span.text
            case Mention():
                word = self._pronoun(span.case) if span.case else self.stand_ins.get(span.person, span.person)
                return word + self.language.possessive if span.possessive else word
            case Agreement():
                # A choice without enough forms is a separate fault, and is read anyway.
                return span.arms[min(self._number(span.case), len(span.arms) - 1)]
            case FactSlot():
                return "…"
            case PhraseSlot():
                return span.name.replace("-", " ")
            case Styled() | Hyperlink():
                return "".join(map(self._words, span.children))
            case Break():
                return " "
            case _ as never:
                assert_never(never)

    def _pronoun(self, case: str) -> str:
        forms = dict(self.language.pronoun_set(self.language.default_pronouns).forms)
        return forms.get(case, case)

    def _number(self, case: str) -> int:
        """Return which form agrees: a name belongs to the first class, a pronoun to its set's."""
        number = self.language.default_class if case else self.agreeing
        return self.language.classes.index(number) if number else 0
