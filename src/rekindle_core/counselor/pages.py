"""From a Plan to the counselor's Document, which is separate from the client's.

Input: a Pack, a Plan, and the practice. Output: a Document that has passed the guard. Must not know:
what any format looks like, or what the pack is about.

They contain what the client's pages must not: gates, reasons, techniques, sources. Own words are not
repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rekindle_core.content.model.counselor import Question
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import ChoicesSpec, Rating
from rekindle_core.counselor.appendix import Appendix
from rekindle_core.counselor.contract import (
    ABOUT,
    AFTER,
    APPENDIX,
    BEFORE,
    CONFIDENTIALITY,
    CONFLICTS,
    CONSENT,
    GATES,
    OVERRIDES,
    RATINGS,
    REVIEW,
    SHORTFALLS,
    counselor_contract,
    over_weeks_id,
)
from rekindle_core.counselor.gates import gate_sections
from rekindle_core.counselor.lines import lines_section
from rekindle_core.counselor.speech import Speech
from rekindle_core.document.guard import guard
from rekindle_core.document.nodes import Block, Blocks, Datum, Document, ItemList, Lines, Section, Task, Text
from rekindle_core.explanation.wording import asked_words, fact_words, shortfall_words
from rekindle_core.planning.deciding import read_otherwise
from rekindle_core.planning.plan import Plan
from rekindle_core.profile.answer import country_in_words
from rekindle_core.profile.help_lines import help_notes
from rekindle_core.profile.overrides import Override
from rekindle_core.realisation.tasks import RATING_HIGH, RATING_LOW, Tasks

if TYPE_CHECKING:
    from rekindle_core.practice.load import PracticeFile

_SESSIONS_IN_A_LINE = 9


def realise_for_counselor(
    pack: Pack, plan: Plan, practice: PracticeFile | None = None, *, overrides: Sequence[Override] = ()
) -> Document:
    """Write the counselor's pages of a plan.

    Args:
        pack: The pack of the plan.
        plan: The plan.
        practice: The practice's file.
        overrides: The facts in the profile that were overridden for this program.

    Returns:
        A separate Document, to be rendered like any other. It is not for the client.

    Raises:
        ValueError: The plan was made from another pack.
        RenderError: The pack's language has no words for these pages.
        GuardError: Something was left out; that is a bug in Rekindle.
    """
    if plan.pack_digest != pack.digest:
        raise ValueError("the plan was made from another pack, or another version of this one")
    document = _Pages(pack, plan, practice, overrides).document()
    guard(document, counselor_contract(pack, plan, overrides))
    return document


def _signed(file: PracticeFile) -> Iterator[tuple[str, str]]:
    """Yield what the practice's file says about who is behind the program, as typed."""
    said = {
        "practice": file.practice.name,
        "clinician": file.practice.clinician,
        "licence": file.licence,
        "adapted_by": file.adapted_by,
    }
    yield from ((key, text) for key, text in said.items() if text)


