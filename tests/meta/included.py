"""Code and messages that the docs show, taken from where they run: `python -m tests.meta.included` puts them in anew.

A block of a page between `<!-- from FILE -->` or `<!-- from FILE CLASS -->` and `<!-- end -->` is that file, or a
class of it; between `<!-- says FAULT -->` and `<!-- end -->` it is what the conformance suite says of that fault.
"""

from __future__ import annotations

import ast
import re
import sys
import tempfile
from pathlib import Path

import pytest
from tests.support import ROOT

from rekindle_core.testing import CASES, RendererSuite

_BLOCK = re.compile(r"<!-- (from|says) (\S+)( \w+)? -->\n```(\w*)\n(.*?)```\n<!-- end -->", re.DOTALL)


def with_blocks(page: str) -> str:
    """Return a page with its blocks as they have to be."""
    return _BLOCK.sub(_block, page)


def pages() -> list[Path]:
    """Return the pages that have such blocks."""
    return [path for path in sorted((ROOT / "docs").rglob("*.md")) if _BLOCK.search(path.read_text("utf-8"))]


def _block(found: re.Match[str]) -> str:
    kind, name, inside, language = found[1], found[2], found[3] or "", found[4]
    body = _said(name) if kind == "says" else _source(name, inside.strip())
    return f"<!-- {kind} {name}{inside} -->\n```{language}\n{body.rstrip()}\n```\n<!-- end -->"


def _source(name: str, inside: str) -> str:
    text = (ROOT / name).read_text(encoding="utf-8")
    if not inside:
        return text
    (node,) = (
        node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name == inside
    )
    return ast.get_source_segment(text, node) or ""


def _said(fault: str) -> str:
    from tests.unit.testing import faulty

    class Suite(RendererSuite):
        format_name = fault
        plugin = faulty

    with tempfile.TemporaryDirectory() as folder:
        suite = Suite()
        suite.folder = Path(folder) / "work"
        try:
            suite.test_everything_is_shown_once_and_in_order(CASES["every-node"]())
        except pytest.fail.Exception as error:
            return str(error.msg).replace(
                folder, "/tmp/pytest-of-you/pytest-0/test_everything_is_shown_once_0"
            )
    raise AssertionError(f"the suite finds nothing wrong with {fault}")


def main() -> None:
    """Put every block in anew."""
    sys.path.insert(0, str(ROOT / "tests/guide"))
    for path in pages():
        path.write_text(with_blocks(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
