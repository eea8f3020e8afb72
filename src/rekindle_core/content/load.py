"""From a content folder to a Pack: every file is read, every fault of every file is found in one run.

Comes in: a folder. Goes out: a Pack, or a ContentError with all that is wrong.
Must not know: profiles, plans, formats.

In order: read each file; check each file's shape; then, with what pack.yaml declares, build the values
and check what the files say of one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rekindle_core.content.build_pack import PackBuilder
from rekindle_core.content.bundled import bundled_content
from rekindle_core.content.language_file import load_language
from rekindle_core.content.pack import PACK_FORMAT, Pack
from rekindle_core.content.schema import check_shape
from rekindle_core.content.yaml_reader import ReadError, Source, read_yaml_file
from rekindle_core.diagnostics import Diagnostic, Position, shown_path
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
    if "pack.yaml" in good and (language := load_language(root, good["pack.yaml"], faults)):
        pack = PackBuilder(good, language, faults).build(complete=len(good) == len(sources) and not faults)
    if faults or pack is None:
        raise ContentError(sorted(faults, key=lambda fault: fault.position))
    return pack


def _read(root: Path, faults: list[Diagnostic]) -> Iterator[tuple[str, Source]]:
    names = [f"{part}.yaml" for part in _PARTS]
    names += [f"steps/{path.name}" for path in sorted((root / "steps").glob("*.yaml"))]
    for name in names:
        path = root / name
        shown = shown_path(path)
        if not path.is_file():
            hint = "a pack is a folder that holds pack.yaml, program.yaml, gates.yaml and so on."
            faults.append(Diagnostic(Position(shown, 1, 1), "missing-file", "There is no such file.", hint))
            continue
        try:
            yield name, read_yaml_file(path, shown)
        except ReadError as refused:
            faults.append(refused.diagnostic)


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
