"""Plain apsw, installed over the library that encrypts: it has the same import name, and writes plain text."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from tests.unit.caseload.stores import FEW, PASSPHRASE, raw

from rekindle_core.caseload.store.backup import back_up
from rekindle_core.caseload.store.store import create_store

LABEL = "wren-under-the-ivy"


@pytest.mark.slow
def test_with_plain_apsw_installed_every_command_refuses_and_writes_no_plain_text(tmp_path: Path) -> None:
    python = with_plain_apsw(tmp_path / "env")
    records, new = tmp_path / "old/clients.db", tmp_path / "new/clients.db"
    with create_store(records, PASSPHRASE, iterations=FEW)[0] as store:
        back_up(store, tmp_path / "b.backup")
    before = files(tmp_path / "old")
    (tmp_path / "new").mkdir()
    for words in (
        ("add", LABEL, "--partner", "none", "--store", str(new)),
        ("restore", str(tmp_path / "b.backup"), "--store", str(new)),
        ("add", LABEL, "--partner", "none", "--store", str(records)),
        ("list", "--store", str(records)),
        ("passphrase", "--new", "env:NEW", "--store", str(records)),
        ("backup", str(tmp_path / "c.backup"), "--store", str(records)),
        ("restore", str(tmp_path / "b.backup"), "--store", str(records)),
    ):
        done = run(python, tmp_path, "-m", "rekindle_core", "client", *words, "--passphrase", "env:OLD")
        assert done.returncode == 3, (words, done.stdout, done.stderr)
        assert (
            "no-cipher: Client records can't be encrypted: the installed apsw has no encryption"
            in done.stderr
        )
        assert "uninstall plain apsw" in done.stderr
        assert "Recovery key" not in done.stdout
    assert files(tmp_path / "old") == before
    assert not any(files(tmp_path / "new").values())
    assert raw(tmp_path / "new", LABEL) == raw(tmp_path / "old", LABEL) == []
    assert raw(tmp_path / "old", "SQLite format 3") == raw(tmp_path / "old", "CREATE TABLE") == []
    assert not (tmp_path / "c.backup").exists()


def with_plain_apsw(folder: Path) -> Path:
    """Return the Python of a new environment in which plain apsw was installed over apsw-sqlite3mc.

    Rekindle and its other libraries come from this environment, after the new one's own.
    """
    venv.create(folder, with_pip=False)
    python = folder / "bin/python"
    for package in ("apsw-sqlite3mc", "apsw"):
        words = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", package]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"pip can't install {package} here: {done.stderr.strip()[-200:]}")
    own = run(python, folder, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))").stdout.strip()
    ours = Path(sysconfig.get_path("platlib"))
    (Path(own) / "ours.pth").write_text(f"import site; site.addsitedir({str(ours)!r})\n", "utf-8")
    told = run(python, folder, "-c", "import apsw; print(apsw.__file__)\nprint(hasattr(apsw, 'mc_version'))")
    assert told.stdout.startswith(f"{own}/apsw/"), (told.stdout, told.stderr)
    assert told.stdout.endswith("False\n")
    return python


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    keep = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env = {**keep, "HOME": str(folder), "OLD": PASSPHRASE, "NEW": "slate-orchard-tin-four"}
    return subprocess.run(
        [str(python), *words], capture_output=True, text=True, env=env, cwd=folder, check=False
    )


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder's files; no store is open in this process by then."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
