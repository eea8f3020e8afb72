"""Where every piece of content of a pack is in one plan, including content that the plan never considered.

Input: a Pack, and a Plan made from it. Output: a Decision for each id of the catalogue.

A plan decides on the content of the units that it uses. Here the rest also gets a reason: content of a step
that is out, of an alternative whose gate passes, or of a program that is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import plural
from rekindle_core.explanation.catalogue import Entry, catalogue
from rekindle_core.frozen import replace
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.judge import Ruling, judge
from rekindle_core.planning.plan import Answer, Decision, GateVerdict, Part, Plan, PlannedSession
from rekindle_core.planning.reading_order import Node, part_nodes, session_nodes, stretches
from rekindle_core.planning.reasons import (
    AddedAt,
    AddedInFront,
    GateSays,
    InAppendix,
    InPlaceOfProgram,
    InsteadOf,
    NoAppendix,
    OnlyWhereGateHolds,
    OtherAlternative,
    OtherReplaces,
    OtherWording,
    OutWith,
    ProgramReplaced,
    ReadAsPage,
    Reason,
    StandsInstead,
)


def standings(pack: Pack, plan: Plan) -> Mapping[str, Decision]:
    """Return for everything in a pack's catalogue whether it is in a plan, why, and in which session."""
    return _Reader(pack, plan).read()


def reading_order(plan: Plan) -> Mapping[str, int]:
    """Return the ids of everything in a plan, in reading order, each with its first session (or 0)."""
    order: dict[str, int] = {}
    for stretch in stretches(plan):
        for item in _items(stretch.nodes):
            order.setdefault(item, stretch.session.number if stretch.session else 0)
    return order


def gates_at(pack: Pack, entry: Entry) -> Mapping[str, str]:
    """Return the gates that can remove a piece of content, with what each does, in words."""
    found: dict[str, str] = {}
    for gate in pack.gates:
        does = []
        if gate.effect.replaces_program:
            does.append("replaces the program")
        if entry.unit in gate.effect.replaces_steps:
            does.append(f"replaces the step {entry.unit}")
        if tags := [tag for tag in gate.effect.removes_tags if tag in entry.offer.tags]:
            does.append(f"removes the {plural('tag', len(tags))} {', '.join(tags)}")
        if does:
            found[gate.id] = " and ".join(does)
    return found


def stands_instead(pack: Pack, plan: Plan, step: str) -> str:
    """Return the alternative that replaces a step, or an empty string."""
    return "" if plan.replaced_by else judge(pack, plan.reading).replacements.get(step, "")


def gates_of(pack: Pack, alternative: str) -> tuple[str, ...]:
    """Return the gates of an alternative."""
    return tuple(
        gate.id for gate in pack.gates if any(item.unit.id == alternative for item in gate.alternatives)
    )


def pages_of(pack: Pack, gate: str) -> tuple[str, ...]:
    """Return the alternatives of a gate."""
    return tuple(item.unit.id for one in pack.gates if one.id == gate for item in one.alternatives)


def session_items(plan: Plan, session: PlannedSession) -> Iterator[str]:
    """Yield the ids of everything in a session, in reading order."""
    return _items(session_nodes(plan, session))


def part_items(plan: Plan, part: Part) -> Iterator[str]:
    """Yield the ids of everything in a part of a session, its unit first, in reading order."""
    return _items(part_nodes(plan, part))


