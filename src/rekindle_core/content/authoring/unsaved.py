"""An unsaved file of a pack from an editor, together with the other files on disk.

Input: the bytes, and perhaps the name of the file they replace. Output: the pack's files, with these
bytes instead of that file. Must not know: whether they have faults; the check of the whole pack finds those.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from rekindle_core.content.reading.file_names import ALTERNATIVES, BESIDE, FOLDERS, OPTIONAL, REQUIRED, STEPS
from rekindle_core.content.reading.raw import RawFile, RawPack
from rekindle_core.content.reading.source import MOST_BYTES, as_shown
from rekindle_core.diagnostics import Diagnostic, Position, did_you_mean, shown_path
from rekindle_core.errors import UsageError

# Top-level keys that only one kind of file has; the first one in the text decides.
_TELLING = {
    "gates": "gates.yaml",
    "phrases": "phrases.yaml",
    "techniques": "sources.yaml",
    "sources": "sources.yaml",
    "countries": "helplines.yaml",
    "general": "helplines.yaml",
    "kinds": "helplines.yaml",
    "format": "pack.yaml",
    "facts": "pack.yaml",
    "dose": "pack.yaml",
    "self_checks": "program.yaml",
    "settles": "program.yaml",
    "closing": "program.yaml",
    "rules": "copy-rules.yaml",
    "assumptions": "assumptions.yaml",
    "conflicts": "conflicts.yaml",
    "stops": "stops.yaml",
    "tables": "tables.yaml",
    "counselor": "counselor.yaml",
    "cases": "language.yaml",
    "default_pronouns": "language.yaml",
    "text": ALTERNATIVES,
}
# Keys that steps and alternatives share, and no other file has. An alternative also has `text`.
_EITHER = {"prompts", "why", "variants"}
_TOP_KEY = re.compile(r"^([a-z_]+)[ \t]*:(?=\s|$)", re.MULTILINE)
_ID = re.compile(r"""^id[ \t]*:[ \t]+["']?([a-z0-9-]+)""", re.MULTILINE)
_NEW = "-.yaml"


def with_unsaved(raw: RawPack, root: Path, name: str, data: bytes) -> RawPack:
    """Return a pack's files, with the bytes from an editor replacing one of them.

    Args:
        raw: The files on disk.
        root: The pack's folder.
        name: The path of the replaced file in the folder; it need not exist.
        data: The bytes.
    """
    shown = shown_name(root, name)
    faults = tuple(fault for fault in raw.faults if fault.position.file != shown)
    # Last, so that an id in two files is reported in the one that is being edited.
    files = {other: file for other, file in raw.files.items() if other != name}
    if len(data) > MOST_BYTES:
        message = f"The file has more than {MOST_BYTES:,} bytes."
        fault = Diagnostic(Position(shown, 1, 1), "yaml-size", message, "split it.")
        return RawPack(files, (*faults, fault), raw.strays)
    return RawPack({**files, name: RawFile(shown, data)}, faults, raw.strays)


def shown_name(root: Path, name: str) -> str:
    """Return the name of a file in messages; a new step or alternative without a file is called `-`."""
    return "-" if PurePath(name).name == _NEW else shown_path(root / name)


def name_in_pack(root: Path, given: str) -> str:
    """Return the name of a file in its pack, from its path in the pack's folder or its full path.

    Raises:
        UsageError: Packs have no file with that name.
    """
    path = Path(given)
    name = PurePath(given).as_posix()
    if _is_name(name):
        return name
    # An editor gives the full path of the file; a step may be a link to another place.
    whole = path.parent.resolve() / path.name
    if whole.is_relative_to(root.resolve()) and _is_name(
        name := whole.relative_to(root.resolve()).as_posix()
    ):
        return name
    known = (*REQUIRED, *OPTIONAL, *BESIDE)
    hint = (
        did_you_mean(name, known)
        or f"available: {', '.join((*known, *(f'{folder}*.yaml' for folder in FOLDERS)))}."
    )
    raise UsageError(f"A pack has no file {given}.", hint=hint)


def _is_name(name: str) -> bool:
    folder = re.fullmatch(r"([^/]+/)[^/]+\.yaml", name)
    return name in (*REQUIRED, *OPTIONAL, *BESIDE) or (folder is not None and folder[1] in FOLDERS)


def guess_name(raw: RawPack, data: bytes) -> str:
    """Return which file of a pack a text is, judged by its keys; for a step or an alternative, also by its id.

    It need not be valid YAML yet: someone is still writing it.

    Raises:
        UsageError: Nothing in it shows that.
    """
    text = as_shown(data)
    keys = _TOP_KEY.findall(text)
    name = next((_TELLING[key] for key in keys if key in _TELLING), STEPS if _EITHER & set(keys) else "")
    if not name:
        hint = "add --as, such as --as steps/01-look.yaml."
        raise UsageError("It is unclear which file of a pack this is.", hint=hint)
    if name not in FOLDERS:
        return name
    own = _ID.search(text)
    files = (file for file in raw.files if file.startswith(tuple(FOLDERS)))
    same = (file for file in files if own and _unit_id(raw.files[file]) == own[1])
    # An alternative's file is named after its id, so the name of a new one is known.
    new = f"{name}{own[1]}.yaml" if own and name == ALTERNATIVES else f"{name}{_NEW}"
    return next(same, new)


def _unit_id(file: RawFile) -> str:
    found = _ID.search(as_shown(file.data))
    return found[1] if found else ""
