"""The whole Document tree: what every renderer is handed, and all that it may be handed.

Comes in: words already chosen, filled in and agreed, from the realiser.
Goes out: to renderers, as data. Nothing here is markup: each renderer escapes text where it writes it.
Must not know: packs, profiles, gates, reasons, or any output format.

The tree is written for the **client**. No node can carry the name of a gate, a reason for a choice, or a
fact's value other than the words that the page itself shows.

`Inline`, `Response`, `Block` and `Role` are closed unions: match over them and end with
`typing.assert_never`, and a type checker finds each renderer that must learn a new node.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from rekindle_core.document.node import Node as _Node
from rekindle_core.document.practice import Logo as Logo
from rekindle_core.document.practice import Practice as Practice
from rekindle_core.frozen import force_setattr

DOCUMENT_FORMAT = 4
"""The number of the Document's JSON form; a reader refuses a newer one by name."""

Direction: TypeAlias = Literal["ltr", "rtl"]

Day: TypeAlias = Annotated[dt.date, Meta(extra_json_schema={"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]

# --------------------------------------------------------------------------- inline


class Text(_Node):
    """Words of the pack, as they are to be read."""

    text: str


class Datum(_Node):
    """Words that somebody typed into a profile, such as a name.

    Data for ever: it may hold any character but controls, in any script and direction. A renderer
    escapes it like other text, and keeps its direction from spilling into its surroundings
    (`<bdi>` in HTML). `fact` says which fact the words came from, for error messages.
    """

    text: str
    fact: str


class Emphasis(_Node):
    """Stressed words."""

    children: Inlines


class Strong(_Node):
    """Important words."""

    children: Inlines


class Code(_Node):
    """Characters to be taken literally, shown in a fixed-width face where there is one."""

    text: str


class Link(_Node):
    """A link to a web, mail or telephone address (`https:`, `mailto:` or `tel:`; nothing else is made)."""

    url: str
    children: Inlines


class Reference(_Node):
    """A pointer to a Section of the same Document, by its `id`; `children` are its title."""

    target: str
    children: Inlines


class LineBreak(_Node):
    """A line break that the author meant."""


Inline: TypeAlias = Text | Datum | Emphasis | Strong | Code | Link | Reference | LineBreak
"""A piece of a line of text."""

Inlines: TypeAlias = tuple[Inline, ...]
"""A line of text, in its pieces."""

# --------------------------------------------------------------------------- places for an answer


class Lines(_Node):
    """Room to write: about `rows` lines by hand."""

    answer_id: str
    rows: int

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its places for an answer: at least one, for every kind of response."""
        return (self.answer_id,)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows, in reading order: none here; the labels of options, for one."""
        return ()


class Scale(_Node):
    """One whole number from `low` to `high`, both included, with words at either end (may be empty)."""

    answer_id: str
    low: int
    high: int
    low_label: Inlines = ()
    high_label: Inlines = ()

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its places for an answer."""
        return (self.answer_id,)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows."""
        return (self.low_label, self.high_label)


class Option(_Node):
    """One thing to tick."""

    value: str
    label: Inlines


class Choices(_Node):
    """Options to tick: any number of them if `many`, else one.

    The answer is the chosen option's `value`, or a list of them. A renderer that needs a name for
    each box joins `answer_id` and `value` with a hyphen.
    """

    answer_id: str
    options: tuple[Option, ...]
    many: bool

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its places for an answer."""
        return (self.answer_id,)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows."""
        return tuple(option.label for option in self.options)


class IfThen(_Node):
    """A plan in two parts, each a place to write: 'If (the moment) …', 'then (what I do) …'."""

    if_id: str
    then_id: str
    rows: int = 2

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its places for an answer."""
        return (self.if_id, self.then_id)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows."""
        return ()


Response: TypeAlias = Lines | Scale | Choices | IfThen
"""A place for an answer, of whatever kind."""

# --------------------------------------------------------------------------- blocks


class Paragraph(_Node):
    """A paragraph of prose."""

    children: Inlines


class ItemList(_Node):
    """A list; each item is a sequence of blocks. `ordered` lists count from 1."""

    ordered: bool
    items: tuple[Blocks, ...]


class Quotation(_Node):
    """Words set apart, as somebody might say or write them."""

    children: Blocks


TaskKind: TypeAlias = Literal["settle", "prompt", "exercise", "checklist", "rating", "action", "close"]


class Task(_Node):
    """Something for the reader to do, and the place for its answer.

    `settle` and `close` begin and end a session, and ask for no answer. Prompts are numbered through the
    program from 1 (`number`); other kinds have none. `minutes` is a hint for the reader, in whole
    minutes. `title` is empty where the body says it all. `level` is how much a prompt asks of its reader, from
    1 (light) to 3 (deep), and `about` whom it looks at, where that is known: a format that shows a selection
    chooses by them. `item` is the pack's id of what the task shows: a rating has the same one in each session,
    while `id` differs. It is empty where nothing in the pack stands behind the task.
    """

    id: str
    kind: TaskKind
    body: Blocks
    response: Response | None
    title: Inlines = ()
    number: int | None = None
    minutes: int | None = None
    level: int | None = None
    about: Literal["", "self", "them", "us"] = ""
    item: str = ""


class Sample(_Node):
    """An example wording, to look at and never to copy out unread. Render it apart from the prose."""

    id: str
    title: Inlines
    body: Blocks


class Statement(_Node):
    """One line of a self-check, and the id of the Section to read instead if it is so (may be empty)."""

    text: Inlines
    target: str


class SelfCheck(_Node):
    """Statements that the reader weighs before going on; what follows stays behind it.

    `lead` says what to do if one of them is so. There is no box to tick for a single statement, so that
    a page in the wrong hands tells nothing; `confirm` is one box for all, or None. `brief` asks for a
    compact setting (one at a single step).
    """

    id: str
    lead: Inlines
    statements: tuple[Statement, ...]
    confirm: Choices | None
    brief: bool = False


class HelpLine(_Node):
    """One service to call or visit, when to (`purpose`), and where if it is one of many places, with `emergency` there.

    Empty strings where nothing is known. Lines with a `place`, such as a country, are to be set as rows.
    """

    id: str
    name: str
    number: str
    serves: str
    hours: str
    web: str
    purpose: Inlines = ()
    place: str = ""
    emergency: tuple[str, ...] = ()


class HelpGroup(_Node):
    """Services under one heading, such as a country; `emergency` has the emergency numbers in order."""

    title: Inlines
    emergency: tuple[str, ...]
    lines: tuple[HelpLine, ...]

    @property
    def runs(self) -> tuple[tuple[HelpLine, ...], ...]:
        """Its lines in order, rows (which have a place) apart from services (which have none)."""
        return tuple(tuple(run) for _, run in groupby(self.lines, key=lambda line: bool(line.place)))


class HelpLines(_Node):
    """Where help is to be had. It must be rendered whole."""

    id: str
    lead: Blocks
    groups: tuple[HelpGroup, ...]
    caution: Inlines


class Addition(_Node):
    """Blocks that a plugin added, marked with its name; a renderer prints `plugin` beside them."""

    plugin: str
    children: Blocks


Role: TypeAlias = Literal[
    "opening", "self-checks", "session", "step", "passage", "alternatives", "alternative", "help", "closing"
]


class Section(_Node):
    """A titled part of the Document.

    Top-level sections are the Document's parts, in reading order. Sections nest (a session holds its
    steps), and a heading's level is the depth of its section, from 1. `number` counts sessions from 1;
    `date` is the session's day where the program has dates; `minutes` is how long it is meant to take.
    `step` is the id of the step that a session or a `step` section shows, or of what stands in its place. A
    session that joins several steps has none: each of its `step` sections has its own, and `joined` holds their
    titles, of which `title` is made. Both are empty in other sections.
    `skippable` says that a shorter telling may leave out the section's prose: nothing that keeps the reader
    safe is in it. It says nothing of the sections and self-checks inside.

    Roles: `opening`, `self-checks` (the page in front), `session`, `step` (a step, or what stands in its
    place, inside a session), `passage` (a titled stretch of prose), `alternatives` (the appendix that
    self-checks point to) with an `alternative` for each, `help` and `closing`.
    """

    id: str
    role: Role
    title: Inlines
    children: Blocks
    number: int | None = None
    date: Day | None = None
    minutes: int | None = None
    skippable: bool = False
    step: str = ""
    joined: tuple[Inlines, ...] = ()


Block: TypeAlias = (
    Paragraph | ItemList | Quotation | Task | Sample | SelfCheck | HelpLines | Addition | Section
)
"""What stands on its own lines: prose, tasks, and what holds other blocks."""

Blocks: TypeAlias = tuple[Block, ...]
"""Blocks in reading order."""


class Document(_Node):
    """A whole program for one reader, free of any format.

    Attributes:
        language: BCP 47 tag of the words, such as `en`.
        direction: The direction of the page.
        title: The program's name.
        reader: For whom it is, as they typed it; empty where no name is known.
        code: What makes the same program again; printable, in groups.
        program_id: What names the program wherever it is seen apart from its pages: in file names, mail headers,
            the browser's storage, saved answers. Nothing that the reader said can be computed from it.
        date: The day for which it was made.
        parts: The top-level sections, in reading order.
        words: The interface's words in the Document's language, such as `words["session"]`; every
            renderer takes its own labels from here. The keys are listed in docs/reference/api.md.
        reader_fact: The fact that `reader` came from, for error messages.
        practice: From whom it is, where that is known.
        notice: A sentence for every page, such as for whom alone it is; empty for most Documents.
        discreet: Whether somebody else may find what is made of it, for all that is known. A renderer is then
            given a neutral `title`, no `reader` and no `practice`, and what they said as a last part. A format
            leaves nothing behind on the reader's device unasked, and tells as little as it can to whoever does
            not open what it makes (a mail's subject, a window's title).
    """

    language: str
    direction: Direction
    title: str
    reader: str
    code: str
    program_id: str
    date: Day
    parts: tuple[Section, ...]
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reader_fact: str = ""
    practice: Practice | None = None
    notice: str = ""
    discreet: bool = True

    def __post_init__(self) -> None:
        force_setattr(self, "words", MappingProxyType(dict(self.words)))


Node: TypeAlias = (
    Document | Block | Inline | Response | Option | Statement | HelpGroup | HelpLine | Practice | Logo
)
