"""One profile, tried with the planner itself: the audit reports only what the planner confirms.

Input: a pack, and a profile as in a file. Output: the planner's results for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rekindle_core.audit.readers import Given
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Prompt
from rekindle_core.errors import RekindleError
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.status import reading_order, standings
from rekindle_core.planning.eligibility import Examiner
from rekindle_core.planning.judge import Ruling, judge
from rekindle_core.planning.looking_back.choose import gates_over
from rekindle_core.planning.make import plan_program
from rekindle_core.planning.plan import Answer, Decision, Part, Plan
from rekindle_core.profile.conflicts import Reading, safer_reading
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile


@dataclass(frozen=True)
class Trial:
    """The planner's results for one profile."""

    pack: Pack
    given: Given

    @cached_property
    def profile(self) -> Profile:
        """The profile, read as if from a file."""
        return load_profile(self.pack, self.given)

    @cached_property
    def reading(self) -> Reading:
        """How the planner reads it."""
        return safer_reading(self.pack, self.profile)

    @cached_property
    def plan(self) -> Plan:
        """The plan that is made for it."""
        return plan_program(self.pack, self.profile)

    @cached_property
    def ruling(self) -> Ruling:
        """What the gates answer for it."""
        return judge(self.pack, self.reading)

    @cached_property
    def standings(self) -> Mapping[str, Decision]:
        """The state of everything in the plan, with the reason."""
        return standings(self.pack, self.plan)

    @cached_property
    def held(self) -> Mapping[str, int]:
        """Everything in the plan."""
        return reading_order(self.plan)

    def answer(self, gate: str) -> Answer:
        """Return a gate's answer."""
        return next(verdict.answer for verdict in self.ruling.verdicts if verdict.gate == gate)

    def parts(self, unit: str) -> Iterator[Part]:
        """Yield the parts of sessions that belong to a unit."""
        return (part for session in self.plan.sessions for part in session.parts if part.unit == unit)

    def stands(self, unit: str) -> bool:
        """Return whether a step is used, or an alternative replaces one."""
        return any(True for _ in self.parts(unit))

    def may_show(self, name: str) -> bool:
        """Return whether something fits, even if other content came first with this seed."""
        entry, decision = catalogue(self.pack)[name], self.standings[name]
        if entry.parent:
            examiner = Examiner(self.pack, self.reading, self.ruling)
            shown = self.may_show(entry.parent) and examiner.examine(entry.offer).eligible
            if shown and entry.kind == "look-back":
                return not gates_over(self.ruling.asking, entry.unit, self.pack.item(entry.parent, Prompt))
            return shown
        return decision.included or decision.place > 0

    def eligible(self, unit: str) -> tuple[Prompt, ...]:
        """Return the prompts of a unit that the planner ranked: everything that the reader may get."""
        ranked = {one.item for one in self.plan.decisions if one.kind == "prompt" and one.place}
        return tuple(prompt for prompt in self.pack.units[unit].prompts if prompt.id in ranked)

    def confirm(self, holds: bool, claim: str) -> None:
        """Check that a claim of the audit is true for the planner.

        Raises:
            RekindleError: It is not: the audit and the planner don't follow the same rules.
        """
        if not holds:
            raise RekindleError(
                f"The audit claims that {claim}, but the planner disagrees for {dict(self.given)}.",
                code="audit-disagrees",
                hint="this is a bug in Rekindle; please report it with the pack and this message.",
            )
