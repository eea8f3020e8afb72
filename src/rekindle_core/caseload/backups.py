"""The backups beside the client records: making one, and listing them.

Input: an open store, or its path. Output: files in one folder. Must not know: who looks for them.

A backup on the same disk helps against a mistake, not against a thief or a broken disk: it has to be copied elsewhere.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rekindle_core.caseload.erase import record_copy
from rekindle_core.caseload.store.backup import back_up
from rekindle_core.caseload.store.copying import SUFFIX, backup_folder, stamp
from rekindle_core.caseload.store.store import Store
from rekindle_core.frozen import Frozen


class Backup(Frozen):
    """A backup: its file, its size in bytes, and when it was written."""

    path: Path
    size: int
    made: dt.datetime


def back_up_beside(store: Store, when: dt.datetime) -> Path:
    """Write a backup into the folder for backups, record that there is one, and return its path.

    Args:
        store: The store.
        when: The time.

    Raises:
        StoreExistsError: One was written within the same second.
        StoreDiskError: It cannot be written.
        UnusableStoreError: The copy is not in order, so the store is damaged.
        SampleError: It is the sample's.
    """
    target = backup_folder(store.path) / f"{store.path.stem}-{stamp()}{SUFFIX}"
    back_up(store, target)
    record_copy(store, "backup", target, when)
    return target


def list_backups(path: Path) -> tuple[Backup, ...]:
    """Return the backups in the folder for backups, the latest first.

    Args:
        path: The client records.
    """
    found = [
        Backup(one, one.stat().st_size, dt.datetime.fromtimestamp(one.stat().st_mtime, dt.UTC))
        for one in backup_folder(path).glob(f"*{SUFFIX}")
        if one.is_file()
    ]
    return tuple(sorted(found, key=lambda one: (one.made, one.path.name), reverse=True))
