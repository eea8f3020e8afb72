"""What a client was given, and what came back of it.

Input: an open store, a client, and the place of a program among what they were given. Output: values for pages.
Must not know: requests.
"""

from __future__ import annotations

from rekindle_core.answers.places import answer_places
from rekindle_core.answers.saying import said_at
from rekindle_core.caseload.answers import KeptAnswer, list_answers
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.programs import FormatMade, Program, document_of, list_programs
from rekindle_core.caseload.store.store import Store
from rekindle_core.document.characters import on_one_line
from rekindle_core.frozen import Frozen
from rekindle_core.web.security.refused import Refused

_FORMATS = {
    "pdf": "PDF, to print",
    "html": "workbook for the browser",
    "text": "plain text",
    "email": "email",
    "markdown": "Markdown",
}


class File(Frozen):
    """A file of a program: its place among its files, from 1, and what it is."""

    place: int
    words: str
    locked: bool


class Answered(Frozen):
    """An answer that came back: the question, what was said, and when."""

    question: str
    said: str
    given: str
    written: bool


def program_at(store: Store, client: Client, place: str) -> Program:
    """Return what a client was given, by its place from 1.

    Raises:
        Refused: There is none.
    """
    programs = list_programs(store, client)
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else 0
    if not 0 < number <= len(programs):
        raise Refused(404, "ended")
    return programs[number - 1]


def files_of(program: Program) -> tuple[File, ...]:
    """Return the files of a program, in the order in which they are made again."""
    files = [(one, len(one.files) > 1, file.suffix) for one in program.details.formats for file in one.files]
    return tuple(
        File(place, _words(one, suffix if many else ""), one.locked)
        for place, (one, many, suffix) in enumerate(files, 1)
    )


def answers_to(store: Store, client: Client, program: Program) -> tuple[Answered, ...]:
    """Return what came back of a program, in the order of answering."""
    places = {place.id: place for place in answer_places(document_of(store, program))}
    return tuple(
        Answered(
            on_one_line(one.answer.question or one.answer.id.name),
            said_at(places.get(one.answer.id), one.answer.value),
            one.given,
            one.kind == "text",
        )
        for one in _kept(store, client, program)
    )


def _kept(store: Store, client: Client, program: Program) -> list[KeptAnswer]:
    return [one for one in list_answers(store, client) if one.program == program.number]


def _words(one: FormatMade, suffix: str) -> str:
    words = _FORMATS.get(one.name, one.name)
    part = ", a part" if one.steps else ""
    short = ", the short text" if one.text == "key" else ""
    return f"{words}{part}{short}{f' ({suffix})' if suffix else ''}"
