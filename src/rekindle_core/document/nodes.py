"""The Document tree: the only thing that a renderer gets.

Input: words from the realiser, already chosen, filled in and made to agree.
Output: data for renderers. Nothing here is markup: each renderer escapes text where it writes it.
Must not know: packs, profiles, gates, reasons, or any output format.

The tree is written for the **client**. No node can carry the name of a gate, a reason for a choice, or a
fact's value other than the words that the page itself shows.

`Inline`, `Response`, `Block` and `Role` are closed unions: match over them and end with
`typing.assert_never`, and a type checker finds every renderer that doesn't handle a new node yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Literal, TypeAlias

from msgspec import field

from rekindle_core.document.inline import Code as Code
from rekindle_core.document.inline import Datum as Datum
from rekindle_core.document.inline import Emphasis as Emphasis
from rekindle_core.document.inline import Inline as Inline
from rekindle_core.document.inline import Inlines as Inlines
from rekindle_core.document.inline import LineBreak as LineBreak
from rekindle_core.document.inline import Link as Link
from rekindle_core.document.inline import Reference as Reference
from rekindle_core.document.inline import Strong as Strong
from rekindle_core.document.inline import Text as Text
from rekindle_core.document.node import Node as _Node
from rekindle_core.document.option import Option as Option
from rekindle_core.document.practice import Logo as Logo
from rekindle_core.document.practice import Practice as Practice
from rekindle_core.document.ranges import Count, Day, Level, Minutes, Point, Rows
from rekindle_core.document.ratings.grid import RatingRow as RatingRow
from rekindle_core.document.ratings.grid import Ratings as Ratings
from rekindle_core.document.ratings.grid import RatingsChart as RatingsChart
from rekindle_core.document.ratings.grid import RatingSeries as RatingSeries
from rekindle_core.document.tables.table import CellKind as CellKind
from rekindle_core.document.tables.table import ChoiceCell as ChoiceCell
from rekindle_core.document.tables.table import NumberCell as NumberCell
from rekindle_core.document.tables.table import Table as Table
from rekindle_core.document.tables.table import TableColumn as TableColumn
from rekindle_core.document.tables.table import TableRow as TableRow
from rekindle_core.document.tables.table import TextCell as TextCell
from rekindle_core.document.tables.table import TickCell as TickCell
from rekindle_core.frozen import force_setattr

DOCUMENT_FORMAT = 7
"""The version of the JSON format. Code that reads a newer version rejects it and names both versions."""

Direction: TypeAlias = Literal["ltr", "rtl"]

# --------------------------------------------------------------------------- places for an answer


class Lines(_Node):
    """Space for about `rows` handwritten lines. `starter` is printed before the answer and isn't part of it."""

    answer_id: str
    rows: Rows
    starter: Inlines = ()

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its answer fields. Every kind of response has at least one."""
        return (self.answer_id,)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows, in reading order, such as its starter or the labels of its options."""
        return (self.starter,)


class Scale(_Node):
    """One whole number from `low` to `high`, both included, with words at either end (may be empty)."""

    answer_id: str
    low: Point
    high: Point
    low_label: Inlines = ()
    high_label: Inlines = ()

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its answer fields."""
        return (self.answer_id,)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows."""
        return (self.low_label, self.high_label)


class Choices(_Node):
    """Options to tick: any number of them if `many`, otherwise one.

    The answer is the chosen option's `value`, or a list of them.
    """

    answer_id: str
    options: tuple[Option, ...]
    many: bool

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its answer fields."""
        return (self.answer_id,)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows."""
        return tuple(option.label for option in self.options)


class IfThen(_Node):
    """A plan in two parts, each a place to write: 'If (the moment) …', 'then (what I do) …', with a starter or none."""

    if_id: str
    then_id: str
    rows: Rows = 2
    if_starter: Inlines = ()
    then_starter: Inlines = ()

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """The ids of its answer fields."""
        return (self.if_id, self.then_id)

    @property
    def labels(self) -> tuple[Inlines, ...]:
        """The lines of text that it shows."""
        return (self.if_starter, self.then_starter)


Response: TypeAlias = Lines | Scale | Choices | IfThen | Ratings | Table
"""A place for an answer, of any kind."""

# --------------------------------------------------------------------------- blocks


class Paragraph(_Node):
    """A paragraph of prose."""

    children: Inlines


class ItemList(_Node):
    """A list; each item is a sequence of blocks. `ordered` lists count from 1."""

    ordered: bool
    items: tuple[Blocks, ...]


class Quotation(_Node):
    """Words that someone might say or write, set apart from the text."""

    children: Blocks


TaskKind: TypeAlias = Literal[
    "settle", "prompt", "exercise", "checklist", "rating", "action", "close", "look-back"
]


class Task(_Node):
    """Something for the reader to do, with its response.

    `settle` and `close` begin and end a session, and ask for no answer. A `look-back` asks what happened to a
    plan from the previous session; `earlier` is the place for that plan, if its answer may be repeated
    (`recalled`), and None in any other task. Prompts are numbered through the program from 1 (`number`);
    other kinds have none. `minutes` is a hint for the reader, in whole minutes. `title` is empty if the body
    needs none. `level` says how demanding a prompt is, from 1 (light) to 3 (deep), and `about` who it is
    about, if known; a format that shows only some prompts uses both to choose. `item` is the id of the pack's
    item: a rating has the same `item` in every session, but its own `id`. For a grid of ratings it is
    `ratings`, and for a task that doesn't come from the pack it is empty. `help` is a less prominent line
    under the body: an example, a limit, or permission to skip the task.
    """

    id: str
    kind: TaskKind
    body: Blocks
    response: Response | None
    title: Inlines = ()
    number: Count | None = None
    minutes: Minutes | None = None
    level: Level | None = None
    about: Literal["", "self", "them", "us"] = ""
    item: str = ""
    help: Inlines = ()
    earlier: Lines | IfThen | None = None


