"""A Document in which each text is a unique word, so that it can be found again in any file.

Input: a Document. Output: the same, marked, and the marks in reading order, each with its node.
Must not know: any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias, TypeVar, assert_never, cast

from msgspec.structs import fields

from rekindle_core.document import nodes as n
from rekindle_core.document.walk import joined_title
from rekindle_core.frozen import Frozen, replace

T = TypeVar("T")

_MARK = re.compile("qx([0-9]+)xq", re.IGNORECASE)
KEY_POINT = "qxkeyxq"
"""The replacement for the key points of sections, which renderers ignore."""

Kind: TypeAlias = Literal["task", "rating", "check", "title", "help", "plugin", "prose", "column"]


class Mark(Frozen):
    """A word that stands for one text of a Document.

    Attributes:
        number: Its unique number, in reading order.
        kind: What it is part of; a rating is distinguished from other tasks, a table's column from its task,
            and a plugin's name from what it added.
        part: The index of the part of the Document that it is in.
        group: The paragraph that it is part of, by number: within one, only some formats keep an order.
        section: The section around it, by id.
        skippable: Whether that section's prose may be left out where a program is told shorter.
        around: The nodes around it, from the outermost inwards, for people.
        home: The one among them that is the section around it.
        target: For a line of a self-check, the section to read instead.
        task: The kind of the task around it; empty if there is none.
    """

    number: int
    kind: Kind
    part: int
    group: int
    section: str
    skippable: bool
    around: tuple[str, ...]
    home: str
    target: str = ""
    task: n.TaskKind | Literal[""] = ""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.around[-1]


class Marked(Frozen):
    """A marked Document, its marks in reading order, and the marks of each section's title, by id."""

    document: n.Document
    marks: tuple[Mark, ...]
    titles: dict[str, tuple[int, ...]]


def mark_texts(document: n.Document, *, typed: bool = True) -> Marked:
    """Replace every text in a Document's parts with a unique word.

    Args:
        document: The Document.
        typed: Whether typed text is marked as well, or left unchanged.
    """
    marker = _Marker(typed=typed)
    parts = tuple(marker.part(index, part) for index, part in enumerate(document.parts))
    titles: dict[str, tuple[int, ...]] = {}
    for mark in marker.marks:
        if mark.kind == "title":
            titles[mark.section] = (*titles.get(mark.section, ()), mark.number)
    return Marked(replace(document, parts=parts), tuple(marker.marks), titles)


def marks_in(words: str) -> list[int]:
    """Return the numbers of the marks in words without white space, in order."""
    return [int(found) for found in _MARK.findall(words)]


