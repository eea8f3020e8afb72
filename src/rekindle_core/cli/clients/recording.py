"""Recording what a client is given, as it is written: both, or neither.

Comes in: an open store, a client, and what was made. Goes out: a record of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from rekindle_core.cli.loading import plugins_in_use

if TYPE_CHECKING:
    from rekindle_core.caseload.clients import Client
    from rekindle_core.caseload.programs import FormatMade, Kind
    from rekindle_core.caseload.store.store import Store
    from rekindle_core.cli.programs.making import MadeProgram, Order

_SECRETS = ("password",)
"""Options of formats that are kept nowhere."""


def new_id() -> str:
    """Return an id for a program: random, so that it says nothing, and no two clients share one."""
    import secrets

    from rekindle_core.planning.identity import ALPHABET

    return "".join(secrets.choice(ALPHABET) for _ in range(12)).lower()


def program_recorder(
    store: Store, client: Client, order: Order, profile: int, avoided: int
) -> Callable[[MadeProgram], AbstractContextManager[None]]:
    """Return what records a program."""
    return lambda made: _recording(store, client, "program", order, profile, avoided, made, _used(made))


def sheet_recorder(
    store: Store, client: Client, order: Order, profile: int
) -> Callable[[MadeProgram, Sequence[str]], AbstractContextManager[None]]:
    """Return what records a handout."""

    def surround(made: MadeProgram, items: Sequence[str]) -> AbstractContextManager[None]:
        from rekindle_core.explanation.catalogue import kind_of

        used = {item: kind_of(made.pack.items[item]) for item in items}
        return _recording(store, client, "handout", order, profile, 0, made, used)

    return surround


@contextmanager
def _recording(
    store: Store,
    client: Client,
    kind: Kind,
    order: Order,
    profile: int,
    avoided: int,
    made: MadeProgram,
    used: Mapping[str, str],
) -> Iterator[None]:
    from rekindle_core.caseload.programs import Details, record_program
    from rekindle_core.cli.inputs import moment
    from rekindle_core.document.codec import document_to_json

    plan, pack = made.plan, made.pack
    details = Details(
        pack.id,
        pack.version,
        plan.pack_digest,
        plan.seed,
        plan.date,
        plan.code,
        profile,
        avoided,
        versions_here(),
        tuple(_formats(made)),
        tuple(word.partition("=")[0] for word in order.confirmed),
    )
    with store.writing():
        text = document_to_json(made.document)
        record_program(store, client, kind, text, details, used, plan.program_id, moment())
        # If a file can't be written, nothing is recorded; and nothing is written that can't be recorded.
        yield


def _used(made: MadeProgram) -> dict[str, str]:
    used = {pick.prompt: "prompt" for pick in made.plan.picks()}
    parts = [part for session in made.plan.sessions for part in session.parts]
    used |= {name: "exercise" for part in parts for name in part.exercises}
    return used | {one.checklist: "checklist" for part in parts for one in part.checklists}


def _formats(made: MadeProgram) -> Iterator[FormatMade]:
    from rekindle_core.caseload.programs import FileMade, FormatMade

    files = {format_.name: artifacts for format_, artifacts in made.made}
    for format_, common, own in made.asked:
        yield FormatMade(
            format_.name,
            {key: value for key, value in own.items() if key not in _SECRETS},
            common.steps,
            common.text,
            tuple(FileMade(one.suffix, hashlib.sha256(one.data).hexdigest()) for one in files[format_.name]),
            any(own.get(key) for key in _SECRETS),
        )


def versions_here() -> dict[str, str]:
    """Return the versions of what makes files, by name."""
    from importlib.metadata import version

    from rekindle_core._version import __version__

    plugins = {
        one.name: one.version for one in plugins_in_use().statuses if one.state == "in use" and one.formats
    }
    return {"rekindle": __version__, "typst": version("typst"), **plugins}
