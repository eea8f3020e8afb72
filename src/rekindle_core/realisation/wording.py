"""Filling in: from the template tree to Document inlines and blocks, one line of prose at a time.

Input: prose with slots. Output: nodes without slots. Capitals are decided here, where the text before a
slot is known; names are never capitalized.
"""

from __future__ import annotations

import re
from typing import TypeVar, assert_never

import msgspec

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.template import (
    TO_HELP,
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
    Spans,
    Styled,
    Verbatim,
    Words,
)
from rekindle_core.document.nodes import (
    Block,
    Blocks,
    Code,
    Datum,
    Emphasis,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    Text,
)
from rekindle_core.frozen import replace
from rekindle_core.planning.contract import HELP
from rekindle_core.planning.eligibility import eligible_phrases
from rekindle_core.planning.rank import keyed
from rekindle_core.profile.conflicts import Reading
from rekindle_core.realisation.fixed import fixed_blocks, fixed_line
from rekindle_core.realisation.people import Referent, capitalise, referent

T = TypeVar("T")

# The end of a sentence, then only space and opening marks up to here; or nothing at all before.
_OPENING = "‘“\"'([«¿¡"
_SENTENCE_START = re.compile(r"(?:\A|[.!?][’”\"')\]]*\s+)[‘“\"'(\[«¿¡]*\Z")


class Wording(msgspec.Struct):
    """Fills in prose for one reader."""

    pack: Pack
    reading: Reading
    seed: int
    _people: dict[str, Referent] = msgspec.field(default_factory=dict)

    def inlines(self, spans: Spans, place: str) -> Inlines:
        """Return a line of prose, filled in.

        Args:
            spans: The line.
            place: The id of the item that it belongs to; phrases vary by it.
        """
        fixed = fixed_line(spans)
        return _Line(self, place, spans).fill(spans) if fixed is None else fixed

    def blocks(self, prose: Prose, place: str) -> Blocks:
        """Return prose, filled in; `place` as in `inlines`."""
        fixed = fixed_blocks(prose)
        if fixed is not None:
            return fixed
        return tuple(self._block(piece, f"{place}\0{index}") for index, piece in enumerate(prose))

    def _block(self, piece: Para | Listing | Quote, place: str) -> Block:
        match piece:
            case Para():
                return Paragraph(self.inlines(piece.children, place))
            case Listing():
                items = tuple(
                    self.blocks(item, f"{place}\0{index}") for index, item in enumerate(piece.items)
                )
                return ItemList(piece.ordered, items)
            case Quote():
                return Quotation(self.blocks(piece.children, place))
            case _ as never:
                assert_never(never)

    def person(self, name: str) -> Referent:
        """Return one of the pack's people as described by the profile."""
        if name not in self._people:
            self._people[name] = referent(self.pack, self.reading, name)
        return self._people[name]

    def phrase(self, name: str, place: str, nth: int) -> Spans:
        """Return the alternative of a phrase list that is used at a place, by weight."""
        fitting = eligible_phrases(self.pack, self.reading, name)
        at = keyed(self.seed, place, name, nth) % sum(phrase.weight for phrase in fitting)
        for phrase in fitting:
            at -= phrase.weight
            if at < 0:
                return phrase.text
        raise AssertionError("the weights do not add up")


class _Line(msgspec.Struct):
    """One line being filled in: the text so far decides on capitals, and all of it on agreement."""

    wording: Wording
    place: str
    whole: Spans
    said: str = ""
    phrases: int = 0
    capital_next: bool = False

    def fill(self, spans: Spans) -> Inlines:
        out: list[Inline] = []
        for span in spans:
            for node in self._nodes(span):
                if isinstance(node, Text) and out and isinstance(out[-1], Text):
                    out[-1] = Text(out[-1].text + node.text)
                else:
                    out.append(node)
        return tuple(out)

    def _nodes(self, span: Span) -> Inlines:
        match span:
            case Words():
                return (self._text(span.text),)
            case Mention():
                return self._mention(span)
            case Agreement():
                agreed = self.wording.person(span.person).agrees(span.case, self.whole)
                return (self._text(span.arms[self.wording.pack.language.classes.index(agreed.of_class)]),)
            case FactSlot():
                return self._fact(span.fact)
            case PhraseSlot():
                self.phrases += 1
                self.capital_next = self._at_start()
                phrase = self.wording.phrase(span.name, self.place, self.phrases)
                self.whole += phrase
                return self.fill(phrase)
            case Styled():
                style = Emphasis if span.style == "emphasis" else Strong
                return (style(self.fill(span.children)),)
            case Verbatim():
                self.said += span.text
                return (Code(span.text),)
            case Hyperlink(url=url):
                words = self.fill(span.children)
                return (Reference(HELP, words) if url == TO_HELP else Link(url, words),)
            case Break():
                self.said += " "
                return (LineBreak(),)
            case _ as never:
                assert_never(never)

    def _text(self, text: str) -> Text:
        return Text(self._say(text))

    def _datum(self, text: str, fact: str) -> Datum:
        said = self._say(text)
        # A name that ends in a period, such as ‘Jr.’, does not end a sentence.
        self.said = self.said.rstrip(".!?") + "x" if self.said[-1:] in (".", "!", "?") else self.said
        return Datum(said, fact)

    def _say(self, text: str) -> str:
        if self.capital_next:
            text = capitalise(text)
        self.capital_next = False
        self.said += text
        return text

    def _mention(self, slot: Mention) -> Inlines:
        spoken = self.wording.person(slot.person).mention(slot.case)
        self.capital_next = self._at_start() and not spoken.proper
        node = self._datum(spoken.text, spoken.fact) if spoken.fact else self._text(spoken.text)
        ending = self.wording.pack.language.possessive if slot.possessive or spoken.possessive else ""
        return (node, self._text(ending)) if ending else (node,)

    def _fact(self, name: str) -> Inlines:
        fact, value = self.wording.pack.facts[name], self.wording.reading[name]
        if isinstance(value, str) and fact.kind in ("text", "name"):
            self.capital_next = False
            return (replace(self._datum(value, name), quoted=fact.kind == "text"),)
        return (self._text(fact.values.get(str(value), str(value))),)

    def _at_start(self) -> bool:
        if not _SENTENCE_START.search(self.said):
            return False
        last = self.said.rstrip(_OPENING + " ").split()[-1:] or [""]
        return last[0].lstrip(_OPENING) not in self.wording.pack.language.abbreviations
