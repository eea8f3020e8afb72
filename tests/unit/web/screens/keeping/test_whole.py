"""All records as one: backups, restoring one, another passphrase, and where things are."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from tests.serving import PASSPHRASE, Visitor, new_desk, with_client, with_records, words
from tests.support import bundled_pack
from tests.unit.web.screens.visits.clients import store_of, the_client

from rekindle_core.caseload.backups import list_backups
from rekindle_core.caseload.clients import list_clients, rename_client
from rekindle_core.caseload.errors import BusyStoreError
from rekindle_core.caseload.store.store import open_store
from rekindle_core.web.state import records
from rekindle_core.web.state.drafts import Draft


def backed_up(folder: Path) -> tuple[Visitor, bytes]:
    """Return someone with a client and a backup, and the backup as it is downloaded."""
    visitor = with_client(folder)
    visitor.get("/clients/keeping")
    visitor.post("/clients/keeping")
    (one,) = list_backups(folder / "clients.db")
    response = visitor.get(f"/clients/keeping/{one.path.name}")
    assert response.headers["content-disposition"] == f'attachment; filename="{one.path.name}"'
    assert response.content == one.path.read_bytes()
    return visitor, response.content


def restore(visitor: Visitor, data: bytes, secret: str = PASSPHRASE) -> httpx.Response:
    visitor.get("/clients/restore")
    return visitor.post("/clients/restore", {"secret": secret}, files={"file": ("old.backup", data)})


def labels(visitor: Visitor) -> list[str]:
    return [line.client.label for line in list_clients(store_of(visitor))]


def test_a_backup_is_made_listed_and_saved_elsewhere_and_erasing_names_it(tmp_path: Path) -> None:
    visitor, _ = backed_up(tmp_path)
    visitor.get("/clients/keeping")
    assert "Save a copy of it" in words(visitor.page)
    home = f"/clients/{visitor.desk.records.name(the_client(visitor))}"
    visitor.get(f"{home}/erase")
    assert "1 backup (last:" in words(visitor.page)


@pytest.mark.parametrize("name", ["..%2Fclients.db", "clients.db", "clients.db-keys", "x.backup"])
def test_nothing_but_a_backup_is_given_out(tmp_path: Path, name: str) -> None:
    visitor, _ = backed_up(tmp_path)
    assert visitor.get(f"/clients/keeping/{name}").status_code == 404


def test_a_backup_takes_the_place_of_the_records_which_are_kept(tmp_path: Path) -> None:
    visitor, data = backed_up(tmp_path)
    rename_client(store_of(visitor), the_client(visitor), "later")
    visitor.desk.drafts.keep("any", Draft("x", checked=1))
    restore(visitor, data)
    assert "The backup is in place" in words(visitor.page)
    assert "-before-" in words(visitor.page)
    assert labels(visitor) == ["K-14"]
    assert visitor.desk.locking.active
    # Drafts go by versions of answers, and these are others now.
    assert visitor.desk.drafts.get("any") is None


def test_a_backup_is_put_in_place_on_a_new_computer(tmp_path: Path) -> None:
    _, data = backed_up(tmp_path)
    new = Visitor(new_desk(tmp_path / "new")).enter()
    new.get("/clients")
    assert "Put a backup in place" in words(new.page)
    restore(new, data)
    assert labels(new) == ["K-14"]


@pytest.mark.parametrize(
    ("change", "secret", "said"),
    [
        (lambda data: data, "another one", "This is not the passphrase"),
        (lambda data: b"hello", PASSPHRASE, "This is no backup"),
        (lambda data: b"", PASSPHRASE, "Choose a file whose name ends with .backup"),
        (lambda data: data, "", "Type the passphrase."),
        (lambda data: data.replace(data[-3000:-2000], bytes(1000)), PASSPHRASE, "Nothing was changed."),
    ],
)
def test_what_cannot_be_restored_changes_nothing_and_leaves_the_records_open(
    tmp_path: Path, change: object, secret: str, said: str
) -> None:
    visitor, data = backed_up(tmp_path)
    rename_client(store_of(visitor), the_client(visitor), "later")
    assert callable(change)
    assert restore(visitor, change(data), secret).status_code == 422
    assert said.replace(" .", ".") in words(visitor.page)
    assert labels(visitor) == ["later"]
    assert str(tmp_path) not in words(visitor.page)


def test_restoring_puts_no_file_of_the_upload_beside_the_records(tmp_path: Path) -> None:
    visitor, data = backed_up(tmp_path)
    restore(visitor, data)
    names = {one.name for one in tmp_path.iterdir()}
    assert not [name for name in names if "upload" in name or name == "backup" or name.startswith(".")]


def test_the_passphrase_is_changed_and_the_new_key_is_shown_once(tmp_path: Path) -> None:
    visitor = with_client(tmp_path)
    visitor.get("/clients/passphrase")
    visitor.post(
        "/clients/passphrase", {"old": PASSPHRASE, "new": "some other words", "again": "some other words"}
    )
    assert visitor.address == "/clients/recovery-key"
    key = re.sub(r"<[^>]+>", "", visitor.page.split('<p class="key" translate="no">')[1].split("</p>")[0])
    visitor.post("/clients/recovery-key")
    assert labels(visitor) == ["K-14"]
    visitor.post("/lock")
    visitor.get("/clients")
    assert visitor.post("/clients/open", {"secret": PASSPHRASE, "back": "/clients"}).status_code == 422
    visitor.post("/clients/open", {"secret": "some other words", "back": "/clients"})
    assert "K-14" in words(visitor.page)
    open_store(tmp_path / "clients.db", key).close()


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong one", "some other words", "some other words", "This is not the passphrase."),
        (PASSPHRASE, "some other words", "some other word", "The two are not the same."),
        (PASSPHRASE, "short", "short", "Use at least 8 characters."),
    ],
)
def test_a_passphrase_that_was_mistyped_changes_nothing_and_leaves_the_records_open(
    tmp_path: Path, old: str, new: str, again: str, said: str
) -> None:
    visitor = with_client(tmp_path)
    visitor.get("/clients/passphrase")
    response = visitor.post("/clients/passphrase", {"old": old, "new": new, "again": again})
    assert response.status_code == 422
    assert said in words(visitor.page)
    assert "some other word" not in visitor.page
    assert labels(visitor) == ["K-14"]
    open_store(tmp_path / "clients.db", PASSPHRASE).close()


def test_where_another_program_has_the_records_open_they_stay_as_they_are_and_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = with_client(tmp_path)
    visitor.get("/clients/passphrase")
    with open_store(tmp_path / "clients.db", PASSPHRASE):
        sent = {"old": PASSPHRASE, "new": "some other words", "again": "some other words"}
        assert visitor.post("/clients/passphrase", sent).status_code == 500
    assert "Close the other program" in words(visitor.page)
    assert "run the command" not in words(visitor.page)
    assert labels(visitor) == ["K-14"]
    assert BusyStoreError in vars(records).values()


def test_where_things_are_is_shown_without_a_passphrase(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/where")
    said = words(visitor.page)
    assert f"{tmp_path}/clients.db (nothing there)" in said
    assert f"{tmp_path}/clients.db-backups (nothing there)" in said


@pytest.mark.parametrize("path", ["/clients/keeping", "/clients/passphrase"])
def test_the_sample_has_no_backup_and_no_passphrase(tmp_path: Path, path: str) -> None:
    visitor = with_records(tmp_path, bundled_pack())
    visitor.post("/clients/sample")
    visitor.get(path)
    assert visitor.address == "/clients"
    visitor.post(path)
    assert visitor.address == "/clients"
    assert list_backups(tmp_path / "clients.db") == ()


def test_a_program_that_is_made_just_once_leaves_no_backup_and_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    visitor = with_records(tmp_path)
    visitor.post("/clients/once")
    home = visitor.address.removesuffix("/program")
    visitor.get(home)
    assert "Nothing about this client is kept in a file" in words(visitor.page)
    assert "erase" not in words(visitor.page)
    before = sorted(tmp_path.rglob("*"))
    for path in (
        "/clients/keeping",
        "/clients/passphrase",
        f"{home}/record",
        f"{home}/erase",
        f"{home}/answers",
    ):
        visitor.get(path)
        assert visitor.address in ("/clients", home)
        visitor.post(path.replace("/record", "/hold"))
        assert visitor.address in ("/clients", home)
    assert sorted(tmp_path.rglob("*")) == before
