"""What the doctor finds of a plugin, in the process that looks at it."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import rekindle_core
from rekindle_core import RekindleDeprecationWarning
from rekindle_core.cli.plugins.examine import Found, examine
from rekindle_core.extension.files import in_files
from rekindle_core.testing.samples import every_node


def found(path: Path, code: str) -> Found:
    path.write_text(code, encoding="utf-8")
    (candidate,) = in_files([path])
    begun: list[str] = []
    result = examine(candidate.name, candidate.origin, [str(path)], every_node(), begun.append)
    assert begun[0] == "being imported"
    return result


def test_a_name_that_will_be_taken_away_warns_and_goes_on_working(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekindle_core, "_DEPRECATED", {"go_through": "walk"})
    with pytest.warns(
        RekindleDeprecationWarning, match="go_through will be removed; use rekindle_core.walk"
    ) as told:
        assert rekindle_core.go_through is rekindle_core.walk
    assert told[0].filename == __file__


def test_the_doctor_tells_of_names_that_will_be_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekindle_core, "_DEPRECATED", {"go_through": "walk"})
    looked = found(tmp_path / "old.py", "import rekindle_core\n\nwalk = rekindle_core.go_through\n")
    (problem,) = looked.problems
    assert problem.code == "plugin-deprecated"
    assert problem.place.endswith("old.py:3")
    assert looked.status.state == "in use"


def test_other_peoples_warnings_are_not_told(tmp_path: Path) -> None:
    code = "import warnings\nwarnings.warn('old', DeprecationWarning)\n"
    assert found(tmp_path / "loud.py", code).problems == ()


def test_no_name_is_deprecated_that_is_not_there_and_every_one_leads_to_one_that_is() -> None:
    deprecated = vars(importlib.import_module("rekindle_core"))["_DEPRECATED"]
    assert not set(deprecated) & set(rekindle_core.__all__)
    assert set(deprecated.values()) <= set(rekindle_core.__all__)


def test_a_pack_with_faults_and_a_command_that_cannot_be_imported_are_told(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from rekindle_core import Command, NamedPack, hookimpl

def load():
    raise SystemExit(3)

@hookimpl
def rekindle_register_packs():
    return [NamedPack("empty", Path(__file__).parent)]

@hookimpl
def rekindle_register_commands():
    return [Command("leave", "", load)]
"""
    pack, command = found(tmp_path / "both.py", code).problems
    assert pack.code == "content"
    assert "missing-file" in pack.message
    assert pack.hint == "rekindle check empty"
    assert command.code == "plugin-load"
    assert "The command leave cannot be loaded: SystemExit: 3" in command.message
