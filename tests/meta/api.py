"""The public names with all that can be seen of them: `python -m tests.meta.api` writes the listing anew.

A change of it is a decision: what is in it is what plugins are written against. Read what has changed, and
tell of it in CHANGELOG.md.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import ModuleType

from tests.support import ROOT

import rekindle_core
import rekindle_core.testing

LISTING = ROOT / "tests/meta/public-api.txt"


def listing() -> str:
    """Return every public name of the core and of its testing package, and every hook, as a stub declares them."""
    lines: list[str] = []
    for module in (rekindle_core, rekindle_core.testing):
        lines += [f"# {module.__name__}", ""]
        for name in module.__all__:
            declared = list(_declared(module, name))
            if not declared:
                raise LookupError(f"{name} is not defined where {module.__name__} says")
            lines += [*declared, ""]
    lines += ["# hooks", ""]
    for node in _parsed("rekindle_core.extension.hookspecs"):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("rekindle_"):
            lines += [*_lines(node), ""]
    return "\n".join(lines)


def _parsed(module: str) -> list[ast.stmt]:
    path = (ROOT / "src" / module.replace(".", "/")).with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8")).body


def _declared(module: ModuleType, name: str) -> Iterator[str]:
    homes: dict[str, str] = module._HOME
    if name not in homes:
        yield f"{name}: {type(getattr(module, name)).__name__}"
        return
    for node in _parsed(f"{module.__name__}.{homes[name]}"):
        match node:
            case ast.FunctionDef() | ast.ClassDef() if node.name == name:
                yield from _lines(node)
                yield from _inherited(module, name)
            case ast.AnnAssign(target=ast.Name(id=found)) if found == name:
                alias = ast.unparse(node.annotation) == "TypeAlias"
                yield ast.unparse(node) if alias else f"{name}: {ast.unparse(node.annotation)}"
            case ast.Assign(targets=[ast.Name(id=found)]) if found == name:
                yield f"{name}: {type(getattr(module, name)).__name__}"
            case ast.ImportFrom() if any((one.asname or one.name) == name for one in node.names):
                yield f"from {node.module} import {name}"
            case _:
                pass


def _inherited(module: ModuleType, name: str) -> Iterator[str]:
    """Yield what a class has from one that is not public."""
    found = getattr(module, name)
    for base in found.__mro__[1:] if isinstance(found, type) else ():
        if base.__module__.startswith("rekindle_core.") and base.__name__ not in module.__all__:
            for node in _parsed(base.__module__):
                if isinstance(node, ast.ClassDef) and node.name == base.__name__:
                    yield from (line for line in _lines(node) if line.startswith(" "))


def _lines(node: ast.FunctionDef | ast.ClassDef, indent: str = "") -> Iterator[str]:
    for decorator in node.decorator_list:
        yield f"{indent}@{ast.unparse(decorator)}"
    if isinstance(node, ast.FunctionDef):
        returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        yield f"{indent}def {node.name}({ast.unparse(node.args)}){returns}"
        return
    bases = ", ".join(map(ast.unparse, node.bases))
    yield f"{indent}class {node.name}" + (f"({bases})" if bases else "")
    for child in node.body:
        match child:
            case ast.FunctionDef() if not child.name.startswith("_") or child.name in (
                "__init__",
                "__call__",
            ):
                yield from _lines(child, f"{indent}    ")
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                yield f"{indent}    {ast.unparse(child)}"
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
                yield f"{indent}    {ast.unparse(child)}"
            case _:
                pass


def main() -> None:
    """Write the listing."""
    LISTING.write_text(listing(), encoding="utf-8")


if __name__ == "__main__":
    main()
