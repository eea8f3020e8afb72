"""Finding the installed plugins: the entry points that distributions declare in the group `rekindle`.

Input: the folders of the module search path. Output: candidates, none of them imported yet.
`extension.files` finds those that are the user's own files.

`importlib.metadata` gives the same result, but importing it takes as long as making a program: it loads the
email package to read metadata that is not needed here. So the entry point files are read directly, according
to their specification (packaging.python.org/specifications/entry-points); the library is used only if a part
of the path isn't a folder (a zip file).
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from rekindle_core.frozen import Frozen

GROUP = "rekindle"
_INFO = (".dist-info", ".egg-info")


OURS = "rekindle-core"
"""The distribution that includes the bundled plugins."""

NAMES = "REKINDLE_PLUGINS"
"""The variable that restricts which plugins are loaded: names separated by commas, or `none`."""


class Candidate(Frozen):
    """Something that may turn out to be a plugin.

    Attributes:
        name: Its name.
        origin: The distribution that declares it, or the path of its file.
        load: Imports and returns it.
        version: The version of the distribution, if known.
        module: The module that is imported.
    """

    name: str
    origin: str
    load: Callable[[], object]
    version: str = ""
    module: str = ""


def is_wanted(candidate: Candidate, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a candidate may be loaded; the included plugins always may."""
    names = named(environ)
    return names is None or candidate.origin == OURS or candidate.name in names


def named(environ: Mapping[str, str] = os.environ) -> tuple[str, ...] | None:
    """Return the only plugins to load in addition to the included ones; None for all."""
    if (names := environ.get(NAMES)) is None:
        return None
    return tuple(name for part in names.split(",") if (name := part.strip()) and name != "none")


def installed(path: Sequence[str] | None = None) -> tuple[Candidate, ...]:
    """Return the installed candidates, by name.

    Args:
        path: Where to look; by default the module search path without the working folder, which may come from
            someone else. If a distribution occurs twice, the first one is used, as in imports.
    """
    folders = [folder for folder in (sys.path if path is None else path) if os.path.isabs(folder)]  # noqa: PTH117
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
    """Yield the entry points of the group in one distribution."""
    group = ""
    for line in _lines(info, "entry_points.txt"):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group == GROUP and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            origin, version = _distribution(info)
            yield Candidate(name.strip(), origin, _loader(value), version, _module(value))


def _distribution(info: str) -> tuple[str, str]:
    """Return a distribution's name and version, from its own metadata."""
    fields = dict.fromkeys(("Name", "Version"), "")
    for line in _lines(info, "METADATA") or _lines(info, "PKG-INFO"):
        key, colon, value = line.partition(":")
        # An empty line ends the fields; the description after it can contain anything.
        if not colon or all(fields.values()):
            break
        if key in fields:
            fields[key] = value.strip()
    return fields["Name"], fields["Version"]


def _lines(info: str, name: str) -> list[str]:
    """Return the lines of a metadata file; empty if there is no such file."""
    try:
        with open(os.path.join(info, name), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            return [line.strip() for line in file]
    except (OSError, UnicodeDecodeError):
        return []


def _loader(value: str) -> Callable[[], object]:
    """Return a function that imports the object of an entry point, such as `module` or `module:attribute [extra]`."""
    _, _, attributes = value.partition("[")[0].strip().partition(":")

    def load() -> object:
        found: object = importlib.import_module(_module(value))
        for attribute in filter(None, attributes.strip().split(".")):
            found = getattr(found, attribute)
        return found

    return load


def _module(value: str) -> str:
    return value.partition("[")[0].partition(":")[0].strip()


def _from_library(folders: Sequence[str]) -> Iterator[Candidate]:
    import importlib.metadata

    for distribution in importlib.metadata.distributions(path=list(folders)):
        for point in distribution.entry_points.select(group=GROUP):
            yield Candidate(point.name, distribution.name, point.load, distribution.version, point.module)
