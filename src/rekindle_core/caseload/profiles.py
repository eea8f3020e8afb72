"""Profiles as versions: none is ever changed, so that the input of each program stays known.

Input: an open store, a pack, and answers. Output: versions. Must not know: who is told.

If an answer about safety changes from yes to no and the change is wrong, someone may be at risk: so it needs
a note, and the earlier answer stays in its version.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.errors import NoteNeededError
from rekindle_core.caseload.moments import kept
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen
from rekindle_core.profile.current import expiring
from rekindle_core.profile.file import plain_value
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile


class ProfileVersion(Frozen):
    """One version of a profile.

    Attributes:
        number: Its number, from 1.
        saved: When it was saved.
        pack: The pack whose questions it answers.
        facts: The answers, as in a JSON profile.
        note: The counselor's note.
        eased: The facts about safety that had a worrying answer before, and don't have one here.
    """

    number: int
    saved: str
    pack: str
    facts: Mapping[str, Any]
    note: str = ""
    eased: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The answers as a file, for functions that read profiles."""
        return json.dumps(dict(self.facts), ensure_ascii=False).encode()


def save_profile(
    store: Store, client: Client, pack: Pack, profile: Profile, when: dt.datetime, *, note: str = ""
) -> ProfileVersion | None:
    """Save a profile as a new version; None if nothing has changed.

    Raises:
        NoteNeededError: An answer about safety changed from yes to no, and there is no note.
    """
    with store.writing():
        versions = profile_versions(store, client)
        facts = plain_facts(pack, profile)
        last = versions[-1] if versions else None
        if last and last.facts == facts and last.pack == pack.id:
            return None
        eased = tuple(_eased(pack, versions, profile))
        if eased and not note.strip():
            raise NoteNeededError(eased)
        number = last.number + 1 if last else 1
        saved = ProfileVersion(number, kept(when), pack.id, facts, note.strip(), eased)
        store.run(
            "INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?)",
            client.id,
            number,
            saved.saved,
            pack.id,
            json.dumps(facts, ensure_ascii=False),
            saved.note,
            json.dumps(eased),
        )
    return saved


def eased_by(store: Store, client: Client, pack: Pack, profile: Profile) -> tuple[str, ...]:
    """Return the facts about safety that went from yes to no: to save such a profile, a note is needed."""
    return tuple(_eased(pack, profile_versions(store, client), profile))


def see_pack(pack: Pack, version: ProfileVersion | None) -> None:
    """Check that a client's profile answers the questions of a pack.

    Raises:
        UsageError: It answers those of another.
    """
    if version and version.pack != pack.id:
        message = (
            f"This client's profile answers the questions of the pack {version.pack}; this is {pack.id}."
        )
        raise UsageError(message, code="other-pack", hint=f"name the pack {version.pack} with --pack.")


def profile_of(
    store: Store, client: Client, pack: Pack, warn: Callable[[str], None] | None = None
) -> Profile:
    """Return a client's facts as they are now; an empty profile where nothing is known.

    Args:
        store: The store.
        client: The client.
        pack: The pack that asked.
        warn: Takes sentences about what the pack doesn't know any more.

    Raises:
        UsageError: The profile answers the questions of another pack.
        ProfileError: The pack has changed, and doesn't take an answer any more.
    """
    version = current_profile(store, client)
    see_pack(pack, version)
    return load_profile(pack, version.data if version else None, warn=warn)


def profile_versions(store: Store, client: Client) -> tuple[ProfileVersion, ...]:
    """Return all versions, oldest first."""
    rows = store.rows(
        "SELECT version, saved, pack, facts, note, eased FROM profiles WHERE client = ? ORDER BY version",
        client.id,
    )
    return tuple(
        ProfileVersion(number, saved, pack, json.loads(facts), note, tuple(json.loads(eased)))
        for number, saved, pack, facts, note, eased in rows
    )


def current_profile(store: Store, client: Client) -> ProfileVersion | None:
    """Return the latest version; None if nothing is known about the client."""
    versions = profile_versions(store, client)
    return versions[-1] if versions else None


def changes(before: ProfileVersion | None, after: ProfileVersion) -> tuple[tuple[str, Any, Any], ...]:
    """Return each fact that differs, with both answers as in a profile; None means unanswered."""
    old = before.facts if before else {}
    names = dict.fromkeys((*old, *after.facts))
    return tuple(
        (name, old.get(name), after.facts.get(name))
        for name in names
        if old.get(name) != after.facts.get(name)
    )


def plain_facts(pack: Pack, profile: Profile) -> dict[str, Any]:
    """Return a profile's answers, as in a JSON profile."""
    return {
        name: plain_value(pack.facts[name], value, pack.language) for name, value in profile.values.items()
    }


def _eased(pack: Pack, versions: tuple[ProfileVersion, ...], profile: Profile) -> Iterator[str]:
    """Yield the facts whose current answer can expire, and whose last known answer was one that never does.

    An answer that was withdrawn in between doesn't hide the earlier one.
    """
    if not pack.expiry:
        return
    for name in expiring(pack.expiry, profile):
        said = next((one.facts[name] for one in reversed(versions) if name in one.facts), None)
        if said is None:
            continue
        before = load_profile(pack, {name: said})
        if before.values and not expiring(pack.expiry, before):
            yield name
