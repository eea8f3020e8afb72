"""From gates.yaml and the files of alternatives/ to gates.

Input: both, whose structure is valid. Output: the gates, each with its alternatives. Must not know: when
a gate holds.

An alternative is written in its gate, or in its own file, which the gate names. Later stages don't see the
difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from rekindle_core.content.building.units import build_unit
from rekindle_core.content.model.gate import Alternative, Effect, Gate, WhenUnknown
from rekindle_core.content.model.step import Unit
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.content.reading.file_names import ALTERNATIVES
from rekindle_core.content.reading.pack_text import REPLACEMENT
from rekindle_core.diagnostics import Position, did_you_mean
from rekindle_core.frozen import Frozen

_PLACES = frozenset({"gates", "alternatives"})
REPLACE_PROGRAM = "replace-program"


class _Filed(Frozen):
    """An alternative in its own file, and its position."""

    at: Cursor
    unit: Unit


def build_gates(at: Cursor | None, files: Mapping[str, Cursor], *, complete: bool) -> tuple[Gate, ...]:
    """Return the gates; inconsistencies between them are faults.

    Args:
        at: The root of gates.yaml, or None if it could not be read.
        files: The roots of the files in alternatives/, by name.
        complete: Whether all files could be read, so that all alternatives are known.
    """
    # Before the gates, and whether or not a gate names it: one run reports the faults of every file.
    filed = _build_files(files, at.data["gates"] if at else ())
    if at is None:
        return ()
    named: dict[str, Position] = {}
    gates = tuple(_build_gate(item, filed, named, complete=complete) for item in at.each("gates"))
    if complete:
        for name, file in files.items():
            _check_file(name, file, named)
    return gates


def with_alternatives(gates: Mapping[str, Any], files: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of gates.yaml as if every alternative were written in it.

    Args:
        gates: The data of gates.yaml.
        files: The data of the files in alternatives/, by the alternatives' ids.
    """
    return {
        **gates,
        "gates": [
            {**gate, "alternatives": [files[item] if isinstance(item, str) else item for item in items]}
            if (items := gate.get("alternatives"))
            else gate
            for gate in gates["gates"]
        ],
    }


def _build_files(files: Mapping[str, Cursor], gates: Any) -> dict[str, _Filed]:
    """Return the alternatives with their own files, by id. Copy rules see each of them at its gate."""
    places = {
        item: _PLACES | {REPLACEMENT} if gate["effect"] == REPLACE_PROGRAM else _PLACES
        for gate in gates
        for item in gate.get("alternatives", ())
        if isinstance(item, str)
    }
    filed: dict[str, _Filed] = {}
    for file in files.values():
        at = Cursor(file.ledger, file.source, file.data, within=places.get(file.data["id"], _PLACES))
        unit = build_unit(at)
        filed.setdefault(unit.id, _Filed(at, unit))
    return filed


def _check_file(name: str, at: Cursor, named: Mapping[str, Position]) -> None:
    own = str(at.value("id"))
    if PurePath(name).stem != own:
        message = f"This file contains the alternative “{own}”, but isn't named {own}.yaml."
        at["id"].fault("misnamed-file", message, f"rename it to {ALTERNATIVES}{own}.yaml, or correct the id.")
    elif own not in named:
        hint = f"list it in gates.yaml, under the alternatives: of a gate: alternatives: [{own}]."
        at["id"].fault("unused-alternative", f"No gate names the alternative “{own}”.", hint)


def _build_gate(
    at: Cursor, filed: Mapping[str, _Filed], named: dict[str, Position], *, complete: bool
) -> Gate:
    effect = _effect(at)
    unknown = WhenUnknown(at.value("unknown", "asks"))
    if unknown is WhenUnknown.ASKS and "ask" not in at:
        at.fault(
            "gate-without-question",
            "This gate asks the reader, but has no statement to ask with.",
            (
                'add ask: "I am under eighteen." with what is true when it holds; or unknown: holds (or '
                "passes)."
            ),
        )
    alternatives = tuple(_alternatives(at, effect, filed, named, complete=complete))
    if effect.strictness != 2 and "alternatives" not in at:
        at.fault(
            "gate-without-alternative",
            "Nothing replaces what this gate removes.",
            'add alternatives: [{ id: quiet-page, title: "…", text: "…" }]',
        )
    # The steps of a missing alternative are unknown.
    all_there = len(alternatives) == len(at.value("alternatives", ()))
    covered = {step for item in alternatives for step in item.steps}
    for step in effect.replaces_steps:
        if alternatives and all_there and step not in covered:
            message = f"Nothing replaces the step {step}."
            at["alternatives"].fault(
                "gate-without-alternative", message, "list it under an alternative's steps."
            )
    at["reason"].see_quotes()
    if "title" in at:
        at["title"].see_quotes()
    return Gate(
        id=at.id(),
        when=at.condition(),
        unknown=unknown,
        effect=effect,
        reason=at.value("reason"),
        alternatives=alternatives,
        ask=at.line("ask", fixed=True),
        counselor=at.prose("counselor", fixed=True),
        title=at.value("title", ""),
        denies=at.assumptions("denies"),
        assumes=at.assumes(),
    )


def _effect(at: Cursor) -> Effect:
    effect = at["effect"]
    if isinstance(effect.data, str):
        return Effect(replaces_program=effect.data == REPLACE_PROGRAM)
    steps = effect.words("replace-steps", at.ledger.steps, "unknown-step", "step")
    tags = effect.words("remove-tags", at.ledger.tags, "unknown-tag", "tag")
    return Effect(replaces_steps=steps, removes_tags=tags)


def _alternatives(
    at: Cursor, effect: Effect, filed: Mapping[str, _Filed], named: dict[str, Position], *, complete: bool
) -> Iterator[Alternative]:
    for item in at.each("alternatives"):
        if not isinstance(item.data, str):
            yield _alternative(item, build_unit(item), effect)
            continue
        name = item.data
        if name in named:
            message = f"The alternative “{name}” is already listed at {named[name]}."
            item.fault(
                "duplicate-id", message, "an alternative belongs to one gate: write another for this one."
            )
            continue
        named[name] = item.source.position(item.path)
        if name in filed:
            yield _alternative(filed[name].at, filed[name].unit, effect)
        elif complete:
            hint = did_you_mean(name, filed) or f"write it in {ALTERNATIVES}{name}.yaml."
            item.fault("unknown-alternative", f"There is no alternative “{name}” in {ALTERNATIVES}.", hint)


def _alternative(at: Cursor, unit: Unit, effect: Effect) -> Alternative:
    steps = at.words("steps", at.ledger.steps, "unknown-step", "step") or effect.replaces_steps
    for passage in at.each("passages"):
        for place in (passage, *passage.each("variants")):
            if "key" in place:
                message = "An alternative is always printed in full, and this passage of one has key points."
                place["key"].fault("bad-value", message, "delete `key` here.", key=True)
    return Alternative(unit, steps)
