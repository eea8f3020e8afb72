"""Checking the content of a pack against its own assumptions.

Input: a pack, its files, and every text. Output: a fault for each piece of content whose condition
implies an undeclared assumption, for each text with words that usually carry one, and for each gate that
doesn't declare what it denies. Must not know: for whom an assumption is denied; the audit proves that no
denied content is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from rekindle_core.content.authoring.copy_check import place_of
from rekindle_core.content.authoring.copy_rules import find_words
from rekindle_core.content.model.assumption import Assumed, Assumption
from rekindle_core.content.model.condition import ALWAYS, Condition, Is, both, facts_of
from rekindle_core.content.model.condition import Any as AnyOf
from rekindle_core.content.model.gate import Gate, WhenUnknown
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.satisfiable import implies
from rekindle_core.content.model.values import Missing
from rekindle_core.content.model.word_list import as_listed, whole_words
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.content.reading.pack_text import PackText, StandInReader
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic

_NOWHERE: frozenset[str] = frozenset()
_ASKING = frozenset({"ask", "say"})
"""The keys of a gate's statement and of a conflict's message, which state no facts."""


def check_assumptions(
    pack: Pack, source: Source, files: Iterable[Cursor], texts: Iterable[PackText], reader: StandInReader
) -> tuple[Diagnostic, ...]:
    """Return the missing declarations, and the exceptions that are not used.

    Args:
        pack: The pack, whose files have no other faults.
        source: Its assumptions.yaml.
        files: The roots of the files with content.
        texts: The texts of the pack.
        reader: Reads the texts as for a reader about whom nothing is known.
    """
    check = _Check(pack, source)
    found = [
        fault
        for file in files
        for fault in (check.gates(file) if "gates" in file else check.unit_or_frame(file))
    ]
    # Words that appear in several readings of a text are one fault.
    found += dict.fromkeys(fault for text in texts for fault in check.words(text, reader))
    return (*found, *check.idle_exceptions())


class _Check:
    def __init__(self, pack: Pack, source: Source) -> None:
        self.pack, self.source = pack, source
        self.gate_of = {item.unit.id: gate for gate in pack.gates for item in gate.alternatives}
        self.exceptions: dict[tuple[str, str], int] = {
            (one["item"], one["assumption"]): index
            for index, one in enumerate(source.data.get("exceptions", ()))
        }
        self.used: set[tuple[str, str]] = set()
        self.known: dict[tuple[Condition, Condition], bool] = {}

    # ------------------------------------------------------------------ conditions

    def gates(self, at: Cursor) -> Iterator[Diagnostic]:
        """Yield the denials that gates don't declare, and the faults of alternatives that are written in them."""
        by_id = {gate.id: gate for gate in self.pack.gates}
        for gate in at.each("gates"):
            yield from self._undenied(gate, by_id[gate.value("id")])
            yield from (
                fault
                for item in gate.each("alternatives")
                if not isinstance(item.data, str)
                for fault in self.unit_or_frame(item)
            )

    def _undenied(self, at: Cursor, gate: Gate) -> Iterator[Diagnostic]:
        """Yield what a gate's condition denies but the gate doesn't, if it also holds for other readers.

        If a gate holds only while its condition is true, the answers already deny it.
        """
        for one in self.pack.assumptions.values() if standing(self.pack, gate) != gate.when else ():
            denied = one.denied_when
            if denied is None or one.id in gate.denies or not self._implies(gate.when, denied):
                continue
            if not self._excepted(gate.id, one):
                message = (
                    f"While the condition of “{gate.id}” is true it is denied that {one.title}. The gate "
                    "also holds for other readers, but doesn't deny that."
                )
                hint = f"add {one.id} to its denies: [{one.id}]."
                yield Diagnostic(at["id"].source.position(at["id"].path), "undeclared-denial", message, hint)

    def unit_or_frame(self, at: Cursor) -> Iterator[Diagnostic]:
        """Yield the faults of a step, an alternative, or a part of program.yaml."""
        gate = self.gate_of.get(str(at.value("id")))
        if gate is None:
            yield from self._within(at, ALWAYS, _NOWHERE, "")
            return
        around, assumed = standing(self.pack, gate), gate.assumes | _declared(at)
        yield from self._undeclared(at["id"], at.value("id"), ALWAYS, around, assumed)
        yield from self._within(at, around, assumed, "")

    def _within(self, at: Cursor, around: Condition, assumed: Assumed, name: str) -> Iterator[Diagnostic]:
        match at.data:
            case dict():
                name, assumed = str(at.value("id") or name), assumed | _declared(at)
                here = both(around, at.condition()) if "when" in at else around
                if "when" in at:
                    called = name or _called(at.path)
                    yield from self._undeclared(at["when"], called, around, here, assumed)
                for key in at.data:
                    yield from self._within(at[key], here, assumed, name)
            case list():
                for index in range(len(at.data)):
                    yield from self._within(at[index], around, assumed, name)
            case _:
                pass

    def _undeclared(
        self, at: Cursor, name: str, around: Condition, here: Condition, assumed: Assumed
    ) -> Iterator[Diagnostic]:
        """Yield assumptions that a condition implies, but that neither it nor anything around it declares."""
        for one in self.pack.assumptions.values():
            implied = one.implied_by
            if implied is None or one.id in assumed or not self._implies(here, implied):
                continue
            if self._implies(around, implied) or self._excepted(name, one):
                continue
            message = f"The condition of “{name}” implies that {one.title}, but doesn't declare it."
            yield Diagnostic(
                at.source.position(at.path, key=True), "undeclared-assumption", message, _hint(one)
            )

    def _implies(self, condition: Condition, other: Condition) -> bool:
        key = (condition, other)
        if key not in self.known:
            # A condition that tests none of its facts can't imply it.
            self.known[key] = bool(facts_of(condition) & facts_of(other)) and implies(
                self.pack.facts, condition, other
            )
        return self.known[key]

    # ------------------------------------------------------------------ words

    def words(self, text: PackText, reader: StandInReader) -> Iterator[Diagnostic]:
        """Yield the faults of a text: words that usually carry an assumption that is not declared there."""
        if text.path[-1] in _ASKING:
            return
        assumed = self._assumed(text)
        for words in map("\n".join, reader.readings(text.prose)):
            yield from self._carried(text, words, assumed)

    def _carried(self, text: PackText, words: str, assumed: Assumed) -> Iterator[Diagnostic]:
        name = text.owner or _called(text.path)
        for one in self.pack.assumptions.values():
            if one.id in assumed or (pattern := self._patterns.get(one.id)) is None:
                continue
            for breach in find_words(pattern, words):
                if self._excepted(name, one):
                    break
                message = (
                    f"“{breach.words}” usually assumes that {one.title}, but “{name}” doesn't declare it."
                )
                yield Diagnostic(place_of(text, words, breach), "assumption-word", message, _hint(one))

    def _assumed(self, text: PackText) -> Assumed:
        """Return what is declared on the way to a text, and by the gate of an alternative with its own file."""
        top = text.source.data.get("id")
        gate = self.gate_of.get(top) if isinstance(top, str) else None
        return text.assumed | (gate.assumes if gate else _NOWHERE)

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        return {
            one.id: re.compile(whole_words(as_listed(word)[0] for word in one.words), re.IGNORECASE)
            for one in self.pack.assumptions.values()
            if one.words
        }

    # ------------------------------------------------------------------ exceptions

    def _excepted(self, name: str, one: Assumption) -> bool:
        key = (name, one.id)
        if key in self.exceptions:
            self.used.add(key)
        return key in self.exceptions

    def idle_exceptions(self) -> Iterator[Diagnostic]:
        """Yield a fault for each exception that is not used."""
        for key, index in self.exceptions.items():
            if key not in self.used:
                item, assumption = key
                message = f"Nothing in “{item}” suggests the assumption {assumption} without declaring it."
                position = self.source.position(("exceptions", index))
                yield Diagnostic(position, "bad-assumption", message, "delete this exception.")


def standing(pack: Pack, gate: Gate) -> Condition:
    """Return the widest condition under which a gate holds: its own, or any answer that counts as holding."""
    if gate.unknown is WhenUnknown.HOLDS:
        return ALWAYS
    declined = [
        Is(name, (Missing.DECLINED.value,))
        for name in sorted(facts_of(gate.when))
        if pack.facts[name].declined_holds
    ]
    return AnyOf((gate.when, *declined)) if declined else gate.when


def _declared(at: Cursor) -> Assumed:
    given: Any = at.value("assumes", ())
    return frozenset(given)


def _called(path: KeyPath) -> str:
    """Return the name that exceptions use for something without an id: a phrase list's name, or the top-level key."""
    return str(path[1] if path[0] == "phrases" else path[0])


def _hint(one: Assumption) -> str:
    return (
        f"add assumes: [{one.id}]. If it assumes nothing, list it under exceptions: in assumptions.yaml, "
        "with the reason."
    )
