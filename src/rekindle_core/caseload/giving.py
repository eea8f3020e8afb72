"""Giving a client a program or a handout: made from the record, repeating nothing, and recorded.

Input: an open store, a client, a pack, and what is wanted. Output: files, and a record of them.
Must not know: who asks, or where files go.

Making and recording are two steps, so that the code that writes files can record them together with the writing:

    given = program_for(store, client, pack, profile, wanted, now)
    with recording(store, client, given, now):
        ...  # write given.made.files, or send them
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version

from rekindle_core._version import __version__
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import current_profile
from rekindle_core.caseload.programs import (
    EVERY_KIND,
    Details,
    FileMade,
    FormatMade,
    Kind,
    Program,
    had,
    record_program,
)
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.codec import document_to_json
from rekindle_core.explanation.catalogue import kind_of
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import Frozen, replace
from rekindle_core.making.handout import make_handout
from rekindle_core.making.names import handout_stem, program_stem
from rekindle_core.making.program import make_program
from rekindle_core.making.wanted import During, MadeProgram, Wanted, quietly
from rekindle_core.planning.identity import ALPHABET
from rekindle_core.profile.overrides import Override
from rekindle_core.profile.profile import Profile

_SECRETS = ("password",)
"""Options of formats that are kept nowhere."""
_ID = 12


class Given(Frozen):
    """A program or handout that was made for a client.

    Attributes:
        kind: Which of the two.
        made: The files, and what to say of them.
        profile: The version of the profile that it was made from; 0 for none: then it is made for anyone.
        left_out: How many items a program leaves out because the client had them.
        again: The items of a handout that the client had before.
    """

    kind: Kind
    made: MadeProgram
    profile: int
    left_out: int = 0
    again: tuple[str, ...] = ()


def new_id() -> str:
    """Return an id for a program: random, so that it says nothing, and no two clients share one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(_ID)).lower()


def program_for(
    store: Store,
    client: Client,
    pack: Pack,
    profile: Profile,
    wanted: Wanted,
    when: dt.datetime,
    *,
    repeat_after: int | None = None,
    overrides: tuple[Override, ...] = (),
    during: During = quietly,
) -> Given:
    """Make a program that repeats no prompt, exercise or checklist which the client was given. Nothing is recorded.

    Args:
        store: The store.
        client: The client.
        pack: The pack.
        profile: The client's facts, as `profile_of` returns them, or with some set otherwise for this program.
        wanted: What is asked for. Without an id, it gets a random one.
        when: The time.
        repeat_after: After how many days items may come again; None for never, 0 for at once.
        overrides: Facts that were set otherwise, for the counselor's pages.
        during: Surrounds each step.

    Raises:
        ConfirmationError: A person has to decide first.
        RekindleError: As `make_program`.
    """
    since = None if repeat_after is None else when - dt.timedelta(days=repeat_after)
    avoid = frozenset() if repeat_after == 0 else had(store, client, since)
    made = make_program(pack, profile, _with_id(wanted), avoid=avoid, overrides=overrides, during=during)
    return Given("program", made, _version(store, client), left_out=len(avoid))


def handout_for(
    store: Store,
    client: Client,
    pack: Pack,
    items: Sequence[str],
    profile: Profile,
    wanted: Wanted,
    *,
    counselor: bool = False,
    during: During = quietly,
) -> Given:
    """Make one sheet of chosen items, and see which of them the client had before. Nothing is recorded.

    Args:
        store: The store.
        client: The client.
        pack: The pack.
        items: The ids of the items.
        profile: The client's facts.
        wanted: What is asked for. Without an id, it gets a random one.
        counselor: Whether to make the counselor's page too.
        during: Surrounds each step.

    Raises:
        WithheldError: The client is not given one of the items.
        RekindleError: As `make_handout`.
    """
    before = had(store, client, None, EVERY_KIND)
    made = make_handout(pack, items, profile, _with_id(wanted), counselor=counselor, during=during)
    again = tuple(item for item in items if item in before)
    return Given("handout", made, _version(store, client), again=again)


@contextmanager
def recording(store: Store, client: Client, given: Given, when: dt.datetime) -> Iterator[None]:
    """Record what a client is given, together with what is done inside: both, or neither.

    Raises:
        LabelError: A program in the store has this id.
    """
    made = given.made
    plan, pack = made.plan, made.pack
    details = Details(
        pack.id,
        pack.version,
        plan.pack_digest,
        plan.seed,
        plan.date,
        plan.code,
        given.profile,
        given.left_out,
        versions_here(made.wanted.plugins),
        tuple(_formats(made)),
        tuple(word.partition("=")[0] for word in made.wanted.confirmed),
    )
    with store.writing():
        text = document_to_json(made.document)
        record_program(store, client, given.kind, text, details, _used(made), plan.program_id, when)
        # If a file can't be written, nothing is recorded; and nothing is written that can't be recorded.
        yield


def record_given(store: Store, client: Client, given: Given, when: dt.datetime) -> None:
    """Record what a client is given, where nothing is written: its files are sent, or shown.

    Raises:
        LabelError: A program in the store has this id.
    """
    with recording(store, client, given, when):
        pass


def file_stem(program: Program) -> str:
    """Return what the files of a program or handout are called when nobody names them."""
    return (program_stem if program.kind == "program" else handout_stem)(program.id)


def versions_here(plugins: Plugins) -> dict[str, str]:
    """Return the versions of what makes files, by name."""
    formats = {one.name: one.version for one in plugins.statuses if one.state == "in use" and one.formats}
    return {"rekindle": __version__, "typst": version("typst"), **formats}


def _with_id(wanted: Wanted) -> Wanted:
    return wanted if wanted.program_id is not None else replace(wanted, program_id=new_id())


def _version(store: Store, client: Client) -> int:
    current = current_profile(store, client)
    return current.number if current else 0


def _used(made: MadeProgram) -> Mapping[str, str]:
    """Return the items of a program or handout, each with its kind."""
    if made.items:
        return {item: kind_of(made.pack.items[item]) for item in made.items}
    used = {pick.prompt: "prompt" for pick in made.plan.picks()}
    parts = [part for session in made.plan.sessions for part in session.parts]
    used |= {name: "exercise" for part in parts for name in part.exercises}
    return used | {one.checklist: "checklist" for part in parts for one in part.checklists}


def _formats(made: MadeProgram) -> Iterator[FormatMade]:
    files = {format_.name: artifacts for format_, artifacts in made.made}
    for format_, common, own in made.wanted.formats:
        yield FormatMade(
            format_.name,
            {key: value for key, value in own.items() if key not in _SECRETS},
            common.steps,
            common.text,
            tuple(FileMade(one.suffix, hashlib.sha256(one.data).hexdigest()) for one in files[format_.name]),
            any(own.get(key) for key in _SECRETS),
        )
