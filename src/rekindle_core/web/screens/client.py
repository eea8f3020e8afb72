"""What leads to a client's program: the page that says how to make one."""

from __future__ import annotations

from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit) -> Page:
    """Say what programs for a client are, and how they are made."""
    return Page("client.html")


SCREENS = (Screen("/client", show, at_once=True),)
