"""Screen 3, Practice: what pages show of it, saved where the command line finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rekindle_core.content.model.countries import COUNTRIES
from rekindle_core.content.reading.source import ReadError
from rekindle_core.document.practice import Logo
from rekindle_core.installation.places import from_home
from rekindle_core.practice.load import load_practice
from rekindle_core.practice.logo import MOST_BYTES, read_logo
from rekindle_core.practice.logo_error import LogoError
from rekindle_core.practice.write import read_practice_data
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.practice import save_practice, signed
from rekindle_core.web.making.practice_form import (
    LINE,
    MOST_LINES,
    TEXTS,
    Fault,
    find_faults,
    line_count,
    read_practice,
)
from rekindle_core.web.replies.reply import Goto, Page, Picture, Reply
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_FORM_BYTES = 100_000


def show(visit: Visit) -> Page:
    """Show the practice as it is."""
    return _shown(visit, saved=False)


def show_saved(visit: Visit) -> Page:
    """Show it, and that it was saved."""
    return _shown(visit, saved=True)


def take(visit: Visit, form: Form) -> Reply:
    """Save it; or show what was filled in again, with a logo to look at, another line, or what is wrong."""
    desk = visit.desk
    data, unreadable = _before(visit)
    data = read_practice(form, data)
    faults = [*_take_logo(visit, form), *find_faults(data)]
    if form.text("logo-off"):
        desk.logo = None
        data.pop("logo", None)
    lines = line_count(form)
    if form.text("more"):
        return _page(visit, data, (), min(lines + 1, MOST_LINES), unreadable=unreadable)
    if faults or form.text("look"):
        return _page(visit, data, faults, lines, unreadable=unreadable)
    save_practice(desk.practice, data, desk.logo)
    desk.logo = None
    return Goto("/practice/saved")


def logo(visit: Visit) -> Picture:
    """Return the logo that was chosen just now, or else the one that is saved."""
    found = visit.desk.logo
    if found is None:
        practice = signed(visit.desk.practice).practice
        found = practice.logo if practice else None
    if found is None:
        raise Refused(404, "not-found")
    return Picture(found.media_type, found.data)


def _take_logo(visit: Visit, form: Form) -> Sequence[Fault]:
    upload = form.files.get("logo")
    if not upload or not upload.data:
        return ()
    try:
        visit.desk.logo = read_logo(upload.data)
    except LogoError as error:
        return [Fault("logo", "Logo", f"{error.message} {error.hint[:1].upper()}{error.hint[1:]}")]
    return ()


def _before(visit: Visit) -> tuple[Mapping[str, Any], bool]:
    """Return what the practice's file says, and whether there is one that can't be read."""
    path = visit.desk.practice
    if not path.is_file():
        return {}, False
    try:
        return read_practice_data(path), False
    except ReadError:
        return {}, True


def _shown(visit: Visit, *, saved: bool) -> Page:
    visit.desk.logo = None
    data, unreadable = _before(visit)
    return _page(visit, data, (), len(data.get("help_lines", ())) or 1, saved=saved, unreadable=unreadable)


def _page(
    visit: Visit,
    data: Mapping[str, Any],
    faults: Sequence[Fault],
    lines: int,
    *,
    saved: bool = False,
    unreadable: bool = False,
) -> Page:
    path = visit.desk.practice
    warnings: list[str] = []
    if saved:
        load_practice(path, warn=warnings.append)
    written = data.get("help_lines", ())
    values = {
        "data": {key: str(data.get(key, "")) for key in (*TEXTS, "accent", "paper", "country")},
        "lines": [
            {part: str((written[n] if n < len(written) else {}).get(part, "")) for part in LINE}
            for n in range(max(lines, len(written)))
        ],
        "most_lines": MOST_LINES,
        "faults": [(fault.field, fault.label, fault.says) for fault in faults],
        "wrong": {fault.field: fault.says for fault in faults},
        "countries": sorted(COUNTRIES.items(), key=lambda country: country[1]),
        "logo": _logo_state(visit, data),
        "place": from_home(path),
        "saved": saved,
        "warnings": warnings,
        "unreadable": unreadable,
    }
    return Page("practice.html", values, 422 if faults else 200)


def _logo_state(visit: Visit, data: Mapping[str, Any]) -> str:
    """Return which logo there is to look at: one that isn't saved yet, one that is, or none."""
    if visit.desk.logo:
        return "new"
    return "saved" if "logo" in data and isinstance(_saved_logo(visit), Logo) else ""


def _saved_logo(visit: Visit) -> Logo | None:
    practice = signed(visit.desk.practice).practice
    return practice.logo if practice else None


SCREENS = (
    Screen("/practice", show, take, most_bytes=MOST_BYTES + _FORM_BYTES),
    Screen("/practice/saved", show_saved),
    Screen("/practice/logo", logo),
)