class _Marker:
    """Walks through a Document in reading order, keeping track of the position."""

    def __init__(self, *, typed: bool) -> None:
        self.typed = typed
        self.marks: list[Mark] = []
        self.index = 0
        self.groups = 0
        self.around: list[str] = []
        self.homes: list[str] = []
        self.sections: list[n.Section] = []
        self.kinds: list[Kind] = ["prose"]
        self.targets: list[str] = [""]
        self.tasks: list[n.TaskKind | Literal[""]] = [""]
        self.in_key = False

    def part(self, index: int, part: n.Section) -> n.Section:
        self.index = index
        return self.node(part)

    def word(self) -> str:
        if self.in_key:
            return KEY_POINT
        number = len(self.marks)
        section = self.sections[-1]
        self.marks.append(
            Mark(
                number,
                self.kinds[-1],
                self.index,
                self.groups,
                section.id,
                section.skippable,
                tuple(self.around),
                self.homes[-1],
                self.targets[-1],
                self.tasks[-1],
            )
        )
        return f"qx{number}xq"

    def inlines(self, inlines: n.Inlines) -> n.Inlines:
        self.groups += 1
        return tuple(map(self.inline, inlines))

    def title(self, title: n.Inlines) -> n.Inlines:
        self.kinds.append("title")
        marked = self.inlines(title)
        self.kinds.pop()
        return marked

    def inline(self, inline: n.Inline) -> n.Inline:
        match inline:
            case n.Text():
                # With a space after it, as in a sentence.
                return n.Text(f"{self.word()} ")
            case n.Datum() if not self.typed:
                return inline
            case n.Datum() | n.Code():
                return replace(inline, text=self.word())
            case n.LineBreak():
                return inline
            case n.Emphasis() | n.Strong() | n.Link() | n.Reference():
                return replace(inline, children=tuple(map(self.inline, inline.children)))
            case _ as never:
                assert_never(never)

    def node(self, node: T) -> T:
        """Return a node with its texts marked; a title is read before what it is over."""
        self.around.append(" > ".join((*self.around[-1:], _name(node))))
        self.kinds.append(_kind(node, self.kinds[-1]))
        self.homes.append(self.around[-1] if isinstance(node, n.Section) else self.homes[-1])
        self.sections.append(node if isinstance(node, n.Section) else self.sections[-1])
        self.targets.append(node.target if isinstance(node, n.Statement) else "")
        self.tasks.append(node.kind if isinstance(node, n.Task) else self.tasks[-1])
        changes = dict(self._changes(cast("Frozen", node)))
        for stack in (self.around, self.homes, self.kinds, self.sections, self.targets, self.tasks):
            stack.pop()
        return cast("T", replace(cast("Frozen", node), **changes))

    def _changes(self, node: Frozen) -> Iterator[tuple[str, object]]:
        names = sorted((field.name for field in fields(node)), key=_read_at)
        if isinstance(node, n.HelpLine):
            self.groups += 1
            for name in ("name", "serves", "hours", "place"):
                if getattr(node, name):
                    yield name, self.word()
        if isinstance(node, n.Section) and node.joined:
            joined = tuple(map(self.title, node.joined))
            yield "joined", joined
            yield "title", joined_title(joined)
            names = [name for name in names if name not in ("joined", "title")]
        for name in names:
            value = getattr(node, name)
            if isinstance(node, n.Task) and name == "earlier":
                # It shows nothing by itself: the words are those of the task it looks back on.
                continue
            if isinstance(node, n.Addition) and name == "plugin":
                self.groups += 1
                self.kinds.append("plugin")
                yield name, self.word()
                self.kinds.pop()
            elif isinstance(node, n.Section) and name == "title":
                yield name, self.title(value)
            elif isinstance(node, n.Section) and name == "key":
                self.in_key = True
                yield name, self._several(value, together=False)
                self.in_key = False
            elif isinstance(value, tuple):
                yield name, self._several(value, together=isinstance(node, n.HelpLine))
            elif isinstance(value, Frozen):
                yield name, self.node(value)

    def _several(self, values: tuple[object, ...], *, together: bool) -> tuple[object, ...]:
        if values and isinstance(values[0], n.Inline):
            inlines = cast("n.Inlines", values)
            return tuple(map(self.inline, inlines)) if together else self.inlines(inlines)
        return tuple(map(self._one, values))

    def _one(self, value: object) -> object:
        if isinstance(value, tuple):
            # The items of a list are tuples of blocks.
            return self._several(value, together=False)
        # Emergency numbers are not changed, since they are to be dialed.
        return self.node(value) if isinstance(value, Frozen) else value


def _read_at(field: str) -> int:
    """Return when a field of a node is read: a title before all else, a task's help before its place for an answer."""
    return {"title": 0, "response": 2}.get(field, 1)


def _name(node: object) -> str:
    kind = type(node).__name__
    name = getattr(node, "id", "")
    return f"{kind} {name}" if name else kind


def _kind(node: object, around: Kind) -> Kind:
    if isinstance(node, n.Task):
        return "rating" if node.kind == "rating" else "task"
    if isinstance(node, n.SelfCheck):
        return "check"
    if isinstance(node, n.TableColumn):
        return "column"
    return "help" if isinstance(node, n.HelpLines) else around
