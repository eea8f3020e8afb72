"""What was noted about a client, and when it changed: each version of the profile, with the notes."""

from __future__ import annotations

from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.profiles import ProfileVersion, changes, profile_versions
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.frozen import Frozen
from rekindle_core.web.questions.answered import answered, asked
from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.changing import home_of
from rekindle_core.web.screens.opened import showing_client
from rekindle_core.web.screens.screen import Screen, Visit


class Change(Frozen):
    """An answer that changed: the question, both answers, and whether it is about safety and is a "no" now."""

    ask: str
    before: str
    after: str
    eased: bool


class Step(Frozen):
    """A version: when it was saved, the note, and what changed in it."""

    saved: str
    note: str
    first: bool
    changes: tuple[Change, ...]


def show(visit: Visit, store: Store, client: Client) -> Page:
    """Show the versions, the latest first."""
    pack = visit.desk.content.pack
    versions = profile_versions(store, client)
    before: tuple[ProfileVersion | None, ...] = (None, *versions)
    steps = [_step(pack, old, new) for old, new in zip(before, versions, strict=False)]
    values = {"client": client, "home": home_of(visit), "steps": steps[::-1], "language": pack.language}
    return Page("visits/history.html", values)


def _step(pack: Pack, old: ProfileVersion | None, new: ProfileVersion) -> Step:
    found = tuple(
        Change(
            asked(pack, name), answered(pack, name, before), answered(pack, name, after), name in new.eased
        )
        for name, before, after in changes(old, new)
    )
    return Step(new.saved, new.note, old is None, found)


SCREENS = (Screen("/clients/{client}/history", showing_client(show)),)