class _Pages:
    def __init__(
        self, pack: Pack, plan: Plan, practice: PracticeFile | None, overrides: Sequence[Override]
    ) -> None:
        self.pack, self.plan, self.practice, self.overrides = pack, plan, practice, overrides
        self.country = practice.country if practice and practice.country else plan.reading.text("country")
        self.speech = Speech(pack, plan)
        self.tasks = Tasks(pack, self.speech.wording)
        self.words = pack.counselor

    def document(self) -> Document:
        reader = self.pack.people.get(self.pack.reader)
        speech, language = self.speech, self.pack.language
        return Document(
            language=language.tag,
            direction=language.direction,
            title=speech.word("title"),
            reader=self.plan.profile.text(reader.name_fact) if reader else "",
            reader_fact=reader.name_fact if reader else "",
            code=self.plan.code,
            program_id=self.plan.program_id,
            date=self.plan.date,
            parts=(
                self._part(ABOUT, "summary", self._about()),
                self._part(BEFORE, "before", self._before()),
                self._part(GATES, "gates", gate_sections(speech)),
                self._part(REVIEW, "review", self._review()),
                self._part(APPENDIX, "appendix", Appendix(speech, self.country).blocks()),
            ),
            # Renderers call it an action; on these pages, it is something for the counselor to note.
            words={**language.words_for(self.country), "action": speech.word("note")},
            practice=self.practice.practice if self.practice else None,
            notice=speech.word("notice"),
            pack=self.pack.id,
            pack_version=self.pack.version,
        )

    def _part(self, name: str, key: str, blocks: Iterable[Block]) -> Section:
        return self.speech.section(name, self.speech.word(key), tuple(blocks), role="opening")

    # ------------------------------------------------------------------ for whom, by whom

    def _about(self) -> Iterator[Block]:
        pack, speech, file = self.pack, self.speech, self.practice
        yield from speech.prose(self.words.about, ABOUT)
        yield speech.facts(
            {
                "made_with": f"{pack.title} ({pack.id} {pack.version}, {pack.licence or '–'})",
                "reviewed_by": ", ".join(pack.reviewed_by) or speech.word("unreviewed"),
                **({key: Datum(text, f"practice.{key}") for key, text in _signed(file)} if file else {}),
                "dose": self._dose(),
            }
        )
        if self.plan.reading.conflicts:
            yield self._conflicting()
        if self.overrides:
            yield self._overridden()
        if self.plan.shortfalls:
            lines = ((Text(shortfall_words(self.pack, one)),) for one in self.plan.shortfalls)
            yield speech.section(SHORTFALLS, speech.word("shortfalls"), (speech.listed(lines),))

    def _conflicting(self) -> Section:
        speech = self.speech
        items = []
        for conflict in self.plan.reading.conflicts:
            says = speech.paragraph(*speech.wording.inlines(conflict.say, conflict.id))
            read = read_otherwise(self.pack, self.plan.reading, conflict)
            items.append((says, *(speech.paragraph(fact_words(self.pack.language, one)) for one in read)))
        listed = ItemList(ordered=False, items=tuple(items))
        blocks = (listed, speech.paragraph(speech.word("conflicts_why")))
        return speech.section(CONFLICTS, speech.word("conflicts"), blocks)

    def _overridden(self) -> Section:
        speech, facts = self.speech, self.pack.facts
        lines = []
        for one in self.overrides:
            held, given = (speech.value(facts[one.fact], value) for value in (one.held, one.given))
            # For names and texts, both values are only shown as given.
            said = speech.word("override", held=held, given=given)
            words = said if held != given else speech.word("override_own")
            lines.append((speech.strong(facts[one.fact].ask), Text(f" {words}")))
        blocks = (speech.paragraph(speech.word("overrides_why")), speech.listed(lines))
        return speech.section(OVERRIDES, speech.word("overrides"), blocks)

    def _dose(self) -> str:
        if not self.plan.sessions:
            return ""
        prompts = sum(1 for _ in self.plan.picks())
        return self.speech.word(
            "dose_of",
            sessions=self.speech.count("session", len(self.plan.sessions)),
            minutes=max(session.minutes for session in self.plan.sessions),
            prompts=self.speech.count("prompt", prompts),
        )

    # ------------------------------------------------------------------ before it is handed over

    def _before(self) -> Iterator[Block]:
        speech, file = self.speech, self.practice
        yield from speech.prose(self.words.before.text, BEFORE)
        yield from self._asked()
        for halt in self.plan.halts:
            yield speech.paragraph(speech.strong(halt.stop.says))
        for one in help_notes(self.pack, self.plan.profile, file.country if file else ""):
            said = speech.word(f"help_{one.kind}", country=country_in_words(self.pack, one.country))
            yield speech.paragraph(speech.strong(said))
        if self.words.facts:
            yield speech.listed(
                (speech.strong(self.pack.facts[name].ask), speech.text(f" {speech.answer(name)}"))
                for name in self.words.facts
            )
        yield lines_section(speech, file)
        yield from map(self._question, self.words.before.questions)
        yield self._agreed(CONSENT, "consent", file.consent if file else ())
        yield self._agreed(CONFIDENTIALITY, "confidentiality", file.confidentiality if file else ())

    def _asked(self) -> Iterator[Block]:
        """Yield when the questions whose answers expire were asked, and by whom."""
        asked, expiry, speech = self.plan.asked, self.pack.expiry, self.speech
        if not asked or not expiry:
            return
        said = asked_words(self.pack, expiry, asked, self.plan.date)
        yield speech.paragraph(said if asked.state == "current" else speech.strong(said))
        if asked.by:
            yield speech.facts({"asked_by": Datum(asked.by, expiry.asked_by)})

    def _agreed(self, name: str, key: str, said: Blocks) -> Block:
        """Return what the practice's file says about something, or space to write it down."""
        speech = self.speech
        if said:
            return speech.section(name, speech.word(key), said)
        return Task(
            id=name,
            kind="action",
            body=(speech.paragraph(speech.word("room")),),
            response=Lines(speech.answer_id(name), 2),
            title=(Text(speech.word(key)),),
        )

    # ------------------------------------------------------------------ looking back

    def _review(self) -> Iterator[Block]:
        speech, words = self.speech, self.words
        yield from speech.prose(words.review.text, REVIEW)
        yield from map(self._question, words.review.questions)
        if ratings := tuple(map(self._over_weeks, self.pack.frame.ratings)):
            lead = (*speech.prose(words.ratings, RATINGS), speech.paragraph(self._order()))
            yield speech.section(RATINGS, speech.word("ratings"), (*lead, *ratings))
        yield from map(self._question, words.after_ratings)
        signature = (Text(speech.word("after")),)
        yield Task(AFTER, "action", (), Lines(speech.answer_id(AFTER), 1), title=signature)

    def _order(self) -> str:
        numbers = [str(session.number) for session in self.plan.sessions]
        if len(numbers) > _SESSIONS_IN_A_LINE:
            numbers = [*numbers[:3], "…", numbers[-1]]
        return self.speech.word("rating_order", sessions=", ".join(numbers or ["1", "2", "3 …"]))

    def _over_weeks(self, rating: Rating) -> Task:
        """Return a rating with a line for its numbers, one for each session."""
        speech, name = self.speech, over_weeks_id(rating.id)
        ends = "; ".join(
            f"{number}\u00a0= {speech.line(label, rating.id)}"
            for number, label in ((RATING_LOW, rating.low_label), (RATING_HIGH, rating.high_label))
        )
        asked = speech.strong(speech.line(rating.text, rating.id))
        return Task(name, "rating", (speech.paragraph(asked, f" {ends}."),), Lines(speech.answer_id(name), 1))

    def _question(self, question: Question) -> Task:
        ticked = isinstance(question.response, ChoicesSpec)
        return Task(
            id=question.id,
            kind="checklist" if ticked else "action",
            body=self.speech.prose(question.text, question.id),
            response=self.tasks.response(question.response, self.speech.answer_id(question.id)),
            title=self.speech.wording.inlines(question.title, f"{question.id}\0title"),
        )
