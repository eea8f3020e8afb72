"""What is the same for every row of a batch, as it is sent to workers; and what decides the bytes that they make.

Input: paths and options. Output: frozen values that can be pickled and compared. Must not know: rows.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Mapping
from pathlib import Path

import msgspec

from rekindle_core._version import __version__
from rekindle_core.content.building.load import load_pack
from rekindle_core.content.model.pack import Pack
from rekindle_core.engine import find_plugins
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import Frozen
from rekindle_core.practice.load import PracticeFile, load_practice

Pairs = tuple[tuple[str, str], ...]


class Setup(Frozen):
    """What a worker opens before its first row.

    Attributes:
        pack: The folder of the pack; empty for the pack that comes with Rekindle.
        cache: The folder of compiled packs; empty for none.
        plugins: Files and folders of plugins, in addition to those that are installed.
        formats: The name of each format and its options.
        practice: The practice's file; empty for none.
        seed: The seed of every program.
        surroundings: What decides the bytes of a file, by name, where the batch was started.
    """

    pack: str
    cache: str
    plugins: tuple[str, ...]
    formats: tuple[tuple[str, Pairs], ...]
    practice: str
    seed: int
    surroundings: Pairs = ()

    @property
    def text(self) -> str:
        """What of it decides the bytes of a file, in one form for each meaning."""
        return repr((self.formats, self.seed, self.surroundings))


class Opened:
    """What a setup opens."""

    def __init__(self, setup: Setup) -> None:
        cache = Path(setup.cache) if setup.cache else None
        self.pack: Pack = load_pack(setup.pack or None, cache=cache)
        self.plugins: Plugins = find_plugins(setup.plugins)
        self.practice: PracticeFile | None = load_practice(setup.practice) if setup.practice else None
        self.surroundings = surroundings(self.pack, self.plugins, self.practice)


def surroundings(pack: Pack, plugins: Plugins, practice: PracticeFile | None) -> Pairs:
    """Return what decides the bytes of a file beside a row, the options and the seed: each by name.

    Plugins in files have no version, so their content counts.
    """
    found = {
        "Rekindle": __version__,
        "pack": f"{pack.id} {pack.digest}",
        "practice": _digest(practice) if practice else "",
        "typst": importlib.metadata.version("typst"),
        **{
            f"plugin {one.name}": _version(one.version, one.origin)
            for one in plugins.statuses
            if one.state == "in use"
        },
    }
    return tuple(sorted(found.items()))


def differences(ours: Pairs, theirs: Pairs) -> tuple[str, ...]:
    """Return the names of what differs between two surroundings."""
    left, right = dict(ours), dict(theirs)
    return tuple(sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name)))


def _version(version: str, origin: str) -> str:
    path = Path(origin)
    if version or not path.is_file():
        return version
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(practice: PracticeFile) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(practice, enc_hook=_plain)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value).__name__)
