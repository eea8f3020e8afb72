"""The form of a file: its fields in reading order, and what each asks.

Input: what is asked, place by place. Output: fields, for `fields`. Must not know: how a place is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import quote

from rekindle_core import Answer, Option, chosen, rated, shows_something, written
from rekindle_pdf.filled.mark import Note, Type
from rekindle_pdf.inlines import Setting

_STATE = re.compile(r"[A-Za-z0-9_-]{1,60}")

Kind: TypeAlias = Literal["text", "line", "check", "radio"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options: what the file records if it is chosen, and how it is read aloud."""

    state: str
    says: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A place for one answer.

    Attributes:
        path: Its name below that of the program: the `answer_id`, and for a box that of its option.
        kind: `text` for several lines, `line` for one, `check` for a box, `radio` for one of several.
        says: What it is read aloud as: the words that ask.
        note: What the file notes beside it, for reading the answer back.
        choices: What there is to choose from; one for a box, none for text.
        held: What has been answered already: a text, or the number of the choice, -1 for none of them. None
            if nobody has touched it.
    """

    path: tuple[str, ...]
    kind: Kind
    says: str
    note: Note
    choices: tuple[Choice, ...] = ()
    held: str | int | None = None

    @property
    def name(self) -> str:
        """Its name in the template and in messages."""
        return "-".join(self.path)


@dataclass(slots=True)
class Form:
    """Collects the fields of a file, in reading order; each name is there once.

    Attributes:
        answers: What has been answered already, by `answer_id`.
        fields: The fields so far, by their names.
        depths: How many parts the names of fields have that begin in the same way.
    """

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    fields: dict[str, FormField] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        kind: Kind,
        says: str,
        note: Note,
        *,
        choices: tuple[Choice, ...] = (),
        held: str | int | None = None,
        part: str | None = None,
    ) -> str:
        """Add a field.

        Args:
            kind: What kind of field it is.
            says: What it is read aloud as.
            note: What the file notes beside it.
            choices: What there is to choose from.
            held: What has been answered already.
            part: What tells it from others of the same answer.

        Returns:
            How the template names the field in a link; for one of several choices, its number follows.
        """
        parts = (note.answer,) if part is None else (note.answer, part)
        # A dot would make it a field within a field, and two with the same name would share their answer.
        given = tuple(one.replace(".", "-") or "answer" for one in parts)
        path, count = given, 1
        while "-".join(path) in self.fields or self.depths.get(path[0], len(path)) != len(path):
            count += 1
            path = (f"{given[0]}-{count}", *given[1:])
        self.depths[path[0]] = len(path)
        name = "-".join(path)
        self.fields[name] = FormField(path, kind, " ".join(says.split()) or name, note, choices, held)
        return quote(name, safe="")

    def text(self, kind: Literal["text", "line"], says: str, note: Note) -> str:
        """Add a field to write in, with any text already written."""
        answer = self.answers.get(note.answer)
        held = None
        if answer is not None:
            number = rated(answer)
            held = written(answer) if number is None else str(number)
        return self.add(kind, says, note, held=held)

    def radio(self, says: str, note: Note, choices: tuple[Choice, ...]) -> str:
        """Add a group of which one can be chosen, with any choice already made."""
        answer = self.answers.get(note.answer)
        held = None
        if answer is not None:
            number = rated(answer)
            chose = chosen(answer) if number is None else (str(number),)
            held = next((at for at, value in enumerate(note.options) if value in chose), -1)
        return self.add("radio", says, note, choices=choices, held=held)

    def check(self, says: str, note: Note) -> str:
        """Add a box to tick, with any tick already made."""
        answer = self.answers.get(note.answer)
        (option,) = note.options
        held = None
        if answer is not None and (option in chosen(answer) or not chosen(answer)):
            held = 0 if option in chosen(answer) else -1
        return self.add("check", says, note, choices=(Choice("Yes", says),), held=held, part=option)


@dataclass(frozen=True, slots=True)
class Asked:
    """The surroundings of a place for an answer.

    Attributes:
        words: What is asked there, to be read aloud.
        question: The same in full, as answers keep it.
        form: Takes the fields.
        setting: The Document.
        word: Gives one of the interface's words.
    """

    words: str
    question: str
    form: Form
    setting: Setting
    word: Callable[..., str]

    def says(self, part: str = "") -> str:
        """Return how a place is read aloud; `part` distinguishes it from others under the same words."""
        return " – ".join(text for text in (part.strip(), self.words.strip()) if shows_something(text))

    def note(self, answer: str, type_: Type, options: Iterable[str] = ()) -> Note:
        """Return what the file notes beside a place."""
        return Note(answer, type_, self.question, tuple(options))


def option_states(options: Iterable[Option]) -> list[str]:
    """Return what the file calls each of several options: their values, where these are names as PDF has them."""
    states: list[str] = []
    for number, option in enumerate(options, start=1):
        proper = _STATE.fullmatch(option.value) and option.value != "Off" and option.value not in states
        states.append(option.value if proper else f"{number}.")
    return states
