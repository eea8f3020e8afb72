"""Compiled packs: a shortcut that changes nothing."""

from __future__ import annotations

import gc
import os
import stat
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from tests.support import GARDEN, rekindle

from rekindle_core import document_to_json, load_pack, load_profile, make_plan, realise
from rekindle_core.content.building import compiled


@pytest.mark.slow
@pytest.mark.parametrize("folder", [GARDEN, None])
def test_what_is_read_back_is_what_was_kept(folder: Path | None, tmp_path: Path) -> None:
    plain = load_pack(folder)
    assert load_pack(folder, cache=tmp_path) == plain
    assert len(list(tmp_path.iterdir())) == 1
    back = load_pack(folder, cache=tmp_path)
    assert back == plain
    assert type(back.gates[0]) is type(plain.gates[0])
    documents = [realise(pack, make_plan(pack, load_profile(pack))) for pack in (plain, back)]
    assert document_to_json(documents[0]) == document_to_json(documents[1])


def test_what_is_kept_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    load_pack(GARDEN, cache=folder)
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        for body in (b"{}", b"no JSON"):
            assert compiled.decode_compiled(compiled.body_digest(body).encode() + b"\n" + body) is None
            assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_a_damaged_entry_is_ignored_and_made_again(tmp_path: Path) -> None:
    pack = load_pack(GARDEN, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    cases = (
        b"",
        b"x",
        b"\n[]",
        b"0\n{}",
        b"\xff",
        whole[: len(whole) // 2],
        whole.replace(b"Smell", b"Taste"),
    )
    for data in cases:
        file.write_bytes(data)
        assert load_pack(GARDEN, cache=tmp_path) == pack
        assert file.read_bytes() == whole


def test_a_whole_entry_of_something_else_is_ignored(tmp_path: Path) -> None:
    pack = load_pack(GARDEN, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    for body in (b"[]", b'["os.system","x"]', b'{"a":1}', b"[0]", b"nonsense", b"[" * 100_000):
        file.write_bytes(compiled.body_digest(body).encode() + b"\n" + body)
        assert load_pack(GARDEN, cache=tmp_path) == pack


def test_a_changed_file_is_another_entry(tmp_path: Path) -> None:
    copytree(GARDEN, tmp_path / "pack")
    first = load_pack(tmp_path / "pack", cache=tmp_path / "cache")
    path = tmp_path / "pack" / "program.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Smell", "Taste"), encoding="utf-8")
    second = load_pack(tmp_path / "pack", cache=tmp_path / "cache")
    assert first.digest != second.digest
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_place_that_cannot_be_written_to_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert load_pack(GARDEN, cache=tmp_path / "file" / "cache") == load_pack(GARDEN)


@pytest.mark.slow
def test_a_warm_start_needs_neither_yaml_nor_schemas_nor_markdown() -> None:
    code = (
        "import sys; from rekindle_core.cli.app import app;"
        "app.main(['build', '-p', '-', '-o', '-'], standalone_mode=False);"
        "heavy = ('yaml', 'jsonschema', 'markdown_it', 'typst');"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    words = [sys.executable, "-c", code]
    for _ in range(2):
        done = subprocess.run(words, input='{"contact": "none"}', capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_deleting_the_cache_changes_no_byte(tmp_path: Path) -> None:
    words = ("build", "--date", "2027-01-04", "--output", "-")
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    cold, warm = rekindle(*words, **env), rekindle(*words, **env)
    assert list(tmp_path.rglob("pack-*.json"))
    assert "Deleted 1 compiled pack " in rekindle("cache", "clear", **env).stderr
    assert not list(tmp_path.rglob("pack-*.json"))
    without = rekindle(*words, "--no-cache", **env)
    assert not list(tmp_path.rglob("pack-*.json"))
    assert cold.stdout == warm.stdout == without.stdout
    assert os.fspath(tmp_path) in rekindle("cache", "path", **env).stdout