class Sample(_Node):
    """A sample text to learn from, not to copy. Render it separately from the prose."""

    id: str
    title: Inlines
    body: Blocks


class Statement(_Node):
    """One line of a self-check, and the id of the Section to read instead if it applies (may be empty)."""

    text: Inlines
    target: str


class SelfCheck(_Node):
    """Statements to consider before going on. Render it before what follows.

    `lead` says what to do if one of them applies. A single statement has no box to tick, so that a page in
    the wrong hands reveals nothing; `confirm` is one box for all of them, or None. `brief` asks for a compact layout,
    for a self-check inside a step.
    """

    id: str
    lead: Inlines
    statements: tuple[Statement, ...]
    confirm: Choices | None
    brief: bool = False


class HelpLine(_Node):
    """A service to call or visit. `purpose` says when; `place` and `emergency` are set if the list covers many places.

    Unknown values are empty strings. Render lines with a `place`, such as a country, as rows.
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
        """Its lines in order, split into runs with a place (rows) and without one (services)."""
        return tuple(tuple(run) for _, run in groupby(self.lines, key=lambda line: bool(line.place)))


class HelpLines(_Node):
    """Where help is available. It must be rendered whole."""

    id: str
    lead: Blocks
    groups: tuple[HelpGroup, ...]
    caution: Inlines


class Addition(_Node):
    """Blocks that a plugin added, marked with its name; a renderer prints `plugin` beside them."""

    plugin: str
    children: Blocks


Role: TypeAlias = Literal[
    "opening",
    "self-checks",
    "session",
    "step",
    "passage",
    "alternatives",
    "alternative",
    "help",
    "closing",
    "review",
]


class Section(_Node):
    """A titled part of the Document.

    Top-level sections are the Document's parts, in reading order. Sections nest (a session contains its
    steps), and a heading's level is the depth of its section, from 1. `number` counts sessions from 1; `date`
    is the session's date if the program has dates; `minutes` is how long it should take. `step` is the id of
    the step that a session or a `step` section shows, or of its replacement. A session that joins several
    steps has none: each of its `step` sections has its own, and `joined` has their titles, which `title`
    combines. In other sections, `step` and `joined` are empty. `skippable`: a shorter version may leave out
    the section's prose, because none of it is safety information. This doesn't apply to nested sections and
    self-checks. `key` has the section's key points; `shortened` puts them in place of its prose. A renderer
    ignores it.

    Roles: `opening`, `self-checks` (the page at the front), `session`, `step` (a step or its replacement,
    inside a session), `passage` (prose with a title), `alternatives` (the appendix that self-checks point to)
    with an `alternative` for each, `help`, `closing`, and `review` (the page that collects the ratings).
    """

    id: str
    role: Role
    title: Inlines
    children: Blocks
    number: Count | None = None
    date: Day | None = None
    minutes: Minutes | None = None
    skippable: bool = False
    step: str = ""
    joined: tuple[Inlines, ...] = ()
    key: Blocks = ()


Block: TypeAlias = (
    Paragraph
    | ItemList
    | Quotation
    | Task
    | Sample
    | SelfCheck
    | HelpLines
    | RatingsChart
    | Addition
    | Section
)
"""Block-level nodes: prose, tasks and containers."""

Blocks: TypeAlias = tuple[Block, ...]
"""Blocks in reading order."""


class Document(_Node):
    """A whole program for one reader, independent of any output format.

    Attributes:
        language: BCP 47 tag of the words, such as `en`.
        direction: The direction of the page.
        title: The program's name.
        reader: The reader's name, as typed; empty if unknown.
        code: The code that makes the same program again, in groups of characters.
        program_id: Its id outside its pages, as in file names. It reveals nothing that the reader said.
        date: The date for which it was made.
        parts: The top-level sections, in reading order.
        words: The interface's words in the Document's language, such as `words["session"]`; every renderer
            takes its own labels from here. The keys are listed in docs/reference/api.md.
        reader_fact: The fact that `reader` came from, for error messages.
        practice: The practice that it comes from, if known.
        notice: A line for every page, such as who the pages are for; usually empty.
        discreet: Whether someone else might find the output: true unless it is known to be safe. Then `title`
            is neutral, `reader` and `practice` are empty, and their content is in the last part. A format
            stores nothing on the reader's device without asking, and reveals as little as possible to anyone
            who hasn't opened the file (an email's subject, a window's title).
        sheet: Whether it is a handout: no sessions, and neither a cover nor contents.
        pack, pack_version: The pack that it was made from, which saved answers record; empty if unknown.
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
    pack: str = ""
    pack_version: str = ""
    sheet: bool = False

    def __post_init__(self) -> None:
        force_setattr(self, "words", MappingProxyType(dict(self.words)))


Node: TypeAlias = (
    Document
    | Block
    | Inline
    | Response
    | Option
    | RatingRow
    | RatingSeries
    | CellKind
    | TableColumn
    | TableRow
    | Statement
    | HelpGroup
    | HelpLine
    | Practice
    | Logo
)
