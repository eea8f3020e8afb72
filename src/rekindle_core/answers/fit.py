"""Which answers fit a Document, and which don't.

Comes in: a Document, and Answers of it, of an earlier build, or of another program. Goes out: the answers that fit,
each typed as its place asks, and the others with the reason. Must not know: files, or any format.

An answer finds its place by unit, item, occurrence and part, wherever its session is now. It is put nowhere if the
question there reads differently now: an old answer to a new question would look like one that was given.
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
"""What a person confirms before answers go into another program than the one that they were given to."""

Reason: TypeAlias = Literal["no-place", "changed", "other-kind", "rating", "self-check", "replaced"]
"""Why an answer fits nowhere.

`no-place`: the program does not ask this. `changed`: the question reads differently now. `other-kind`: its place takes
something else, or no longer has the option. `rating` and `self-check`: they count for their own program alone.
`replaced`: a page replaces the program.
"""


class Left(Frozen):
    """An answer that fits nowhere, and why."""

    answer: Answer
    reason: Reason


class Fit(Frozen):
    """What became of answers.

    Attributes:
        answers: Those that fit, under the ids of the Document and in its order.
        left: The others.
        unsure: How many of those that fit have no question with them, so that nobody knows whether it reads the same.
    """

    answers: Answers
    left: tuple[Left, ...] = ()
    unsure: int = 0

    @property
    def by_name(self) -> Mapping[str, Answer]:
        """The answers that fit, by the names of their places."""
        return {answer.id.name: answer for answer in self.answers.answers}


def fit_answers(document: Document, answers: Answers, *, confirmed: Collection[str] = ()) -> Fit:
    """Return which answers fit into a Document.

    Args:
        document: The Document.
        answers: The answers; of two for one place, the last stays.
        confirmed: The names of what a person has decided: `other-program` that answers of another program may go into
            this one.

    Raises:
        ConfirmationError: The answers are of another program, or do not say of which, and nobody has confirmed it.
        AnswersError: They are of another pack.
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
    """Return whether answers are of a Document's program; check that a person has confirmed it if they are not.

    Raises:
        ConfirmationError: Nobody has.
        AnswersError: They are of another pack.
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
    """Return whether two questions read the same: white space and invisible marks do not count."""
    return _read(one) == _read(other)


def _read(question: str) -> str:
    return "".join(one for one in question if not one.isspace() and unicodedata.category(one) != "Cf")


def _fitting(answer: Answer, place: AnswerPlace | None, *, same: bool) -> Answer | Reason:
    """Return an answer as its place takes it, or why it does not."""
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
    """The places of a Document, found by what lasts."""

    def __init__(self, places: tuple[AnswerPlace, ...]) -> None:
        self.by_name = {place.name: place for place in places}
        counts = Counter(place.id.key for place in places)
        # In Documents that earlier versions wrote, what comes again has one key: there, names alone tell.
        self.by_key: dict[Key, AnswerPlace] = {
            place.id.key: place for place in places if counts[place.id.key] == 1
        }

    def of(self, name: AnswerId, *, same: bool) -> AnswerPlace | None:
        """Return the place that an answer belongs to, if there is one.

        Args:
            name: What the answer belongs to.
            same: Whether it is of this program.
        """
        if name.occurrence:
            return self.by_key.get(name.key) or (self.by_name.get(name.name) if same else None)
        found = list(self._uncounted(name, same=same))
        return found[0] if len(found) == 1 else None

    def _uncounted(self, name: AnswerId, *, same: bool) -> Iterator[AnswerPlace]:
        """Yield the places for an answer of which nobody knows which time it was: of the same session, if it can be."""
        asked = (name.unit, name.item, name.part)
        every = [one for one in self.by_name.values() if (one.id.unit, one.id.item, one.id.part) == asked]
        here = [one for one in every if one.id.session == name.session]
        yield from here if same and here else every
