"""Where a store can be: refused before anything is written, and said why."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from click.testing import CliRunner
from tests.unit.caseload.stores import FEW, PASSPHRASE, new_store

from rekindle_core.caseload.errors import StoreDiskError, StorePathError
from rekindle_core.caseload.store.backup import back_up, restore
from rekindle_core.caseload.store.gate import held_alone
from rekindle_core.caseload.store.naming import MOST_NAME_BYTES, MOST_PATH_WINDOWS, usable
from rekindle_core.caseload.store.passphrase import change_passphrase
from rekindle_core.caseload.store.store import create_store, open_store
from rekindle_core.cli.clients.client import client

RESERVED = ("con", "CON.db", "nul.tar.db", "Aux.", "COM1.db", "lpt9", "prn.txt", "COM¹.db")


@pytest.mark.parametrize("name", RESERVED)
def test_no_store_has_a_name_that_windows_reserves(tmp_path: Path, name: str) -> None:
    path, saved = tmp_path / "new" / name, tmp_path / "b.backup"
    with new_store(tmp_path / "clients.db") as store:
        back_up(store, saved)
    for use in (
        lambda: create_store(path, PASSPHRASE),
        lambda: open_store(path, PASSPHRASE),
        lambda: restore(path, saved, PASSPHRASE),
        lambda: change_passphrase(path, PASSPHRASE, "another passphrase"),
    ):
        with pytest.raises(StorePathError, match="Windows reserves the name"):
            use()
    assert not path.parent.exists()


def test_what_windows_refuses_is_refused_there_alone() -> None:
    for name in ("a:b.db", "a?.db", 'a".db', "a|b.db", "end .", "a\\b.db"):
        assert usable(Path(name), windows=False)
        with pytest.raises(StorePathError, match="Windows doesn't allow"):
            usable(Path(name), windows=True)
    with pytest.raises(StorePathError, match="Windows doesn't allow the name aux"):
        usable(Path("aux/clients.db"), windows=True)
    for good in ("clients.db", "../clients.db", "Ünïcode ‘a’/clients.db", "console.db", "com10.db"):
        assert usable(Path("/records") / good, windows=True) == Path("/records") / good


def test_paths_as_windows_has_them_are_read_by_its_rules() -> None:
    home = r"C:\Users\Ada Ünal\AppData\Local\rekindle"
    for good in (
        rf"{home}\clients\clients.db",
        r"\\server\share\clients.db",
        r"D:clients.db",
        r"..\clients.db",
        "C:/Users/Ada/clients.db",
    ):
        assert usable(PureWindowsPath(good), windows=True) == PureWindowsPath(good)
    for bad, why in (
        (rf"{home}\nul\clients.db", "allow the name nul"),
        (rf"{home}\COM1", "reserves the name COM1"),
        (rf"{home}\a.\clients.db", "allow the name a"),
        (rf"{home}\clients.db:stream", "allow the name clients.db:stream"),
        (rf"{home}\{'d' * 200}\clients.db", "Windows opens at most 259"),
    ):
        with pytest.raises(StorePathError, match=why):
            usable(PureWindowsPath(bad), windows=True)


def test_a_path_for_windows_leaves_room_for_every_file_beside_it() -> None:
    def there(length: int) -> Path:
        return Path("/" + "d" * (length - len("/" + "/clients.db")) + "/clients.db")

    # The longest is the automatic backup: clients.db-backups/clients-format-1-20270111T120000Z.backup
    longest = len("-backups/") + len("clients-format-1-20270111T120000Z.backup")
    most = next(length for length in range(300, 0, -1) if _is_usable(there(length)))
    assert most + longest <= MOST_PATH_WINDOWS
    assert most > 200
    with pytest.raises(StorePathError, match="Windows opens at most 259"):
        usable(there(most + 1), windows=True)


def _is_usable(path: Path) -> bool:
    try:
        return bool(usable(path, windows=True))
    except StorePathError:
        return False


def test_the_longest_name_and_the_longest_path_work_and_one_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [Path("n" * (MOST_NAME_BYTES - 3) + ".db")]
    folder = tmp_path
    while (room := 452 - len(str(folder)) - len("/clients.db")) > 1:
        folder /= "d" * min(100, room - 1)
    names.append(folder / "clients.db")
    assert len(str(names[1])) in (451, 452)
    monkeypatch.chdir(tmp_path)
    for path in names:
        with new_store(path) as store:
            back_up(store, path.with_name(f"{path.name}-backups") / "b.backup")
        change_passphrase(path, PASSPHRASE, "another passphrase", iterations=FEW)
        saved = path.with_name(f"{path.name}-backups") / "b.backup"
        assert restore(path, saved, PASSPHRASE).kept
        open_store(path, PASSPHRASE).close()
        with pytest.raises(StorePathError, match=r"(name|path) is longer than (210|452) bytes"):
            create_store(path.with_name(f"xx{path.name}"), PASSPHRASE)


def test_a_command_says_what_is_wrong_with_a_long_or_reserved_name(tmp_path: Path) -> None:
    for name in ("x" * 300, "con.db", "/".join(["d" * 100] * 5)):
        for words in (("list",), ("add", "A", "--partner", "none"), ("restore", "b.backup")):
            argv = [*words, "--store", str(tmp_path / name), "--passphrase", "env:OLD"]
            done = CliRunner(env={"OLD": PASSPHRASE}).invoke(client, argv)
            assert isinstance(done.exception, StorePathError), done.output
            assert len(str(done.exception)) < 400
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreDiskError, match="doesn't allow it"),
        held_alone(tmp_path / ("n" * (255 - len("-lock")))),
    ):
        pass
