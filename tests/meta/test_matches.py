"""A new member of a closed union is found by the type checker wherever it has to be handled."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.meta.matches import silent_matches, unions
from tests.support import ROOT

CLOSED = unions()


def sources() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.py.in"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split() if not name.startswith("tests/"))
    # A template that is no Python before its names are filled in is tried as the plugin that comes of it.
    return [path for path in paths if "{{" not in path.read_text(encoding="utf-8")]


def test_unions_are_found() -> None:
    nodes = "rekindle_core.document.nodes"
    assert CLOSED[f"{nodes}.Response"] == {"Lines", "Scale", "Choices", "IfThen", "Ratings", "Table"}
    assert {"Block", "Inline", "Role"} <= {
        name.rpartition(".")[2] for name in CLOSED if name.startswith(nodes)
    }


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_match_over_a_closed_union_passes_over_a_new_member(path: Path) -> None:
    """List the members that need nothing, and end with `case _ as never: assert_never(never)`."""
    assert list(silent_matches(path, CLOSED)) == []


@pytest.mark.parametrize(
    "last", ["case _:\n  pass", "case other:\n  print(other)", "case _ as other:\n  print(other)"]
)
@pytest.mark.parametrize("first", ["case Lines():", "case n.Lines() | Scale() as one:", 'case "ltr":'])
def test_a_match_that_passes_over_others_is_found(first: str, last: str, tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(f"match x:\n {first}\n  pass\n {last}\n", encoding="utf-8")
    assert list(silent_matches(path, CLOSED))


@pytest.mark.parametrize(
    "last", ["case _ as never:\n  assert_never(never)", "case Scale() | Choices():\n  pass"]
)
def test_a_match_that_says_what_is_left_is_not(last: str, tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(f"match x:\n case Lines():\n  pass\n {last}\n", encoding="utf-8")
    assert not list(silent_matches(path, CLOSED))