def _items(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the ids of content from the pack; a check is made for a plan, and a lead belongs to its unit."""
    return (node.id for node in nodes if node.kind not in ("check", "lead"))


@dataclass(slots=True)
class _Reader:
    pack: Pack
    plan: Plan
    entries: Mapping[str, Entry] = field(init=False)
    sessions: Mapping[str, int] = field(init=False)
    noted: Mapping[str, Decision] = field(init=False)
    appendix: frozenset[str] = field(init=False)
    verdicts: Mapping[str, GateVerdict] = field(init=False)
    ruling: Ruling = field(init=False)
    examiner: Examiner = field(init=False)

    def __post_init__(self) -> None:
        self.entries = catalogue(self.pack)
        self.sessions = reading_order(self.plan)
        self.noted = {decision.item: decision for decision in self.plan.decisions}
        appendix = self.pack.frame.alternatives
        texts = (appendix.text, *(item.text for item in appendix.passages))
        wordings = (one.id for text in texts for one in text)
        self.appendix = frozenset(wordings) | {item.id for item in appendix.passages}
        self.verdicts = {verdict.gate: verdict for verdict in self.plan.gates}
        self.ruling = judge(self.pack, self.plan.reading)
        self.examiner = Examiner(self.pack, self.plan.reading, self.ruling)

    def read(self) -> Mapping[str, Decision]:
        found: dict[str, Decision] = {}
        # The catalogue has units before their contents, and parents before their parts.
        for entry in self.entries.values():
            found[entry.id] = self._decision(entry, found)
        return found

    def _decision(self, entry: Entry, found: Mapping[str, Decision]) -> Decision:
        noted = self.noted.get(entry.id)
        if noted and entry.id in self.appendix and not self.plan.appendix:
            return replace(noted, included=False, reason=NoAppendix())
        if noted:
            session = noted.session or self.sessions.get(entry.id, 0)
            return replace(noted, unit=entry.unit, session=session if noted.included else 0)
        included, reason = self._reason(entry, found)
        session = self.sessions.get(entry.id, 0) if included else 0
        return Decision(entry.id, entry.kind, entry.unit, included, reason, session=session)

    def _reason(self, entry: Entry, found: Mapping[str, Decision]) -> tuple[bool, Reason]:
        if entry.kind == "alternative":
            return self._alternative(entry.id)
        if self.plan.replaced_by and entry.unit not in self.plan.replaced_by:
            return False, ProgramReplaced(self.plan.replaced_by)
        if entry.parent and not found[entry.parent].included:
            return False, _out_with(found[entry.parent])
        if entry.id in self.appendix and not self.plan.appendix:
            return False, NoAppendix()
        if entry.parent:
            return self._inside(entry)
        if entry.unit and not found[entry.unit].included:
            home = found[entry.unit]
            if other := self.ruling.replacements.get(home.item):
                home = replace(home, reason=StandsInstead(other))
            return False, _out_with(home)
        return self._on_a_page(entry)

    def _alternative(self, name: str) -> tuple[bool, Reason]:
        plan, gates = self.plan, gates_of(self.pack, name)
        because = tuple(GateSays(gate, self.verdicts[gate].reason) for gate in gates)
        if name in plan.replaced_by:
            return True, InPlaceOfProgram(because)
        if plan.replaced_by:
            return False, OtherReplaces(plan.replaced_by)
        if name in plan.front_notes:
            return True, AddedInFront(because)
        for session in plan.sessions:
            for part in session.parts:
                if name == part.unit:
                    steps = (step for step, instead in self.ruling.replacements.items() if instead == name)
                    return True, InsteadOf(tuple(steps), because)
                if name in part.notes:
                    return True, AddedAt(part.unit, because)
        if name in plan.appendix:
            return True, InAppendix(because)
        if any(self.verdicts[gate].answer is Answer.HOLDS for gate in gates):
            return False, OtherAlternative(because)
        return False, OnlyWhereGateHolds(because)

    def _inside(self, entry: Entry) -> tuple[bool, Reason]:
        """A wording of a prompt or text that is in, or a line of a checklist that is in."""
        # A self-check can come before a prompt or a checklist, but not before a text.
        checked = self.entries[entry.parent].kind in ("prompt", "checklist")
        fit = self.examiner.examine(entry.offer, checked=checked)
        if entry.id in self.sessions or not fit.eligible:
            return entry.id in self.sessions, fit.reason
        return False, OtherWording(fit.reason)

    def _on_a_page(self, entry: Entry) -> tuple[bool, Reason]:
        """Content of an alternative that is read as a page: its passages may be in, its pools are not."""
        if entry.kind == "passage":
            return entry.id in self.sessions, self.examiner.examine(entry.offer, checked=False).reason
        return False, ReadAsPage(entry.unit)


def _out_with(home: Decision) -> OutWith:
    """Return the reason for something that is out because its unit, prompt, passage or checklist is."""
    match home.kind:
        case "step" | "alternative" | "prompt" | "checklist" | "passage":
            return OutWith(home.kind, home.item, home.reason)
        case "variant" | "exercise" | "line" | "sample" | "rating" | "moment" | "look-back":
            raise AssertionError(f"the {home.kind} {home.item} contains nothing")
        case _ as never:
            assert_never(never)
