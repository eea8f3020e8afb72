"""Finding installed plugins: what importlib.metadata finds is found, without loading it."""

from __future__ import annotations

import importlib.metadata
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from rekindle_core.extension.discovery import GROUP, OURS, Candidate, installed, is_wanted


def distribution(folder: Path, name: str, entry_points: str, version: str = "1.2") -> None:
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")


def names(candidates: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    return [(candidate.name, f"{candidate.origin} {candidate.version}") for candidate in candidates]


def by_library(path: list[str]) -> list[tuple[str, str]]:
    """Return what the standard library finds, the first of each distribution."""
    found: dict[str, list[tuple[str, str]]] = {}
    for dist in importlib.metadata.distributions(path=path):
        points = [
            (point.name, f"{dist.name} {dist.version}") for point in dist.entry_points.select(group=GROUP)
        ]
        found.setdefault(dist.name.lower().replace("-", "_"), points)
    return sorted(point for points in found.values() for point in points)


def test_what_is_installed_here_is_what_the_standard_library_finds() -> None:
    assert names(installed()) == by_library(sys.path)
    assert "text" in dict(names(installed()))


def test_candidates_come_by_name_and_of_this_group_alone(tmp_path: Path) -> None:
    points = "[console_scripts]\nrun = b:run\n\n# a note\n[rekindle]\nzeta=b\nalpha = b:inner.thing [extra]\n"
    distribution(tmp_path, "rekindle_b", points)
    distribution(tmp_path, "other", "[rekindle.more]\nno = other\n")
    assert names(installed([str(tmp_path)])) == [("alpha", "rekindle_b 1.2"), ("zeta", "rekindle_b 1.2")]


def test_of_a_distribution_that_is_there_twice_the_first_on_the_path_counts(tmp_path: Path) -> None:
    distribution(tmp_path / "one", "Rekindle_X", "[rekindle]\nx = one\n", "2.0")
    distribution(tmp_path / "two", "rekindle_x", "[rekindle]\nx = two\ny = two\n", "1.0")
    path = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert names(installed(path)) == [("x", "Rekindle_X 2.0")]


def test_an_object_inside_a_module_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("found_here")
    module.holder = ModuleType("holder")  # type: ignore[attr-defined]
    module.holder.plugin = "the plugin"
    monkeypatch.setitem(sys.modules, "found_here", module)
    distribution(tmp_path, "x", "[rekindle]\nwhole = found_here\npart = found_here : holder.plugin [more]\n")
    part, whole = installed([str(tmp_path)])
    assert part.load() == "the plugin"
    assert whole.load() is module


def test_a_plugin_in_a_zip_file_is_found(tmp_path: Path) -> None:
    distribution(tmp_path, "zipped", "[rekindle]\nz = zipped\n")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in (tmp_path / "zipped-1.2.dist-info").iterdir():
            archive.write(path, f"{path.parent.name}/{path.name}")
    assert names(installed([str(tmp_path / "all.zip")])) == [("z", "zipped 1.2")]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"[rekindle]\nno value\n", b"[rekindle\nx = y\n"])
def test_what_cannot_be_read_declares_nothing(tmp_path: Path, data: bytes) -> None:
    distribution(tmp_path, "odd", "")
    (tmp_path / "odd-1.2.dist-info" / "entry_points.txt").write_bytes(data)
    assert installed([str(tmp_path), str(tmp_path / "nowhere")]) == ()


def test_a_variable_restricts_what_is_loaded_but_for_what_comes_with_rekindle() -> None:
    own, other = Candidate("text", OURS, object), Candidate("slides", "rekindle-slides", object)
    for value, wanted in (
        ("none", False),
        ("", False),
        ("slides", True),
        (" a , slides", True),
        ("slide", False),
    ):
        assert is_wanted(other, {"REKINDLE_PLUGINS": value}) is wanted
        assert is_wanted(own, {"REKINDLE_PLUGINS": value})
    assert is_wanted(other, {})
