"""Opening the store for a command: its path, and the passphrase, which is never on the command line.

Input: the values of --store and --passphrase. Output: an open store.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click
from click.core import ParameterSource

from rekindle_core.cli.settings.set_by import PathPreference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note, stage
from rekindle_core.installation.places import records_file

if TYPE_CHECKING:
    from rekindle_core.caseload.clients import Client
    from rekindle_core.caseload.store.store import Store

F = TypeVar("F", bound=Callable[..., Any])

_ENV, _FD, _SAMPLE = "env:", "fd:", "rekindle.sample"
_MOST_BYTES = 4_096

label_argument = click.argument("label", metavar="LABEL")


def store_option(function: F) -> F:
    """Add --store."""
    return click.option(
        "--store",
        "store_path",
        cls=PathPreference,
        metavar="FILE",
        type=FILE_NAME,
        shell_complete=complete_file,
        help="Use the records in FILE. Default: clients.db in your data folder.",
    )(function)


def store_options(function: F) -> F:
    """Add --store and --passphrase."""
    passphrase = click.option(
        "--passphrase",
        "secret",
        metavar="WHERE",
        help="Read the passphrase from env:NAME (an environment variable) or fd:N (a file descriptor). "
        "Default: ask. The recovery key works too.",
    )
    return store_option(passphrase(function))


def sample_option(function: F) -> F:
    """Add --sample, to a command that only looks."""
    return click.option(
        "--sample",
        is_flag=True,
        expose_value=False,
        callback=_take_sample,
        help="Look at made-up records instead of your own: clients Sample-1 and Sample-2. No passphrase is needed, and "
        "nothing can be changed.",
    )(function)


def _take_sample(ctx: click.Context, option: click.Parameter, given: bool) -> None:
    ctx.meta[_SAMPLE] = given


def store_file(given: str | None) -> Path:
    """Return where the store is.

    Raises:
        StorePathError: No store can be at that path.
    """
    from rekindle_core.caseload.store.naming import usable

    return usable(Path(given) if given else records_file())


@contextmanager
def opened(store_path: str | None, secret: str | None) -> Iterator[Store]:
    """Open the store for as long as a command needs it.

    Raises:
        RekindleError: It doesn't exist, cannot be opened, or there is no passphrase.
    """
    from rekindle_core.caseload.errors import NoStoreError
    from rekindle_core.caseload.store.cipher import load_apsw
    from rekindle_core.caseload.store.store import is_there, open_store

    if click.get_current_context().meta.get(_SAMPLE):
        with _sample() as store:
            yield store
        return
    path = store_file(store_path)
    if not is_there(path):
        # Nobody types a passphrase for nothing.
        raise NoStoreError(path)
    load_apsw()
    typed = read_secret(secret, "Passphrase: ")
    with stage("Opening the records"):
        store = open_store(path, typed)
    with store:
        yield store


def _sample() -> Store:
    from rekindle_core.caseload.sample import open_sample
    from rekindle_core.cli.inputs import moment, open_pack
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.errors import UsageError

    typed = click.get_current_context().get_parameter_source
    if ParameterSource.COMMANDLINE in (typed("store_path"), typed("secret")):
        message = "--sample is in no file, and has no passphrase: each command makes it again."
        raise UsageError(message, hint="remove --store and --passphrase, or --sample.")
    with stage("Making the sample"):
        store = open_sample(open_pack(None, no_cache=False), plugins_in_use(), moment())
    note("Note: These records are made up.")
    return store


def read_secret(where: str | None, prompt: str, *, again: bool = False) -> str:
    """Return a passphrase.

    Args:
        where: `env:NAME`, `fd:N`, or None to prompt for it.
        prompt: What to ask.
        again: Whether to ask for it twice.

    Raises:
        PassphraseError: There is none, or it was given on the command line.
    """
    from rekindle_core.caseload.errors import PassphraseError

    hint = "leave --passphrase out to type it, or use env:NAME or fd:N."
    if where is None:
        return _typed(prompt, again=again)
    if where.startswith(_ENV):
        found = os.environ.get(where.removeprefix(_ENV), "")
    elif where.startswith(_FD):
        found = _from_descriptor(where.removeprefix(_FD))
    else:
        message = "A passphrase can't be given on the command line, where other programs and the history can see it."
        raise PassphraseError(message, hint=hint)
    if not found:
        raise PassphraseError(f"There is no passphrase in {where}.", hint=hint)
    return found


def _from_descriptor(number: str) -> str:
    try:
        with os.fdopen(os.dup(int(number)), "rb") as file:
            return file.readline(_MOST_BYTES).rstrip(b"\r\n").decode()
    except (OSError, ValueError):
        return ""


def _typed(prompt: str, *, again: bool) -> str:
    from getpass import getpass

    from rekindle_core.caseload.errors import PassphraseError

    if not sys.stdin.isatty():
        hint = "use --passphrase env:NAME with a variable, or fd:N with a file descriptor."
        raise PassphraseError("A passphrase can only be typed in a terminal.", hint=hint)
    found = getpass(prompt)
    if again and getpass("Repeat it: ") != found:
        raise PassphraseError("The two passphrases differ.", hint="nothing was changed; try again.")
    return found


def warn_of_partner(client: Client) -> None:
    """Warn that the client's partner is a client too, without saying who."""
    if client.partner:
        note(
            "Warning: This client's partner is your client too. The two records are kept apart, and nothing from one "
            "goes into the other. Check that you have the right one."
        )


def may_write(path: Path, store_path: str | None, *, force: bool) -> None:
    """Check that an existing file may be replaced; the records themselves never may be.

    Raises:
        UsageError: It may not be replaced.
    """
    from rekindle_core.errors import UsageError

    store = store_file(store_path)
    own = [store.with_name(f"{store.name}{suffix}") for suffix in ("", "-keys", "-wal", "-shm", "-lock")]
    if path.resolve() in [one.resolve() for one in own]:
        message = f"{path} belongs to the client records; nothing was written."
        raise UsageError(message, code="file-exists", hint="choose another name.")
    if path.exists() and not force:
        message = f"Nothing was written, because this file would be overwritten: {path}."
        raise UsageError(message, code="file-exists", hint="choose another name, or replace it with --force.")


def write_copy(store: Store, client: Client, kind: Literal["export", "copy"], path: Path, text: str) -> None:
    """Write a file about a client, and record that there is one; neither happens without the other.

    Of the sample's clients no record is kept.
    """
    from rekindle_core.caseload.erase import record_copy
    from rekindle_core.cli.inputs import moment

    if store.sealed:
        write_private(path, text.encode())
        return
    with store.writing():
        record_copy(store, kind, path, moment(), client)
        write_private(path, text.encode())


def write_private(path: Path, data: bytes) -> None:
    """Write a file for its owner only, completely or not at all."""
    from rekindle_core.cli.programs.output import write_all
    from rekindle_core.extension.format import Artifact

    write_all([(path, Artifact(path.suffix or ".txt", "application/octet-stream", data))])
