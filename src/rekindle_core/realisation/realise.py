"""From a Plan to a Document: the parts in order, in the pack's words for this reader.

Input: a Pack and a Plan. Output: a Document that has passed the guard.
Must not know: why anything was chosen, or what any format looks like. Reasons and gates stay in the Plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rekindle_core.content.model.pack import FramePart, Pack
from rekindle_core.content.model.step import Passage, Unit, Variant, Wordings
from rekindle_core.content.model.values import Missing
from rekindle_core.document.guard import guard
from rekindle_core.document.ids import part_id, session_id
from rekindle_core.document.nodes import (
    Block,
    Blocks,
    Choices,
    Document,
    HelpLine,
    Inlines,
    Option,
    Practice,
    Role,
    Section,
    SelfCheck,
    Statement,
    Text,
)
from rekindle_core.document.walk import joined_title, plain
from rekindle_core.frozen import replace
from rekindle_core.planning.contract import (
    ALTERNATIVES,
    CLOSING,
    HELP,
    OPENING,
    SELF_CHECKS,
    contract,
)
from rekindle_core.planning.exposure import is_discreet, see_agreed
from rekindle_core.planning.halt import see_confirmed
from rekindle_core.planning.plan import Check, Part, Plan, PlannedSession
from rekindle_core.realisation.help_lines import help_lines
from rekindle_core.realisation.review import review
from rekindle_core.realisation.spelling import spelled
from rekindle_core.realisation.tasks import Tasks
from rekindle_core.realisation.wording import Wording


def realise(
    pack: Pack,
    plan: Plan,
    practice: Practice | None = None,
    *,
    country: str = "",
    own_lines: Sequence[HelpLine] = (),
    confirmed: Collection[str] = (),
    on_screen: bool = False,
) -> Document:
    """Word a plan.

    Args:
        pack: The pack that the plan was made from.
        plan: The plan.
        practice: The practice that hands out the program. It changes neither the plan nor the code.
        country: The country whose help lines come first if the reader's is not known. A country without lines
            in the pack counts as none.
        own_lines: The practice's own help lines, which come before all others.
        confirmed: The names of what a person has reviewed: the pack's stops, `replaced-program` where a page
            replaces the program, and `may-be-found` where the reader's answers do not say that a file or a
            printout is safe with them.
        on_screen: Whether it is only shown on a private screen, and never becomes a file, printout or email.
            Then only stops have to be confirmed.

    Returns:
        The Document, checked by the guard: it contains what the plan asks for, in order.

    Raises:
        ValueError: The plan was made from another pack.
        ConfirmationError: A person has to review what the reader wrote before anything is made from it, or to
            decide whether files may be made for this reader.
        GuardError: The realiser left something out; that is a bug in Rekindle.
        RekindleError: The plan contains something that assumes what its reader's profile denies
            (`denied-content`).
    """
    if plan.pack_digest != pack.digest:
        raise ValueError("the plan was made from another pack, or another version of this one")
    see_confirmed(pack, plan, confirmed)
    if not on_screen:
        see_agreed(pack, plan, confirmed)
    document = Realiser(pack, plan, practice, country, own_lines).document()
    guard(document, contract(pack, plan))
    return document


class Realiser:
    """Words one plan."""

    def __init__(
        self,
        pack: Pack,
        plan: Plan,
        practice: Practice | None,
        country: str,
        own_lines: Sequence[HelpLine],
    ) -> None:
        self.pack, self.plan, self.practice = pack, plan, practice
        self.country, self.own_lines = country, own_lines
        self.wording = Wording(pack, plan.reading, plan.seed)
        self.tasks = Tasks(pack, self.wording)
        known = plan.reading["country"]
        lives_in = country if known is Missing.UNKNOWN else plan.reading.text("country")
        self.words: Mapping[str, str] = pack.language.words_for(lives_in)
        self.spelling = pack.language.spelling_for(lives_in)
        self.worded = frozenset(name for one in plan.worded for name in one.variants)

    def document(self) -> Document:
        """Return the plan's Document."""
        return self.made_of(tuple(self._replaced() if self.plan.replaced_by else self._program()))

    def made_of(self, parts: tuple[Section, ...]) -> Document:
        """Return the Document of some parts."""
        reader = self.pack.people.get(self.pack.reader)
        document = Document(
            language=self.pack.language.tag,
            direction=self.pack.language.direction,
            # A page that replaces the program does not use the program's name.
            title=plain(parts[0].title) if self.plan.replaced_by else self.pack.title,
            reader=self.plan.reading.text(reader.name_fact) if reader else "",
            reader_fact=reader.name_fact if reader else "",
            code=self.plan.code,
            program_id=self.plan.program_id,
            date=self.plan.date,
            parts=parts,
            words=self.words,
            practice=self.practice,
            discreet=is_discreet(self.pack, self.plan),
            pack=self.pack.id,
            pack_version=self.pack.version,
        )
        return spelled(document, self.spelling)

    # ------------------------------------------------------------------ parts

    def _replaced(self) -> Iterator[Section]:
        for name in self.plan.replaced_by:
            yield self._page(self.pack.units[name], "alternative")
        yield self._help()

    def _program(self) -> Iterator[Section]:
        frame, plan = self.pack.frame, self.plan
        front = tuple(self._page(self.pack.units[name], "passage") for name in plan.front_notes)
        yield self._frame_part(OPENING, "opening", frame.opening, plan.opening, front)
        if plan.front_check:
            yield self._self_checks(plan.front_check)
        sessions = tuple(map(self._session, plan.sessions))
        yield from sessions
        yield self._frame_part(CLOSING, "closing", frame.closing, plan.closing)
        yield from review(sessions, self.words)
        if plan.appendix:
            pages = tuple(self._page(self.pack.units[name], "alternative") for name in plan.appendix)
            shown = plan.page(ALTERNATIVES)
            yield self._frame_part(ALTERNATIVES, "alternatives", frame.alternatives, shown, pages)
        yield self._help()

    def _frame_part(
        self, name: str, role: Role, part: FramePart, shown: Iterable[str], more: Blocks = ()
    ) -> Section:
        passages = {passage.id: passage for passage in part.passages}
        return self.section(
            name,
            role,
            self.wording.inlines(part.title, name),
            (
                *self.text(part.text, name, name),
                *(self.passage(passages[item]) for item in shown),
                *more,
            ),
        )

    def _self_checks(self, check: Check) -> Section:
        words = self.pack.frame.self_checks
        return self.section(
            SELF_CHECKS,
            "self-checks",
            self.wording.inlines(words.title, SELF_CHECKS),
            (*self.wording.blocks(words.text, SELF_CHECKS), self.check(check)),
        )

    def _page(self, unit: Unit, role: Role) -> Section:
        """Return an alternative as a page."""
        return self.section(
            unit.id,
            role,
            self.wording.inlines(unit.title, unit.id),
            (
                *self._opening(unit),
                *(self.passage(self.pack.item(name, Passage)) for name in self.plan.page(unit.id)),
            ),
        )

    def _opening(self, unit: Unit) -> Blocks:
        opening = self.text(unit.opening, unit.id, unit.id)
        if not unit.why:
            return opening
        name = f"{unit.id}-why"
        title: Inlines = (Text(self.words["why"]),)
        why = self.section(name, "passage", title, self.text(unit.why, unit.id, name))
        return (*opening, replace(why, skippable=self._is_step(unit.id)))

    def _is_step(self, name: str) -> bool:
        """Return whether a unit is one of the pack's steps, not a gate's replacement for one."""
        return name in self.pack.steps

    def passage(self, passage: Passage) -> Section:
        """Return a passage, with its key points."""
        section = self.section(
            passage.id,
            "passage",
            self.wording.inlines(passage.title, passage.id),
            self.text(passage.text, passage.id, passage.id),
        )
        used = self._used(passage.text)
        key = self.wording.blocks(used.key, f"{used.id}\0key") if used else ()
        return replace(section, key=key) if key else section

    def text(self, text: Wordings, owner: str, place: str) -> Blocks:
        """Return the wording of a text that the plan chose; phrases vary by its id, or by the place of a single one."""
        used = self._used(text)
        return self.wording.blocks(used.text, place if used.id == owner else used.id) if used else ()

    def _used(self, text: Wordings) -> Variant | None:
        """Return the wording that the plan chose."""
        return next((one for one in text if len(text) == 1 or one.id in self.worded), None)

    @staticmethod
    def section(name: str, role: Role, title: Inlines, children: Blocks) -> Section:
        """Return a section."""
        return Section(id=name, role=role, title=title, children=children)

    # ------------------------------------------------------------------ sessions

    def _session(self, session: PlannedSession) -> Section:
        joined = len(session.parts) > 1
        titles = tuple(map(self._part_title, session.parts))
        blocks: list[Block] = []
        if session.settle:
            blocks.append(self.tasks.moment(session.settle, "settle", session.number))
        if session.look_back:
            blocks.append(self.tasks.look_back(session.look_back, session.number))
        for part, title in zip(session.parts, titles, strict=True):
            inside = tuple(self._part(part, session))
            if joined:
                name = part_id(session.number, part.unit)
                step = self.section(name, "step", title, inside)
                blocks.append(replace(step, skippable=self._is_step(part.unit), step=part.unit))
            else:
                blocks.extend(inside)
        if session.ratings:
            blocks.append(self.tasks.ratings(session.ratings, session.number))
        if session.action:
            blocks.append(self.tasks.moment(session.action, "action", session.number))
        if session.close:
            blocks.append(self.tasks.moment(session.close, "close", session.number))
        return Section(
            id=session_id(session.number),
            role="session",
            title=joined_title(titles),
            children=tuple(blocks),
            number=session.number,
            date=session.date,
            minutes=session.minutes,
            # In a session that joins steps, each step says it separately.
            skippable=joined or all(self._is_step(part.unit) for part in session.parts),
            step="" if joined else session.parts[0].unit,
            joined=titles if joined else (),
        )

    def _part_title(self, part: Part) -> Inlines:
        title = self.wording.inlines(self.pack.units[part.unit].title, part.unit)
        return (*title, Text(f" ({self.words['continued']})")) if part.continued else title

    def _part(self, part: Part, session: PlannedSession) -> Iterator[Block]:
        unit = self.pack.units[part.unit]
        yield from map(self.check, part.checks)
        # In a brief session, too, the step's replacement says so.
        step = self._is_step(part.unit)
        if not part.continued and not (session.brief and step):
            yield from self._opening(unit)
        yield from (self._page(self.pack.units[note], "passage") for note in part.notes)
        yield from self.tasks.passages(part, lambda item: replace(self.passage(item), skippable=step))
        yield from self.tasks.samples(part)
        yield from self.tasks.work(part, session.number)

    # ------------------------------------------------------------------ self-checks and help

    def check(self, check: Check) -> SelfCheck:
        """Return a self-check."""
        words = self.pack.frame.self_checks
        lead = {
            "program": words.replace_program,
            "step": words.replace_steps,
            "content": words.remove_tags,
        }[check.scope]
        gates = {gate.id: gate for gate in self.pack.gates}
        confirm = None
        if check.scope == "program":
            option = Option("read", self.wording.inlines(words.confirm, check.id))
            confirm = Choices(check.id, (option,), many=True)
        return SelfCheck(
            id=check.id,
            lead=self.wording.inlines(lead, check.id),
            # A gate's name is left out: only the statement and the page to read are needed.
            statements=tuple(
                Statement(self.wording.inlines(gates[gate].ask, check.id), target)
                for gate, target in check.statements
            ),
            confirm=confirm,
            brief=check.scope != "program",
        )

    def _help(self) -> Section:
        directory = self.pack.help
        lines = help_lines(self.pack, self.plan, self.wording, country=self.country, own_lines=self.own_lines)
        return self.section(HELP, "help", self.wording.inlines(directory.title, HELP), (lines,))
