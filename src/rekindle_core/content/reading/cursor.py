"""A position in a content file, and the values that can be read there: the only way from raw data to checked values.

Input: a Source with a valid structure. Output: prose, conditions, ids and words, each checked against
the pack's declarations; faults go to the Ledger, and reading continues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any as AnyValue
from typing import assert_never

from rekindle_core.content.model.condition import ALWAYS, All, Any, Condition, Not
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.response.table import TableSpec
from rekindle_core.content.model.template import (
    Agreement,
    FactSlot,
    Mention,
    Para,
    PhraseSlot,
    Prose,
    Slot,
    Spans,
    slots_of,
)
from rekindle_core.content.reading.agreement import agreement_fault
from rekindle_core.content.reading.fact_test import form_of_test, read_test
from rekindle_core.content.reading.mistakes.trouble import in_quotes
from rekindle_core.content.reading.pack_text import PackText
from rekindle_core.content.reading.prose import ProseFault, ProseParser
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic, Position, did_you_mean, near_words
from rekindle_core.frozen import Frozen

_NOBODY = (
    "pack.yaml declares no people; declare this one: "
    'people: {{ {person}: {{ name: {person}.name, pronouns: {person}.pronouns, stand_in: {{ text: "…" }} }} }}.'
)
_WRITTEN_SLOT = re.compile(r"(?<!\\)\{[^}\n]*\}")
_MOST_NAMED = 8
_UNQUOTED = "Prose needs quotes; without them, a # or a colon would silently cut it."
_PRINTABLE = ("text", "name", "choice", "number")


_DECLARED = {
    "unknown-tag": 'declare it in pack.yaml: tags: {{ {name}: "…" }}',
    "unknown-technique": "declare it in sources.yaml, under techniques: {name}:",
    "unknown-source": "declare it in sources.yaml, under sources: {name}:",
    "unknown-kind": 'declare it in helplines.yaml: kinds: {{ {name}: "…" }}',
    "unknown-preset": "write it in tables.yaml, under tables: {name}:",
    "unknown-step": "write it in steps/{name}.yaml, with id: {name}",
    "unknown-assumption": 'declare it in assumptions.yaml: - {{ id: {name}, title: "…" }}',
}
"""How to declare each kind of name, for an unknown one."""


@dataclass(slots=True)
class Ledger:
    """What is known about the pack while its files are read, and the faults found so far.

    If a table of names is None, it could not be read; references to it are then not reported.
    """

    language: Language
    facts: Mapping[str, Fact]
    people: frozenset[str]
    tags: frozenset[str]
    # Facts that say when and by whom questions were asked. Plans don't know them, so nothing may depend on
    # them.
    records: frozenset[str] = frozenset()
    steps: frozenset[str] | None = None
    phrases: frozenset[str] | None = None
    help_kinds: frozenset[str] | None = None
    # Lists with an alternative that fits everyone: the only ones that fixed text may use.
    sure_phrases: frozenset[str] = frozenset()
    techniques: frozenset[str] | None = None
    assumptions: frozenset[str] | None = None
    presets: Mapping[str, TableSpec] | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, Position] = field(default_factory=dict)
    # The positions where prompts say that the next session looks back on them.
    look_backs: list[Cursor] = field(default_factory=list)
    # Every piece of prose that was read, so that it can be checked against the pack's own rules.
    texts: list[PackText] = field(default_factory=list)
    parser: ProseParser = field(init=False)

    def __post_init__(self) -> None:
        self.parser = ProseParser(self.people, self.language.quotes)


class Cursor(Frozen):
    """A value in a file. `within` has the positions of whatever names the file, if it is part of another."""

    ledger: Ledger
    source: Source
    data: AnyValue
    path: KeyPath = ()
    within: frozenset[str] = frozenset()

    def __getitem__(self, key: str | int) -> Cursor:
        return Cursor(self.ledger, self.source, self.data[key], (*self.path, key), self.within)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def get(self, key: str) -> Cursor | None:
        """Return the value under a key, or None."""
        return self[key] if key in self.data else None

    def each(self, key: str) -> Iterator[Cursor]:
        """Yield the items of a list that may be absent."""
        for index in range(len(self.data.get(key, ()))):
            yield self[key][index]

    def entries(self, key: str) -> Iterator[tuple[str, Cursor]]:
        """Yield keys and values of a mapping that may be absent."""
        for name in self.data.get(key, ()):
            yield name, self[key][name]

    def value(self, key: str, default: AnyValue = "") -> AnyValue:
        """Return the plain value under a key."""
        return self.data.get(key, default)

    def fault(self, code: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Record a fault at this position."""
        position = self.source.position(self.path, key=key)
        self.ledger.faults.append(Diagnostic(position, code, message, hint))

    # ------------------------------------------------------------------ words

    def id(self) -> str:
        """Return the id of this mapping, and check that it is unique in the pack."""
        name = str(self.data["id"])
        self["id"].take_id(name)
        return name

    def take_id(self, name: str) -> None:
        """Check that an id that is introduced here is unique in the pack."""
        if name in self.ledger.ids:
            hint = "choose another id; each id is unique in the pack."
            self.fault("duplicate-id", f"The id “{name}” is already used at {self.ledger.ids[name]}.", hint)
        else:
            self.ledger.ids[name] = self.source.position(self.path)

    def one_of(self, known: Iterable[str] | None, code: str, what: str) -> str:
        """Return this word, and check that the pack declares it."""
        name = str(self.data)
        if known is not None and name not in (names := list(known)):
            there = f"available: {', '.join(sorted(names)[:12])}" if names else ""
            declared = _DECLARED.get(code, "").format(name=name)
            other = "; or ".join(part for part in (there, declared) if part) or "there are none"
            hint = did_you_mean(name, names) or (other if declared else f"{other}.")
            self.fault(code, f"There is no {what} “{name}”.", hint)
        return name

    def words(self, key: str, known: Iterable[str] | None, code: str, what: str) -> tuple[str, ...]:
        """Return an optional list of declared words."""
        return tuple(item.one_of(known, code, what) for item in self.each(key))

    def assumes(self) -> frozenset[str]:
        """Return the assumptions that this declares itself."""
        return frozenset(self.assumptions("assumes"))

    def assumptions(self, key: str) -> tuple[str, ...]:
        """Return an optional list of declared assumptions."""
        return self.words(key, self.ledger.assumptions, "unknown-assumption", "assumption")

    # ------------------------------------------------------------------ prose

    def prose(self, key: str, *, fixed: bool = False) -> Prose:
        """Return the prose under a key, empty if there is none.

        Args:
            key: The key.
            fixed: Whether everyone gets it, so that a slot that may stay empty is a fault.
        """
        return self[key].prose_here(fixed=fixed) if key in self.data else ()

    def line(self, key: str, *, fixed: bool = False) -> Spans:
        """Return the line of prose under a key, empty if there is none."""
        return self[key].line_here(fixed=fixed) if key in self.data else ()

    def prose_here(self, *, fixed: bool = False) -> Prose:
        """Return this prose."""
        prose, faults = self.ledger.parser.parse(self.data)
        self._check_prose(prose, faults, fixed=fixed)
        return prose

    def line_here(self, *, fixed: bool = False) -> Spans:
        """Return this line of prose."""
        spans, faults = self.ledger.parser.parse_line(self.data)
        self._check_prose((Para(spans),), faults, fixed=fixed)
        return spans

    def see_quotes(self) -> None:
        """Check that this text is in quotes or in a block."""
        mark = self.source.marks.get(self.path)
        if mark is not None and mark.plain:
            key = self.path[-1] if isinstance(self.path[-1], str) else ""
            written = self.source.written(self.path).strip("“”„«»")
            shown = f"{key}: {in_quotes(written)}" if key else in_quotes(written)
            hint = f"put straight quotes around it: {shown}" if written else "write it as a block: >-"
            self.fault("unquoted-prose", _UNQUOTED, hint)

    def _check_prose(self, prose: Prose, faults: tuple[ProseFault, ...], *, fixed: bool) -> None:
        self.see_quotes()
        self.ledger.texts.append(PackText(self.source, self.path, prose, self.within))
        for fault in faults:
            position = self.source.find(self.path, fault.near, fault.nth)
            self.ledger.faults.append(Diagnostic(position, fault.code, fault.message, fault.hint))
        slots = list(slots_of(prose))
        written = _WRITTEN_SLOT.findall(self.data)
        for index, slot in enumerate(slots):
            # The text as written shows where each one is; a text with other faults may not match it.
            near = written[index] if len(written) == len(slots) else ""
            at = self.source.find(self.path, near, written[:index].count(near))
            self._check_slot(slot, at, fixed=fixed)
            if isinstance(slot, Agreement):
                self._check_agreement(slot, at, slots)

    def _check_agreement(self, slot: Agreement, at: Position, slots: list[Slot]) -> None:
        """Check that a choice for a known person has the forms of the language, and something to agree with."""
        language = self.ledger.language
        known = slot.person in self.ledger.people and slot.case in ("", *language.cases)
        if known and (fault := agreement_fault(slot, slots, language)):
            self.ledger.faults.append(Diagnostic(at, "bad-agreement", *fault))

    def _check_slot(self, slot: Slot, at: Position, *, fixed: bool) -> None:
        ledger = self.ledger
        match slot:
            case Mention(person=person, case=case) | Agreement(person=person, case=case):
                if person not in ledger.people:
                    self._slot_fault(
                        at,
                        person,
                        f"There is no person “{person}”",
                        sorted(ledger.people),
                        "" if ledger.people else _NOBODY.format(person=person),
                    )
                elif case and case not in ledger.language.cases:
                    near = did_you_mean(case, ledger.language.cases)
                    hint = near or (
                        "write {" + person + "} for the name." if f"{person}.{case}" in ledger.facts else ""
                    )
                    self._slot_fault(
                        at, f"{person}.{case}", f"There is no case “{case}”", ledger.language.cases, hint
                    )
            case FactSlot(fact=fact):
                self._check_fact_slot(fact, at, fixed=fixed)
            case PhraseSlot(name=name):
                if ledger.phrases is not None and name not in ledger.phrases:
                    self._slot_fault(
                        at, f"@{name}", f"There is no phrase list “{name}”", (), self._phrase_hint(name)
                    )
                elif fixed and ledger.phrases is not None and name not in ledger.sure_phrases:
                    message = f"No alternative of the phrase list {name} fits every reader, as this text does"
                    self._slot_fault(at, f"@{name}", message, (), "add one without `when`.")
            case _ as never:
                assert_never(never)

    def _check_fact_slot(self, name: str, at: Position, *, fixed: bool) -> None:
        ledger = self.ledger
        fact = ledger.facts.get(name)
        if name in ledger.records:
            message = f"The fact {name} says how the profile was filled in, and is only for the counselor"
            self._slot_fault(at, name, message, (), "leave it out.")
        elif fact is not None and fact.for_counselor:
            message = f"The fact {name} is only for the counselor (use: counselor), so no page may quote it"
            self._slot_fault(at, name, message, (), "leave it out.")
        elif fact is None:
            people = [f"{one}{case}" for one in ledger.people for case in ("", *self._cases())]
            texts = [one for one, item in ledger.facts.items() if item.kind == "text"]
            names = [*sorted(people), *texts]
            hint = "" if names else "declare it in pack.yaml, under people or facts."
            self._slot_fault(at, name, f"There is no person or text “{name}”", names, hint)
        elif fact.kind not in _PRINTABLE:
            message = f"{name} is a {fact.kind} fact, which can't be printed in text"
            hint = f"remove it; to limit text to some readers, use when: {{ {form_of_test(fact)} }}"
            self._slot_fault(at, name, message, (), hint)
        elif fixed:
            message = f"The fact {name} may be missing, but every reader gets this text"
            self._slot_fault(at, name, message, (), "use it in a prompt, which is then left out without it.")

    def _phrase_hint(self, name: str) -> str:
        known = sorted(self.ledger.phrases or ())
        if not known and "phrases" in self.path:
            return "a phrase can't contain another phrase: write the words out."
        if near := near_words(name, known):
            return f"did you mean “{{@{near[0]}}}”?"
        there = f"available: {', '.join(f'{{@{one}}}' for one in known[:_MOST_NAMED])}; or " if known else ""
        return f'{there}declare it in phrases.yaml: {name}: [{{ text: "…" }}]'

    def _cases(self) -> Iterator[str]:
        return (f".{case}" for case in self.ledger.language.cases)

    def _slot_fault(
        self, at: Position, near: str, message: str, known: Iterable[str], hint: str = ""
    ) -> None:
        names = list(known)
        hint = (
            hint
            or did_you_mean(near.lstrip("@"), names)
            or (f"available: {', '.join(names)}." if names else "")
        )
        self.ledger.faults.append(Diagnostic(at, "unknown-slot", f"{message}.", hint))

    # ------------------------------------------------------------------ conditions

    def condition(self, key: str = "when") -> Condition:
        """Return the condition under a key; without one, it is for everyone."""
        return self[key].condition_here() if key in self.data else ALWAYS

    def condition_here(self) -> Condition:
        """Return this condition."""
        parts = tuple(self._read_entry(name) for name in self.data)
        return parts[0] if len(parts) == 1 else All(parts)

    def _read_entry(self, name: str) -> Condition:
        at = self[name]
        match name:
            case "all" | "any":
                parts = tuple(at[index].condition_here() for index in range(len(at.data)))
                return All(parts) if name == "all" else Any(parts)
            case "not":
                return Not(at.condition_here())
            case _:
                pass
        if name not in self.ledger.facts:
            hint = did_you_mean(name, self.ledger.facts) or "facts are declared in pack.yaml."
            at.fault("unknown-fact", f"There is no fact “{name}”.", hint, key=True)
            return ALWAYS
        if name in self.ledger.records:
            message = f"The fact {name} says how the profile was filled in; no content can depend on it."
            at.fault("bad-condition", message, "test the answers themselves.", key=True)
        return read_test(self.ledger.facts[name], at.data, at.fault)
