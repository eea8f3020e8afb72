"""How files lie: none import one another in a circle, folders stay small, and unit tests mirror the source."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import median

import pytest
from tests.meta.cycles import cycle, imports, modules
from tests.support import ROOT

FILES = {**modules(ROOT / "src"), **modules(ROOT / "plugins")}
LENGTHS = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES.values()}
UNIT = ROOT / "tests/unit"
TESTS = sorted(UNIT.rglob("test_*.py"))


@pytest.mark.slow
def test_no_two_files_import_one_another_in_a_circle() -> None:
    assert len(FILES) > 200
    assert " imports ".join(cycle(imports(FILES))) == ""


@pytest.mark.parametrize(
    "text",
    [
        "import core.two\n",
        "from core.two import name\n",
        "from core import two\n",
        "from .two import name\n",
        "from . import two\n",
        "def function():\n    from core.two import name\n",
        "if TYPE_CHECKING:\n    from core.two import name\n",
    ],
)
def test_a_circle_is_found_wherever_the_import_stands(tmp_path: Path, text: str) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core/__init__.py").write_text("from core.one import name\n", encoding="utf-8")
    (tmp_path / "core/one.py").write_text(text, encoding="utf-8")
    (tmp_path / "core/two.py").write_text("", encoding="utf-8")
    assert cycle(imports(modules(tmp_path))) == []
    (tmp_path / "core/two.py").write_text("import core.three\n", encoding="utf-8")
    (tmp_path / "core/three.py").write_text("import core.one\n", encoding="utf-8")
    assert cycle(imports(modules(tmp_path))) == ["core.one", "core.two", "core.three", "core.one"]


def test_no_folder_holds_more_than_20_modules() -> None:
    examples = (ROOT / "examples/plugins").glob("*/src/**/*.py")
    counted = Counter(path.parent for path in (*LENGTHS, *examples) if path.name != "__init__.py")
    crowded = {str(folder.relative_to(ROOT)): number for folder, number in counted.items() if number > 20}
    assert crowded == {}


def test_half_of_the_files_have_at_most_120_lines() -> None:
    assert median(LENGTHS.values()) <= 120


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(UNIT)))
def test_a_unit_test_stands_where_what_it_tests_stands(path: Path) -> None:
    """It is named for a module, or for a module and a topic; a plugin's for the plugin, or for all formats."""
    folder, name = path.parent.relative_to(UNIT), path.stem.removeprefix("test_")
    if folder.parts == ("plugins",):
        subjects = {each.name.removeprefix("rekindle_") for each in (ROOT / "plugins").iterdir()} | {
            "formats"
        }
    else:
        subjects = {each.stem for each in (ROOT / "src/rekindle_core" / folder).glob("*.py")}
    assert any(name == subject or name.startswith(f"{subject}_") for subject in subjects), (
        f"{path.relative_to(ROOT)} is named for none of {', '.join(sorted(subjects))}."
    )


def test_what_opens_a_browser_or_starts_node_is_marked_as_slow() -> None:
    """A module that does so marks all of its tests, or those that do."""
    heavy = re.compile(r"\b(chromium|run_node|check_html)\(|^from playwright", re.MULTILINE)
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    found = [path for path, text in texts.items() if heavy.search(text) and path != Path(__file__)]
    assert len(found) > 5
    assert [path.name for path in found if "pytest.mark.slow" not in texts[path]] == []
