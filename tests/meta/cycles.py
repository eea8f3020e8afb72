"""Which files import one another in a circle: read from their text, without importing them.

Every import counts: those at the top of a file, those in functions, which only put a circle off, and those for type
checkers alone, which still tie two files together. What Python adds by itself does not: that a module of a package
runs the package's `__init__.py` first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path


def modules(root: Path) -> dict[str, Path]:
    """Return the files below a folder that is on the module path, by the names that they are imported by."""
    found: dict[str, Path] = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(files: Mapping[str, Path]) -> dict[str, set[str]]:
    """Return for each file which of the others it imports."""
    found: dict[str, set[str]] = {}
    for name, path in files.items():
        package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found[name] = set(_imported(tree, package, files)) - {name}
    return found


def _imported(tree: ast.Module, package: list[str], files: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                # What is imported may be a module itself, or something in one.
                of_module = f"{module}.{alias.name}"
                if of_module in files:
                    yield of_module
                elif module in files:
                    yield module


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the first circle there is, as the names along it; nothing, if there is none."""
    done: set[str] = set()

    def follow(name: str, along: list[str]) -> list[str]:
        if name in along:
            return [*along[along.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph[name]):
            if found := follow(other, [*along, name]):
                return found
        done.add(name)
        return []

    for name in sorted(graph):
        if found := follow(name, []):
            return found
    return []
