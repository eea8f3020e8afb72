"""A place in a content file, and what can be read there: the one way from raw data to checked values.

Comes in: a Source whose shape is right. Goes out: prose, conditions, ids and words, each checked against
what the pack declares; faults go to the Ledger, and reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any as AnyValue
from typing import assert_never

from rekindle_core.content.model.condition import ALWAYS, All, Any, AtLeast, AtMost, Condition, Has, Is, Not
from rekindle_core.content.model.countries import COUNTRIES, country_fault
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.language import Language
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
from rekindle_core.content.model.values import NONE, Missing
from rekindle_core.content.reading.pack_text import PackText
from rekindle_core.content.reading.prose import ProseFault, ProseParser
from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic, Position, did_you_mean
from rekindle_core.frozen import Frozen

_WRITTEN_SLOT = re.compile(r"(?<!\\)\{[^}\n]*\}")
_PRINTABLE = ("text", "name", "choice", "number")


@dataclass(slots=True)
class Ledger:
    """What is known of the pack while its files are read, and the faults found so far.

    A table of names that is None could not be read; nothing is then said of references to it.
    """

    language: Language
    facts: Mapping[str, Fact]
    people: frozenset[str]
    tags: frozenset[str]
    # Facts that say when and by whom questions were asked. No plan knows them, so nothing may depend on one.
    records: frozenset[str] = frozenset()
    steps: frozenset[str] | None = None
    phrases: frozenset[str] | None = None
    help_kinds: frozenset[str] | None = None
    # Lists of which some alternative fits everybody: all that fixed text may use.
    sure_phrases: frozenset[str] = frozenset()
    techniques: frozenset[str] | None = None
    assumptions: frozenset[str] | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, Position] = field(default_factory=dict)
    # Every piece of prose that was read, so that it can be held to the pack's own rules of writing.
    texts: list[PackText] = field(default_factory=list)
    parser: ProseParser = field(init=False)

    def __post_init__(self) -> None:
        self.parser = ProseParser(self.people, self.language.quotes)


class Cursor(Frozen):
    """A value in a file. `within` has the places of what names the file, where it is part of another."""

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
        """Take down a fault at this place."""
        position = self.source.position(self.path, key=key)
        self.ledger.faults.append(Diagnostic(position, code, message, hint))

    # ------------------------------------------------------------------ words

    def id(self) -> str:
        """Return the id of this mapping, and see that it is the first of its name in the pack."""
        name = str(self.data["id"])
        here = self["id"].source.position((*self.path, "id"))
        if name in self.ledger.ids:
            hint = "an id is unique in the pack: give this one another."
            self["id"].fault("duplicate-id", f"The id “{name}” is taken at {self.ledger.ids[name]}.", hint)
        else:
            self.ledger.ids[name] = here
        return name

    def one_of(self, known: Iterable[str] | None, code: str, what: str) -> str:
        """Return this word, and see that it is one that the pack declares."""
        name = str(self.data)
        if known is not None and name not in (names := list(known)):
            hint = did_you_mean(name, names) or f"there are {', '.join(sorted(names)[:12]) or 'none'}."
            self.fault(code, f"There is no {what} “{name}”.", hint)
        return name

    def words(self, key: str, known: Iterable[str] | None, code: str, what: str) -> tuple[str, ...]:
        """Return a list of declared words that may be absent."""
        return tuple(item.one_of(known, code, what) for item in self.each(key))

    def assumes(self) -> frozenset[str]:
        """Return the assumptions that this declares of its own."""
        return frozenset(self.assumptions("assumes"))

    def assumptions(self, key: str) -> tuple[str, ...]:
        """Return a list of declared assumptions that may be absent."""
        return self.words(key, self.ledger.assumptions, "unknown-assumption", "assumption")

    # ------------------------------------------------------------------ prose

    def prose(self, key: str, *, fixed: bool = False) -> Prose:
        """Return the prose under a key, empty if there is none.

        Args:
            key: The key.
            fixed: Whether everybody reads it, so that a slot that may stay empty is a fault.
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
        """See that this text stands in quotes or in a block."""
        mark = self.source.marks.get(self.path)
        if mark is not None and mark.plain:
            message = "Prose stands without quotes, where a # or a colon would silently cut it."
            self.fault("unquoted-prose", message, "put quotes around it, or write it as a block (|).")

    def _check_prose(self, prose: Prose, faults: tuple[ProseFault, ...], *, fixed: bool) -> None:
        self.see_quotes()
        self.ledger.texts.append(PackText(self.source, self.path, prose, self.within))
        for fault in faults:
            position = self.source.find(self.path, fault.near, fault.nth)
            self.ledger.faults.append(Diagnostic(position, fault.code, fault.message, fault.hint))
        slots = list(slots_of(prose))
        written = _WRITTEN_SLOT.findall(self.data)
        for index, slot in enumerate(slots):
            # Where each stands is told by the text as written; a text with other faults may not match it.
            near = written[index] if len(written) == len(slots) else ""
            at = self.source.find(self.path, near, written[:index].count(near))
            self._check_slot(slot, at, fixed=fixed)
            if isinstance(slot, Agreement) and slot.case:
                self._check_pronoun(slot, at, slots)

    def _check_pronoun(self, slot: Agreement, at: Position, slots: list[Slot]) -> None:
        """See that a text says the pronoun that its verb agrees with: the choice gives the verb alone."""
        known = slot.person in self.ledger.people and slot.case in self.ledger.language.cases
        if known and Mention(slot.person, slot.case) not in slots:
            written = f"{slot.person}.{slot.case}"
            message = f"This text has a verb for {{{written}}}, and the pronoun itself nowhere"
            choice = f"{{{written}: {' | '.join(slot.arms)}}}"
            self._slot_fault(at, written, message, (), f"write {{{written}}} {choice}.")

    def _check_slot(self, slot: Slot, at: Position, *, fixed: bool) -> None:
        ledger = self.ledger
        match slot:
            case Mention(person=person, case=case) | Agreement(person=person, case=case):
                if person not in ledger.people:
                    self._slot_fault(at, person, f"There is nobody called “{person}”", sorted(ledger.people))
                elif case and case not in ledger.language.cases:
                    near = did_you_mean(case, ledger.language.cases)
                    hint = near or (
                        "write {" + person + "} for the name." if f"{person}.{case}" in ledger.facts else ""
                    )
                    self._slot_fault(
                        at, f"{person}.{case}", f"There is no case “{case}”", ledger.language.cases, hint
                    )
                elif isinstance(slot, Agreement) and len(slot.arms) != len(ledger.language.classes):
                    wanted = " | ".join(ledger.language.classes)
                    message = f"A choice has one arm for each of {wanted}; this one has {len(slot.arms)}"
                    self._slot_fault(at, f"{person}", message, (), f"write {{{person}: {wanted}}}.")
            case FactSlot(fact=fact):
                if fact in ledger.records:
                    message = (
                        f"The fact {fact} says how the profile was filled in, and is for the counselor alone"
                    )
                    self._slot_fault(at, fact, message, (), "leave it out.")
                elif fact not in ledger.facts or ledger.facts[fact].kind not in _PRINTABLE:
                    people = [f"{name}{case}" for name in ledger.people for case in ("", *self._cases())]
                    texts = [name for name, item in ledger.facts.items() if item.kind == "text"]
                    self._slot_fault(
                        at, fact, f"There is nobody and no text called “{fact}”", [*sorted(people), *texts]
                    )
                elif fixed:
                    message = f"The fact {fact} may be missing, and this text is read by everybody"
                    self._slot_fault(
                        at, fact, message, (), "use it in a prompt, which is then left out without it."
                    )
            case PhraseSlot(name=name):
                if ledger.phrases is not None and name not in ledger.phrases:
                    self._slot_fault(
                        at, f"@{name}", f"There is no phrase list “{name}”", sorted(ledger.phrases)
                    )
                elif fixed and ledger.phrases is not None and name not in ledger.sure_phrases:
                    message = f"No alternative of the phrase list {name} fits everybody, as this text does"
                    self._slot_fault(at, f"@{name}", message, (), "add one without `when`.")

    def _cases(self) -> Iterator[str]:
        return (f".{case}" for case in self.ledger.language.cases)

    def _slot_fault(
        self, at: Position, near: str, message: str, known: Iterable[str], hint: str = ""
    ) -> None:
        names = list(known)
        hint = (
            hint
            or did_you_mean(near.lstrip("@"), names)
            or (f"there are {', '.join(names)}." if names else "")
        )
        self.ledger.faults.append(Diagnostic(at, "unknown-slot", f"{message}.", hint))

    # ------------------------------------------------------------------ conditions

    def condition(self, key: str = "when") -> Condition:
        """Return the condition under a key; what has none is for everybody."""
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
        return at.test_here(self.ledger.facts[name])

    def test_here(self, fact: Fact) -> Condition:
        """Return this test of a fact."""
        if not isinstance(self.data, dict):
            values = self.data if isinstance(self.data, list) else [self.data]
            return Is(fact.name, tuple(self._value(fact, value) for value in values))
        tests: list[Condition] = []
        for word, given in self.data.items():
            wanted = "choices" if word in ("has", "lacks") else "number"
            if fact.kind != wanted:
                message = (
                    f"`{word}` is for facts of the kind {wanted}; {fact.name} is of the kind {fact.kind}."
                )
                self.fault("bad-condition", message)
            elif wanted == "choices":
                values = given if isinstance(given, list) else [given]
                has = Has(fact.name, tuple(str(self._listed(fact, value)) for value in values))
                tests.append(has if word == "has" else Not(has))
            elif not fact.least <= given <= fact.most:
                message = f"{fact.name} goes from {fact.least} to {fact.most}; {given} is outside of it."
                self.fault("bad-condition", message)
            else:
                tests.append((AtLeast if word == "at_least" else AtMost)(fact.name, given))
        return tests[0] if len(tests) == 1 else All(tuple(tests))

    def _value(self, fact: Fact, value: AnyValue) -> str | int:
        if value in {item.value for item in Missing}:
            return str(value)
        match fact.kind:
            case "choice" | "yes-no":
                return str(self._member(fact, value))
            case "choices" if value == NONE:
                return NONE
            case "choices":
                self.fault("bad-condition", f"{fact.name} is a list.", f"write {{ has: {value} }}, or none.")
            case "number" if type(value) is int and fact.least <= value <= fact.most:
                return value
            case "number":
                self.fault("bad-condition", f"{fact.name} goes from {fact.least} to {fact.most}.")
            case "country":
                return self._country(str(value))
            case "text" | "name" | "pronouns" | "date":
                message = (
                    f"{fact.name} is of the kind {fact.kind}, which has too many values to compare with."
                )
                self.fault("bad-condition", message, "it can be compared with unknown and declined.")
            case _ as never:
                assert_never(never)
        return str(value)

    def _country(self, code: str) -> str:
        if code not in COUNTRIES:
            self.fault("bad-condition", *country_fault(code))
        return code

    def _listed(self, fact: Fact, value: AnyValue) -> AnyValue:
        if value == NONE and NONE not in fact.values:
            self.fault("bad-condition", "A list never holds none.", f"write {fact.name}: none.")
        return self._member(fact, value)

    def _member(self, fact: Fact, value: AnyValue) -> AnyValue:
        if value not in fact.allowed:
            hint = did_you_mean(str(value), fact.allowed) or f"it takes {', '.join(fact.allowed)}."
            self.fault("unknown-value", f"The fact {fact.name} does not take “{value}”.", hint)
        return value
