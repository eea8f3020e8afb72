"""From files with a valid structure to a Pack: the declarations of pack.yaml, and references between files."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from rekindle_core.content.building.assumptions import assumption_ids, build_assumptions
from rekindle_core.content.building.conflicts import build_conflicts
from rekindle_core.content.building.counselor import build_counselor
from rekindle_core.content.building.expiry import build_expiry, recording_facts
from rekindle_core.content.building.facts import declared_facts, facts_to_reader, with_conditions
from rekindle_core.content.building.frame import build_frame, build_help
from rekindle_core.content.building.gates import build_gates, with_alternatives
from rekindle_core.content.building.look_backs import see_look_back_words
from rekindle_core.content.building.stops import build_stops
from rekindle_core.content.building.tables import build_presets
from rekindle_core.content.building.units import build_unit
from rekindle_core.content.model.condition import ALWAYS
from rekindle_core.content.model.counselor import CounselorWords
from rekindle_core.content.model.facts import CORE_FACTS
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Dose, DoseRow, Gentle, Pack, Person, Reorder
from rekindle_core.content.model.reference import Phrase, Publication, Technique
from rekindle_core.content.model.step import Unit
from rekindle_core.content.reading.cursor import Cursor, Ledger
from rekindle_core.content.reading.file_names import ALTERNATIVES, ASSUMPTIONS, CONFLICTS, STEPS, TABLES
from rekindle_core.content.reading.language_file import read_spelling
from rekindle_core.content.reading.source import Source
from rekindle_core.diagnostics import Diagnostic, did_you_mean
from rekindle_core.frozen import replace


class PackBuilder:
    """Builds a Pack from files with a valid structure; a missing file leaves its part empty."""

    def __init__(self, sources: Mapping[str, Source], language: Language, faults: list[Diagnostic]) -> None:
        self.sources = sources
        self.faults = faults
        data = sources["pack.yaml"].data
        self.ledger = Ledger(
            language=language,
            facts=declared_facts(data["facts"], language),
            people=frozenset(data.get("people", ())),
            tags=frozenset(data.get("tags", ())),
            records=recording_facts(data),
            faults=faults,
        )
        self.pack_at = Cursor(self.ledger, sources["pack.yaml"], data)
        self.ledger.facts = with_conditions(self.pack_at)

    def at(self, name: str) -> Cursor | None:
        """Return the root of a file, or None if it could not be read."""
        source = self.sources.get(name)
        return Cursor(self.ledger, source, source.data) if source else None

    def files(self, folder: str) -> dict[str, Cursor]:
        """Return the roots of a folder's files, by name; unreadable ones are left out."""
        return {
            name: Cursor(self.ledger, source, source.data)
            for name, source in self.sources.items()
            if name.startswith(folder)
        }

    def content_files(self) -> tuple[Cursor, ...]:
        """Return the roots of the files that contain content with conditions."""
        beside = filter(None, map(self.at, ("gates.yaml", "program.yaml", "phrases.yaml")))
        return (*self.files(STEPS).values(), *self.files(ALTERNATIVES).values(), *beside)

    def build(self, *, complete: bool) -> Pack | None:
        """Return the pack, or None if some file could not be read (its faults are already known)."""
        ledger, at = self.ledger, self.pack_at
        self._check_declarations()
        assumptions_at = self.at(ASSUMPTIONS)
        if complete:
            ledger.steps = frozenset(at.value("steps"))
        program_at, help_at = self.at("program.yaml"), self.at("helplines.yaml")
        if help_at:
            ledger.help_kinds = frozenset(help_at.value("kinds"))
        if complete or assumptions_at:
            ledger.assumptions = assumption_ids(assumptions_at)
        phrases = self._phrases()
        techniques, publications = self._sources()
        # Unreadable parts are None, so that references to them are not reported.
        if complete or self.at(TABLES):
            tables_at = self.at(TABLES)
            ledger.presets = build_presets(tables_at) if tables_at else {}
        units = {}
        for cursor in self.files(STEPS).values():
            unit = build_unit(cursor)
            units[unit.id] = unit
            self._check_step(cursor, unit)
        gates = build_gates(self.at("gates.yaml"), self.files(ALTERNATIVES), complete=complete)
        frame = build_frame(program_at) if program_at else None
        see_look_back_words(ledger, frame)
        help_ = build_help(help_at) if help_at else None
        reorder = tuple(
            Reorder(item.condition(), item.words("first", ledger.steps, "unknown-step", "step"))
            for item in at.each("reorder")
        )
        dose = _dose(at["dose"])
        assumptions = build_assumptions(assumptions_at, gates)
        conflicts = build_conflicts(self.at(CONFLICTS))
        stops_at = self.at("stops.yaml")
        stops = build_stops(stops_at) if stops_at else ()
        expiry = build_expiry(at)
        counselor_at = self.at("counselor.yaml")
        counselor = CounselorWords()
        if counselor_at:
            named = {*units, *(item.unit.id for gate in gates for item in gate.alternatives)}
            counselor = build_counselor(counselor_at["counselor"], named if complete else None)
        if complete:
            self._check_order(units)
        if not complete or frame is None or help_ is None or self.faults:
            return None
        return Pack(
            id=at.value("id"),
            version=at.value("version"),
            digest=self._digest(),
            language=replace(ledger.language, spelling=(*ledger.language.spelling, *read_spelling(at.data))),
            title=at.value("title"),
            summary=at.value("summary"),
            licence=at.value("licence"),
            reviewed_by=tuple(at.value("reviewed_by", ())),
            facts=ledger.facts,
            people={name: _person(name, item) for name, item in at.entries("people")},
            reader=at.value("reader"),
            tags=at.value("tags", {}),
            steps={name: units[name] for name in at.value("steps")},
            reorder=reorder,
            dose=dose,
            frame=frame,
            gates=gates,
            phrases=phrases,
            help=help_,
            techniques=techniques,
            publications=publications,
            promised_prompts=at.value("promises", {}).get("prompts", 0),
            conflicts=conflicts,
            stops=stops,
            counselor=counselor,
            to_reader_when=at["to_reader"].condition() if "to_reader" in at else None,
            to_reader=facts_to_reader(at),
            private_device=at.value("private_device"),
            private_paper=at.value("private_paper"),
            expiry=expiry,
            assumptions=assumptions,
        )

    def _check_declarations(self) -> None:
        at, facts = self.pack_at, self.ledger.facts
        core = {fact.name for fact in CORE_FACTS}
        for name, item in at.entries("facts"):
            if name in core or name.startswith("program."):
                item.fault(
                    "reserved-fact",
                    f"The fact “{name}” belongs to the core.",
                    "give it another name.",
                    key=True,
                )
        for _, person in at.entries("people"):
            for key in ("name", "pronouns"):
                known = [name for name, fact in facts.items() if fact.kind == key]
                person[key].one_of(known, "unknown-fact", f"{key} fact called")
            stand_in, language = person["stand_in"], self.ledger.language
            if "number" in stand_in:
                stand_in["number"].one_of(language.classes, "unknown-value", "class")
            if "pronouns" in stand_in:
                stand_in["pronouns"].one_of(language.pronoun_names, "unknown-value", "pronoun set")
        if "reader" in at:
            at["reader"].one_of(self.ledger.people, "unknown-person", "person")
        for key in ("private_device", "private_paper"):
            if key in at:
                known = [name for name, fact in facts.items() if fact.kind == "yes-no"]
                at[key].one_of(known, "unknown-fact", "yes-no fact called")

    def _check_step(self, at: Cursor, unit: Unit) -> None:
        if self.ledger.steps is not None and unit.id not in self.ledger.steps:
            hint = did_you_mean(unit.id, self.ledger.steps) or "add it to `steps` in pack.yaml."
            at["id"].fault("unused-step", f"The step “{unit.id}” is not in the order of steps.", hint)

    def _check_order(self, units: Mapping[str, Unit]) -> None:
        steps = self.pack_at["steps"]
        for item in self.pack_at.each("steps"):
            item.one_of(units, "unknown-step", "step")
        if not steps.data:
            steps.fault("empty-value", "A pack has at least one step.", "list one from steps/: steps: [look]")

    def _phrases(self) -> dict[str, tuple[Phrase, ...]]:
        at = self.at("phrases.yaml")
        if at is None:
            return {}
        lists: dict[str, tuple[Phrase, ...]] = {}
        self.ledger.phrases = frozenset()  # a phrase cannot contain another phrase
        for name, entry in at.entries("phrases"):
            items = [
                Cursor(self.ledger, entry.source, entry.data[i], (*entry.path, i))
                for i in range(len(entry.data))
            ]
            lists[name] = tuple(
                Phrase(
                    item.line("text", fixed=True), item.value("weight", 1), item.condition(), item.assumes()
                )
                for item in items
            )
        self.ledger.phrases = frozenset(lists)
        self.ledger.sure_phrases = frozenset(
            name for name, phrases in lists.items() if any(phrase.when == ALWAYS for phrase in phrases)
        )
        return lists

    def _sources(self) -> tuple[dict[str, Technique], dict[str, Publication]]:
        at = self.at("sources.yaml")
        if at is None:
            return {}, {}
        publications = {name: Publication(**item.data) for name, item in at.entries("sources")}
        techniques = {
            name: Technique(
                item.value("name"),
                item.value("note"),
                item.words("sources", publications, "unknown-source", "source"),
            )
            for name, item in at.entries("techniques")
        }
        self.ledger.techniques = frozenset(techniques)
        return techniques, publications

    def _digest(self) -> str:
        """Return the SHA-256 of the parsed files in canonical JSON: keys sorted, NFC, no white space."""
        filed = self.files(ALTERNATIVES)
        data: dict[str, Any] = {
            name: source.data for name, source in self.sources.items() if name not in filed
        }
        # An alternative counts the same in its gate and in its own file.
        by_id = {str(at.value("id")): at.data for at in filed.values()}
        data["gates.yaml"] = with_alternatives(data["gates.yaml"], by_id)
        # Sorting keys would lose the order of mappings whose order is visible.
        data["order"] = [list(self.ledger.facts), *([*fact.values] for fact in self.ledger.facts.values())]
        if "helplines.yaml" in data:
            help_ = data["helplines.yaml"]
            data["order"] += [list(help_["kinds"]), list(help_.get("countries", ()))]
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        # A file's name need not be UTF-8.
        said = unicodedata.normalize("NFC", text).encode(errors="surrogateescape")
        return hashlib.sha256(said).hexdigest()


