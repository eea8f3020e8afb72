"""Screen 2, the second half: tonight's sheet, as it is looked at, saved and printed."""

from __future__ import annotations

from rekindle_core.errors import ConfirmationError
from rekindle_core.frozen import replace
from rekindle_core.handout.shown import ItemWords
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.catalogue import Catalogue
from rekindle_core.web.making.files import pdf, preview
from rekindle_core.web.making.help_lines import whom_to_call
from rekindle_core.web.making.practice import Signed, signed
from rekindle_core.web.making.sheets import (
    HeldBack,
    MadeSheet,
    client_page,
    counselor_page,
    country_of,
    make_sheet,
    questions,
)
from rekindle_core.web.replies.reply import Download, Goto, Page, Preview, Reply
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused


def show(visit: Visit) -> Reply:
    """Show the sheet, or what is held back."""
    desk, name = visit.desk, visit.names["sheet"]
    sheet, pack = desk.sheets.get(name), desk.content.pack
    if not sheet.items:
        return Goto(f"/sheets/{name}/find")
    made, by = make_sheet(pack, desk.content.of_pack(ItemWords), sheet, desk.today()), signed(desk.practice)
    values = {
        "sheet": name,
        "entries": desk.content.of_pack(Catalogue).entries(sheet.items),
        "checked": sheet.checked,
        "asks": bool(questions(pack, sheet.items)),
        "made": made if isinstance(made, MadeSheet) else None,
        "held": made if isinstance(made, HeldBack) else None,
        "by": by,
        "day": desk.today(),
        "asked_by": _asked_by(visit),
        "call": whom_to_call(pack, by) if isinstance(made, HeldBack) else None,
        "language": pack.language,
    }
    return Page("sheet.html", values)


def take(visit: Visit, form: Form) -> Goto:
    """Take something off the sheet."""
    name = visit.names["sheet"]
    sheet = visit.desk.sheets.get(name)
    items = tuple(item for item in sheet.items if item != form.text("remove"))
    visit.desk.sheets.keep(name, replace(sheet, items=items))
    return Goto(f"/sheets/{name}" if items else f"/sheets/{name}/find")


def look(visit: Visit) -> Preview:
    """Return the page in the frame."""
    made, by = _made(visit)
    content = visit.desk.content
    document = client_page(content.pack, made, by, on_screen=True)
    return Preview(preview(document, content.plugins))


def save(visit: Visit) -> Reply:
    """Return the client's PDF."""
    made, by = _made(visit)
    content = visit.desk.content
    try:
        document = client_page(content.pack, made, by, on_screen=False)
    except ConfirmationError as error:
        return Page("trouble.html", {"message": error.message, "hint": ""}, 409)
    data = pdf(document, content.plugins, country_of(made, by))
    return Download(f"handout-{document.program_id}.pdf", "application/pdf", data)


def save_for_counselor(visit: Visit) -> Download:
    """Return the PDF for the counselor."""
    made, by = _made(visit)
    content = visit.desk.content
    document = counselor_page(content.pack, made, by)
    data = pdf(document, content.plugins, by.country)
    return Download(f"handout-{document.program_id}-counselor.pdf", "application/pdf", data)


def _made(visit: Visit) -> tuple[MadeSheet, Signed]:
    desk = visit.desk
    sheet = desk.sheets.get(visit.names["sheet"])
    if not sheet.items:
        raise Refused(404, "ended")
    made = make_sheet(desk.content.pack, desk.content.of_pack(ItemWords), sheet, desk.today())
    if isinstance(made, HeldBack):
        raise Refused(404, "not-found")
    return made, signed(desk.practice)


def _asked_by(visit: Visit) -> str:
    expiry = visit.desk.content.pack.expiry
    answers = visit.desk.sheets.get(visit.names["sheet"]).answers
    return str(answers.get(expiry.asked_by, "")) if expiry and expiry.asked_by else ""


SCREENS = (
    Screen("/sheets/{sheet}", show, take),
    Screen("/sheets/{sheet}/look", look),
    Screen("/sheets/{sheet}/pdf", save),
    Screen("/sheets/{sheet}/pdf-for-you", save_for_counselor),
)
