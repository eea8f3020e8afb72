"""Which closed unions there are, and which `match` statements would pass over a new member of one in silence.

mypy (`exhaustive-match`) sees a `match` without a last resort, and `assert_never` one with it. What neither sees is
`case _` for all other members, into which a new one would fall unseen.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import rekindle_core
from rekindle_core.frozen import Frozen


def modules() -> Iterator[ModuleType]:
    """Yield the modules of the package that can be imported without any extra."""
    for found in pkgutil.walk_packages(rekindle_core.__path__, "rekindle_core."):
        if not found.name.startswith(
            ("rekindle_core.testing", "rekindle_core.__main__", "rekindle_core._content")
        ):
            try:
                yield importlib.import_module(found.name)
            except ImportError:  # an extra that is not installed
                continue


def unions() -> Mapping[str, frozenset[str]]:
    """Return the closed unions: by name, the names of their classes, or the words of a Literal."""
    found: dict[str, frozenset[str]] = {}
    for module in modules():
        for name, value in vars(module).items():
            if members := _members(value):
                found[f"{module.__name__}.{name}"] = members
    return found


def _members(value: Any) -> frozenset[str]:
    members = get_args(value)
    if get_origin(value) is Literal and all(isinstance(one, str) for one in members):
        return frozenset(members)
    if len(members) > 1 and all(isinstance(one, type) and issubclass(one, Frozen) for one in members):
        return frozenset(one.__name__ for one in members)
    return frozenset()


def silent_matches(path: Path, closed: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines of matches over a closed union in which others fall into a last resort, and the union."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Match) and _is_resort(node.cases[-1]):
            for names in (_classes(node), _words(node)):
                union = next((name for name, members in closed.items() if names and names <= members), None)
                if union:
                    yield node.lineno, union


def _is_resort(case: ast.match_case) -> bool:
    """Return whether a case takes all that is left, and does not say that this can be nothing."""
    pattern: ast.pattern | None = case.pattern
    while isinstance(pattern, ast.MatchAs):
        pattern = pattern.pattern
    return pattern is None and case.guard is None and "assert_never" not in ast.unparse(case)


def _patterns(node: ast.Match) -> Iterator[ast.pattern]:
    """Yield the patterns for the whole subject."""
    waiting = [case.pattern for case in node.cases]
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, ast.MatchOr):
            waiting += pattern.patterns
        elif isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
            waiting.append(pattern.pattern)
        else:
            yield pattern


def _classes(node: ast.Match) -> frozenset[str]:
    found = (pattern.cls for pattern in _patterns(node) if isinstance(pattern, ast.MatchClass))
    return frozenset(ast.unparse(cls).rpartition(".")[2] for cls in found)


def _words(node: ast.Match) -> frozenset[str]:
    values = (pattern.value for pattern in _patterns(node) if isinstance(pattern, ast.MatchValue))
    return frozenset(
        str(value.value)
        for value in values
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    )
