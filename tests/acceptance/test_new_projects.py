"""`plugins new` and `packs new`: what they write is whole, installs, and passes its own tests at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import rekindle

pytestmark = pytest.mark.slow

NOT_OURS = ("PYTEST_", "COV_", "COVERAGE_")


@pytest.fixture(scope="module", params=["plugins", "packs"])
def project(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, dict[str, str]]:
    """Write a project, install it into a folder of its own without network, and return what finds it there."""
    folder = tmp_path_factory.mktemp("new")
    done = rekindle(request.param, "new", "slow-tea", cwd=folder)
    assert done.returncode == 0, done.stderr
    made = folder / "rekindle-slow-tea"
    call = (
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--target",
        "../site",
        ".",
    )
    run(made, {}, *call)
    paths = [str(folder / "site"), os.environ.get("PYTHONPATH", "")]
    return request.param, made, {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def run(folder: Path, env: dict[str, str], *words: str) -> str:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OURS)}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env={**inherited, **env}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_its_own_tests_pass_and_its_types_fit(project: tuple[str, Path, dict[str, str]]) -> None:
    kind, folder, env = project
    assert " passed" in run(folder, env, "pytest", "-q", "-p", "no:cacheprovider")
    if kind == "plugins":
        assert "no issues" in run(folder, env, "mypy")


def test_it_is_found_in_order_and_of_use(project: tuple[str, Path, dict[str, str]], tmp_path: Path) -> None:
    kind, _, env = project
    looked = rekindle("plugins", "doctor", "slow-tea", "--time-limit", "60", cwd=tmp_path, **env)
    assert looked.returncode == 0, looked.stdout
    assert "fine  slow-tea  rekindle-slow-tea 0.1.0" in looked.stdout
    words = ("--format", "slow-tea") if kind == "plugins" else ("--pack", "slow-tea")
    built = rekindle("build", *words, "--output", "-", cwd=tmp_path, **env)
    assert built.returncode == 0, built.stderr
    assert len(built.stdout) > 1000
    if kind == "packs":
        assert rekindle("check", "slow-tea", cwd=tmp_path, **env).returncode == 0
        assert rekindle("audit", "slow-tea", cwd=tmp_path, **env).returncode == 0
        assert "slow-tea  Slow tea" in rekindle("packs", cwd=tmp_path, **env).stdout


def test_nothing_is_left_to_fill_in(project: tuple[str, Path, dict[str, str]]) -> None:
    _, folder, _ = project
    # What tools leave behind is nobody's to read.
    files = [
        path for path in folder.rglob("*") if path.is_file() and "cache" not in str(path.relative_to(folder))
    ]
    assert {"pyproject.toml", "README.md", ".gitignore", "test.yml"} <= {path.name for path in files}
    for path in files:
        assert not any(word in path.name for word in ("MODULE", "FORMAT", ".in", "dot-"))
        text = path.read_text(encoding="utf-8", errors="replace")
        assert "{{" not in text.replace("${{ matrix.python }}", ""), path
        # In the index there, another project goes by the name.
        assert not re.search(r'pypi\.org/project/rekindle/|"rekindle(\[|[<>=~])', text), path


@pytest.mark.parametrize("kind", ["plugins", "packs"])
def test_a_name_that_cannot_be_and_a_folder_that_is_there_are_refused_and_nothing_is_written(
    kind: str, tmp_path: Path
) -> None:
    (tmp_path / "rekindle-tea").mkdir()
    for name, code in (
        ("Tea!", "bad-name"),
        ("../tea", "bad-name"),
        ("tea", "file-exists"),
        ("rekindle-tea", "file-exists"),
    ):
        done = rekindle(kind, "new", name, cwd=tmp_path)
        assert done.returncode == 2
        assert f"rekindle: {code}: " in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["rekindle-tea"]


@pytest.mark.parametrize(
    ("kind", "name", "owner"),
    [
        # "rekindle-core" would be the project that Rekindle itself is.
        *((kind, "core", "the project rekindle-core ") for kind in ("plugins", "packs")),
        ("plugins", "pdf", "there is a format pdf"),
        ("plugins", "json", "there is a format json"),
        ("plugins", "rekindle-email", "there is a format email"),
        # A module of this name would hide that of the format.
        ("packs", "pdf", "there is a Python module rekindle_pdf"),
        ("packs", "rekindle", "there is a pack rekindle"),
    ],
)
def test_a_name_that_is_taken_is_refused_and_nothing_is_written(
    kind: str, name: str, owner: str, tmp_path: Path
) -> None:
    done = rekindle(kind, "new", name, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: name-taken: ")
    assert owner in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_format_of_a_plugin_that_is_named_is_taken(tmp_path: Path) -> None:
    """What `--plugin` loads counts as well as what is installed."""
    (tmp_path / "tea.py").write_text(
        "import rekindle_core as rk\n\n"
        "@rk.hookimpl\ndef rekindle_register_formats():\n"
        "    return [rk.Format(name='slow-tea', summary='Tea', load=lambda: None)]\n",
        encoding="utf-8",
    )
    done = rekindle("--plugin", "tea.py", "plugins", "new", "slow-tea", cwd=tmp_path)
    assert done.returncode == 2, done.stdout
    assert "there is a format slow-tea" in done.stderr
