"""What an audit counted, for people; and the whole of it for programs.

Comes in: an Audit. Goes out: text, or one JSON object whose schema is docs/reference/audit.schema.json.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rekindle_core.audit.audit import Audit
from rekindle_core.audit.counts import UnitCount
from rekindle_core.cli.report_json import fault_item
from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import Diagnostic

AUDIT_FORMAT = 1
"""The number of the form; it changes when a reader of the old one would misread the new one."""


def audit_text(pack: Pack, audit: Audit) -> str:
    """Return what was counted, as a table of steps, and what prompts are written for."""
    return "".join(f"{row}\n" for row in _rows(pack, audit))


def _rows(pack: Pack, audit: Audit) -> Iterator[str]:
    counts = audit.counts
    number = len(audit.findings)
    said = f"{number or 'no'} finding{'' if number == 1 else 's'}"
    yield (
        f"{pack.id} {pack.version}: {said} for {rounded(counts.profiles)} profiles "
        f"({counts.facts} facts, {counts.gates} gates)."
    )
    yield ""
    yield f"{'step or alternative':<24} {'prompts':>7} {'motifs':>6} {'level 1':>8} {'2':>3} {'3':>3} {'least':>6}"
    for unit in counts.units:
        levels = " ".join(f"{unit.levels.get(level, 0):>{8 if level == 1 else 3}}" for level in (1, 2, 3))
        least = "never" if unit.least.anybody is None else unit.least.anybody
        yield f"{unit.id:<24} {unit.prompts:>7} {unit.motifs:>6} {levels} {least:>6}"
    yield ""
    yield f"least: the fewest motifs that anybody is given; {counts.promised} are promised of each step."
    for title, totals in _totals(counts.units):
        yield f"{title}: {', '.join(f'{word} {number}' for word, number in totals.items())}."


def _totals(units: Sequence[UnitCount]) -> Iterator[tuple[str, Counter[str]]]:
    techniques: Counter[str] = Counter()
    facts: dict[str, Counter[str]] = {}
    for unit in units:
        techniques.update(unit.techniques)
        for fact, numbers in unit.written_for.items():
            facts.setdefault(fact, Counter()).update(numbers)
    yield "prompts by technique", techniques
    for fact, totals in facts.items():
        yield f"prompts written for {fact}", totals


def rounded(number: int) -> str:
    """Return a number in full, or as a power of ten where it is long.

    >>> rounded(120_000), rounded(12_345_678_901)
    ('120,000', '1.2 × 10^10')
    """
    digits = str(number)
    return f"{number:,}" if len(digits) < 10 else f"{digits[0]}.{digits[1]} × 10^{len(digits) - 1}"


def audit_json(pack: Pack, audit: Audit, findings: Sequence[Diagnostic]) -> str:
    """Return the whole audit for programs."""
    counts = audit.counts
    report: dict[str, Any] = {
        "format": AUDIT_FORMAT,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "findings": [{**fault_item(one), "example": json.loads(one.example)} for one in findings],
        "profiles": str(counts.profiles),
        "facts": counts.facts,
        "gates": counts.gates,
        "promised": counts.promised,
        "units": [
            {
                "id": unit.id,
                "kind": "step" if unit.step else "alternative",
                "prompts": unit.prompts,
                "motifs": unit.motifs,
                "levels": {str(level): number for level, number in unit.levels.items()},
                "techniques": dict(unit.techniques),
                "written_for": {fact: dict(numbers) for fact, numbers in unit.written_for.items()},
                "least": unit.least.anybody,
                "least_at_every_level": unit.least.at_every_level,
            }
            for unit in counts.units
        ],
    }
    return json.dumps(report, indent=2) + "\n"
