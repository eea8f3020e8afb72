"""A file that a client handed over, read into the record.

Input: an open store, a client, and a file's bytes. Output: what was kept and what was not.
Must not know: where the file is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from rekindle_core.caseload.answers import Kept, keep_answers
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import profile_of
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.engine import read_answers
from rekindle_core.extension.manager import Plugins


def keep_file(
    store: Store,
    client: Client,
    pack: Pack,
    data: bytes,
    when: dt.datetime,
    *,
    plugins: Plugins | None = None,
    password: str = "",
    dated: dt.datetime | None = None,
    confirmed: Collection[str] = (),
) -> Kept:
    """Keep the answers in a file: one that a workbook saved, or a program that was filled in.

    Args:
        store: The store.
        client: The client.
        pack: The pack, whose stops the written answers go through.
        data: The file.
        when: The time.
        plugins: The plugins, which read their own formats; those that are installed, if none are given.
        password: What opens a locked file.
        dated: How old the file is, with the offset from UTC; it counts for answers without a time of their own.
        confirmed: The stops, each as `name=day`, that a person has asked about.

    Raises:
        AnswersError: The file has no answers that can be read, or those of another pack; the message says what it is.
        NoProgramError: They belong to no program of this client's.
        ConfirmationError: A stop holds for a written answer, and nobody has confirmed it. Nothing was kept.
        PluginError: A plugin fails.
    """
    answers = read_answers(data, password=password, when=dated, plugins=plugins)
    return keep_answers(
        store, client, answers, pack, profile_of(store, client, pack), when, confirmed=confirmed
    )
