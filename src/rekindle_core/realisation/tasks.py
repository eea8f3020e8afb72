"""What the reader does, as Document nodes: prompts, exercises, checklists, ratings, moments, samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, assert_never

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
)
from rekindle_core.document.ids import answer_id, rating_id
from rekindle_core.document.nodes import (
    Block,
    Choices,
    IfThen,
    ItemList,
    Lines,
    Option,
    Paragraph,
    Response,
    Sample,
    Scale,
    Section,
    Task,
    Text,
)
from rekindle_core.planning.plan import Part, Pick, PickedChecklist
from rekindle_core.realisation.wording import Wording

RATING_LOW, RATING_HIGH = 0, 10
"""Every rating goes from the one to the other."""


class Tasks:
    """Makes a program's tasks, in order: prompts are numbered as they are made."""

    def __init__(self, pack: Pack, wording: Wording) -> None:
        self.pack, self.wording = pack, wording
        self.prompts = 0

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
        """Return what opens, moves or closes a session; a small action has a box to tick."""
        moment = self.pack.item(name, Moment)
        response = None
        if kind == "action":
            done = Option("done", (Text(self.pack.language.words["done"]),))
            response = Choices(answer_id(session, "", name), (done,), many=True)
        return Task(name, kind, self.wording.blocks(moment.text, name), response, item=name)

    def rating(self, name: str, session: int) -> Task:
        """Return a rating; it comes again in each session, under an id of its own."""
        rating = self.pack.item(name, Rating)
        scale = Scale(
            answer_id(session, "", name),
            RATING_LOW,
            RATING_HIGH,
            self.wording.inlines(rating.low_label, name),
            self.wording.inlines(rating.high_label, name),
        )
        body = (Paragraph(self.wording.inlines(rating.text, name)),)
        return Task(rating_id(session, name), "rating", body, scale, item=name)

    def _prompt(self, pick: Pick, unit: str, session: int) -> Task:
        prompt = self.pack.item(pick.prompt, Prompt)
        variant = next(item for item in prompt.variants if item.id == pick.variant)
        self.prompts += 1
        return Task(
            id=prompt.id,
            kind="prompt",
            body=self.wording.blocks(variant.text, variant.id),
            response=self.response(prompt.response, answer_id(session, unit, prompt.id)),
            number=self.prompts,
            minutes=prompt.minutes,
            level=prompt.level,
            about=prompt.about,
            item=prompt.id,
        )

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
            response=self.response(response, answer_id(session, unit, name)) if response else None,
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
            response=Choices(answer_id(session, unit, checklist.id), options, many=True),
            title=self.wording.inlines(checklist.title, f"{checklist.id}\0title"),
            item=checklist.id,
        )

    def response(self, spec: ResponseSpec, name: str) -> Response:
        """Return the place for an answer, under the name by which the answer is kept."""
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
            case _ as never:
                assert_never(never)
