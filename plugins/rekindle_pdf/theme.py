"""Themes: colors and fonts as data and, if someone wants to go further, their own templates.

Input: the option `theme`. Output: what `look.json` says of a design, and files that stand in for ours.
Must not know: what a Document is, or how the compiler is run.

A theme from outside is code. It has to be named by its path, no link in it is followed, and a template of
it can import nothing but the templates beside it: neither packages, which the compiler would fetch from
the network, nor anything whose name is worked out on the way.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rekindle_core import UsageError, contrast

_OURS = Path(__file__).resolve().parent / "themes"
_DATA = "theme.json"
_KINDS = (".typ", ".svg", ".png")
_MOST_BYTES = 2_000_000
_HUE = re.compile(r"#[0-9a-fA-F]{6}")
_SHARES = {
    "colours": ("ink", "quiet", "accent", "edge", "rule", "hairline", "wash"),
    "faces": ("body", "headings", "labels", "numbers", "stress"),
}
_LEAST = {"ink": 4.5, "quiet": 4.5, "accent": 4.5, "edge": 3.0}
"""Whether it can be seen on its background: text, and the outlines of what is to be ticked (WCAG 2.2, 1.4.3
and 1.4.11).
"""

# Even in a comment: text that only looks like an import is easier to reword than to distinguish from one.
_IMPORTS = re.compile(r"\b(?:import|include)\b(?!\s*\"[A-Za-z0-9_-]+\.typ\")")
_FORBIDDEN = re.compile(r"\b(?:eval|plugin|sys)\b")


@dataclass(frozen=True, slots=True)
class Theme:
    """A design.

    Attributes:
        look: Its `colours` and `faces`, for `look.json`.
        files: Its own templates and pictures, by name; they replace ours of the same name.
    """

    look: Mapping[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)


def themes() -> tuple[str, ...]:
    """Return the names of the included designs."""
    return tuple(sorted(path.name for path in _OURS.iterdir()))


def load_theme(name: str) -> Theme:
    """Return a design.

    Args:
        name: That of one that comes along, or the path of a folder with at least one slash in it.

    Raises:
        UsageError: There is no such design, or it holds what it must not.
    """
    if os.sep in name or "/" in name:
        return _from_folder(Path(name))
    if name not in themes():
        message = f"There is no theme “{name}”."
        hint = (
            f"available: {', '.join(themes())}; for your own theme, use its path, such as ./{name or 'mine'}."
        )
        raise UsageError(message, code="bad-theme", hint=hint)
    return _from_ours(name)


@cache
def _from_ours(name: str) -> Theme:
    return _from_folder(_OURS / name)


def _from_folder(folder: Path) -> Theme:
    try:
        if folder.is_symlink() or not folder.is_dir():
            raise _fault(folder, "isn't a folder", "use the folder itself, not a link to it.")
        found = {path.name: _read(path) for path in sorted(folder.iterdir()) if path.name[0] != "."}
    except OSError as error:
        raise _fault(
            folder, f"cannot be read: {error.strerror or error}", "check its permissions."
        ) from error
    if _DATA not in found:
        raise _fault(folder, f"has no {_DATA}", "copy the one from the theme warm, and change it.")
    look = _look(folder / _DATA, found.pop(_DATA))
    for name, source in found.items():
        if name.endswith(".typ"):
            _check_template(folder / name, source)
    return Theme(look, found)


def _read(path: Path) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _fault(path, "is a link or a folder, which a theme can't contain", "put the file itself there.")
    if path.name != _DATA and path.suffix not in _KINDS:
        raise _fault(
            path,
            "isn't allowed in a theme",
            (f"a theme contains {_DATA} and files of the types {', '.join(_KINDS)}."),
        )
    if path.stat().st_size > _MOST_BYTES:
        raise _fault(path, "is too large", "keep each file under two megabytes.")
    data = path.read_bytes()
    if path.suffix in (".typ", ".svg"):
        try:
            data.decode()
        except UnicodeDecodeError:
            raise _fault(path, "is not UTF-8", "save it with the encoding UTF-8.") from None
    return data


def _check_template(path: Path, source: bytes) -> None:
    text = source.decode()
    for pattern, why, hint in (
        (
            _IMPORTS,
            "imports something other than a template in its folder",
            'write import "blocks.typ", for instance.',
        ),
        (_FORBIDDEN, "uses a function that isn't allowed in a theme", "don't use eval, plugin or sys."),
    ):
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise _fault(f"{path}:{line}", why, hint)


def _look(path: Path, source: bytes) -> dict[str, Any]:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise _fault(path, f"isn't JSON: {error}", "compare it with the one in the theme warm.") from error
    for share, names in _SHARES.items():
        given = data.get(share) if isinstance(data, dict) else None
        if not isinstance(given, dict) or set(given) != set(names):
            raise _fault(path, f"must say {', '.join(names)} under {share}", "and nothing else.")
        for name, value in given.items():
            if not isinstance(value, str) or (share == "colours" and not _HUE.fullmatch(value)):
                raise _fault(path, f"has no valid {name} under {share}", "write colors as #8a4327.")
    for name, least in _LEAST.items():
        for ground in ("#ffffff", data["colours"]["wash"]):
            if contrast(data["colours"][name], ground) < least and (name != "edge" or ground == "#ffffff"):
                raise _fault(
                    path,
                    f"gives {name} a color that is too light on {ground}",
                    f"it needs a contrast of {least} to 1; use a darker one.",
                )
    for name, either in (("numbers", ("lining", "old-style")), ("stress", ("italic", "bold"))):
        if data["faces"][name] not in either:
            raise _fault(path, f"has no valid {name} under faces", f"say {' or '.join(either)}.")
    return {share: data[share] for share in _SHARES}


def _fault(path: Path | str, what: str, hint: str) -> UsageError:
    return UsageError(f"The theme's {path} {what}.", code="bad-theme", hint=hint)
