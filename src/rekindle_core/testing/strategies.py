"""Random Documents, for hypothesis: every node type, in every place where it can be.

They contain what a realised Document may contain: ids and answers are unique, references and self-checks
point to existing sections, prompts and sessions are numbered from 1, and texts are in any script but without
controls. Hypothesis is imported only when a strategy is requested.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from rekindle_core.document import nodes as n
from rekindle_core.document.walk import joined_title
from rekindle_core.testing.responses import KINDS, choices, ratings, scale
from rekindle_core.testing.samples import english_words, practice

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")

_DEEPEST = 2
_MEANT = (
    *"<>&;\"'`*_~#[](){}|\\/!$%@^=+-.,:? 1a",
    *(
        "<b>",
        "</p>",
        "<!--",
        "&amp;",
        "&#42;",
        "]]>",
        "<br/>",
        "*a*",
        "__b__",
        "[x](y)",
        "![i](u)",
        "`c`",
        "~~d~~",
    ),
    *("{a}", "{{b}}", "${c}", "%s", "#[d]", "$x$", "\\e", "\\n", "# ", "- ", "1. ", "> ", "| a |", "---"),
)
"""Text with a meaning in one format or another."""
_URLS = ("https://example.org/", "https://example.org/a?b=1&c=%20#d", "mailto:a@example.org", "tel:+441")
_LANGUAGES: tuple[tuple[str, n.Direction], ...] = (("en", "ltr"), ("de", "ltr"), ("he", "rtl"))
_TOP: tuple[n.Role, ...] = ("opening", "self-checks", "session", "closing", "review", "alternatives", "help")
_INSIDE: dict[n.Role, n.Role] = {"session": "step", "alternatives": "alternative"}
_TASKS: tuple[n.TaskKind, ...] = (
    "settle",
    "look-back",
    "prompt",
    "exercise",
    "checklist",
    "rating",
    "action",
    "close",
)


def typed_texts(*, longest: int = 12) -> SearchStrategy[str]:
    """Return a strategy for what a text can contain: assigned characters, no controls or overrides.

    Half of the texts have a meaning in one format or another.
    """
    from hypothesis import strategies as st

    overrides = [chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    characters = st.characters(
        exclude_categories=["Cc", "Cn", "Co", "Cs", "Zl", "Zp"], exclude_characters=overrides
    )
    pieces = st.lists(st.one_of(characters, st.sampled_from(_MEANT)), min_size=1, max_size=longest)
    return pieces.map(lambda found: "".join(found)[:longest])


def plain_words() -> SearchStrategy[str]:
    """Return a strategy for short words of ASCII letters, which any format can show."""
    from hypothesis import strategies as st

    return st.text(st.sampled_from("abcdefghijklmnoprstuw"), min_size=1, max_size=8)


def documents(*, texts: SearchStrategy[str] | None = None, parts: int = 4) -> SearchStrategy[n.Document]:
    """Return a strategy for random Documents.

    Args:
        texts: The strategy for every text in them; `typed_texts()` by default.
        parts: The largest number of top-level sections; at least one.

    Returns:
        The strategy. Documents shrink towards one empty section.
    """
    from hypothesis import strategies as st

    drawn = typed_texts() if texts is None else texts
    words = english_words()
    ranges = cache(st.integers)

    @st.composite
    def build(draw: DrawFn) -> n.Document:
        maker = _Maker(lambda least, most: draw(ranges(least, most)), lambda: draw(drawn), words)
        return maker.document(parts)

    return build()


@dataclass(slots=True)
class _Maker:
    """Builds one Document out of drawn numbers and texts."""

    number: Callable[[int, int], int]
    text: Callable[[], str]
    words: Mapping[str, str]
    sections: tuple[str, ...] = ()
    plans: tuple[n.Lines | n.IfThen, ...] = ()
    ids: int = 0
    prompts: int = 0
    sessions: int = 0

    def document(self, most: int) -> n.Document:
        # The ids of the top-level sections are known beforehand, so that anything can point to them.
        self.sections = tuple(f"part-{index}" for index in range(1, self.number(1, most) + 1))
        language, direction = self.pick(_LANGUAGES)
        named = self.chance()
        parts = tuple(self.section(self.pick(_TOP), 0, name) for name in self.sections)
        return n.Document(
            language=language,
            direction=direction,
            title=self.text(),
            reader=self.text() if named else "",
            reader_fact="reader.name" if named else "",
            code="10000-00000-00000-00000-0000Z",
            program_id=f"{self.number(0, 9)}" * 12,
            date=self.day(),
            parts=parts,
            words=self.words,
            practice=self.practice() if self.chance() else None,
            notice=self.text() if self.chance() else "",
            discreet=self.chance(),
            sheet=self.chance() and all(part.role != "session" for part in parts),
        )

    def practice(self) -> n.Practice:
        def maybe(*values: str) -> str:
            return self.pick(("", *values))

        return n.Practice(
            name=self.text(),
            clinician=self.text() if self.chance() else "",
            phone=maybe("020 7946 0000", "on the door"),
            email=maybe("hello@example.org"),
            web=maybe("https://example.org/a?b=1&c=2"),
            footer=self.text() if self.chance() else "",
            accent=maybe("#000000", "#2a6f97"),
            paper=self.pick(("", "a4", "letter")),
            logo=self.pick((None, practice().logo)),
        )

    # ------------------------------------------------------------------ what is drawn

    def pick(self, values: Sequence[T]) -> T:
        return values[self.number(0, len(values) - 1)]

    def chance(self) -> bool:
        return self.number(0, 1) == 1

    def some(self, make: Callable[[], T], least: int = 0, most: int = 3) -> tuple[T, ...]:
        return tuple(make() for _ in range(self.number(least, most)))

    def day(self) -> dt.date:
        return dt.date(1990, 1, 1) + dt.timedelta(days=self.number(0, 40_000))

    def fresh(self, kind: str) -> str:
        self.ids += 1
        return f"{kind}-{self.ids}"

    # ------------------------------------------------------------------ lines

    def line(self, depth: int = 0) -> n.Inlines:
        return self.some(lambda: self.inline(depth), least=1, most=2)

    def inline(self, depth: int) -> n.Inline:
        match self.number(0, 3 if depth >= _DEEPEST else 7):
            case 0:
                return n.Text(self.text())
            case 1:
                return n.Datum(self.text(), self.pick(("partner.name", "own.words")))
            case 2:
                return n.Code(self.text())
            case 3:
                return n.LineBreak()
            case 4:
                return n.Emphasis(self.line(depth + 1))
            case 5:
                return n.Strong(self.line(depth + 1))
            case 6:
                return n.Link(self.pick(_URLS), self.line(depth + 1))
            case _:
                return n.Reference(self.pick(self.sections), self.line(depth + 1))

    # ------------------------------------------------------------------ blocks

    def prose(self, depth: int = 0) -> n.Blocks:
        return self.some(lambda: self.piece(depth), least=1, most=2)

    def piece(self, depth: int) -> n.Block:
        match self.number(0, 1 if depth >= _DEEPEST else 3):
            case 0 | 1:
                return n.Paragraph(self.line())
            case 2:
                items = self.some(lambda: self.prose(depth + 1), least=1)
                return n.ItemList(self.chance(), items)
            case _:
                return n.Quotation(self.prose(depth + 1))

    def block(self, role: n.Role, depth: int) -> n.Block:
        match self.number(0, 6 if depth >= _DEEPEST else 8):
            case 0:
                return self.piece(0)
            case 1 | 2 | 3:
                return self.task()
            case 4:
                return n.Sample(self.fresh("sample"), self.line(), self.prose())
            case 5:
                return self.check()
            case 6:
                return self.help_lines()
            case 7:
                return n.Addition(f"plugin-{self.number(1, 3)}", self.added())
            case _:
                return self.section(_INSIDE.get(role, "passage"), depth + 1, self.fresh("section"))

    def section(self, role: n.Role, depth: int, name: str) -> n.Section:
        if role != "session":
            step = self.fresh("step") if role == "step" else ""
            title, inside = self.line(), self.blocks(role, depth)
            key = self.prose() if role == "passage" and self.chance() else ()
            return n.Section(name, role, title, inside, skippable=self.chance(), step=step, key=key)
        self.sessions += 1
        number, date = self.sessions, self.day() if self.chance() else None
        minutes = self.number(1, 240) if self.chance() else None
        inside = self.blocks(role, depth)
        joined = self.some(self.line, least=2) if self.chance() else ()
        return n.Section(
            name,
            role,
            joined_title(joined) if joined else self.line(),
            inside,
            number,
            date,
            minutes,
            self.chance(),
            "" if joined else self.fresh("step"),
            joined,
        )

    def blocks(self, role: n.Role, depth: int) -> n.Blocks:
        if role == "review":
            return (*self.prose(), self.chart())
        return self.some(lambda: self.block(role, depth))

    def chart(self) -> n.RatingsChart:
        sessions = tuple(range(1, self.number(2, 4) + 1))

        def series() -> n.RatingSeries:
            places = tuple(self.fresh("answer") if self.chance() else "" for _ in sessions)
            return n.RatingSeries(self.fresh("series"), self.line(), places)

        return n.RatingsChart(self.fresh("chart"), sessions, 0, 10, self.some(series, least=1))

    def added(self) -> n.Blocks:
        """Return what a plugin may add: prose, and its own passages and tasks."""
        match self.number(0, 2):
            case 0:
                return self.prose()
            case 1:
                return (self.task(),)
            case _:
                return (n.Section(self.fresh("section"), "passage", self.line(), self.prose()),)

    def task(self) -> n.Task:
        kind = self.pick(_TASKS)
        self.prompts += kind == "prompt"
        name = self.fresh(kind)
        earlier = self.pick(self.plans) if kind == "look-back" and self.plans and self.chance() else None
        response = None if kind in ("settle", "close") else self.response(kind)
        if isinstance(response, n.Lines | n.IfThen):
            self.plans += (response,)
        return n.Task(
            id=name,
            item=name,
            kind=kind,
            number=self.prompts if kind == "prompt" else None,
            body=self.prose(),
            response=response,
            title=self.line() if self.chance() else (),
            minutes=self.number(1, 60) if self.chance() else None,
            level=self.number(1, 3) if kind == "prompt" and self.chance() else None,
            about=self.pick(("", "self", "them", "us")) if kind == "prompt" else "",
            help=self.line() if self.chance() else (),
            earlier=earlier,
        )

    def response(self, kind: n.TaskKind) -> n.Response | None:
        if kind == "rating":
            return ratings(self) if self.chance() else scale(self)
        if kind in ("checklist", "action"):
            return choices(self, many=True)
        if kind == "look-back":
            return choices(self, many=False)
        number = self.number(0 if kind == "exercise" else 1, len(KINDS))
        return KINDS[number - 1](self) if number else None

    # ------------------------------------------------------------------ self-checks and help

    def check(self) -> n.SelfCheck:
        def statement() -> n.Statement:
            return n.Statement(self.line(), self.pick(("", *self.sections)))

        name = self.fresh("check")
        option = n.Option("read", self.line())
        confirm = n.Choices(name, (option,), many=True) if self.chance() else None
        return n.SelfCheck(name, self.line(), self.some(statement, least=1), confirm, self.chance())

    def help_lines(self) -> n.HelpLines:
        groups = self.some(self.help_group, least=1, most=2)
        return n.HelpLines(self.fresh("help"), self.prose(), groups, self.line())

    def help_group(self) -> n.HelpGroup:
        emergency = self.pick(((), ("112",), ("999", "112")))
        return n.HelpGroup(self.line(), emergency, self.some(self.help_line, most=2))

    def help_line(self) -> n.HelpLine:
        def maybe(text: Callable[[], str]) -> str:
            return text() if self.chance() else ""

        place = maybe(self.text)
        return n.HelpLine(
            id=self.fresh("line"),
            name=self.text(),
            number=self.pick(("", "116 123", "+44 808 000 0000")),
            serves=maybe(self.text),
            hours=maybe(self.text),
            web=self.pick(("", "https://example.org/help")),
            purpose=self.line() if self.chance() else (),
            place=place,
            emergency=self.pick(((), ("112",), ("999", "112"))) if place else (),
        )
