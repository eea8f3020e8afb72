"""The file: encrypted, private, whole at each moment, and honest about what is wrong with it."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest
from tests.unit.caseload.stores import FEW, PASSPHRASE, new_store, raw

from rekindle_core.caseload import errors
from rekindle_core.caseload.store import cipher, keys, schema
from rekindle_core.caseload.store.backup import back_up, restore
from rekindle_core.caseload.store.copying import backup_folder
from rekindle_core.caseload.store.keys import ITERATIONS, key_file, read_keys
from rekindle_core.caseload.store.memory import memory_store
from rekindle_core.caseload.store.passphrase import change_passphrase
from rekindle_core.caseload.store.store import Store, create_store, open_store
from rekindle_core.errors import RekindleError

SECRET_TEXT = "wren-under-the-ivy"
KILLS = int(os.environ.get("TESTS_KILLS", "8"))


def add(store: Store, label: str) -> None:
    with store.writing():
        store.run(
            "INSERT INTO clients (id, label, label_key, added) VALUES (?, ?, ?, '')", label, label, label
        )


def labels(store: Store) -> list[str]:
    return [label for (label,) in store.rows("SELECT label FROM clients ORDER BY label")]


def test_nothing_is_readable_in_any_file_while_it_is_open_and_afterwards(tmp_path: Path) -> None:
    with new_store(tmp_path / "a" / "clients.db") as store:
        add(store, SECRET_TEXT)
        assert (tmp_path / "a" / "clients.db-wal").stat().st_size > 0
        assert raw(tmp_path, SECRET_TEXT) == raw(tmp_path, "CREATE TABLE") == raw(tmp_path, PASSPHRASE) == []
    assert raw(tmp_path, "SQLite format 3") == []
    assert raw(tmp_path, "pbkdf2") == ["clients.db-keys"]


def test_files_are_for_their_owner_alone_whatever_the_umask_is(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with new_store(tmp_path / "a" / "clients.db") as store:
            add(store, "A")
            back_up(store, tmp_path / "a" / "b.backup")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").iterdir()}
    finally:
        os.umask(before)
    assert set(modes) >= {"clients.db", "clients.db-wal", "clients.db-keys", "clients.db-lock", "b.backup"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


def test_settings_that_keep_what_is_written_and_forget_what_is_not(tmp_path: Path) -> None:
    with new_store(tmp_path / "clients.db") as store:
        found = {name: store.connection.pragma(name) for name in ("journal_mode", "secure_delete")}
        found |= {
            name: store.connection.pragma(name) for name in ("synchronous", "temp_store", "foreign_keys")
        }
    assert found == {
        "journal_mode": "wal",
        "secure_delete": 1,
        "synchronous": 2,
        "temp_store": 2,
        "foreign_keys": 1,
    }


def test_a_released_store_stretches_its_passphrase_at_least_600_000_times(tmp_path: Path) -> None:
    assert ITERATIONS >= 600_000
    create_store(tmp_path / "clients.db", PASSPHRASE)[0].close()
    (pair,) = read_keys(tmp_path / "clients.db").keys
    assert pair.iterations == ITERATIONS
    plain = json.loads(key_file(tmp_path / "clients.db").read_bytes())
    assert plain["keys"][0]["iterations"] == ITERATIONS


class PlainConnection(apsw.Connection):
    """A connection as plain apsw has it: the pragmas of encryption do nothing, and return nothing."""

    def pragma(self, name: str, *args: object) -> object:  # type: ignore[override]
        return None if name == "cipher" else super().pragma(name, *args)  # type: ignore[arg-type]

    def execute(self, statement: str, *args: object) -> object:  # type: ignore[override]
        return super().execute("SELECT 'ok'" if statement.startswith("PRAGMA key") else statement, *args)  # type: ignore[arg-type]


def test_plain_apsw_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = SimpleNamespace(**{**vars(apsw), "Connection": PlainConnection})
    monkeypatch.setattr(cipher, "load_apsw", lambda: plain)
    with pytest.raises(errors.CaseloadExtraError, match="no encryption"):
        cipher.connect(tmp_path / "clients.db", bytes(32), create=True)
    assert (tmp_path / "clients.db").stat().st_size == 0
    # Who looks at the sample first learns it before there is anything to lose.
    with pytest.raises(errors.CaseloadExtraError, match="no encryption"):
        memory_store()


def test_without_the_library_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apsw", None)
    with pytest.raises(errors.CaseloadExtraError, match="apsw-sqlite3mc"):
        memory_store()
    with pytest.raises(errors.CaseloadExtraError, match="apsw-sqlite3mc"):
        create_store(tmp_path / "clients.db", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_a_damaged_file_and_a_foreign_one_are_told_apart(tmp_path: Path) -> None:
    path, other = tmp_path / "clients.db", tmp_path / "other.db"
    with new_store(path) as store:
        for number in range(200):
            add(store, f"client {number:03} {'x' * 200}")
    new_store(other).close()
    whole = path.read_bytes()

    def reason(passphrase: str = PASSPHRASE) -> str:
        with pytest.raises(errors.UnusableStoreError) as caught:
            open_store(path, passphrase).close()
        return str(caught.value)

    assert "the passphrase is wrong" in reason("correct horse batter")
    damaged = bytearray(whole)
    damaged[40] ^= 1
    path.write_bytes(damaged)
    assert "but the file is damaged. Hint: If you have a backup: rekindle client restore" in reason()
    for foreign in (other.read_bytes(), b"SQLite format 3\0" + bytes(8176), random.Random(1).randbytes(8192)):
        path.write_bytes(foreign)
        assert "is damaged or is a different one. Hint: If you have a backup" in reason()
    # To SQLite, an empty file is a new one: it would show no clients, and take new ones.
    path.write_bytes(b"")
    assert "the file is empty. Hint: If you have a backup" in reason()
    assert path.read_bytes() == b""
    path.unlink()
    assert "the file is missing" in reason()
    path.write_bytes(whole)
    open_store(path, PASSPHRASE).close()
    for text in (b"", b"{}", b"[1]", b'{"format": 1, "keys": []}', whole[:900]):
        key_file(path).write_bytes(text)
        assert "key file clients.db-keys is damaged" in reason()
    key_file(path).unlink()
    assert "there is no key file clients.db-keys beside it. Hint: check the path" in reason()
    assert path.read_bytes() == whole


def test_a_page_that_was_changed_is_noticed_and_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "clients.db"
    with new_store(path) as store:
        for number in range(400):
            add(store, f"client {number:03} {'x' * 200}")
    data = bytearray(path.read_bytes())
    for page in range(20, len(data) // 4096):
        data[page * 4096 + 99] ^= 1
    path.write_bytes(data)
    with open_store(path, PASSPHRASE) as store:
        assert not store.is_sound()
        with pytest.raises(errors.UnusableStoreError, match="damaged"):
            labels(store)
        with pytest.raises(errors.UnusableStoreError, match="damaged"):
            back_up(store, tmp_path / "b.backup")
    assert not (tmp_path / "b.backup").exists()


def test_a_newer_file_and_a_newer_key_file_are_refused_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "clients.db"
    with new_store(path) as store:
        store.connection.pragma("user_version", schema.STORE_FORMAT + 1)
    with pytest.raises(errors.NewerStoreError, match="newer version of Rekindle"):
        open_store(path, PASSPHRASE)
    plain = json.loads(key_file(path).read_bytes())
    key_file(path).write_text(json.dumps({**plain, "format": keys.KEY_FORMAT + 1}))
    with pytest.raises(errors.NewerStoreError, match="newer version of Rekindle"):
        open_store(path, PASSPHRASE)


def test_an_earlier_file_is_backed_up_and_then_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clients.db"
    with new_store(path) as store:
        add(store, "A")
    new = (*schema.MIGRATIONS, "ALTER TABLE clients ADD COLUMN later TEXT NOT NULL DEFAULT 'yes';")
    monkeypatch.setattr(schema, "MIGRATIONS", new)
    monkeypatch.setattr("rekindle_core.caseload.store.store.STORE_FORMAT", len(new))
    monkeypatch.setattr(
        "rekindle_core.caseload.store.store.migrate", lambda one: schema.migrate(one, len(new))
    )
    with open_store(path, PASSPHRASE) as store:
        assert store.rows("SELECT label, later FROM clients") == [("A", "yes")]
        ((kind, place),) = store.rows("SELECT kind, place FROM copies")
    (saved,) = backup_folder(path).iterdir()
    assert (kind, place) == ("backup", str(saved))
    monkeypatch.undo()
    restore(tmp_path / "old.db", saved, PASSPHRASE)
    with open_store(tmp_path / "old.db", PASSPHRASE) as store:
        assert labels(store) == ["A"]
        assert store.connection.pragma("user_version") == len(schema.MIGRATIONS)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_store(tmp_path / "clients.db") as store:
        add(store, "A")
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "DROP TABLE answers; CREATE TABLE (;"))
        with pytest.raises(apsw.SQLError):
            schema.migrate(store.connection, len(schema.MIGRATIONS))
        assert store.connection.pragma("user_version") == 1
        assert store.rows("SELECT count(*) FROM answers") == [(0,)]


def test_two_processes_work_at_once_and_a_transaction_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "clients.db"
    with new_store(path) as one, open_store(path, PASSPHRASE) as other:
        add(one, "A")
        add(other, "B")
        assert labels(one) == labels(other) == ["A", "B"]

        def fail_halfway() -> None:
            with one.writing():
                add(one, "C")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail_halfway()
        assert labels(one) == labels(other) == ["A", "B"]


def test_a_new_passphrase_and_recovery_key_replace_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "clients.db"
    store, recovery = create_store(path, PASSPHRASE, iterations=FEW)
    add(store, "A")
    with pytest.raises(errors.BusyStoreError, match="has it open"):
        change_passphrase(path, PASSPHRASE, "another passphrase", iterations=FEW)
    store.close()
    old_keys = key_file(path).read_bytes()
    newer = change_passphrase(path, recovery.lower().replace("-", " "), "another passphrase", iterations=FEW)
    for secret in ("another passphrase", newer):
        with open_store(path, secret) as store:
            assert labels(store) == ["A"]
            assert store.is_sound()
    for secret in (PASSPHRASE, recovery):
        with pytest.raises(errors.UnusableStoreError, match="passphrase is wrong"):
            open_store(path, secret)
    # Whoever has an old key file, and knows the old passphrase, opens old copies alone.
    key_file(path).write_bytes(old_keys)
    with pytest.raises(errors.UnusableStoreError, match="is a different one"):
        open_store(path, PASSPHRASE)
    with pytest.raises(errors.PassphraseError, match="fewer than 8"):
        create_store(tmp_path / "b.db", "short", iterations=FEW)


@pytest.mark.parametrize("stops_at", [1, 2, 3])
def test_a_change_of_passphrase_that_stops_anywhere_leaves_a_store_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    path, calls = tmp_path / "clients.db", []
    with new_store(path) as store:
        add(store, "A")

    def counted(name: str) -> None:
        from rekindle_core.caseload.store import passphrase

        function = getattr(passphrase, name)

        def stopping(*args: object) -> None:
            calls.append(name)
            if len(calls) == stops_at:
                raise KeyboardInterrupt
            function(*args)

        monkeypatch.setattr(passphrase, name, stopping)

    counted("write_keys")
    counted("replace_file")
    with pytest.raises(KeyboardInterrupt):
        change_passphrase(path, PASSPHRASE, "another passphrase", iterations=FEW)
    monkeypatch.undo()
    opens, other = (PASSPHRASE, "another passphrase") if stops_at < 3 else ("another passphrase", PASSPHRASE)
    said = (
        "the passphrase is wrong" if stops_at == 1 else "interrupted, and the file has the other passphrase"
    )
    with pytest.raises(errors.UnusableStoreError, match=said):
        open_store(path, other)
    with open_store(path, opens) as store:
        assert labels(store) == ["A"]
    change_passphrase(path, opens, "a third passphrase", iterations=FEW)
    with open_store(path, "a third passphrase") as store:
        assert labels(store) == ["A"]


def test_a_system_that_replaces_no_file_that_is_open_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: a virus scanner may have the file open when it is to be replaced."""
    path, saved = tmp_path / "clients.db", tmp_path / "b.backup"
    with new_store(path) as store:
        add(store, "A")
        back_up(store, saved)
        add(store, "B")
    replace, words = (
        Path.replace,
        "The process cannot access the file because it is being used by another process",
    )

    def refusing(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, words)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    for change in (
        lambda: change_passphrase(path, PASSPHRASE, "another passphrase", iterations=FEW),
        lambda: restore(path, saved, PASSPHRASE),
    ):
        with pytest.raises(errors.StoreDiskError, match=words):
            change()
        with open_store(path, PASSPHRASE) as store:
            assert labels(store) == ["A", "B"]
    monkeypatch.undo()
    change_passphrase(path, PASSPHRASE, "another passphrase", iterations=FEW)
    with open_store(path, "another passphrase") as store:
        assert labels(store) == ["A", "B"]
        assert store.is_sound()


