"""Where things are: what Rekindle keeps on this computer, and in which files. It needs no open records."""

from __future__ import annotations

from pathlib import Path

from rekindle_core.caseload.whereabouts import find_places
from rekindle_core.installation.places import data_folder, from_home
from rekindle_core.installation.secret import NAME as SECRET
from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.screen import Screen, Visit


def show(visit: Visit) -> Page:
    """Show the places."""
    desk = visit.desk
    found = find_places(desk.store)
    places = {name: [_told(path) for path in paths] for name, paths in found.items()}
    return Page(
        "keeping/where.html",
        {"places": {**places, "practice": [_told(desk.practice)], "secret": [_told(data_folder() / SECRET)]}},
    )


def _told(path: Path) -> tuple[str, bool]:
    return from_home(path), path.exists()


SCREENS = (Screen("/where", show),)
