"""From a content folder to a Pack: every file is read, every fault of every file is found in one run.

Comes in: a folder. Goes out: a Pack, or a ContentError with all that is wrong.
Must not know: profiles, plans, formats.

In order: read each file; check each file's shape; then, with what pack.yaml declares, build the values
and check what the files say of one another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rekindle_core.content.build import (
    build_date,
    build_frame_part,
    build_gate,
    build_moment,
    build_rating,
    build_unit,
)
from rekindle_core.content.bundled import bundled_content
from rekindle_core.content.condition import ALWAYS
from rekindle_core.content.cursor import Cursor, Ledger
from rekindle_core.content.facts import CORE_FACTS, Fact, PronounSet
from rekindle_core.content.language import Language
from rekindle_core.content.pack import (
    PACK_FORMAT,
    Dose,
    DoseRow,
    Frame,
    Gentle,
    Pack,
    Person,
    Reorder,
    SelfCheckWords,
)
from rekindle_core.content.reference import Country, HelpDirectory, Phrase, Publication, Service, Technique
from rekindle_core.content.schema import check_shape
from rekindle_core.content.step import Unit
from rekindle_core.content.yaml_reader import ReadError, Source, read_yaml_file
from rekindle_core.diagnostics import Diagnostic, Position, did_you_mean
from rekindle_core.errors import ContentError

_PARTS = ("pack", "program", "gates", "phrases", "helplines", "sources")


def load_pack(folder: Path | str | None = None) -> Pack:
    """Load and check a content pack.

    Args:
        folder: The pack's folder; without one, the pack that comes with Rekindle.

    Returns:
        The pack, frozen.

    Raises:
        ContentError: Something is wrong with it; `diagnostics` lists all faults of all files, by place.
    """
    root = bundled_content() if folder is None else Path(folder)
    faults: list[Diagnostic] = []
    sources = dict(_read(root, faults))
    shapes = {name: _check(name, source, faults) for name, source in sources.items()}
    good = {name: source for name, source in sources.items() if shapes[name]}
    pack = None
    if "pack.yaml" in good and (language := _language(root, good["pack.yaml"], faults)):
        pack = _PackBuilder(good, language, faults).build(complete=len(good) == len(sources) and not faults)
    if faults or pack is None:
        raise ContentError(sorted(faults, key=lambda fault: fault.position))
    return pack


def _read(root: Path, faults: list[Diagnostic]) -> Iterator[tuple[str, Source]]:
    names = [f"{part}.yaml" for part in _PARTS]
    names += [f"steps/{path.name}" for path in sorted((root / "steps").glob("*.yaml"))]
    for name in names:
        path = root / name
        shown = _shown(path)
        if not path.is_file():
            hint = "a pack is a folder that holds pack.yaml, program.yaml, gates.yaml and so on."
            faults.append(Diagnostic(Position(shown, 1, 1), "missing-file", "There is no such file.", hint))
            continue
        try:
            yield name, read_yaml_file(path, shown)
        except ReadError as refused:
            faults.append(refused.diagnostic)


def _shown(path: Path) -> str:
    """Return a path as a person would write it from where they stand."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def _check(name: str, source: Source, faults: list[Diagnostic]) -> bool:
    if name == "pack.yaml" and isinstance(source.data, dict):
        number = source.data.get("format")
        if isinstance(number, int) and number > PACK_FORMAT:
            message = f"The pack has format {number}; this version of Rekindle reads up to {PACK_FORMAT}."
            hint = "install a newer Rekindle."
            faults.append(Diagnostic(source.position(("format",)), "newer-format", message, hint))
            return False
    found = check_shape(source, "step" if name.startswith("steps/") else name.removesuffix(".yaml"))
    faults.extend(found)
    return not found


def _language(root: Path, source: Source, faults: list[Diagnostic]) -> Language | None:
    """Return the pack's language: the pack's own file, else one that comes with the core."""
    tag = str(source.data["language"])
    folder = Path(__file__).parent / "languages"
    path = root / "language.yaml"
    if not path.is_file():
        path = folder / f"{tag}.yaml"
    if not path.is_file():
        known = sorted(item.stem for item in folder.glob("*.yaml"))
        hint = (
            did_you_mean(tag, known)
            or f"there are {', '.join(known)}; a pack can bring its own language.yaml."
        )
        faults.append(
            Diagnostic(source.position(("language",)), "unknown-language", f"“{tag}” is not known.", hint)
        )
        return None
    try:
        read = read_yaml_file(path, _shown(path))
    except ReadError as refused:
        faults.append(refused.diagnostic)
        return None
    if found := check_shape(read, "language"):
        faults.extend(found)
        return None
    data = read.data
    if found := tuple(_language_faults(read)):
        faults.extend(found)
        return None
    sets = {
        name: PronounSet(tuple((case, forms[case]) for case in data["cases"]), forms["number"])
        for name, forms in data["pronouns"].items()
    }
    return Language(
        tag=data["language"],
        direction=data["direction"],
        classes=tuple(data["classes"]),
        cases=tuple(data["cases"]),
        pronouns=sets,
        default_pronouns=data["default_pronouns"],
        possessive=data["possessive"],
        possessive_cases=tuple(data["possessive_cases"]),
        quotes=data["quotes"],
        abbreviations=tuple(data["abbreviations"]),
        words=data["words"],
    )