def test_a_backup_is_made_while_others_write_and_is_put_back_once_it_is_verified(tmp_path: Path) -> None:
    path, saved = tmp_path / "clients.db", tmp_path / "away" / "b.backup"
    with new_store(path) as store, open_store(path, PASSPHRASE) as other:
        add(other, "A")
        back_up(store, saved)
        add(other, "B")
        with pytest.raises(errors.StoreExistsError):
            back_up(store, saved)
        with pytest.raises(errors.BusyStoreError, match="has it open"):
            restore(path, saved, PASSPHRASE)
    for secret, said in (("not this passphrase", "passphrase is wrong"),):
        with pytest.raises(errors.UnusableStoreError, match=said):
            restore(path, saved, secret)
    kept = restore(path, saved, PASSPHRASE).kept
    assert kept
    assert cipher.first_bytes(path) == read_keys(path).keys[0].file, "else damage looks like another file"
    with open_store(path, PASSPHRASE) as store, open_store(kept, PASSPHRASE) as before:
        assert labels(store) == ["A"]
        assert labels(before) == ["A", "B"]
    assert raw(tmp_path, SECRET_TEXT) == []
    assert [one.name for one in tmp_path.rglob(".rekindle-*")] == []


def test_a_restore_that_stops_while_it_writes_leaves_no_part_of_a_key_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process killed in the middle of a file leaves a part of it, without any tidying up."""
    path = tmp_path / "clients.db"
    with new_store(path) as store:
        add(store, "K-14")
        back_up(store, tmp_path / "before.backup")
    for stopped_at in range(1, 10):
        count = 0

        def torn(file: int) -> None:
            nonlocal count
            count += 1
            if count == stopped_at:  # noqa: B023
                os.ftruncate(file, 3)
                raise OSError(5, "Input/output error")

        with monkeypatch.context() as patched:
            patched.setattr("rekindle_core.staging.os.fsync", torn)
            with suppress(RekindleError):
                restore(path, tmp_path / "before.backup", PASSPHRASE)
        for one in tmp_path.glob("*-keys"):
            assert read_keys(one.with_name(one.name.removesuffix("-keys"))).keys
        with open_store(path, PASSPHRASE) as store:
            assert labels(store) == ["K-14"]
    assert count < stopped_at, "each write has been stopped once"


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    path, saved = tmp_path / "clients.db", tmp_path / "b.backup"
    with new_store(path) as store:
        for number in range(100):
            add(store, f"client {number:03} {'x' * 200}")
        back_up(store, saved)
    whole, chance = saved.read_bytes(), random.Random(7)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir() if one != saved}
    for at in (len(whole) // 2, 1500, *(chance.randrange(len(whole)) for _ in range(12))):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        saved.write_bytes(damaged)
        # Some bytes of a ZIP mean nothing.
        with suppress(RekindleError):
            restore(tmp_path / "new.db", saved, PASSPHRASE)
            open_store(tmp_path / "new.db", PASSPHRASE).close()
        for one in tmp_path.glob("new*"):
            one.unlink()
    for text in (b"", b"PK\x03\x04", whole[: len(whole) // 2]):
        saved.write_bytes(text)
        with pytest.raises(errors.WrongFileError):
            restore(path, saved, PASSPHRASE)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir() if one.name in before} == before


def test_a_backup_whose_store_is_empty_is_damaged(tmp_path: Path) -> None:
    path, saved = tmp_path / "clients.db", tmp_path / "b.backup"
    with new_store(path) as store:
        add(store, "A")
        back_up(store, saved)
    with zipfile.ZipFile(saved) as archive:
        kept = archive.read("clients.db-keys")
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("clients.db-keys", kept)
        archive.writestr("clients.db", b"")
    with pytest.raises(errors.UnusableStoreError, match="the backup is damaged"):
        restore(path, saved, PASSPHRASE)
    with open_store(path, PASSPHRASE) as store:
        assert labels(store) == ["A"]


def test_a_folder_and_a_file_of_something_else_are_named_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    for path, why in ((tmp_path, "it is a folder"), (other, "there is no key file notes.txt-keys beside it")):
        with pytest.raises(errors.UnusableStoreError, match=why):
            open_store(path, PASSPHRASE)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


_WRITER = """
import sys
from pathlib import Path
from rekindle_core.caseload.store.store import open_store
with open_store(Path(sys.argv[1]), sys.argv[2]) as store:
    for number in range(100_000):
        label = f"{sys.argv[3]}-{number:06}"
        with store.writing():
            columns = "INSERT INTO clients (id, label, label_key, added) VALUES (?, ?, ?, ?)"
            store.run(columns, label, label, label, "x" * 900)
            store.run("INSERT INTO profiles VALUES (?, 1, '', '', '{}', '', '[]')", label)
        print(label, flush=True)
