"""Compiled packs: a checked Pack as JSON, kept in a folder and read back without any checking.

The form describes itself: a list begins with a mark that says what it stands for. Only the classes named
here can come out of it, and what does not read back is as good as absent.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any

from rekindle_core._version import __version__
from rekindle_core.content import condition, facts, gate, language, pack, reference, step, template
from rekindle_core.content.pack import Pack
from rekindle_core.content.raw import RawPack

COMPILED_FORMAT = 2
"""The number of the form; it changes when the meaning of what is kept does."""

_CLASSES: dict[str, type[Any]] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (condition, facts, gate, language, pack, reference, step, template)
    for name, value in sorted(vars(module).items())
    if isinstance(value, type) and value.__module__ == module.__name__
    if dataclasses.is_dataclass(value) or issubclass(value, Enum)
}
_NAMES = {value: name for name, value in _CLASSES.items()}
_TUPLE, _SET, _DATE = 0, 1, 2


def read_compiled(folder: Path, raw: RawPack) -> Pack | None:
    """Return the pack that was compiled from these files, or None if it is not there or does not read back."""
    path = _path(folder, raw)
    try:
        data = path.read_bytes()
        digest, _, body = data.partition(b"\n")
        # A file cut short, or one that somebody else put there by mistake, is ignored and made again.
        if digest.decode() != _body_digest(body):
            return None
        found = _decode(json.loads(body))
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    return found if isinstance(found, Pack) else None


def write_compiled(folder: Path, raw: RawPack, compiled: Pack) -> None:
    """Keep a compiled pack; a folder that cannot be written to is no reason to fail."""
    body = json.dumps(_encode(compiled), ensure_ascii=False, separators=(",", ":")).encode()
    path = _path(folder, raw)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".pack-", delete=False) as file:
            file.write(_body_digest(body).encode() + b"\n" + body)
        Path(file.name).replace(path)


def compiled_packs(folder: Path) -> tuple[Path, ...]:
    """Return the compiled packs that are kept in a folder, and what an interrupted write left there."""
    return tuple(sorted([*folder.glob("pack-*.json"), *folder.glob(".pack-*")]))


def _path(folder: Path, raw: RawPack) -> Path:
    key = "\0".join((str(COMPILED_FORMAT), __version__, _compiler_digest(), raw.digest))
    return folder / f"pack-{hashlib.sha256(key.encode()).hexdigest()[:40]}.json"


def _compiler_digest() -> str:
    """Return a digest of the compiler's own modules in a checkout, where they change without a new version."""
    home = Path(__file__).parent
    if not (home.parent.parent.parent / "pyproject.toml").is_file():
        return ""
    hashed = hashlib.sha256()
    for path in sorted([*home.glob("*.py"), *(home / "languages").glob("*.yaml")]):
        hashed.update(path.name.encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _body_digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return [_NAMES[type(value)], value.value]
    if dataclasses.is_dataclass(value):
        fields = (item for item in dataclasses.fields(value) if item.init)
        return [_NAMES[type(value)], *(_encode(getattr(value, item.name)) for item in fields)]
    if isinstance(value, tuple):
        return [_TUPLE, *map(_encode, value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted(value)]
    if isinstance(value, Mapping):
        return {key: _encode(item) for key, item in value.items()}
    if isinstance(value, dt.date):
        return [_DATE, value.isoformat()]
    return value


def _decode(value: Any) -> Any:
    if type(value) is list:
        mark, *rest = value
        if mark == _TUPLE:
            return tuple([_decode(item) for item in rest])
        if type(mark) is str:
            return _CLASSES[mark](*[_decode(item) for item in rest])
        if mark == _SET:
            return frozenset(rest)
        return dt.date.fromisoformat(rest[0])
    if type(value) is dict:
        return {key: _decode(item) for key, item in value.items()}
    return value
