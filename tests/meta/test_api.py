"""The public names are what the listing says, and code that uses them type-checks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.meta.api import LISTING, listing
from tests.meta.test_documentation import marked
from tests.node_tools import run_node
from tests.support import ROOT

import rekindle_core.testing

GUIDE = sorted((ROOT / "tests/guide").glob("*.py"))


def test_public_names_and_their_signatures_are_those_of_the_listing() -> None:
    """A change is a decision: `python -m tests.meta.api` writes the listing anew, for a look at what has changed."""
    assert listing() == LISTING.read_text(encoding="utf-8")


def test_every_public_name_for_tests_can_be_imported() -> None:
    for name in rekindle_core.testing.__all__:
        assert getattr(rekindle_core.testing, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = rekindle_core.testing.no_such_name


def test_the_core_needs_neither_pytest_nor_hypothesis_but_for_tests() -> None:
    code = (
        "import sys, rekindle_core, rekindle_core.testing as testing\n"
        "testing.every_node(), testing.HOSTILE, testing.Reading, testing.CASES, testing.documents\n"
        "print([name for name in ('pytest', 'hypothesis') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.fixture
def user_code(tmp_path: Path) -> Path:
    """Return a folder with a plugin, its tests, and a program, as somebody writes them from the docs."""
    (tmp_path / "outline.py").write_text(marked("docs/plugins.md", "plugin"), encoding="utf-8")
    (tmp_path / "program.py").write_text(marked("README.md", "api"), encoding="utf-8")
    for path in GUIDE:
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_code_as_users_write_it_passes_mypy_strictly(user_code: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "cache", "."],
        cwd=user_code, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("Success"), done.stdout + done.stderr


@pytest.mark.slow
def test_code_as_users_write_it_passes_pyright(user_code: Path) -> None:
    settings = {"typeCheckingMode": "strict", "include": ["."]}
    (user_code / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    said = run_node("pyright.mjs", "--pythonpath", sys.executable, "--project", user_code)
    assert "0 errors, 0 warnings" in said, said
