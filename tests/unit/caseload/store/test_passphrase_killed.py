"""kill -9 while the passphrase changes and while a backup is restored: something whole is there, and says which."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.unit.caseload.stores import FEW, PASSPHRASE, new_store

from rekindle_core.caseload.errors import UnusableStoreError
from rekindle_core.caseload.store.backup import back_up
from rekindle_core.caseload.store.keys import key_file
from rekindle_core.caseload.store.passphrase import change_passphrase
from rekindle_core.caseload.store.store import Store, open_store

KILLS = int(os.environ.get("TESTS_KILLS", "8"))
ROWS = 300


def fill(store: Store, letter: str) -> None:
    with store.writing():
        for number in range(ROWS):
            store.run("INSERT INTO copies (kind, made, place) VALUES (?, ?, ?)", letter, number, "x" * 900)


def letters(store: Store) -> list[tuple[str, int]]:
    assert store.is_sound()
    return store.rows("SELECT kind, count(*) FROM copies GROUP BY kind")


def killed(script: str, chance: random.Random, *words: str) -> list[str]:
    """Start a script, kill it some time after its first line, and return the lines that it finished."""
    argv = [sys.executable, "-c", textwrap.dedent(script), *words]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as one:
        assert one.stdout
        assert one.stderr
        first = one.stdout.readline()
        time.sleep(chance.random() * 0.2)
        one.send_signal(signal.SIGKILL)
        lines = [first, *one.stdout]
        assert one.wait() == -signal.SIGKILL, one.stderr.read()
    return [line.strip() for line in lines if line.endswith("\n")]


def opening(path: Path, secrets: list[str]) -> tuple[str, Store]:
    """Return which of two passphrases opens a store, and the store; the other one is refused, and told why."""
    found, refused = [], []
    for secret in secrets:
        try:
            found.append((secret, open_store(path, secret)))
        except UnusableStoreError as error:
            refused.append(error)
    assert len(found) == 1, refused
    for error in refused:
        assert error.reason.startswith(
            ("the passphrase is wrong", "a change of the passphrase, or a restore")
        )
    return found[0]


_CHANGES = f"""
    import sys
    from itertools import count
    from pathlib import Path
    from rekindle_core.caseload.store.passphrase import change_passphrase
    print("ready", flush=True)
    for number in count(int(sys.argv[2])):
        words = f"passphrase {{number}}", f"passphrase {{number + 1}}"
        change_passphrase(Path(sys.argv[1]), *words, iterations={FEW})
        print(number + 1, flush=True)
"""


@pytest.mark.slow
def test_a_change_of_passphrase_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    path, chance, current, changes = tmp_path / "clients.db", random.Random(3), 0, 0
    with new_store(path) as store:
        fill(store, "A")
    change_passphrase(path, PASSPHRASE, "passphrase 0", iterations=FEW)
    for _ in range(KILLS):
        told = killed(_CHANGES, chance, str(path), str(current))
        last = int(told[-1]) if told[-1] != "ready" else current
        secret, store = opening(path, [f"passphrase {last}", f"passphrase {last + 1}"])
        with store:
            assert letters(store) == [("A", ROWS)]
        changes, current = changes + len(told) - 1, int(secret.split()[1])
    assert changes
    change_passphrase(path, f"passphrase {current}", PASSPHRASE, iterations=FEW)
    assert not list(tmp_path.glob(".rekindle-*")), "the next change clears away what a killed one left"
    print(f"{KILLS} times, {changes} changes told")


_RESTORES = """
    import sys
    from pathlib import Path
    from rekindle_core.caseload.store.backup import restore
    print("ready", flush=True)
    while True:
        for letter in "AB":
            restore(Path(sys.argv[1]), Path(sys.argv[1]).with_name(f"{letter}.backup"), f"passphrase {letter}")
            print(letter, flush=True)
"""


@pytest.mark.slow
def test_a_restore_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    """Two backups of different stores, with different keys, take turns; what they replace is kept each time."""
    path, chance, restores, kept = tmp_path / "clients.db", random.Random(4), 0, 0
    for letter in "AB":
        other = tmp_path / letter / "clients.db"
        with new_store(other) as store:
            fill(store, letter)
        change_passphrase(other, PASSPHRASE, f"passphrase {letter}", iterations=FEW)
        with open_store(other, f"passphrase {letter}") as store:
            back_up(store, tmp_path / f"{letter}.backup")
    secrets = ["passphrase A", "passphrase B"]
    for _ in range(KILLS):
        told = killed(_RESTORES, chance, str(path))
        if not path.exists():
            assert told == ["ready"]
            continue
        secret, store = opening(path, secrets)
        with store:
            assert letters(store) == [(secret[-1], ROWS)]
        restores += len(told) - 1
        without_keys = 0
        for one in tmp_path.glob("clients-before-*.db"):
            if not key_file(one).exists():
                # Killed while it was being kept; so the file itself is in its place.
                without_keys += 1
                continue
            secret, store = opening(one, secrets)
            with store:
                assert letters(store) == [(secret[-1], ROWS)]
            kept += 1
        assert without_keys <= 1
        for one in tmp_path.glob("clients-before-*"):
            one.unlink()
    assert restores
    assert kept
    print(f"{KILLS} times, {restores} restores told, {kept} kept files opened")
