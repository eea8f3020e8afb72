"""Finding the installed plugins: what distributions declare under the group `rekindle`.

Comes in: the folders of the module search path. Goes out: candidates, none of them imported yet.

`importlib.metadata` says the same, and importing it takes as long as making a program: it loads the email
package to read metadata that nobody asks for here. So the files of names and objects are read directly,
as their specification has them (packaging.python.org/specifications/entry-points); only where a part of
the path is no folder (a zip file), the library is asked.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from rekindle_core.frozen import Frozen

GROUP = "rekindle"
_INFO = (".dist-info", ".egg-info")


class Candidate(Frozen):
    """Something that may turn out to be a plugin."""

    name: str
    origin: str
    load: Callable[[], object]


def installed(path: Sequence[str] | None = None) -> tuple[Candidate, ...]:
    """Return the installed candidates, by name.

    Args:
        path: Where to look; the module search path if none is given. Of a distribution that is there
            twice the first counts, as it does for imports.
    """
    folders = [folder or os.curdir for folder in (sys.path if path is None else path)]
    if any(map(os.path.isfile, folders)):
        found = list(_from_library(folders))
    else:
        found = [candidate for name in _info_folders(folders) for candidate in _declared(name)]
    return tuple(sorted(found, key=attrgetter("name", "origin")))


def _info_folders(folders: Sequence[str]) -> Iterator[str]:
    """Yield the folders of metadata, one for each distribution."""
    seen: set[str] = set()
    for folder in dict.fromkeys(folders):
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(_INFO))  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            project = _project(name)
            if project not in seen:
                seen.add(project)
                yield os.path.join(folder, name)  # noqa: PTH118


def _project(info: str) -> str:
    return info.rpartition(".")[0].partition("-")[0].lower().replace(".", "_")


def _declared(info: str) -> Iterator[Candidate]:
    """Yield the entry points of the group that one distribution declares."""
    group = ""
    for line in _lines(info, "entry_points.txt"):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group == GROUP and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield Candidate(name.strip(), _origin(info), _loader(value))


def _origin(info: str) -> str:
    """Return a distribution's name and version, as it gives them itself."""
    fields = dict.fromkeys(("Name", "Version"), "")
    for line in _lines(info, "METADATA") or _lines(info, "PKG-INFO"):
        key, colon, value = line.partition(":")
        # An empty line ends the fields; the description that follows may hold anything.
        if not colon or all(fields.values()):
            break
        if key in fields:
            fields[key] = value.strip()
    return " ".join(fields.values()).strip()


def _lines(info: str, name: str) -> list[str]:
    """Return the lines of a file of metadata; none where there is no such file."""
    try:
        with open(os.path.join(info, name), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            return [line.strip() for line in file]
    except (OSError, UnicodeDecodeError):
        return []


def _loader(value: str) -> Callable[[], object]:
    """Return what imports the object of an entry point, such as `module` or `module:attribute [extra]`."""
    module, _, attributes = value.partition("[")[0].strip().partition(":")

    def load() -> object:
        found: object = importlib.import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            found = getattr(found, attribute)
        return found

    return load


def _from_library(folders: Sequence[str]) -> Iterator[Candidate]:
    import importlib.metadata

    for distribution in importlib.metadata.distributions(path=list(folders)):
        for point in distribution.entry_points.select(group=GROUP):
            yield Candidate(point.name, f"{distribution.name} {distribution.version}", point.load)