def _language_faults(source: Source) -> Iterator[Diagnostic]:
    data = source.data
    for name, forms in data["pronouns"].items():
        at = source.position(("pronouns", name), key=True)
        if lacking := [case for case in data["cases"] if case not in forms]:
            yield Diagnostic(at, "missing-key", f"The set has no form for {', '.join(lacking)}.", "add it.")
        if forms["number"] not in data["classes"]:
            hint = f"it is one of {', '.join(data['classes'])}."
            yield Diagnostic(at, "bad-value", f"There is no class “{forms['number']}”.", hint)
    if data["default_pronouns"] not in data["pronouns"]:
        at = source.position(("default_pronouns",))
        hint = did_you_mean(data["default_pronouns"], data["pronouns"])
        yield Diagnostic(at, "bad-value", f"There is no pronoun set “{data['default_pronouns']}”.", hint)


class _PackBuilder:
    """Builds a Pack of files whose shape is right; a file that is missing here leaves its part empty."""

    def __init__(self, sources: Mapping[str, Source], language: Language, faults: list[Diagnostic]) -> None:
        self.sources = sources
        self.faults = faults
        data = sources["pack.yaml"].data
        self.ledger = Ledger(
            language=language,
            facts={
                fact.name: fact
                for fact in (*CORE_FACTS, *map(_fact, *zip(*data["facts"].items(), strict=True)))
            },
            people=frozenset(data.get("people", ())),
            tags=frozenset(data.get("tags", ())),
            faults=faults,
        )
        self.pack_at = Cursor(self.ledger, sources["pack.yaml"], data)

    def at(self, name: str) -> Cursor | None:
        source = self.sources.get(name)
        return Cursor(self.ledger, source, source.data) if source else None

    def build(self, *, complete: bool) -> Pack | None:
        """Return the pack, or None where some file could not be read (its faults are known already)."""
        ledger, at = self.ledger, self.pack_at
        self._check_declarations()
        step_sources = [name for name in self.sources if name.startswith("steps/")]
        if complete:
            ledger.steps = frozenset(at.value("steps"))
        phrases = self._phrases()
        techniques, publications = self._sources()
        units = {}
        for name in step_sources:
            cursor = self.at(name)
            if cursor is not None:
                unit = build_unit(cursor)
                units[unit.id] = unit
                self._check_step(cursor, unit)
        gates_at, program_at, help_at = (
            self.at("gates.yaml"),
            self.at("program.yaml"),
            self.at("helplines.yaml"),
        )
        gates = tuple(build_gate(item) for item in gates_at.each("gates")) if gates_at else ()
        frame = _frame(program_at) if program_at else None
        help_ = _help(help_at) if help_at else None
        reorder = tuple(
            Reorder(item.condition(), item.words("first", ledger.steps, "unknown-step", "step"))
            for item in at.each("reorder")
        )
        dose = _dose(at["dose"])
        if complete:
            self._check_order(units)
        if not complete or frame is None or help_ is None or self.faults:
            return None
        return Pack(
            id=at.value("id"),
            version=at.value("version"),
            digest=self._digest(),
            language=ledger.language,
            title=at.value("title"),
            summary=at.value("summary"),
            licence=at.value("licence"),
            reviewed_by=tuple(at.value("reviewed_by", ())),
            facts=ledger.facts,
            people={name: _person(name, item, ledger.language) for name, item in at.entries("people")},
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
        )

    def _check_declarations(self) -> None:
        at, facts = self.pack_at, self.ledger.facts
        core = {fact.name for fact in CORE_FACTS}
        for name, item in at.entries("facts"):
            if name in core:
                item.fault(
                    "reserved-fact",
                    f"The fact “{name}” belongs to the core.",
                    "give it another name.",
                    key=True,
                )
        for _, person in at.entries("people"):
            for key in ("name", "pronouns"):
                known = [name for name, fact in facts.items() if fact.kind == key]
                person[key].one_of(known, "unknown-fact", f"fact of the kind {key} called")
            stand_in, language = person["stand_in"], self.ledger.language
            if "number" in stand_in:
                stand_in["number"].one_of(language.classes, "unknown-value", "class")
            if "pronouns" in stand_in:
                stand_in["pronouns"].one_of(language.pronoun_names, "unknown-value", "pronoun set")
        if "reader" in at:
            at["reader"].one_of(self.ledger.people, "unknown-person", "person")

    def _check_step(self, at: Cursor, unit: Unit) -> None:
        if self.ledger.steps is not None and unit.id not in self.ledger.steps:
            hint = did_you_mean(unit.id, self.ledger.steps) or "add it to `steps` in pack.yaml."
            at["id"].fault("unused-step", f"The step “{unit.id}” is not in the order of steps.", hint)

    def _check_order(self, units: Mapping[str, Unit]) -> None:
        steps = self.pack_at["steps"]
        for item in self.pack_at.each("steps"):
            item.one_of(units, "unknown-step", "step")
        if not steps.data:
            steps.fault("empty-value", "A pack has at least one step.")

    def _phrases(self) -> dict[str, tuple[Phrase, ...]]:
        at = self.at("phrases.yaml")
        if at is None:
            return {}
        lists: dict[str, tuple[Phrase, ...]] = {}
        self.ledger.phrases = frozenset()  # a phrase cannot hold another phrase
        for name, entry in at.entries("phrases"):
            items = [
                Cursor(self.ledger, entry.source, entry.data[i], (*entry.path, i))
                for i in range(len(entry.data))
            ]
            lists[name] = tuple(
                Phrase(item.line("text", fixed=True), item.value("weight", 1), item.condition())
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
        """Return SHA-256 of the parsed files in canonical JSON: keys sorted, NFC, no white space."""
        data = {name: source.data for name, source in self.sources.items()}
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def _fact(name: str, data: Mapping[str, Any]) -> Fact:
    return Fact(
        name=name,
        kind=data["kind"],
        ask=data["ask"],
        help=data.get("help", ""),
        values=data.get("values", {}),
        most=data.get("max", 0),
        declined_holds=data.get("declined") == "holds",
    )


def _person(name: str, at: Cursor, language: Language) -> Person:
    stand_in = at["stand_in"]
    return Person(
        id=name,
        name_fact=at.value("name"),
        pronouns_fact=at.value("pronouns"),
        stand_in=stand_in.value("text"),
        stand_in_number=stand_in.value("number") or language.classes[0],
        stand_in_pronouns=stand_in.value("pronouns"),
    )


def _dose(at: Cursor) -> Dose:
    rows = tuple(
        DoseRow(item.value("minutes"), item.value("prompts"), item.value("exercises", 0))
        for item in at.each("table")
    )
    if list(rows) != sorted(rows, key=lambda row: row.minutes):
        at["table"].fault("bad-dose", "The rows do not rise by minutes.", "sort them.")
    deep = at["deep"]
    return Dose(
        minutes=at.value("minutes"),
        every_days=at.value("every_days"),
        table=rows,
        deep_most=deep.value("most"),
        deep_from_session=deep.value("from_session"),
        deep_from_minutes=deep.value("from_minutes"),
        gentle=tuple(Gentle(item.condition(), item.value("highest_level")) for item in at.each("gentle")),
    )


def _frame(at: Cursor) -> Frame:
    words = at["self_checks"]
    return Frame(
        opening=build_frame_part(at["opening"]),
        self_checks=SelfCheckWords(
            title=words.line("title", fixed=True),
            text=words.prose("text", fixed=True),
            replace_program=words.line("replace_program", fixed=True),
            replace_steps=words.line("replace_steps", fixed=True),
            remove_tags=words.line("remove_tags", fixed=True),
            confirm=words.line("confirm", fixed=True),
        ),
        alternatives=build_frame_part(at["alternatives"]),
        closing=build_frame_part(at["closing"]),
        settles=tuple(build_moment(item) for item in at.each("settles")),
        actions=tuple(build_moment(item) for item in at.each("actions")),
        closes=tuple(build_moment(item) for item in at.each("closes")),
        ratings=tuple(build_rating(item) for item in at.each("ratings")),
    )


def _help(at: Cursor) -> HelpDirectory:
    kinds = {name: item.line_here(fixed=True) for name, item in at.entries("kinds")}
    general = at["general"]
    return HelpDirectory(
        title=at.line("title", fixed=True),
        lead=at.prose("lead", fixed=True),
        caution=at.line("caution", fixed=True),
        kinds=kinds,
        general_title=general.line("title", fixed=True),
        general=tuple(_service(item, kinds) for item in general.each("lines")),
        countries={
            code: Country(
                item.value("name"),
                item.value("emergency"),
                tuple(_service(line, kinds) for line in item.each("lines")),
            )
            for code, item in at.entries("countries")
        },
    )


def _service(at: Cursor, kinds: Mapping[str, object]) -> Service:
    verified = build_date(at, "verified")
    if verified > dt.date(2200, 1, 1):
        at["verified"].fault("bad-date", f"“{verified}” is far in the future.")
    return Service(
        id=at.id(),
        kind=at["kind"].one_of(kinds, "unknown-kind", "kind of help line"),
        name=at.value("name"),
        serves=at.value("serves"),
        source=at.value("source"),
        verified=verified,
        number=at.value("number"),
        hours=at.value("hours"),
        region=at.value("region"),
        web=at.value("web"),
    )
