"""Finding conflicts that can never hold, and pairs that read one fact differently at the same time.

Input: a pack's conflicts, and conflicts.yaml. Output: faults.

A pack with such conflicts can still be used: the first in the file counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rekindle_core.content.model.conflict import Conflict
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.satisfiable import satisfiable
from rekindle_core.content.reading.source import Source
from rekindle_core.diagnostics import Diagnostic


def check_conflicts(
    source: Source, facts: Mapping[str, Fact], conflicts: Sequence[Conflict]
) -> Iterator[Diagnostic]:
    """Yield the faults of all conflicts together.

    Args:
        source: Their file.
        facts: The pack's facts, by name.
        conflicts: The conflicts, in file order.
    """
    never = {one.id for one in conflicts if not satisfiable(facts, one.when)}
    for index, one in enumerate(conflicts):
        if one.id in never:
            message = f"The conflict {one.id} can never hold: no answers match its condition."
            hint = "correct it, or delete the conflict. Perhaps `all` should be `any`."
            yield Diagnostic(
                source.position(("conflicts", index, "when"), key=True), "never-true", message, hint
            )
    for (_, one), (index, other) in combinations(enumerate(conflicts), 2):
        values = {safer.fact: safer.value for safer in one.read}
        apart = [safer.fact for safer in other.read if values.get(safer.fact, safer.value) != safer.value]
        if apart and not never & {one.id, other.id} and satisfiable(facts, one.when, other.when):
            message = (
                f"The conflicts {one.id} and {other.id} can hold together, and read {apart[0]} differently."
            )
            hint = f"give both the same reading, or narrow the condition of one; for now, {one.id} counts."
            at = source.position(("conflicts", index, "read", apart[0]), key=True)
            yield Diagnostic(at, "conflicts-disagree", message, hint)
