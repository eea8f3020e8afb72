"""The client records as the server holds them: open until someone locks them, and clients without their labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serving import PASSPHRASE, new_desk
from tests.support import garden_pack

from rekindle_core.caseload.clients import add_client
from rekindle_core.caseload.erase import erase_client
from rekindle_core.caseload.errors import UnusableStoreError
from rekindle_core.caseload.sample import sample_is_of
from rekindle_core.web.security.refused import Refused


def test_locking_closes_the_store_and_forgets_the_recovery_key(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.records.create(PASSPHRASE)
    assert desk.records.recovery_key
    assert desk.locking.active
    desk.locking.lock()
    assert not desk.records.is_open
    assert desk.records.recovery_key == ""
    # Nothing holds the file any more: on Windows it could not be replaced otherwise.
    assert not (tmp_path / "clients.db-wal").exists()


def test_a_wrong_passphrase_leaves_open_what_is_open(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.records.create(PASSPHRASE)
    store = desk.records.store
    with pytest.raises(UnusableStoreError):
        desk.records.open("not this one")
    assert desk.records.store is store


def test_a_client_keeps_the_name_after_locking_and_an_erased_one_is_nobody(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    records = desk.records
    records.create(PASSPHRASE)
    assert records.store
    client = add_client(records.store, "K-14", desk.now())
    name = records.name(client)
    assert "K-14" not in name
    assert client.id not in name
    desk.locking.lock()
    records.open(PASSPHRASE)
    assert records.client(records.store, name) == client
    erase_client(records.store, client)
    with pytest.raises(Refused):
        records.client(records.store, name)


def test_the_sample_belongs_to_a_pack_that_has_its_questions() -> None:
    assert not sample_is_of(garden_pack())
