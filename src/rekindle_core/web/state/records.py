"""The client records: closed, or open until someone locks them. This is the only place that holds the store.

Input: a passphrase. Output: the open store, for as long as nobody locks it. Must not know: what is in it.

Clients have names of chance in addresses, so that no label is in the browser's history. A name stays the same while
the server runs, also after it was locked in between: unlocking leads back to the same page.
"""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from rekindle_core.caseload.clients import Client, add_client, client_by_id
from rekindle_core.caseload.errors import BusyStoreError, NoClientError
from rekindle_core.caseload.store.store import Store, create_store, is_there, open_store
from rekindle_core.staging import make_folder, staging, write_new
from rekindle_core.web.security.refused import Refused
from rekindle_core.web.state.locking import Locking

if TYPE_CHECKING:
    from rekindle_core.caseload.store.backup import Restored
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.extension.manager import Plugins

_HELD = "the client records"


class Records:
    """The client records. Everything here is for the worker's thread alone, but for `is_open` and `is_sample`.

    Attributes:
        store: The open store; None while it is closed.
        is_once: Whether it is a store in memory that is open, for a program that nobody keeps.
        recovery_key: The key of a store that was made just now, until someone says that it is on paper.

    Args:
        path: Where the records are, or will be.
        locking: Closes them when nobody is there.
        iterations: How slow guessing the passphrase is; for tests.
    """

    def __init__(self, path: Path, locking: Locking, iterations: int | None = None) -> None:
        self.path = path
        self.store: Store | None = None
        self.is_once = False
        self.recovery_key = ""
        self._locking, self._iterations = locking, iterations
        self._names: dict[str, str] = {}

    @property
    def is_there(self) -> bool:
        """Whether there is a store to open."""
        return is_there(self.path)

    @property
    def is_open(self) -> bool:
        """Whether the records are open, or the sample is."""
        return self.store is not None

    @property
    def is_sample(self) -> bool:
        """Whether it is the sample that is open: made-up records, to which nothing can be added."""
        return self.store is not None and self.store.sealed

    def create(self, passphrase: str) -> None:
        """Make the store and open it. Its recovery key is kept until it is on paper, or until it is locked.

        Raises:
            RekindleError: The passphrase is too short, there is a store, or it can't be made.
        """
        store, recovery = create_store(self.path, passphrase, iterations=self._iterations)
        self._hold(store)
        self.recovery_key = recovery

    def open(self, secret: str) -> None:
        """Open the store with the passphrase, or with the recovery key.

        Raises:
            RekindleError: It can't be opened.
        """
        store = open_store(self.path, secret)
        self._hold(store)

    def open_sample(self, pack: Pack, plugins: Plugins, now: dt.datetime) -> None:
        """Open made-up records. They are nobody's, so nothing locks them."""
        from rekindle_core.caseload.sample import open_sample

        store = open_sample(pack, plugins, now)
        self.close()
        self.store = store

    def open_once(self, label: str, now: dt.datetime) -> str:
        """Open a store in memory with one client, and return the client's name. All of it is gone on closing."""
        from rekindle_core.caseload.store.memory import memory_store

        store = memory_store()
        client = add_client(store, label, now)
        self._hold(store)
        self.is_once = True
        return self.name(client)

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the records again, and keep the new recovery key until it is on paper.

        Nobody may have the store open meanwhile, so it is closed, and opened again. After a mistyped old
        passphrase, the records stay open.

        Raises:
            PassphraseError: The new one is too short.
            UnusableStoreError: The old one is wrong.
            RekindleError: Another program has the store open, or it can't be written.
        """
        from rekindle_core.caseload.store.keys import see_passphrase
        from rekindle_core.caseload.store.passphrase import change_passphrase

        see_passphrase(new)
        open_store(self.path, old).close()
        self.close()
        try:
            recovery = change_passphrase(self.path, old, new, iterations=self._iterations)
        except BaseException:
            self.open(old)
            raise
        self.open(new)
        self.recovery_key = recovery

    def restore(self, backup: bytes, secret: str) -> Restored:
        """Put a backup in the place of the records, and open it; what was there is kept under another name.

        Raises:
            RekindleError: It is no backup, the passphrase is wrong, or it can't be written. Nothing was changed.
        """
        from rekindle_core.caseload.store.backup import restore

        make_folder(self.path.parent)
        with staging(self.path.parent) as place:
            file = place / "backup"
            write_new(file, backup)
            try:
                done = restore(self.path, file, secret)
            except BusyStoreError:
                # It is sound, and its passphrase is right. Only now is what is open closed.
                if self.store is None or self.store.sealed:
                    raise
                self.close()
                done = restore(self.path, file, secret)
        self.open(secret)
        return done

    def close(self) -> None:
        """Close the store and forget its key; what is not saved by then is lost."""
        store, self.store = self.store, None
        self.is_once = False
        self.recovery_key = ""
        self._locking.release(_HELD)
        if store:
            store.close()

    def name(self, client: Client) -> str:
        """Return what names a client in addresses."""
        for name, known in self._names.items():
            if known == client.id:
                return name
        name = secrets.token_urlsafe(9)
        self._names[name] = client.id
        return name

    def client(self, store: Store, name: str) -> Client:
        """Return the client whom a name in an address means.

        Raises:
            Refused: There is none, or the record is gone.
        """
        try:
            return client_by_id(store, self._names[name])
        except (KeyError, NoClientError):
            raise Refused(404, "ended") from None

    def _hold(self, store: Store) -> None:
        self.close()
        self.store = store
        self._locking.hold(_HELD, self.close)
