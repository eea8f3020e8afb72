"""The reader's tasks, as Document nodes: prompts, exercises, checklists, ratings, moments, samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, assert_never

from rekindle_core.answers.ids import AnswerId
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import (
    Checklist,
    ChoicesSpec,
    Exercise,
    IfThenSpec,
    LinesSpec,
    Moment,
    Passage,
    Prompt,
    Rating,
    ResponseSpec,
    SampleText,
    ScaleSpec,
    TableSpec,
    Variant,
)
from rekindle_core.document.ids import look_back_id, rating_id, ratings_id, session_id
from rekindle_core.document.nodes import (
    Block,
    Choices,
    IfThen,
    ItemList,
    Lines,
    Option,
    Paragraph,
    RatingRow,
    Ratings,
    Reference,
    Response,
    Sample,
    Scale,
    Section,
    Table,
    Task,
    Text,
)
from rekindle_core.frozen import replace
from rekindle_core.planning.plan import LookBack, Part, Pick, PickedChecklist
from rekindle_core.realisation.tables import realise_table
from rekindle_core.realisation.wording import Wording

RATING_LOW, RATING_HIGH = 0, 10
"""Every rating runs from the first of these numbers to the second."""


class Tasks:
    """Makes a program's tasks, in order: prompts are numbered, and repetitions counted, as they are made."""

    def __init__(self, pack: Pack, wording: Wording) -> None:
        self.pack, self.wording = pack, wording
        self.prompts = 0
        self._asked: Counter[tuple[str, str]] = Counter()
        self._plans: dict[str, tuple[int, Lines | IfThen]] = {}

    def passages(self, part: Part, make: Callable[[Passage], Section]) -> Iterator[Section]:
        """Yield the passages of a part."""
        for name in part.passages:
            passage = self.pack.item(name, Passage)
            yield make(passage)

    def samples(self, part: Part) -> Iterator[Sample]:
        """Yield the example wordings of a part."""
        for name in part.samples:
            sample = self.pack.item(name, SampleText)
            title = self.wording.inlines(sample.title, name)
            yield Sample(name, title, self.wording.blocks(sample.text, name))

    def work(self, part: Part, session: int) -> Iterator[Task]:
        """Yield the prompts, exercises and checklists of a part."""
        yield from (self._prompt(pick, part.unit, session) for pick in part.picks)
        yield from (self._exercise(name, part.unit, session) for name in part.exercises)
        yield from (self._checklist(picked, part.unit, session) for picked in part.checklists)

    def moment(self, name: str, kind: Literal["settle", "action", "close"], session: int) -> Task:
        """Return an item that opens, moves or closes a session; a small action has a box to tick."""
        moment = self.pack.item(name, Moment)
        response = None
        if kind == "action":
            done = Option("done", (Text(self.pack.language.words["done"]),))
            response = Choices(self._answer_id(session, "", name), (done,), many=True)
        return Task(name, kind, self.wording.blocks(moment.text, name), response, item=name)

    def look_back(self, back: LookBack, session: int) -> Task:
        """Return a look-back at the plan of the previous session; a pack without words for it marks no plan."""
        prompt, words = self.pack.item(back.prompt, Prompt), self.pack.frame.look_back
        assert words is not None  # noqa: S101 -- `check` refuses such a pack
        name = look_back_id(prompt.id)
        number, plan = self._plans[prompt.id]
        where = Reference(session_id(session - 1), (Text(f"{self.pack.language.words['prompt']} {number}"),))
        return Task(
            id=name,
            kind="look-back",
            body=self.wording.blocks(self.pack.look_back_text(prompt), name),
            response=self.response(words.response, self._answer_id(session, back.unit, name)),
            item=prompt.id,
            help=(where,),
            earlier=plan if back.repeated else None,
        )

    def ratings(self, names: Sequence[str], session: int) -> Task:
        """Return a session's ratings as one grid; each session has them again, with its own ids."""
        rows = tuple(self._rating(name, session) for name in names)
        ends = {(row.low_label, row.high_label) for row in rows}
        low, high = ends.pop() if len(ends) == 1 else ((), ())
        if low or high:
            rows = tuple(replace(row, low_label=(), high_label=()) for row in rows)
        grid = Ratings(RATING_LOW, RATING_HIGH, low, high, rows)
        return Task(ratings_id(session), "rating", (), grid, item="ratings")

    def _rating(self, name: str, session: int) -> RatingRow:
        rating = self.pack.item(name, Rating)
        label, low, high = (
            self.wording.inlines(text, name) for text in (rating.text, rating.low_label, rating.high_label)
        )
        return RatingRow(
            rating_id(session, name), self._answer_id(session, "", name), label, low, high, item=name
        )

    def _answer_id(self, session: int, unit: str, item: str) -> str:
        """Return the name of the next place for an answer to an item."""
        self._asked[unit, item] += 1
        return AnswerId(item, session, unit, self._asked[unit, item]).name

    def _prompt(self, pick: Pick, unit: str, session: int) -> Task:
        prompt = self.pack.item(pick.prompt, Prompt)
        variant = next(item for item in prompt.variants if item.id == pick.variant)
        self.prompts += 1
        place = self.response(prompt.response, self._answer_id(session, unit, prompt.id))
        response = self._begun(place, variant)
        if isinstance(response, Lines | IfThen):
            self._plans[prompt.id] = self.prompts, response
        return Task(
            id=prompt.id,
            kind="prompt",
            body=self.wording.blocks(variant.text, variant.id),
            response=response,
            number=self.prompts,
            minutes=prompt.minutes,
            level=prompt.level,
            about=prompt.about,
            item=prompt.id,
            help=self.wording.inlines(variant.help, f"{variant.id}\0help"),
        )

    def _begun(self, response: Response, variant: Variant) -> Response:
        """Return a place for an answer with the starters of a wording, if it has any."""
        starters = tuple(
            self.wording.inlines(line, f"{variant.id}\0starter{index}")
            for index, line in enumerate(variant.starters)
        )
        match response:
            case Lines() if starters:
                return replace(response, starter=starters[0])
            case IfThen() if starters:
                return replace(response, if_starter=starters[0], then_starter=starters[1])
            case Lines() | IfThen() | Scale() | Choices() | Ratings() | Table():
                return response
            case _ as never:
                assert_never(never)

    def _exercise(self, name: str, unit: str, session: int) -> Task:
        exercise = self.pack.item(name, Exercise)
        body: list[Block] = [*self.wording.blocks(exercise.text, name)]
        if exercise.steps:
            steps = tuple(
                (Paragraph(self.wording.inlines(step, f"{name}\0step{index}")),)
                for index, step in enumerate(exercise.steps)
            )
            body.append(ItemList(ordered=True, items=steps))
        body.extend(self.wording.blocks(exercise.after, f"{name}\0after"))
        response = exercise.response
        return Task(
            id=name,
            kind="exercise",
            body=tuple(body),
            response=self.response(response, self._answer_id(session, unit, name)) if response else None,
            title=self.wording.inlines(exercise.title, f"{name}\0title"),
            minutes=exercise.minutes,
            item=name,
        )

    def _checklist(self, picked: PickedChecklist, unit: str, session: int) -> Task:
        checklist = self.pack.item(picked.checklist, Checklist)
        options = tuple(
            Option(item.id, self.wording.inlines(item.text, item.id))
            for item in checklist.items
            if item.id in picked.items
        )
        return Task(
            id=checklist.id,
            kind="checklist",
            body=self.wording.blocks(checklist.text, checklist.id),
            response=Choices(self._answer_id(session, unit, checklist.id), options, many=True),
            title=self.wording.inlines(checklist.title, f"{checklist.id}\0title"),
            item=checklist.id,
        )

    def response(self, spec: ResponseSpec, name: str) -> Response:
        """Return the place for an answer, with the name under which the answer is stored."""
        match spec:
            case LinesSpec():
                return Lines(name, spec.rows)
            case ScaleSpec():
                low, high = (self.wording.inlines(label, name) for label in (spec.low_label, spec.high_label))
                return Scale(name, spec.low, spec.high, low, high)
            case ChoicesSpec():
                options = tuple(
                    Option(item.id, self.wording.inlines(item.text, name)) for item in spec.options
                )
                return Choices(name, options, spec.many)
            case IfThenSpec():
                return IfThen(f"{name}_if", f"{name}_then", spec.rows)
            case TableSpec():
                return realise_table(spec, name, self.wording)
            case _ as never:
                assert_never(never)
