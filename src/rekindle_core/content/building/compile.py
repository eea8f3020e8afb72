"""From a pack's files to a Pack: every fault of every file is found in one run.

Input: the files' bytes. Output: a Pack, or a ContentError with all faults. Must not know: profiles,
plans, formats, or that the result may be cached.

In order: read each file as YAML; check each file's structure; then, with the declarations in pack.yaml, build
the values and check references between files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rekindle_core.content.authoring.assumption_check import check_assumptions
from rekindle_core.content.authoring.conflict_check import check_conflicts
from rekindle_core.content.authoring.copy_check import check_copy
from rekindle_core.content.authoring.copy_rules import read_copy_rules
from rekindle_core.content.authoring.core_check import check_cores
from rekindle_core.content.authoring.spelling_check import check_spelling
from rekindle_core.content.authoring.verb_check import check_verbs, verb_rules
from rekindle_core.content.building.pack import PackBuilder
from rekindle_core.content.model.pack import PACK_FORMAT, Pack
from rekindle_core.content.reading.cut_text import cut_texts, with_cut
from rekindle_core.content.reading.file_names import ASSUMPTIONS, CONFLICTS, COPY_RULES, LANGUAGE
from rekindle_core.content.reading.language_file import load_language
from rekindle_core.content.reading.pack_text import StandInReader
from rekindle_core.content.reading.raw import RawPack, kind_of
from rekindle_core.content.reading.shapes.check import check_shape
from rekindle_core.content.reading.source import ReadError, Source, as_shown, decode
from rekindle_core.content.reading.text_places import free_texts
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic
from rekindle_core.errors import ContentError


def compile_pack(raw: RawPack) -> Pack:
    """Check a pack's files and build the pack.

    Raises:
        ContentError: Something is wrong with it; `diagnostics` lists all faults of all files, by place.
    """
    return _compile(raw, held_to_rules=False)


def check_pack(raw: RawPack) -> Pack:
    """Check a pack's files as `compile_pack` does, and everything that only `rekindle check` reports.

    That is: its conflicts as a whole, the verbs of its language, and its copy rules.

    Raises:
        ContentError: Something is wrong with it; `diagnostics` lists all faults of all files, by place.
    """
    return _compile(raw, held_to_rules=True)


def _compile(raw: RawPack, *, held_to_rules: bool) -> Pack:
    faults = list(raw.faults)
    good: dict[str, Source] = {}
    for name, file in raw.files.items():
        if name == LANGUAGE:
            continue
        try:
            source = read_yaml(decode(file.data, file.shown), file.shown)
        except ReadError as refused:
            faults.append(refused.diagnostic)
            continue
        if shape_faults := _shape_faults(name, source):
            faults.extend(shape_faults)
        else:
            good[name] = source
    rules = good.pop(COPY_RULES, None)
    complete = not faults
    pack = None
    own = raw.files.get(LANGUAGE)
    if "pack.yaml" in good and (found := load_language(own, good["pack.yaml"], faults)):
        language, read = found
        # A pack's own language is part of the pack; an included one is part of the core's version.
        good |= {LANGUAGE: read} if own else {}
        builder = PackBuilder(good, language, faults)
        pack = builder.build(complete=complete)
        if held_to_rules:
            faults.extend(_held_to_rules(builder, pack, good, rules, read))
    faults.extend(raw.strays)
    if faults or pack is None:
        texts = {file.shown: as_shown(file.data) for file in raw.files.values()}
        raise ContentError(sorted(faults, key=lambda fault: fault.position), texts)
    return pack


def _held_to_rules(
    builder: PackBuilder, pack: Pack | None, good: Mapping[str, Source], rules: Source | None, read: Source
) -> Iterator[Diagnostic]:
    """Yield the faults that only `rekindle check` reports; `rules` are the pack's own, `read` its language file."""
    language, texts = builder.ledger.language, builder.ledger.texts
    people = good["pack.yaml"].data.get("people", {})
    stand_ins = {name: str(person["stand_in"]["text"]) for name, person in people.items()}
    reader = StandInReader(language, stand_ins)
    if verbs := verb_rules(read.data):
        yield from check_verbs(verbs, language, texts)
    yield from check_spelling(language if pack is None else pack.language, texts)
    if rules is not None:
        faults: list[Diagnostic] = []
        known = read_copy_rules(rules, language, faults)
        yield from (*faults, *check_copy(known, texts, reader))
    if pack is None:
        return
    files = builder.content_files()
    yield from check_cores(pack, files)
    if assumptions := good.get(ASSUMPTIONS):
        yield from check_assumptions(pack, assumptions, files, texts, reader)
    if pack.conflicts:
        yield from check_conflicts(good[CONFLICTS], pack.facts, pack.conflicts)


def _shape_faults(name: str, source: Source) -> tuple[Diagnostic, ...]:
    if name == "pack.yaml" and isinstance(source.data, dict):
        number = source.data.get("format")
        if isinstance(number, int | float) and number > PACK_FORMAT:
            message = f"The pack has format {number}; this version of Rekindle reads up to {PACK_FORMAT}."
            hint = "install a newer version of Rekindle."
            return (Diagnostic(source.position(("format",)), "newer-format", message, hint),)
    kind = kind_of(name)
    return with_cut(cut_texts(source, lambda: free_texts(source, kind)), source, check_shape(source, kind))
