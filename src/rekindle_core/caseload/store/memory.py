"""A store in memory, for the sample and for what nobody keeps: there is no file that anyone could find.

Output: a Store. Must not know: what is put into it.
"""

from __future__ import annotations

from pathlib import Path

from rekindle_core.caseload.store.cipher import KEY_BYTES, connect_memory
from rekindle_core.caseload.store.schema import migrate
from rekindle_core.caseload.store.store import Store

NO_SECRET = bytes(KEY_BYTES)
"""Stands where the key of a file would be."""


def memory_store() -> Store:
    """Return an empty store that is in no file; it is gone when it is closed.

    Raises:
        CaseloadExtraError: The library is missing, or cannot encrypt.
    """
    connection, gate = connect_memory(), connect_memory()
    try:
        migrate(connection)
    except BaseException:
        connection.close()
        gate.close()
        raise
    return Store(Path("memory"), NO_SECRET, connection, gate)
