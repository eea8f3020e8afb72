"""Plugins in files: each is a module of its own, whatever it is called and whatever stands beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rekindle_core import UsageError
from rekindle_core.extension.files import in_files
from rekindle_core.extension.manager import load_plugins


def write(path: Path, code: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    return path


def test_a_file_is_a_plugin_of_its_name_and_its_path_is_its_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "slides.py", "__version__ = '0.3'\n")
    monkeypatch.chdir(tmp_path)
    (candidate,) = in_files(["./slides.py"])
    assert (candidate.name, candidate.origin) == ("slides", "slides.py")
    (status,) = load_plugins([candidate]).statuses
    assert (status.state, status.version) == ("in use", "0.3")


def test_a_folder_holds_files_and_packages_by_name_and_what_is_private_is_passed_over(tmp_path: Path) -> None:
    for name in (
        "b.py",
        "a/__init__.py",
        "_shared.py",
        ".hidden.py",
        "notes.txt",
        "data/x.txt",
        "__pycache__/a.py",
    ):
        write(tmp_path / name)
    assert [candidate.name for candidate in in_files([tmp_path])] == ["a", "b"]


def test_a_file_may_import_its_neighbours_and_a_package_its_own_modules(tmp_path: Path) -> None:
    write(tmp_path / "slides.py", "from ._theme import COLOUR\n")
    write(tmp_path / "_theme.py", "COLOUR = 'green'\n")
    write(tmp_path / "cards/__init__.py", "from .deck import SIZE\nfrom .._theme import COLOUR\n")
    write(tmp_path / "cards/deck.py", "SIZE = 52\n")
    cards, slides = (candidate.load() for candidate in in_files([tmp_path]))
    assert vars(cards)["SIZE"] == 52
    assert vars(cards)["COLOUR"] == vars(slides)["COLOUR"] == "green"


def test_nothing_is_left_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "plain.py").write_text("from .other import VALUE\n", encoding="utf-8")
    (tmp_path / "other.py").write_text("VALUE = 1\n", encoding="utf-8")
    (candidate,) = in_files([tmp_path / "plain.py"])
    candidate.load()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.py", "plain.py"]
    assert sys.dont_write_bytecode is False


def test_files_of_one_name_in_two_folders_do_not_clash_and_shadow_nothing_installed(tmp_path: Path) -> None:
    for at in ("one", "two"):
        write(tmp_path / at / "json.py", f"WHERE = '{at}'\n")
    before = (list(sys.path), sys.modules["json"])
    one, two = (
        candidate.load() for candidate in in_files([tmp_path / "one/json.py", tmp_path / "two/json.py"])
    )
    assert (vars(one)["WHERE"], vars(two)["WHERE"]) == ("one", "two")
    assert (list(sys.path), sys.modules["json"]) == before


def test_a_path_that_is_named_twice_is_one_plugin(tmp_path: Path) -> None:
    path = write(tmp_path / "slides.py")
    assert len(in_files([path, tmp_path, tmp_path / ".." / tmp_path.name])) == 1


def test_a_file_that_fails_can_be_tried_again(tmp_path: Path) -> None:
    path = write(tmp_path / "slides.py", "raise ValueError('not yet')\n")
    (candidate,) = in_files([path])
    with pytest.raises(ValueError, match="not yet"):
        candidate.load()
    write(path, "DONE = True\n# longer than before\n")
    assert vars(candidate.load())["DONE"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.py", "There is no plugin"),
        ("notes.txt", "isn't a Python file"),
        ("empty", "contains no plugin"),
    ],
)
def test_a_path_without_a_plugin_is_refused(name: str, said: str, tmp_path: Path) -> None:
    write(tmp_path / "notes.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=said) as refused:
        in_files([tmp_path / name])
    assert refused.value.code == "no-such-plugin"
