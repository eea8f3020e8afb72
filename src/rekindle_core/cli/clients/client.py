"""`rekindle client`: what each client was given, answered and rated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from rekindle_core.cli.group import LazyGroup

_HERE = "rekindle_core.cli.clients"


class ClientGroup(LazyGroup):
    """The commands about clients' records."""

    homes: ClassVar[Mapping[str, str]] = {
        "add": f"{_HERE}.add:add",
        "list": f"{_HERE}.listing:list_",
        "show": f"{_HERE}.show:show",
        "edit": f"{_HERE}.edit:edit",
        "profile": f"{_HERE}.profile:profile",
        "build": f"{_HERE}.build:build",
        "handout": f"{_HERE}.handout:handout",
        "programs": f"{_HERE}.programs:programs",
        "reprint": f"{_HERE}.reprint:reprint",
        "answers": f"{_HERE}.answers:answers",
        "progress": f"{_HERE}.progress:progress",
        "next": f"{_HERE}.next:next_",
        "export": f"{_HERE}.export:export",
        "import": f"{_HERE}.export:import_",
        "copy": f"{_HERE}.copy:copy",
        "hold": f"{_HERE}.erase:hold",
        "erase": f"{_HERE}.erase:erase",
        "backup": f"{_HERE}.backup:backup",
        "restore": f"{_HERE}.backup:restore",
        "passphrase": f"{_HERE}.backup:passphrase",
    }


@click.group(cls=ClientGroup)
def client() -> None:
    """Keep a record of each client, in one encrypted file.

    A record holds the profile, the programs and handouts you made, and the ratings and answers you were
    given. It isn't the place for session notes. It may count as part of the client's official record: ask
    your professional body.
    """
