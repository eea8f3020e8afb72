"""The audit, as a pack grows: the bundled pack with its prompts and its own facts once, 4 and 16 times.

Copies of a fact have names of their own, and copies of a prompt ask about them, so that what the solver is
asked about grows with the pack. Gates stay as they are. Each size is measured against the first, in turn.
"""

from __future__ import annotations

import statistics
import time

from rekindle_core import Pack, load_pack
from rekindle_core.audit.audit import Audit, audit
from rekindle_core.content.condition import All, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.condition import Any as AnyOf
from rekindle_core.content.facts import CORE_NAMES
from rekindle_core.content.step import Prompt, Unit
from rekindle_core.frozen import replace

SIZES = (1, 4, 16)
ROUNDS = 3


def grown(pack: Pack, times: int) -> Pack:
    """Return a pack with so many times the prompts and the facts."""
    facts = dict(pack.facts)
    for copy in range(1, times):
        for name, fact in pack.facts.items():
            if name not in CORE_NAMES:
                facts[f"{name}.c{copy}"] = replace(fact, name=f"{name}.c{copy}", asked_when=None)
    return replace(
        pack, facts=facts, steps={name: _grown_unit(unit, times) for name, unit in pack.steps.items()}
    )


def _grown_unit(unit: Unit, times: int) -> Unit:
    copies = (_copy(prompt, copy) for copy in range(1, times) for prompt in unit.prompts)
    return replace(unit, prompts=(*unit.prompts, *copies))


def _copy(prompt: Prompt, copy: int) -> Prompt:
    def mark(name: str) -> str:
        return f"{name}-c{copy}"

    variants = tuple(
        replace(one, id=mark(one.id), offer=replace(one.offer, when=_moved(one.offer.when, copy)))
        for one in prompt.variants
    )
    offer = replace(prompt.offer, when=_moved(prompt.offer.when, copy))
    motif = mark(prompt.motif) if prompt.motif else ""
    return replace(prompt, id=mark(prompt.id), variants=variants, offer=offer, motif=motif)


def _moved(condition: Condition, copy: int) -> Condition:
    """Return a condition on the copies of its facts."""
    match condition:
        case All() | AnyOf():
            return replace(condition, parts=tuple(_moved(part, copy) for part in condition.parts))
        case Not():
            return Not(_moved(condition.part, copy))
        case Is() | Has() | AtLeast() | AtMost():
            core = condition.fact in CORE_NAMES
            return condition if core else replace(condition, fact=f"{condition.fact}.c{copy}")


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
    for size, one in packs.items():
        counts = found[size].counts
        prompts = sum(unit.prompts for unit in counts.units)
        ratio = statistics.median(a / b for a, b in zip(taken[size], taken[1], strict=True))
        profiles = f"10^{len(str(counts.profiles)) - 1}"
        spent = statistics.median(taken[size])
        print(f"{size:>3}x {prompts:>8} {counts.facts:>6} {profiles:>9} {spent:>8.1f} {ratio:>6.1f}")


if __name__ == "__main__":
    main()
