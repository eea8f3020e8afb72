"""Screen 1, Start: a sample, a sheet for tonight, or a client."""

from __future__ import annotations

from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit) -> Page:
    """Show what there is to do."""
    return Page("start.html", {"practice_known": visit.desk.practice.is_file()})


SCREENS = (Screen("/", show, at_once=True),)
