"""What is ordered for a client: the plan to look at, a page to read, and files, as `rekindle client build` makes them.

Input: an open store, a client, the practice, and a draft. Output: a plan, or files that nobody has recorded yet.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.giving import Given, program_for, record_given
from rekindle_core.caseload.profiles import profile_of
from rekindle_core.caseload.programs import had
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.engine import make_plan
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import Frozen
from rekindle_core.making.wanted import Wanted, asked_formats
from rekindle_core.planning.exposure import MAY_BE_FOUND
from rekindle_core.planning.plan import Plan
from rekindle_core.practice.load import PracticeFile
from rekindle_core.web.state.drafts import Draft, MadeFile

_ZIP = "application/zip"


class Order(Frozen):
    """What a program is made from.

    Attributes:
        store: The store.
        client: The client.
        pack: The pack.
        plugins: The plugins.
        practice: From whom it is.
        draft: What was decided about it.
        day: The day for which it is made.
    """

    store: Store
    client: Client
    pack: Pack
    plugins: Plugins
    practice: PracticeFile | None
    draft: Draft
    day: dt.date


def plan_for(order: Order) -> tuple[Plan, int]:
    """Return the client's plan, and how many items it leaves out because the client had them."""
    before = had(order.store, order.client, None)
    profile = profile_of(order.store, order.client, order.pack)
    plan = make_plan(order.pack, profile, date=order.day, avoid=before, program_id=order.draft.program_id)
    return plan, len(before)


def page_for(order: Order, when: dt.datetime) -> bytes:
    """Return the program as a page to read on this screen; nothing is recorded.

    Raises:
        ConfirmationError: A person has to look at the client's own words first.
    """
    given = _given(order, {"html": {"preview": "yes"}}, when, on_screen=True)
    return given.made.files[0][1].data


def give(order: Order, options: Mapping[str, Mapping[str, str]], when: dt.datetime) -> tuple[MadeFile, ...]:
    """Make the files of a program, and record that the client is given it.

    Args:
        order: What it is made from.
        options: The formats, by name, each with its options.
        when: The time.

    Returns:
        The files, the client's first. Those of a format that makes many are in one archive.

    Raises:
        ConfirmationError: A person has to decide first.
        RekindleError: It can't be made or recorded.
    """
    given = _given(order, options, when, on_screen=False)
    files = _files(given)
    record_given(order.store, order.client, given, when)
    return files


def _given(
    order: Order, options: Mapping[str, Mapping[str, str]], when: dt.datetime, *, on_screen: bool
) -> Given:
    draft = order.draft
    confirmed = [f"{name}={day}" for name, day in draft.asked.items()]
    wanted = Wanted(
        asked_formats(order.plugins, options),
        order.plugins,
        order.day,
        program_id=draft.program_id,
        practice=order.practice,
        confirmed=(*confirmed, *([MAY_BE_FOUND] if draft.on_paper else [])),
        on_screen=on_screen,
    )
    profile = profile_of(order.store, order.client, order.pack)
    return program_for(order.store, order.client, order.pack, profile, wanted, when)


def _files(given: Given) -> tuple[MadeFile, ...]:
    """Return the files; those in a folder become an archive of its name."""
    found: list[MadeFile] = []
    folders: dict[str, list[tuple[str, bytes]]] = {}
    for path, artifact in given.made.files:
        if len(path.parts) > 1:
            folders.setdefault(path.parts[0], []).append((path.name, artifact.data))
        else:
            found.append(MadeFile(path.name, artifact.media_type, artifact.data))
    found += [MadeFile(f"{name}.zip", _ZIP, _zipped(files)) for name, files in folders.items()]
    return tuple(found)


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            # Without a time of its own, the same files are the same bytes.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
