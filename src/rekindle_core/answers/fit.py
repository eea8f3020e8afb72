"""Which answers fit a Document, and which don't.

Input: a Document, and Answers of it, of an earlier build, or of another program. Output: the answers
that fit, each with the type of its place, and the others with the reason. Must not know: files, or any
format.

An answer is matched by unit, item, occurrence and part, whichever session they are in now. It is left out if
the wording of the question has changed: an old answer would look like an answer to the new question.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Literal, TypeAlias

from rekindle_core.answers.ids import AnswerId, Key
from rekindle_core.answers.places import AnswerPlace, answer_places
from rekindle_core.answers.typed import typed_as
from rekindle_core.answers.values import Answer, Answers, PackName
from rekindle_core.document.cover import is_replaced
from rekindle_core.document.nodes import Document
from rekindle_core.errors import AnswersError, ConfirmationError
from rekindle_core.frozen import Frozen, replace

OTHER_PROGRAM = "other-program"
"""What a person confirms before answers are filled into a different program than their own."""

Reason: TypeAlias = Literal["no-place", "changed", "other-kind", "rating", "self-check", "replaced"]
"""Why an answer doesn't fit.

`no-place`: the program doesn't ask this. `changed`: the question reads differently now. `other-kind`: its
place takes something else, or no longer has the option. `rating` and `self-check`: they are valid only in
their own program. `replaced`: a page replaces the program.
"""


class Left(Frozen):
    """An answer that doesn't fit, and why."""

    answer: Answer
    reason: Reason


class Fit(Frozen):
    """What happened to the answers.

    Attributes:
        answers: Those that fit, under the ids of the Document and in its order.
        left: The others.
        unsure: How many of the fitting answers came without their question, so that it is unknown whether the
            wording is the same.
    """

    answers: Answers
    left: tuple[Left, ...] = ()
    unsure: int = 0

    @property
    def by_name(self) -> Mapping[str, Answer]:
        """The answers that fit, by the names of their places."""
        return {answer.id.name: answer for answer in self.answers.answers}


def fit_answers(document: Document, answers: Answers, *, confirmed: Collection[str] = ()) -> Fit:
    """Return which answers fit a Document.

    Args:
        document: The Document.
        answers: The answers; if two are for one place, the last is used.
        confirmed: The names that a person has confirmed: `other-program` means that answers of another
            program may be filled in.

    Raises:
        ConfirmationError: The answers belong to another program, or don't say to which, and nobody has
            confirmed it.
        AnswersError: They belong to another pack.
    """
    same = see_program(document, answers, confirmed)
    pack = PackName(document.pack, document.pack_version) if document.pack else None
    if is_replaced(document):
        left = tuple(Left(answer, "replaced") for answer in answers.answers)
        return Fit(Answers(document.program_id, pack), left)
    places = _Places(answer_places(document))
    found: dict[str, Answer] = {}
    left_over: list[Left] = []
    unsure: set[str] = set()
    for answer in answers.answers:
        fitting = _fitting(answer, places.of(answer.id, same=same), same=same)
        if isinstance(fitting, Answer):
            found[fitting.id.name] = fitting
            if not answer.question:
                unsure.add(fitting.id.name)
        else:
            left_over.append(Left(answer, fitting))
    in_order = tuple(found[name] for name in places.by_name if name in found)
    return Fit(Answers(document.program_id, pack, in_order), tuple(left_over), len(unsure))


def see_program(document: Document, answers: Answers, confirmed: Collection[str] = ()) -> bool:
    """Return whether answers belong to a Document's program; if not, check that a person has confirmed it.

    Raises:
        ConfirmationError: Nobody has confirmed it.
        AnswersError: They belong to another pack.
    """
    if answers.pack and document.pack and answers.pack.id != document.pack:
        message = (
            f"These answers belong to the pack {answers.pack.id}; this program was made from {document.pack}."
        )
        hint = "`rekindle answers show FILE` shows them."
        raise AnswersError(message, code="other-program", hint=hint)
    same = bool(answers.program_id) and answers.program_id == document.program_id
    if not same and OTHER_PROGRAM not in confirmed:
        named = f"from program {answers.program_id}" if answers.program_id else "from a program without an id"
        message = f"These answers are {named}; this is program {document.program_id}."
        hint = f"if they are the same person's, add --confirm {OTHER_PROGRAM} to fill in those that fit."
        raise ConfirmationError(message, name=OTHER_PROGRAM, hint=hint)
    return same


def same_question(one: str, other: str) -> bool:
    """Return whether two questions have the same wording, ignoring white space and invisible characters."""
    return _read(one) == _read(other)


def _read(question: str) -> str:
    return "".join(one for one in question if not one.isspace() and unicodedata.category(one) != "Cf")


def _fitting(answer: Answer, place: AnswerPlace | None, *, same: bool) -> Answer | Reason:
    """Return an answer with the type of its place, or the reason why it doesn't fit."""
    if place is None:
        return "no-place"
    if not same and place.asker != "task":
        return place.asker
    if answer.question and not same_question(answer.question, place.question):
        return "changed"
    value = typed_as(place.response, answer.value)
    if value is None:
        return "other-kind"
    return replace(answer, id=place.id, value=value, question=place.question)


class _Places:
    """The places of a Document, indexed by their stable keys."""

    def __init__(self, places: tuple[AnswerPlace, ...]) -> None:
        self.by_name = {place.name: place for place in places}
        counts = Counter(place.id.key for place in places)
        # In Documents of earlier versions, repeated items share one key, so only the names identify them.
        self.by_key: dict[Key, AnswerPlace] = {
            place.id.key: place for place in places if counts[place.id.key] == 1
        }

    def of(self, name: AnswerId, *, same: bool) -> AnswerPlace | None:
        """Return the place that an answer belongs to, if there is one.

        Args:
            name: The id of the answer.
            same: Whether it belongs to this program.
        """
        if name.occurrence:
            return self.by_key.get(name.key) or (self.by_name.get(name.name) if same else None)
        found = list(self._uncounted(name, same=same))
        return found[0] if len(found) == 1 else None

    def _uncounted(self, name: AnswerId, *, same: bool) -> Iterator[AnswerPlace]:
        """Yield the places for an answer whose occurrence is unknown: those in the same session first."""
        asked = (name.unit, name.item, name.part)
        every = [one for one in self.by_name.values() if (one.id.unit, one.id.item, one.id.part) == asked]
        here = [one for one in every if one.id.session == name.session]
        yield from here if same and here else every
