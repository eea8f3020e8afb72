"""The words of the counselor's pages: the language's words, and the pack's prose without own words.

Input: a Pack and a Plan. Output: nodes. Must not know: what is on which page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.document.nodes import (
    Addition,
    Block,
    Blocks,
    Code,
    Datum,
    Emphasis,
    HelpLines,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    RatingsChart,
    Reference,
    Role,
    Sample,
    Section,
    SelfCheck,
    Strong,
    Task,
    Text,
)
from rekindle_core.document.walk import plain
from rekindle_core.document.words import label
from rekindle_core.explanation.wording import reason_words, verdict_words
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import GateVerdict, Plan
from rekindle_core.planning.reasons import Reason
from rekindle_core.profile.telling import told_in
from rekindle_core.realisation.wording import Wording


class Speech:
    """The words of one plan's counselor's pages."""

    def __init__(self, pack: Pack, plan: Plan) -> None:
        self.pack, self.plan = pack, plan
        self.wording = Wording(pack, plan.reading, plan.seed)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the language's words for these pages, filled in.

        Raises:
            RenderError: The language doesn't have it.
        """
        return label(self.pack.language.counselor, key, **values)

    def count(self, key: str, number: int) -> str:
        """Return a number of things in words."""
        return self.word(f"{key}_one" if number == 1 else f"{key}_many", n=number)

    def reason(self, reason: Reason) -> str:
        """Return a reason in words."""
        return reason_words(self.pack.language, reason)

    def verdict(self, verdict: GateVerdict) -> str:
        """Return the reason for a gate's answer, in words."""
        asked = verdict.gate in asked_gates(self.plan)
        return verdict_words(self.pack.language, verdict, asked=asked)

    def quoted(self, text: str) -> str:
        """Return a text between the language's double quotation marks."""
        marks = self.pack.language.quotes
        return f"{marks[2]}{text}{marks[3]}"

    def answer(self, name: str) -> str:
        """Return the profile's answer for a fact, in the pack's words."""
        value = self.plan.profile[name]
        if isinstance(value, Missing):
            return self.word(f"fact_{value.value}")
        return self.value(self.pack.facts[name], value)

    def value(self, fact: Fact, value: Value) -> str:
        """Return a value of a fact in a few words, without anything that the reader typed."""
        if isinstance(value, Missing):
            return self.word(f"override_{value.value}")
        return fact.values.get(str(value)) or told_in(self.pack.language, fact, value)

    # ------------------------------------------------------------------ nodes

    @staticmethod
    def text(text: str) -> Text:
        """Return words."""
        return Text(text)

    @staticmethod
    def strong(text: str) -> Strong:
        """Return the words at the start of a line."""
        return Strong((Text(text),))

    @staticmethod
    def paragraph(*words: str | Inline) -> Paragraph:
        """Return a paragraph."""
        return Paragraph(tuple(Text(one) if isinstance(one, str) else one for one in words))

    @staticmethod
    def listed(lines: Iterable[Inlines]) -> ItemList:
        """Return lines as a list."""
        return ItemList(ordered=False, items=tuple((Paragraph(line),) for line in lines))

    @staticmethod
    def section(name: str, title: str, children: Blocks, *, role: Role = "passage") -> Section:
        """Return a section."""
        return Section(id=name, role=role, title=(Text(title),), children=children)

    @staticmethod
    def answer_id(name: str) -> str:
        """Return the id of a place to write."""
        return f"note_{name}"

    def facts(self, said: Mapping[str, str | Datum]) -> ItemList:
        """Return known values as a list, each after its label; unknown ones are left out."""
        return self.listed(
            (self.strong(f"{self.word(key)}:"), Text(" "), Text(value) if isinstance(value, str) else value)
            for key, value in said.items()
            if value
        )

    # ------------------------------------------------------------------ the pack's prose

    def line(self, spans: Spans, place: str) -> str:
        """Return a line of the pack as plain words."""
        return plain(self._masked_inlines(self.wording.inlines(spans, place)))

    def prose(self, prose: Prose, place: str) -> Blocks:
        """Return prose of the pack, filled in as for the client, but without their own words."""
        return tuple(self._masked(block) for block in self.wording.blocks(prose, place))

    def title(self, unit: str) -> str:
        """Return the title of a step or an alternative."""
        return self.line(self.pack.units[unit].title, unit)

    def _masked(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return Paragraph(self._masked_inlines(block.children))
            case ItemList():
                items = tuple(tuple(map(self._masked, item)) for item in block.items)
                return ItemList(block.ordered, items)
            case Quotation():
                return Quotation(tuple(map(self._masked, block.children)))
            case Task() | Sample() | SelfCheck() | HelpLines() | RatingsChart() | Addition() | Section():
                raise AssertionError(f"prose holds a block of an unknown kind: {block!r}")
            case _ as never:
                assert_never(never)

    def _masked_inlines(self, inlines: Inlines) -> Inlines:
        return tuple(self._masked_inline(inline) for inline in inlines)

    def _masked_inline(self, inline: Inline) -> Inline:
        match inline:
            case Datum():
                fact = self.pack.facts.get(inline.fact)
                return Text(self.word("own_words")) if fact and fact.kind == "text" else inline
            case Emphasis():
                return Emphasis(self._masked_inlines(inline.children))
            case Strong():
                return Strong(self._masked_inlines(inline.children))
            case Link():
                return Link(inline.url, self._masked_inlines(inline.children))
            case Text() | Code() | LineBreak() | Reference():
                return inline
            case _ as never:
                assert_never(never)
