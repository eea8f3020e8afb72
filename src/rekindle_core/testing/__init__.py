"""For testing plugins: a conformance suite for formats, sample Documents, and random ones.

It needs pytest, and hypothesis for random Documents: `pip install 'rekindle-core[testing]'`. Each name is
imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rekindle_core.testing.cases import CASES as CASES
    from rekindle_core.testing.profiles import random_facts as random_facts
    from rekindle_core.testing.promises import Limits as Limits
    from rekindle_core.testing.reading import Reading as Reading
    from rekindle_core.testing.reading import read_file as read_file
    from rekindle_core.testing.samples import HOSTILE as HOSTILE
    from rekindle_core.testing.samples import every_node as every_node
    from rekindle_core.testing.samples import practice as practice
    from rekindle_core.testing.strategies import documents as documents
    from rekindle_core.testing.strategies import plain_words as plain_words
    from rekindle_core.testing.strategies import typed_texts as typed_texts
    from rekindle_core.testing.suite import RendererSuite as RendererSuite

_HOMES = {
    "cases": "CASES",
    "profiles": "random_facts",
    "promises": "Limits",
    "reading": "Reading read_file",
    "samples": "HOSTILE every_node practice",
    "strategies": "documents plain_words typed_texts",
    "suite": "RendererSuite",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
