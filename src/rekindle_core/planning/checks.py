"""Self-checks: where gates that ask put their statements before the content that they would remove or add.

Input: the contents of a plan. Output: the check at the front of the program, and those at a session's
parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekindle_core.content.model.gate import NOTE, Gate
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen
from rekindle_core.planning.plan import Check, Part, Plan, PlannedSession


class Checks(Frozen):
    """Places the self-checks of one plan.

    Attributes:
        pack: The pack.
        asking: The gates that ask, strictest first.
        standing: The units that are used, in order.
    """

    pack: Pack
    asking: tuple[Gate, ...]
    standing: tuple[str, ...]

    def in_front(self) -> Check | None:
        """Return the check before the program, if gates that would replace it ask."""
        asking = [gate for gate in self.asking if gate.effect.replaces_program]
        return Check("check-program", "program", _statements(asking)) if asking else None

    def at(self, part: Part, number: int) -> tuple[Check, ...]:
        """Return the scope of a self-check at one part: the whole step, or some of its content.

        Args:
            part: The part, without its checks.
            number: The number of its session.
        """
        asking = [gate for gate in self.asking if not gate.effect.replaces_program]
        whole = [gate for gate in asking if part.unit in gate.effect.replaces_steps]
        tags = self._tags(part)
        some = [
            gate
            for gate in asking
            if gate not in whole and (tags & set(gate.effect.removes_tags) or self._notes_here(gate, part))
        ]
        checks: list[Check] = []
        if whole:
            checks.append(Check(f"check-s{number}-{part.unit}", "step", _statements(whole, part.unit)))
        if some:
            checks.append(
                Check(f"check-s{number}-{part.unit}-content", "content", _statements(some, part.unit))
            )
        return tuple(checks)

    def _notes_here(self, gate: Gate, part: Part) -> bool:
        """Return whether a gate that only adds a note asks at this part, where the note would be."""
        if gate.effect.strictness < NOTE or part.continued:
            return False
        wanted = [step for item in gate.alternatives for step in item.steps]
        return part.unit == next(
            (step for step in wanted if step in self.standing), next(iter(self.standing), "")
        )

    def _tags(self, part: Part) -> frozenset[str]:
        """Return all tags of a part's contents."""
        tags: set[str] = set()
        items = self.pack.items
        for name in (*part.passages, *part.samples, *part.exercises):
            tags |= items[name].offer.tags
        unit = self.pack.units[part.unit]
        for prompt in unit.prompts:
            for pick in part.picks:
                if pick.prompt == prompt.id:
                    variant = next(item for item in prompt.variants if item.id == pick.variant)
                    tags |= prompt.offer.tags | variant.offer.tags
        for checklist in unit.checklists:
            for picked in part.checklists:
                if picked.checklist == checklist.id:
                    tags |= checklist.offer.tags
                    tags |= {
                        tag for item in checklist.items if item.id in picked.items for tag in item.offer.tags
                    }
        return frozenset(tags)


def all_checks(front: Check | None, sessions: Iterable[PlannedSession]) -> Iterator[Check]:
    """Yield every self-check in reading order."""
    if front:
        yield front
    for session in sessions:
        for part in session.parts:
            yield from part.checks


def asked_gates(plan: Plan) -> frozenset[str]:
    """Return the gates whose statement is on a page.

    The statement of a gate that asks is on no page if the program is replaced, or if nothing in it depends on
    the answer.
    """
    checks = all_checks(plan.front_check, plan.sessions)
    return frozenset(gate for check in checks for gate, _ in check.statements)


def _statements(gates: Iterable[Gate], step: str = "") -> tuple[tuple[str, str], ...]:
    """Return for each asking gate its alternative: the one for this step, otherwise its first."""
    pairs = []
    for gate in gates:
        fitting = [item.unit.id for item in gate.alternatives if not step or step in item.steps]
        target = next(iter(fitting or (item.unit.id for item in gate.alternatives)), "")
        pairs.append((gate.id, target))
    return tuple(pairs)
