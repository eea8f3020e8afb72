"""The bundled pack as a wheel brings it, compiled: the first start reads it back, where it is the very same pack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from tests.support import GARDEN, ROOT

from rekindle_core import document_to_json, load_pack, load_profile, make_plan, realise
from rekindle_core.content.building import compile as compiling
from rekindle_core.content.building import compiled, load


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand for an installed wheel whose bundled pack is the garden; return the folder of what it brings."""
    folder = tmp_path / "shipped"
    copytree(GARDEN, tmp_path / "content")
    monkeypatch.setattr(load, "bundled_content", lambda: tmp_path / "content")
    monkeypatch.setattr(load, "bundled_compiled", lambda: folder)
    load_pack(tmp_path / "content", cache=folder)
    return folder


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what is compiled from now on."""
    done: list[object] = []
    compile_pack = compiling.compile_pack
    monkeypatch.setattr(
        compiling, "compile_pack", lambda raw: (done.append(raw.digest), compile_pack(raw))[1]
    )
    return done


def test_the_first_start_reads_it_back_and_keeps_nothing(
    shipped: Path, compilations: list[object], tmp_path: Path
) -> None:
    pack = load_pack(cache=tmp_path / "cache")
    assert not compilations
    assert not (tmp_path / "cache").exists()
    assert pack == load_pack(GARDEN)


@pytest.mark.usefixtures("shipped")
def test_without_a_cache_the_pack_is_compiled_from_its_files(compilations: list[object]) -> None:
    load_pack()
    assert len(compilations) == 1


def test_another_version_compiles_it(
    shipped: Path, compilations: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "__version__", "99.0")
    for _ in range(2):
        assert load_pack(cache=tmp_path / "cache") == load_pack(GARDEN)
    assert len(compilations) == 3, "once for the cache, and twice without one"


def test_changed_content_compiles_it(shipped: Path, compilations: list[object], tmp_path: Path) -> None:
    path = tmp_path / "content" / "program.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Smell", "Taste"), encoding="utf-8")
    pack = load_pack(cache=tmp_path / "cache")
    assert len(compilations) == 1
    assert pack == load_pack(tmp_path / "content")


def test_a_damaged_one_compiles_it(shipped: Path, compilations: list[object], tmp_path: Path) -> None:
    (file,) = shipped.iterdir()
    file.write_bytes(file.read_bytes().replace(b"Smell", b"Taste"))
    assert load_pack(cache=tmp_path / "cache") == load_pack(GARDEN)
    assert compilations


@pytest.mark.usefixtures("shipped")
def test_a_pack_from_a_folder_is_not_looked_for_there(compilations: list[object], tmp_path: Path) -> None:
    load_pack(GARDEN, cache=tmp_path / "cache")
    assert len(compilations) == 1


@pytest.mark.slow
def test_it_is_the_same_to_the_byte_each_time_and_gives_the_same_program(tmp_path: Path) -> None:
    for folder, seed in (("a", "1"), ("b", "2")):
        (tmp_path / folder).mkdir()
        # The build gives every process the same seed; this one gives the build another.
        code = (
            "import sys; from tools.compiled_pack import CompiledPack; data = {'force_include': {}};"
            f"hook = CompiledPack({str(ROOT)!r}, {{}}, None, None, '', '', None);"
            "hook.initialize('standard', data); (path,) = data['force_include'];"
            f"import shutil; shutil.copy(path, {str(tmp_path / folder)!r}); hook.finalize('', data, '')"
        )
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code], check=True, env=env, cwd=ROOT)
    (one,), (other,) = (list((tmp_path / folder).iterdir()) for folder in "ab")
    assert (one.name, one.read_bytes()) == (other.name, other.read_bytes())
    back, fresh = compiled.decode_compiled(one.read_bytes()), load_pack()
    assert back == fresh
    assert back is not None
    first, second = (
        document_to_json(realise(pack, make_plan(pack, load_profile(pack)))) for pack in (back, fresh)
    )
    assert first == second
