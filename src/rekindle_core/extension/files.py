"""Plugins in the user's own files: a file or a folder of files, each named explicitly.

Input: paths. Output: candidates, none of them imported yet.

Each path's folder becomes a package with a unique name. So modules with the same name in two folders don't
clash, no installed module can be shadowed, and a file can import its neighbors with `from .neighbor import
…`. The folder is never added to the module search path.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

from rekindle_core.diagnostics import shown_path
from rekindle_core.errors import UsageError
from rekindle_core.extension.discovery import Candidate

_PACKAGE = "__init__.py"


def in_files(paths: Iterable[str | Path]) -> tuple[Candidate, ...]:
    """Return the candidates in files and folders, in the given order.

    A path is a Python file, a package (a folder with `__init__.py`), or a folder that contains some; names
    there that begin with `_` or `.` are skipped.

    Raises:
        UsageError: A path is none of these.
    """
    files = [file for path in paths for file in _plugins_at(Path(os.path.expanduser(path)))]  # noqa: PTH111
    return tuple(_candidate(file) for file in dict.fromkeys(files))


def _plugins_at(path: Path) -> Iterator[Path]:
    """Yield each plugin's file or package."""
    if not path.exists():
        raise UsageError(
            f"There is no plugin {path}.", code="no-such-plugin", hint="use a file such as ./slides.py."
        )
    if path.is_file() and path.suffix != ".py":
        raise UsageError(
            f"The plugin {path} isn't a Python file.",
            code="no-such-plugin",
            hint=("use a file whose name ends in .py."),
        )
    path = Path(os.path.realpath(path))
    if _is_plugin(path):
        yield path
        return
    found = [inner for inner in sorted(path.iterdir()) if inner.name[0] not in "._" and _is_plugin(inner)]
    if not found:
        raise UsageError(
            f"The folder {shown_path(path)} contains no plugin.",
            code="no-such-plugin",
            hint="a plugin is a file that ends in .py, or a folder with an __init__.py.",
        )
    yield from found


def _is_plugin(path: Path) -> bool:
    return path.suffix == ".py" if path.is_file() else (path / _PACKAGE).is_file()


def _candidate(path: Path) -> Candidate:
    home = f"rekindle_plugins_{hashlib.sha256(os.fsencode(path.parent)).hexdigest()[:16]}"
    name = path.stem if path.is_file() else path.name
    return Candidate(name, shown_path(path), _loader(path, home, name), "", f"{home}.{name}")


def _loader(path: Path, home: str, name: str) -> Callable[[], object]:
    def load() -> object:
        if home not in sys.modules:
            package = ModuleType(home)
            package.__path__ = [str(path.parent)]
            sys.modules[home] = package
        # Imported by path, not through the folder: `slides.py` and `slides/` are different plugins.
        full = f"{home}.{name}"
        file = path if path.is_file() else path / _PACKAGE
        inside = None if path.is_file() else [str(path)]
        spec = importlib.util.spec_from_file_location(full, file, submodule_search_locations=inside)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path} cannot be imported")
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        # The folder is the user's, so no compiled modules are left in it.
        writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[full]
            raise
        finally:
            sys.dont_write_bytecode = writes
        return module

    return load
