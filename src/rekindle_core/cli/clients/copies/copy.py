"""`rekindle client copy`: what is kept about a client, for the client to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    may_write,
    opened,
    see_pack,
    store_options,
    warn_of_partner,
    write_copy,
)
from rekindle_core.cli.options import confirm_option, output_option, pack_options
from rekindle_core.cli.terminal.messages import note

if TYPE_CHECKING:
    from rekindle_core.caseload.clients import Client
    from rekindle_core.caseload.store.store import Store
    from rekindle_core.content.model.pack import Pack


@click.command()
@label_argument
@output_option("Write to FILE.", default="copy.txt", show_default=True)
@click.option("--force", is_flag=True, help="Replace FILE.")
@confirm_option
@pack_options
@store_options
def copy(
    label: str,
    output: str,
    force: bool,
    confirmed: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    store_path: str | None,
    secret: str | None,
) -> None:
    """Write what is kept about LABEL for the client to read, and why.

    For each program, the copy lists what it contained, and which answer brought an item in. It has no gates, no answers
    about safety, no notes of yours, and no word about another client. Read it first: someone else may find it.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.cli.clients.copies.page import copy_lines
    from rekindle_core.cli.inputs import open_pack

    path = Path(output)
    may_write(path, store_path, force=force)
    pack = open_pack(pack_path, no_cache=no_cache)
    with opened(store_path, secret) as store:
        client = find_client(store, label)
        _see_decided(store, client, pack, confirmed)
        text = "\n".join(copy_lines(store, client, pack)) + "\n"
        write_copy(store, client, "copy", path, text)
    note(f"Wrote {path}. Read it before you hand it over; it isn't encrypted.")
    warn_of_partner(client)


def _see_decided(store: Store, client: Client, pack: Pack, confirmed: tuple[str, ...]) -> None:
    """Check that a person has decided about the file, unless it is known to be safe with this client.

    Raises:
        ConfirmationError: Nobody has.
    """
    from rekindle_core.caseload.profiles import current_profile
    from rekindle_core.errors import ConfirmationError
    from rekindle_core.planning.exposure import MAY_BE_FOUND
    from rekindle_core.profile.load import load_profile

    version = current_profile(store, client)
    see_pack(pack, version)
    profile = load_profile(pack, dict(version.facts) if version else {})
    safe = bool(pack.private_facts) and all(profile[name] == "yes" for name in pack.private_facts)
    if not safe and MAY_BE_FOUND not in confirmed:
        message = (
            "Before this copy is made, someone has to decide whether it should be: it isn't known to be safe with this "
            "client, and anyone who finds it can read the answers in it."
        )
        hint = f"once you have agreed with your client who may see it, add --confirm {MAY_BE_FOUND}."
        raise ConfirmationError(message, name=MAY_BE_FOUND, hint=hint)
