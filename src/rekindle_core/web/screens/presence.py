"""What the script of a page asks by itself: how long until it locks, and that someone is still there. And the lock."""

from __future__ import annotations

from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Goto, Nothing, Page
from rekindle_core.web.screens.screen import Screen, Visit


def left(visit: Visit) -> Nothing:
    """Say how many seconds are left until it locks; nothing if nothing private is open."""
    locking = visit.desk.locking
    return Nothing(str(int(locking.left())) if locking.active else "")


def stay(visit: Visit, form: Form) -> Nothing:
    """Note that someone is there; that this was asked is the sign."""
    return left(visit)


def lock(visit: Visit, form: Form) -> Goto:
    """Lock now."""
    visit.desk.locking.lock()
    return Goto("/locked")


def locked(visit: Visit) -> Page:
    """Say that it is locked."""
    return Page("locked.html", {"minutes": int(visit.desk.locking.after // 60)})


SCREENS = (
    Screen("/here", left, at_once=True, counts=False),
    Screen("/stay", take=stay, at_once=True),
    Screen("/lock", take=lock),
    Screen("/locked", locked, at_once=True, counts=False),
)
