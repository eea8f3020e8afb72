"""The appendix: each prompt and exercise with its technique, its source, and why it was chosen.

Input: a Speech. Output: a section for each session, and one for the techniques.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekindle_core.content.model.reference import Publication
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.counselor.contract import APPENDIX, TECHNIQUES, technique_id, used_techniques
from rekindle_core.counselor.speech import Speech
from rekindle_core.document.ids import session_id
from rekindle_core.document.nodes import Block, Inline, ItemList, Link, Paragraph, Section, Task, Text
from rekindle_core.document.words import label, written_date
from rekindle_core.planning.plan import Pick, PlannedSession


class Appendix:
    """Makes the appendix; prompts are numbered as in the client's copy."""

    def __init__(self, speech: Speech, country: str = "") -> None:
        self.speech, self.pack, self.plan = speech, speech.pack, speech.plan
        self.country = country
        self.decisions = {decision.item: decision for decision in speech.plan.decisions}
        self.used: dict[str, str] = {}
        """The name in the client's copy of each prompt and exercise that is in."""
        self.prompts = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the appendix."""
        yield from self.speech.prose(self.pack.counselor.appendix, APPENDIX)
        for session in self.plan.sessions:
            if tasks := tuple(self._tasks(session)):
                yield self.speech.section(session_id(session.number), self._title(session), tasks)
        if not self.used:
            yield self.speech.paragraph(self.speech.word("no_prompts"))
        if techniques := used_techniques(self.pack, self.used):
            sections = tuple(map(self._technique, techniques))
            yield self.speech.section(TECHNIQUES, self.speech.word("sources"), sections)

    def _title(self, session: PlannedSession) -> str:
        words = self.pack.language.words_for(self.country)
        day = f", {written_date(session.date, words)}" if session.date else ""
        titles = "\N{NO-BREAK SPACE}· ".join(self.speech.title(part.unit) for part in session.parts)
        return f"{label(words, 'session', n=session.number)}{day}: {titles}"

    def _tasks(self, session: PlannedSession) -> Iterator[Task]:
        for part in session.parts:
            yield from map(self._prompt, part.picks)
            yield from (self._exercise(self.pack.item(name, Exercise)) for name in part.exercises)

    def _prompt(self, pick: Pick) -> Task:
        prompt = self.pack.item(pick.prompt, Prompt)
        variant = next(one for one in prompt.variants if one.id == pick.variant)
        self.prompts += 1
        self.used[prompt.id] = f"{self.pack.language.words['prompt']} {self.prompts}"
        level = self.speech.word("level", n=prompt.level)
        return Task(
            id=prompt.id,
            kind="prompt",
            body=(
                *self.speech.prose(variant.text, variant.id),
                self._reasons(prompt.id, prompt.technique, level),
            ),
            response=None,
            number=self.prompts,
            minutes=prompt.minutes,
        )

    def _exercise(self, exercise: Exercise) -> Task:
        title = self.speech.line(exercise.title, f"{exercise.id}\0title")
        self.used[exercise.id] = self.speech.quoted(title)
        return Task(
            id=exercise.id,
            kind="exercise",
            body=(self._reasons(exercise.id, exercise.technique),),
            response=None,
            title=(Text(title),),
            minutes=exercise.minutes,
        )

    def _reasons(self, item: str, technique: str, *facts: str) -> Paragraph:
        """Return the technique and source of an item, and why it is in."""
        said = [("technique", "; ".join((self._called(technique), *facts)))]
        if sources := self._sources(technique):
            # In short form; the full form comes later.
            said.append(("source", "; ".join(map(_cited, sources))))
        said.append(("because", self.speech.reason(self.decisions[item].reason)))
        inlines: list[Inline] = []
        for key, words in said:
            inlines += [self.speech.strong(f"{self.speech.word(key)}:"), Text(f" {words}. ")]
        inlines[-1] = Text(f" {said[-1][1]}.")
        return Paragraph(tuple(inlines))

    def _called(self, technique: str) -> str:
        return self.pack.techniques[technique].name if technique else self.speech.word("no_technique")

    def _sources(self, technique: str) -> tuple[Publication, ...]:
        names = self.pack.techniques[technique].sources if technique else ()
        return tuple(self.pack.publications[name] for name in names)

    def _technique(self, name: str) -> Section:
        speech, technique = self.speech, self.pack.techniques[name]
        places = [called for item, called in self.used.items() if self._technique_of(item) == name]
        blocks: list[Block] = [
            speech.paragraph(technique.note),
            speech.paragraph(speech.word("used_in", places=", ".join(places))),
        ]
        if sources := self._sources(name):
            blocks.append(sources_list(speech, sources))
        else:
            blocks.append(speech.paragraph(speech.word("no_source")))
        return speech.section(technique_id(name), technique.name, tuple(blocks))

    def _technique_of(self, item: str) -> str:
        found = self.pack.items[item]
        return found.technique if isinstance(found, Prompt | Exercise) else ""


def sources_list(speech: Speech, sources: Iterable[Publication]) -> ItemList:
    """Return sources in full, each with its findings."""
    return speech.listed(
        (speech.strong(f"{_cited(one)}."), *_published(one), Text(f" {speech.word('found')}: {one.found}"))
        for one in sources
    )


def _published(one: Publication) -> Iterator[Inline]:
    yield Text(" ".join(f" {part}." for part in (one.title, one.journal) if part).replace("  ", " "))
    if one.doi:
        address = f"https://doi.org/{one.doi}"
        yield from (Text(" "), Link(address, (Text(address),)), Text("."))


def _cited(publication: Publication) -> str:
    return f"{publication.author} ({publication.year})"
