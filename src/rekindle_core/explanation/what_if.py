"""Why something is out of a plan, and which change to a single fact would have brought it in.

Input: a Pack, a Plan made from it, and an id. Output: the reason, the gates in the way, and the changes
to one fact that were tried and bring it in, smallest first.

Gates are never worked around: if one is in the way, nothing is suggested. The following are never suggested
either: another answer to a question about safety or limits, an answer that was declined or contradicts
others, or any change after which a gate that holds would no longer hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from rekindle_core.content.model.condition import ALWAYS, Condition, Truth, evaluate, facts_of
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Prompt
from rekindle_core.content.model.values import Missing, Value
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.detail import Account, GateNote, account
from rekindle_core.explanation.status import reading_order, standings
from rekindle_core.explanation.variations import neighbours
from rekindle_core.frozen import Frozen, replace
from rekindle_core.planning.judge import judge
from rekindle_core.planning.make import plan_program
from rekindle_core.planning.plan import Answer, Decision, GateVerdict, Plan
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.profile import Profile

MOST_PROPOSALS = 3
MOST_SEEDS = 20
"""The number of other seeds to try."""
MOST_SESSIONS = 12
"""The number of additional sessions to try; with more, it would be a different program."""

_STRICTNESS = {Answer.PASSES: 0, Answer.ASKS: 1, Answer.HOLDS: 2}


class Proposal(Frozen):
    """A change to one fact, and its effect.

    Attributes:
        fact: The fact.
        before: The profile's value.
        after: The value that was tried.
        turned: The gates that would answer differently, with their answers.
        outcome: Where the piece of content would be; it may fit, but others may still come first.
    """

    fact: str
    before: Value
    after: Value
    turned: tuple[GateVerdict, ...]
    outcome: Decision


class WhyNot(Frozen):
    """Why something is out.

    Attributes:
        account: Everything about it.
        in_the_way: Gates that hold and remove it.
        bringing: Gates that would have to hold for its alternative to be used, if none of them does.
        never_tried: Facts that it depends on, but for which no change is ever suggested.
        kept_gates: Gates that hold or ask, but would no longer with a value that was tried; such a change is
            not suggested.
        proposals: Changes to one fact that would bring it in, smallest first; at most three.
        seed: Another seed that chooses it; None if none was searched for or found.
    """

    account: Account
    in_the_way: tuple[GateNote, ...] = ()
    bringing: tuple[GateNote, ...] = ()
    never_tried: tuple[str, ...] = ()
    kept_gates: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    seed: int | None = None


def why_not(pack: Pack, plan: Plan, name: str, *, avoid: Collection[str] = frozenset()) -> WhyNot:
    """Return why something is out of a plan, and what would bring it in.

    Args:
        pack: The pack of the plan.
        plan: The plan.
        name: An id of the catalogue.
        avoid: The ids of prompts that the plan avoids.

    Raises:
        KeyError: There is nothing with that id.
    """
    found = account(pack, plan, name)
    if found.decision.included:
        return WhyNot(found)
    holding = tuple(
        note for note in found.gates if note.verdict.answer is Answer.HOLDS and not note.brings_in
    )
    bringing = tuple(note for note in found.gates if note.brings_in)
    if any(note.verdict.answer is Answer.HOLDS for note in bringing):
        bringing = ()
    if holding or bringing:
        return WhyNot(found, holding, bringing)
    search = _Search(pack, plan, found, frozenset(avoid))
    proposals = search.proposals()
    return WhyNot(
        found,
        never_tried=search.never_tried(),
        kept_gates=tuple(search.kept_gates),
        proposals=proposals,
        seed=search.other_seed(),
    )


@dataclass(slots=True)
class _Search:
    pack: Pack
    plan: Plan
    found: Account
    avoid: frozenset[str]
    conditions: tuple[Condition, ...] = field(init=False)
    kept_gates: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.conditions = tuple(self._conditions())

    def never_tried(self) -> tuple[str, ...]:
        unmet = [when for when in self.conditions if self._truth(when) is not Truth.TRUE]
        facts = dict.fromkeys(fact for when in unmet for fact in sorted(facts_of(when)))
        return tuple(fact for fact in facts if self._is_kept(fact))

    def proposals(self) -> tuple[Proposal, ...]:
        best: dict[str, Proposal] = {}
        for fact, value in self._candidates():
            if fact in best and best[fact].outcome.included:
                continue
            proposal = self._try(fact, value)
            if proposal and (fact not in best or proposal.outcome.included):
                best[fact] = proposal
        ranked = sorted(
            best.values(),
            key=lambda one: (
                not one.outcome.included,
                len(one.turned),
                # Filling in an unknown value is a smaller change than replacing a known one.
                one.before is not Missing.UNKNOWN,
            ),
        )
        return tuple(one for one in ranked if one.outcome.included == ranked[0].outcome.included)[
            :MOST_PROPOSALS
        ]

    def other_seed(self) -> int | None:
        if not self.found.decision.place:
            return None
        for seed in range(self.plan.seed + 1, self.plan.seed + 1 + MOST_SEEDS):
            if self.found.entry.id in reading_order(self._plan(self.plan.profile, seed)):
                return seed
        return None

    # ------------------------------------------------------------------ what to try

    def _conditions(self) -> Iterator[Condition]:
        """Yield the conditions that decide whether it is eligible."""
        pack, entry = self.pack, self.found.entry
        entries = catalogue(pack)
        offers = [entry.offer]
        if entry.parent:
            offers.append(entries[entry.parent].offer)
        item = pack.items.get(entry.parent or entry.id)
        if isinstance(item, Prompt):
            offers += [variant.offer for variant in item.variants]
            if self.found.fits:
                yield from (rule.when for rule in pack.dose.gentle if rule.highest_level < item.level)
        elif entry.kind == "variant":
            # The first wording of a text that fits is used, so an earlier wording may be in the way.
            offers += [
                one.offer for one in entries.values() if one.kind == "variant" and one.parent == entry.parent
            ]
        for offer in offers:
            yield offer.when
            for name in sorted(offer.phrases):
                yield from (phrase.when for phrase in pack.phrases[name])
        if entry.unit:
            yield pack.units[entry.unit].when

    def _candidates(self) -> Iterator[tuple[str, Value]]:
        if self.found.decision.place or self._is_left_for_brevity():
            # It fits already: what is missing is space.
            tried = self._shapes()
        else:
            tried = neighbours(self.plan.profile, self.pack.facts, self.conditions)
        yield from ((fact, value) for fact, value in tried if not self._is_kept(fact))

    def _shapes(self) -> Iterator[tuple[str, Value]]:
        """Yield more and longer sessions, which may have space for content that fits."""
        profile, dose = self.plan.profile, self.pack.dose
        wanted = profile.number("program.sessions") or len(self.plan.sessions)
        if len(self.plan.sessions) >= wanted:
            most = min(wanted + MOST_SESSIONS, self.pack.facts["program.sessions"].most)
            yield from (("program.sessions", number) for number in range(wanted + 1, most + 1))
        minutes = profile.number("program.minutes") or dose.minutes
        joined = max((len(session.parts) for session in self.plan.sessions), default=1)
        reached = {row.minutes * joined for row in dose.table} | {dose.deep_from_minutes}
        longest = self.pack.facts["program.minutes"].most
        yield from (("program.minutes", number) for number in sorted(reached) if minutes < number <= longest)

    def _is_left_for_brevity(self) -> bool:
        minutes = self.plan.profile.number("program.minutes") or self.pack.dose.minutes
        return self.found.fits and self.pack.dose.row(minutes).brief

    def _is_kept(self, fact: str) -> bool:
        """Whether another answer is never suggested, because the fact is about safety, declined or set aside.

        It is about safety or limits, was declined, is in a conflict, or was set aside.
        """
        return (
            self.pack.facts[fact].declined_holds
            or self.plan.profile[fact] is Missing.DECLINED
            or fact in self.plan.reading.contested
            or fact in self.plan.profile.set_aside
        )

    def _truth(self, when: Condition) -> Truth:
        return evaluate(when, self.plan.reading.__getitem__) if when != ALWAYS else Truth.TRUE

    # ------------------------------------------------------------------ trying

    def _try(self, fact: str, value: Value) -> Proposal | None:
        """Return the effect of a value, unless it is useless, or a gate would no longer hold because of it."""
        before = self.plan.profile[fact]
        profile = replace(self.plan.profile, values={**self.plan.profile.values, fact: value})
        verdicts = judge(self.pack, safer_reading(self.pack, profile)).verdicts
        turned = []
        for old, new in zip(self.plan.gates, verdicts, strict=True):
            loosened = _STRICTNESS[new.answer] < _STRICTNESS[old.answer]
            if loosened and (old.answer is Answer.HOLDS or before is not Missing.UNKNOWN):
                self.kept_gates[old.gate] = None
                return None
            if new.answer is not old.answer:
                turned.append(new)
        plan, name = self._plan(profile, self.plan.seed), self.found.entry.id
        fits = any(one.item == name and one.place for one in plan.decisions)
        if name not in reading_order(plan) and (self.found.decision.place or not fits):
            return None
        return Proposal(fact, before, value, tuple(turned), standings(self.pack, plan)[name])

    def _plan(self, profile: Profile, seed: int) -> Plan:
        return plan_program(self.pack, profile, seed=seed, date=self.plan.date, avoid=self.avoid)
