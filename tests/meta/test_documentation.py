"""Documentation and code say the same."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.calls import look_into_build, resolve, words_of
from tests.support import ROOT, rekindle

import rekindle_core
from rekindle_core.batch.roster.row import ROW_CODES
from rekindle_core.content.building.load import load_pack
from rekindle_core.diagnostics import CODES
from rekindle_core.document.codec import document_schema
from rekindle_core.extension import hookspecs
from rekindle_core.profile.schema import profile_schema

CALLED = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples/packs").rglob("README.md")),
]
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])


def marked(file: str, name: str) -> str:
    """Return the block of code between <!-- name --> and <!-- end --> in a Markdown file."""
    text = (ROOT / file).read_text(encoding="utf-8")
    match = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n<!-- end -->", text, re.DOTALL)
    assert match, f"{file} has no block {name}"
    return match[1]


def raised_codes() -> set[str]:
    """Return the codes that errors in the code are given, or have by their class."""
    codes: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                codes |= {
                    str(word.value.value)
                    for word in node.keywords
                    if word.arg == "code" and isinstance(word.value, ast.Constant)
                }
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                for item in node.body:
                    if isinstance(item, ast.Assign) and getattr(item.targets[0], "id", "") == "code":
                        assert isinstance(item.value, ast.Constant)
                        codes.add(str(item.value.value))
    return codes


@pytest.mark.slow
def test_every_error_code_has_a_section_and_every_section_a_code() -> None:
    text = (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### (\S+)$", text, re.MULTILINE)) == CODES | ROW_CODES | raised_codes()


@pytest.mark.slow
def test_the_python_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(marked("README.md", "api"), "README.md", "exec"), {})
    assert "Alex" in capsys.readouterr().out


def test_the_commands_of_the_readme_are_one_line_that_needs_python_alone() -> None:
    for name in ("pdf", "tests"):
        (line,) = marked("README.md", name).splitlines()
        first = [part.split()[0] for part in line.split("&&")]
        assert first[0] == "python3"
        assert all(word.startswith(".venv/bin/") for word in first[1:])


def test_the_plugin_of_the_guide_is_found_and_works(tmp_path: Path) -> None:
    (tmp_path / "rekindle_outline").mkdir()
    (tmp_path / "rekindle_outline/__init__.py").write_text(
        marked("docs/plugins.md", "plugin"), encoding="utf-8"
    )
    info = tmp_path / "rekindle_outline-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: rekindle-outline\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[rekindle]\noutline = rekindle_outline\n", encoding="utf-8")
    paths = [str(tmp_path), str(ROOT / "src"), str(ROOT / "plugins")]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "rekindle_core",
            "build",
            "--format",
            "outline",
            "--output",
            "-",
            "--option",
            "bullet=*",
        ],
        env={"PYTHONPATH": ":".join(paths)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("* Pages to read and write in\n")


def test_every_module_of_the_core_stands_in_the_map_of_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = [path for path in (ROOT / "src/rekindle_core").iterdir() if (path / "__init__.py").is_file()]
    assert folders
    for folder in folders:
        assert f"`src/rekindle_core/{folder.name}/`" in text


def test_every_path_that_the_architecture_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    text = text[text.index("## Where things are") : text.index("The layers, checked by import-linter")]
    named = [name for name in re.findall(r"`([^`\s]+)`", text) if "/" in name]
    assert len(named) > 40
    # A table may leave out where the engine is, and the folder that a file stands beside or in.
    places = [ROOT, ROOT / "src/rekindle_core", ROOT / "tests"]
    missing = [name for name in named if not any(list(place.glob(name)) for place in places)]
    assert missing == []


DECISIONS = sorted(path for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "index.md")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_a_number_a_date_a_status_and_its_reason_and_is_listed(path: Path) -> None:
    number = f"{DECISIONS.index(path) + 1:04d}"
    text = path.read_text(encoding="utf-8")
    match = re.match(
        rf"# ({number}\. .+)\n\n- Date: \d{{4}}-\d\d-\d\d\n- Status: (accepted|superseded by .+)\n", text
    )
    assert match, path
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[:2] == ["Decision", "Why"]
    index = (path.parent / "index.md").read_text(encoding="utf-8")
    assert index.count(f"- [{match[1]}]({path.name})\n") == 1


def test_every_hook_is_documented_with_its_arguments() -> None:
    written = [
        f"def {name}{inspect.signature(getattr(hookspecs, name))}: ...".replace("'", "")
        for name in hookspecs.HOOKS
    ]
    assert marked("docs/plugins.md", "hooks").splitlines() == written


def test_the_plugin_of_the_guide_that_adds_blocks_adds_them(tmp_path: Path) -> None:
    (tmp_path / "notes.py").write_text(marked("docs/plugins.md", "blocks"), encoding="utf-8")
    done = rekindle("--plugin", tmp_path / "notes.py", "build", "--output", "-")
    sessions = len(re.findall(r"^Session \d+: ", done.stdout, re.MULTILINE))
    assert sessions > 3
    assert done.stdout.count("What would you like to keep from today?") == sessions
    assert f"The plugin notes added blocks to {sessions} sections." in done.stderr


def test_every_public_name_can_be_imported_and_is_listed_in_order() -> None:
    assert rekindle_core.__all__ == sorted(rekindle_core.__all__)
    for name in rekindle_core.__all__:
        assert getattr(rekindle_core, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = rekindle_core.no_such_name


def test_type_checkers_see_the_same_public_names() -> None:
    tree = ast.parse((ROOT / "src/rekindle_core/__init__.py").read_text(encoding="utf-8"))
    seen = {
        alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert seen - {None} == set(rekindle_core.__all__)


@pytest.mark.slow
def test_the_derived_schemas_in_the_repository_are_current() -> None:
    """`python -m tests.meta.schemas` in the repository writes them."""
    assert json.loads((ROOT / "content/profile.schema.json").read_text(encoding="utf-8")) == profile_schema(
        load_pack()
    )
    stored = json.loads((ROOT / "docs/reference/document.schema.json").read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(document_schema()))


def test_every_content_file_names_its_schema_for_editors() -> None:
    files = sorted((ROOT / "content").rglob("*.yaml"))
    assert len(files) > 50
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, path.name
        assert (path.parent / match[1]).is_file()


def test_no_module_is_longer_than_400_lines() -> None:
    for path in SOURCES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path


@pytest.mark.parametrize("page", CALLED, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_call_on_a_page_names_what_there_is(page: Path) -> None:
    """Commands, options, formats, their options, and facts of the pack that comes along."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    lines += [code for code in re.findall(r"`([^`]+)`", prose) if code.startswith("rekindle ")]
    for words in (words for line in lines for words in words_of(line)):
        if words[:1] != ["slides"] and resolve(words).name == "build":  # an example of a plugin's command
            look_into_build(words)
