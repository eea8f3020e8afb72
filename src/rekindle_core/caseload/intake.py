"""Taking answers from elsewhere into a record, such as the row of a roster.

Input: an open store, a label, and answers. Output: what has changed. Must not know: where the answers come from.

Answers are added to those of the record, and replace them where they differ. What is not answered stays as it is: an
empty cell takes nothing back, and answers about safety, which no spreadsheet has, are kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from rekindle_core.caseload.clients import add_client, find_client
from rekindle_core.caseload.errors import NoClientError
from rekindle_core.caseload.profiles import profile_of, save_profile
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.profile.profile import Profile

Taken: TypeAlias = Literal["added", "changed", "unchanged"]
"""What taking answers in did: a new record, a new version of the profile, or nothing."""


def take_in(
    store: Store, label: str, pack: Pack, answers: Profile, when: dt.datetime, *, note: str = ""
) -> Taken:
    """Take answers into the record with a label, or begin one; all of it or nothing.

    Args:
        store: The store.
        label: What the client is called.
        pack: The pack whose questions were answered.
        answers: The answers.
        when: The time.
        note: What is noted with the version of the profile.

    Returns:
        What has changed. Of a new client, nobody has said whether the partner is a client too.

    Raises:
        LabelError: The label cannot be used.
        NoteNeededError: An answer about safety would go from yes to no, and there is no note.
        UsageError: The record's profile answers the questions of another pack.
    """
    with store.writing():
        try:
            client, added = find_client(store, label), False
        except NoClientError:
            client, added = add_client(store, label, when, asked=False), True
        before = profile_of(store, client, pack)
        merged = Profile({**before.values, **answers.values})
        saved = save_profile(store, client, pack, merged, when, note=note)
    return "added" if added else "changed" if saved else "unchanged"