def _person(name: str, at: Cursor) -> Person:
    stand_in = at["stand_in"]
    return Person(
        id=name,
        name_fact=at.value("name"),
        pronouns_fact=at.value("pronouns"),
        stand_in=stand_in.value("text"),
        stand_in_class=stand_in.value("number"),
        stand_in_pronouns=stand_in.value("pronouns"),
    )


def _dose(at: Cursor) -> Dose:
    rows = tuple(
        DoseRow(
            item.value("minutes"),
            item.value("prompts"),
            item.value("exercises", 0),
            brief=item.value("brief") == "yes",
        )
        for item in at.each("table")
    )
    if any(one.minutes >= other.minutes for one, other in pairwise(rows)):
        at["table"].fault(
            "bad-dose",
            "The rows are not sorted by minutes.",
            ("sort them, with each number of minutes once."),
        )
    deep = at["deep"]
    return Dose(
        minutes=at.value("minutes"),
        every_days=at.value("every_days"),
        overhead=at.value("overhead", None),
        table=rows,
        deep_most=deep.value("most"),
        deep_from_session=deep.value("from_session"),
        deep_from_minutes=deep.value("from_minutes"),
        gentle=tuple(Gentle(item.condition(), item.value("highest_level")) for item in at.each("gentle")),
    )
