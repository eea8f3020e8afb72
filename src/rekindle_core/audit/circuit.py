"""A Boolean circuit that can be passed to a SAT solver. The one module that knows the solver.

Input: literals, made here and joined here. Output: whether they can be true together, and when. Must not
know: what the literals mean.

Sources: G. S. Tseitin, On the complexity of derivation in propositional calculus, 1968, for the clauses of a
circuit; A. Ignatiev, A. Morgado and J. Marques-Silva, PySAT, SAT 2018, for the solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rekindle_core.errors import RekindleError

if TYPE_CHECKING:
    from pysat.solvers import Solver

Literal: TypeAlias = int
"""A wire of the circuit; its negative is its negation."""

Model: TypeAlias = frozenset[int]
"""The literals that are true together in one solution of all clauses."""

TRUE: Literal = 1
FALSE: Literal = -TRUE


def _solver() -> Solver:
    try:
        from pysat.solvers import Solver
    except ImportError:
        raise RekindleError(
            "The audit needs a SAT solver, and PySAT is not installed.",
            code="no-solver",
            hint="pip install 'rekindle-core[audit]'",
        ) from None
    return Solver(name="glucose4")


class Circuit:
    """A growing circuit. Joining the same literals in the same way returns the same wire."""

    def __init__(self) -> None:
        self._solver = _solver()
        self._variables = TRUE
        self._gates: dict[frozenset[Literal], Literal] = {}
        self._counts: dict[tuple[Literal, ...], list[Literal]] = {}
        self._seen: set[Literal] = set()
        self.clause(TRUE)

    def input(self) -> Literal:
        """Return a new wire that can be true or false."""
        self._variables += 1
        return self._variables

    def clause(self, *literals: Literal) -> None:
        """Require that at least one of these is true, in every query."""
        self._solver.add_clause(literals)

    def exactly_one(self, literals: Sequence[Literal]) -> None:
        """Require that exactly one of these is true."""
        self.clause(*literals)
        for index, one in enumerate(literals):
            for other in literals[index + 1 :]:
                self.clause(-one, -other)

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """Return a wire that is true if all of these are."""
        parts = frozenset(literals) - {TRUE}
        if FALSE in parts or any(-part in parts for part in parts):
            return FALSE
        if len(parts) < 2:
            return next(iter(parts), TRUE)
        found = self._gates.get(parts)
        if found is None:
            found = self._gates[parts] = self.input()
            # Sorted, so that the solver's path, and its speed, doesn't depend on the order of a set.
            ordered = sorted(parts)
            for part in ordered:
                self.clause(-found, part)
            self.clause(found, *(-part for part in ordered))
        return found

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """Return a wire that is true if at least one of these is."""
        return -self.all_of(-literal for literal in literals)

    def at_least(self, literals: Sequence[Literal], bound: int) -> Literal:
        """Return a wire that is true if at least this many of these are; repeated literals count each time."""
        sure = sum(1 for literal in literals if literal == TRUE)
        rest = tuple(literal for literal in literals if literal not in (TRUE, FALSE))
        wanted = bound - sure
        if wanted <= 0:
            return TRUE
        row = self._counts.get(rest, [])
        if len(row) <= wanted:
            row = self._counts[rest] = self._count(rest, wanted)
        return row[wanted]

    def _count(self, literals: tuple[Literal, ...], bound: int) -> list[Literal]:
        """Return wires of which the nth is true if at least n of some literals are, up to a bound."""
        row = [TRUE, *[FALSE] * bound]
        # A literal that is repeated counts that many times at once.
        for literal, weight in sorted(Counter(literals).items(), key=lambda pair: pair[1]):
            row = [
                TRUE,
                *(self._either(literal, row[max(n - weight, 0)], row[n]) for n in range(1, bound + 1)),
            ]
        return row

    def _either(self, literal: Literal, with_it: Literal, without: Literal) -> Literal:
        return self.any_of((without, self.all_of((literal, with_it))))

    def can(self, *literals: Literal) -> bool:
        """Return whether these can be true together."""
        if len(literals) == 1:
            # Many queries are about single wires, and each answer covers others. An answer stays valid: later
            # clauses are only about wires that are added with them.
            (literal,) = literals
            if literal not in self._seen and (model := self.model(literal)) is not None:
                self._seen |= model
            return literal in self._seen
        return bool(self._solver.solve(assumptions=literals))

    def model(self, *literals: Literal) -> Model | None:
        """Return one way in which these are true together, or None."""
        if not self._solver.solve(assumptions=literals):
            return None
        return frozenset(self._solver.get_model() or ())