"""


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", textwrap.dedent(_WRITER), str(path), PASSPHRASE, name]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_what_was_saved_survives_kill_9_at_any_moment(tmp_path: Path) -> None:
    """`TESTS_KILLS=50` kills fifty times, each time two processes that write."""
    path, chance, saved = tmp_path / "clients.db", random.Random(9), set[str]()
    new_store(path).close()
    for round_ in range(KILLS):
        writers = [writer(path, f"{round_}{letter}") for letter in "ab"]
        for one in writers:
            assert one.stdout
            saved.add(one.stdout.readline().strip())
        time.sleep(chance.random() * 0.3)
        for one in writers:
            one.send_signal(signal.SIGKILL)
        for one in writers:
            assert one.stdout
            # What is told only half was not told.
            saved |= {line.strip() for line in one.stdout if line.endswith("\n")}
            one.wait()
            one.stdout.close()
        with open_store(path, PASSPHRASE) as store:
            assert store.is_sound()
            found = set(labels(store))
            assert saved <= found
            assert store.rows("SELECT count(*) FROM profiles") == [(len(found),)]
    assert len(saved) >= 2 * KILLS
    print(f"{KILLS} times, {2 * KILLS} processes, {len(saved)} transactions told, none lost")


@pytest.mark.slow
def test_a_full_disk_is_named_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "clients.db"
    with new_store(path) as store:
        add(store, "A")
    script = """
        import resource, sys
        from pathlib import Path
        from rekindle_core.caseload.store.backup import back_up
        from rekindle_core.caseload.store.store import open_store
        from rekindle_core.errors import RekindleError
        def write():
            with store.writing():
                rows = [("x" * 100_000,)] * 9
                store.run_many("INSERT INTO copies (kind, made, place) VALUES ('', '', ?)", rows)
        with open_store(Path(sys.argv[1]), sys.argv[2]) as store:
            for room, what in (
                (200_000, write),
                (20_000, lambda: back_up(store, Path(sys.argv[1]).with_name("b.backup"))),
            ):
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
                try:
                    what()
                except RekindleError as error:
                    print(error)
    """
    words = [sys.executable, "-c", textwrap.dedent(script), str(path), PASSPHRASE]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert [": the disk is full" in line for line in done.stdout.splitlines()] == [True, True], done.stdout
    assert {one.name for one in tmp_path.iterdir()} == {"clients.db", "clients.db-keys", "clients.db-lock"}
    with open_store(path, PASSPHRASE) as store:
        assert labels(store) == ["A"]
        assert store.is_sound()
        assert store.rows("SELECT count(*) FROM copies") == [(0,)]


@pytest.mark.parametrize("name", ["file:a.db", "a?mode=ro#x%20.db", "Ünïcode — ‘a’.db", "x" * 200 + ".db"])
def test_a_path_is_a_path_whatever_is_in_it(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("deep/" * 12 + "y" * 60)
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    with new_store(Path(name)) as store:
        add(store, "A")
    with open_store(Path(name), PASSPHRASE) as store:
        assert labels(store) == ["A"]
        back_up(store, Path("b.backup"))
    restore(Path(name), Path("b.backup"), PASSPHRASE)
    assert {f"{name}{suffix}" for suffix in ("", "-keys", "-lock")} <= {one.name for one in folder.iterdir()}
