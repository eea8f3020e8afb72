"""Files in a pack's folder that nothing reads, although they look like part of the pack.

Input: a folder. Output: a fault for each such file. Must not know: what is in the files.

A pack's files are found by name, and some are optional. So with `stop.yaml` instead of `stops.yaml`, the pack
would silently have no stops. Hidden files and files that are not YAML, such as a README or a license, are not
mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rekindle_core.content.reading.file_names import BESIDE, FOLDERS, OPTIONAL, REQUIRED
from rekindle_core.diagnostics import Diagnostic, Position, near_words, shown_path

_KNOWN = (*REQUIRED, *OPTIONAL, *BESIDE)
# Some editors append .txt, and some systems hide it.
_YAML = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
_MESSAGE = "A pack has no file with this name, so nothing reads it."
_HINT = (
    f"a pack has {', '.join(_KNOWN)} and {' and '.join(f'{folder}*.yaml' for folder in FOLDERS)}. "
    "Rename it, or move it out of the pack."
)


def find_strays(root: Path) -> tuple[Diagnostic, ...]:
    """Return a fault for each YAML file in a pack's folder that doesn't have the name of a pack's file.

    Args:
        root: The pack's folder; one that cannot be listed has none.
    """
    return tuple(_strays(root))


def _strays(root: Path) -> Iterator[Diagnostic]:
    for path in _listed(root):
        if not path.is_dir():
            if _YAML.search(path.name) and path.name not in _KNOWN:
                yield _fault(path, _better_name(root, path.name))
        elif f"{path.name}/" in FOLDERS:
            yield from _strays_in(path)
        else:
            (near,) = near_words(f"{path.name.lower()}/", FOLDERS) or [""]
            # Beside the right folder, it may be anything, such as a copy of an earlier state.
            if near and not (root / near).is_dir() and _has_yaml(path):
                message = "A pack has no folder with this name, so nothing reads its files."
                yield _fault(path, f"did you mean “{near}”?", message)


def _strays_in(folder: Path) -> Iterator[Diagnostic]:
    """Yield the files in steps/ or alternatives/ that don't end in .yaml, and folders there."""
    for path in _listed(folder):
        if path.is_dir():
            if _has_yaml(path):
                message = f"Files in subfolders of {folder.name}/ are not read."
                yield _fault(path, f"move them to {folder.name}/.", message)
        elif _YAML.search(path.name) and path.suffix != ".yaml":
            message = "Only files with the extension .yaml are read here."
            yield _fault(path, f"rename it to “{_YAML.sub('.yaml', path.name)}”.", message)


def _better_name(root: Path, name: str) -> str:
    """Return a hint with the name that was likely meant, if no file has it yet."""
    free = [known.removesuffix(".yaml") for known in _KNOWN if not (root / known).exists()]
    near = near_words(_YAML.sub("", name.lower()), free)
    return f"did you mean “{near[0]}.yaml”?" if near else _HINT


def _has_yaml(folder: Path) -> bool:
    return any(_YAML.search(path.name) for path in _listed(folder))


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _fault(path: Path, hint: str, message: str = _MESSAGE) -> Diagnostic:
    return Diagnostic(Position(shown_path(path), 1, 1), "unknown-file", message, hint)
