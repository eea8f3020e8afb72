"""The tables, as a list of migrations: each brings the file from one `user_version` to the next.

A released migration is never changed. tests/unit/caseload/files/ keeps a file of every earlier version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rekindle_core.caseload.errors import NewerStoreError

if TYPE_CHECKING:
    from pathlib import Path

    import apsw

_FIRST = """
CREATE TABLE clients (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    label_key TEXT NOT NULL UNIQUE,
    added TEXT NOT NULL,
    partner TEXT REFERENCES clients (id) ON DELETE SET NULL,
    partner_asked INTEGER NOT NULL DEFAULT 0,
    held TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE profiles (
    client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    saved TEXT NOT NULL,
    pack TEXT NOT NULL,
    facts TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    eased TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (client, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE programs (
    number INTEGER PRIMARY KEY,
    client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    program TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('program', 'handout')),
    made TEXT NOT NULL,
    details TEXT NOT NULL,
    document BLOB NOT NULL
) STRICT;
CREATE INDEX programs_of ON programs (client, made);

CREATE TABLE used (
    program INTEGER NOT NULL REFERENCES programs (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (program, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    program INTEGER NOT NULL REFERENCES programs (number) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('rating', 'tick', 'number', 'text')),
    answer TEXT NOT NULL,
    given TEXT NOT NULL,
    stored TEXT NOT NULL,
    PRIMARY KEY (program, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE consents (
    program INTEGER NOT NULL REFERENCES programs (number) ON DELETE CASCADE,
    given TEXT NOT NULL,
    revoked TEXT,
    PRIMARY KEY (program, given)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
    number INTEGER PRIMARY KEY,
    client TEXT REFERENCES clients (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    made TEXT NOT NULL,
    place TEXT NOT NULL
) STRICT;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
STORE_FORMAT = len(MIGRATIONS)
"""The version of the tables, stored in the file as `user_version`."""


def version_of(connection: apsw.Connection) -> int:
    """Return the version of a file's tables; 0 for a new file."""
    return int(connection.pragma("user_version"))


def see_version(path: Path, connection: apsw.Connection) -> None:
    """Check that this version of Rekindle knows the tables.

    Raises:
        NewerStoreError: It doesn't.
    """
    if (found := version_of(connection)) > STORE_FORMAT:
        raise NewerStoreError(path, found, STORE_FORMAT)


def migrate(connection: apsw.Connection, to: int = STORE_FORMAT) -> None:
    """Migrate the tables: all steps together, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done this in the meantime.
        for number in range(version_of(connection), to):
            connection.execute(MIGRATIONS[number])
            connection.pragma("user_version", number + 1)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
