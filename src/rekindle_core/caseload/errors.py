"""Errors of a store, or of requests to it: one class for each, by who has to act.

No message names a client; the caller knows which one it asked about.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from rekindle_core.errors import ConfirmationError, OutputError, UsageError

_MOST_SHOWN = 80
_RESTORE = "If you have a backup: rekindle client restore BACKUP. It keeps the old file."


class CaseloadExtraError(OutputError):
    """The library that encrypts the store is not installed, or another one was installed instead."""

    code = "no-cipher"

    def __init__(self, why: str) -> None:
        hint = 'nothing was written. Install it: pip install "rekindle-core[caseload]", and uninstall plain apsw first.'
        super().__init__(f"Client records can't be encrypted: {why}.", hint=hint)


class NoStoreError(UsageError):
    """There is no store yet."""

    code = "no-store"

    def __init__(self, path: Path) -> None:
        hint = (
            "`rekindle client add LABEL` begins one, --store FILE names another, and `rekindle client list --sample` "
            "shows made-up ones."
        )
        super().__init__(f"There are no client records yet: {path} doesn't exist.", hint=hint)


class StoreExistsError(UsageError):
    """The new file already exists."""

    code = "store-exists"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} exists already; nothing was changed.", hint="choose a name that isn't in use."
        )


class SampleError(UsageError):
    """Something was to be added to the sample, or changed in it."""

    code = "sample-only"

    def __init__(self) -> None:
        message = "The sample holds made-up records only: nothing can be added to it or changed in it."
        super().__init__(message, hint="leave out --sample to work with your own records.")


class StorePathError(UsageError):
    """A path that can't be used for a store on every system, or on this one."""

    code = "bad-store-path"

    def __init__(self, path: PurePath, why: str) -> None:
        shown = str(path) if len(str(path)) <= _MOST_SHOWN else f"…{str(path)[-_MOST_SHOWN:]}"
        hint = "nothing was written. Choose a shorter or simpler one, such as --store records/clients.db."
        super().__init__(f"Client records can't be kept in {shown}: {why}.", hint=hint)


class PassphraseError(UsageError):
    """No passphrase was given, or an unusable one."""

    code = "passphrase"


class UnusableStoreError(OutputError):
    """A wrong passphrase, a damaged file, or someone else's file.

    The library can't distinguish the three; `reason` is what the key file shows.
    """

    code = "store-unusable"
    exit_code = 3

    def __init__(self, path: Path, reason: str, hint: str = _RESTORE) -> None:
        super().__init__(f"{path} can't be opened: {reason}.", hint=hint)
        self.reason = reason


class NewerStoreError(OutputError):
    """A later version of Rekindle wrote the file."""

    code = "newer-store"

    def __init__(self, path: Path, found: int, known: int) -> None:
        message = (
            f"{path} was written by a newer version of Rekindle (format {found}; this version reads up to "
            f"{known})."
        )
        super().__init__(message, hint="nothing was changed; install the newer version.")


class BusyStoreError(OutputError):
    """Another program has the store open, or is writing to it."""

    code = "store-busy"

    def __init__(self, path: Path, what: str) -> None:
        hint = "close the other program, then run the command again; nothing was changed."
        super().__init__(f"{path}: {what}.", hint=hint)


class StoreDiskError(OutputError):
    """The disk is full or failing, or doesn't allow writing the file."""

    code = "store-disk"

    def __init__(self, path: Path, why: str) -> None:
        hint = (
            "check the free disk space and the folder's permissions, then run the command again; "
            "what was saved before is still there."
        )
        super().__init__(f"{path} can't be written: {why}.", hint=hint)


class LabelError(UsageError):
    """A label that is invalid, or that another client has."""

    code = "bad-label"


class NoClientError(UsageError):
    """There is no client with this label."""

    code = "no-client"

    def __init__(self) -> None:
        super().__init__(
            "There is no client with that label.", hint="`rekindle client list` shows all labels."
        )


class NoProgramError(UsageError):
    """The client has no such program."""

    code = "no-client-program"

    def __init__(self) -> None:
        message = "No program with that id was given to this client."
        super().__init__(message, hint="`rekindle client programs LABEL` lists the ids.")


class HeldError(OutputError):
    """A hold prevents a record from being erased."""

    code = "record-held"
    exit_code = 1

    def __init__(self) -> None:
        hint = "`rekindle client hold LABEL --release` ends the hold."
        super().__init__("Nothing was erased: this record is on hold.", hint=hint)


class NotErasedError(OutputError):
    """Text of an erased record may still be in the file's log."""

    code = "not-erased"

    def __init__(self, path: Path) -> None:
        message = (
            f"The record is gone from {path}, but its text may still be in {path.name}-wal, because another "
            "program has the store open."
        )
        super().__init__(message, hint="close the other program, then run `rekindle client erase --finish`.")


class NoteNeededError(ConfirmationError):
    """A safety answer changed from yes to no, and nobody has noted why."""

    code = "needs-note"

    def __init__(self, facts: tuple[str, ...]) -> None:
        message = f"An answer about safety has changed to “no”: {', '.join(facts)}."
        hint = 'nothing was saved. Say what changed, and how you know: --note "asked alone on 3 May".'
        super().__init__(message, name="note", hint=hint)
        self.facts = facts


class NoConsentError(OutputError):
    """Written answers are kept only with the client's consent."""

    code = "no-consent"
    exit_code = 1


class WrongFileError(UsageError):
    """A file isn't what the command reads."""

    code = "not-a-record"
