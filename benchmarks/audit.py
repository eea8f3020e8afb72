"""The audit, as a pack grows: the bundled pack with its prompts and its own facts once, 4 and 16 times.

Copies of a fact have names of their own, and copies of a prompt ask about them, so that what the solver is
asked about grows with the pack. Gates stay as they are. Each size is measured against the first, in turn.
"""

from __future__ import annotations

import statistics
import time
from typing import assert_never

from rekindle_core import Pack, load_pack
from rekindle_core.audit.audit import Audit, audit
from rekindle_core.content.model.condition import All, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.facts import CORE_NAMES, Fact
from rekindle_core.content.model.step import Offer, Prompt, Unit
from rekindle_core.frozen import replace

SIZES = (1, 4, 16)
ROUNDS = 3


def grown(pack: Pack, times: int) -> Pack:
    """Return a pack with so many times the prompts and the facts."""
    copied = frozenset(name for name, fact in pack.facts.items() if _is_copied(fact))
    facts = dict(pack.facts)
    for copy in range(1, times):
        for name in sorted(copied):
            # Of some facts only gates make use: their copies are for nobody, which is no finding here.
            new = f"{name}.c{copy}"
            facts[new] = replace(pack.facts[name], name=new, asked_when=None, for_counselor=True)
    steps = {name: _grown(unit, times, copied) for name, unit in pack.steps.items()}
    return replace(pack, facts=facts, steps=steps)


def _is_copied(fact: Fact) -> bool:
    """Return whether a fact has copies: texts and names stay, for the words of copied prompts say them."""
    return fact.name not in CORE_NAMES and fact.kind in ("choice", "choices", "number", "yes-no")


def _grown(unit: Unit, times: int, copied: frozenset[str]) -> Unit:
    copies = (_copy(prompt, copy, copied) for copy in range(1, times) for prompt in unit.prompts)
    return replace(unit, prompts=(*unit.prompts, *copies))


def _copy(prompt: Prompt, copy: int, copied: frozenset[str]) -> Prompt:
    """Return a prompt about copies of its facts, with ids and a motif of its own."""

    def moved(condition: Condition) -> Condition:
        match condition:
            case All() | AnyOf():
                return replace(condition, parts=tuple(map(moved, condition.parts)))
            case Not():
                return Not(moved(condition.part))
            case Is() | Has() | AtLeast() | AtMost():
                new = f"{condition.fact}.c{copy}"
                return replace(condition, fact=new) if condition.fact in copied else condition
            case _ as never:
                assert_never(never)

    def offered(offer: Offer) -> Offer:
        when = moved(offer.when)
        # Gates and conflicts are about the facts themselves: what asks about copies would be denied to somebody.
        return replace(offer, when=when, assumes=offer.assumes if when == offer.when else frozenset())

    variants = tuple(
        replace(one, id=f"{one.id}-c{copy}", offer=offered(one.offer)) for one in prompt.variants
    )
    motif = f"{prompt.motif}-c{copy}" if prompt.motif else ""
    return replace(
        prompt, id=f"{prompt.id}-c{copy}", variants=variants, offer=offered(prompt.offer), motif=motif
    )


def seconds(pack: Pack) -> tuple[float, Audit]:
    began = time.perf_counter()
    found = audit(pack)
    return time.perf_counter() - began, found


def main() -> None:
    began = time.perf_counter()
    pack = load_pack()
    loading = time.perf_counter() - began
    packs = {size: grown(pack, size) for size in SIZES}
    taken: dict[int, list[float]] = {size: [] for size in SIZES}
    found: dict[int, Audit] = {}
    for _ in range(ROUNDS):
        for size, one in packs.items():
            spent, found[size] = seconds(one)
            taken[size].append(spent)
    print(f"reading the pack: {loading:.1f} s")
    print(
        f"{'size':>4} {'prompts':>8} {'facts':>6} {'profiles':>9} {'seconds':>8} {'ratio':>6}   (median of {ROUNDS})"
    )
    for size in SIZES:
        counts = found[size].counts
        prompts = sum(unit.prompts for unit in counts.units)
        ratio = statistics.median(a / b for a, b in zip(taken[size], taken[1], strict=True))
        profiles = f"10^{len(str(counts.profiles)) - 1}"
        spent = statistics.median(taken[size])
        print(f"{size:>3}x {prompts:>8} {counts.facts:>6} {profiles:>9} {spent:>8.1f} {ratio:>6.1f}")


if __name__ == "__main__":
    main()
