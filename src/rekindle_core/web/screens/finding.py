"""Screen 2, the first half: looking for something to put on tonight's sheet."""

from __future__ import annotations

from rekindle_core.frozen import replace
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.catalogue import KINDS, LEVELS, Catalogue
from rekindle_core.web.replies.reply import Goto, Page
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.state.sheets import Search, Sheet

MINUTES = (5, 10, 15, 20, 30)


def begin(visit: Visit) -> Goto:
    """Continue the sheet that was changed last, or with a new one."""
    sheets = visit.desk.sheets
    return Goto(f"/sheets/{sheets.latest() or sheets.new()}/find")


def begin_anew(visit: Visit, form: Form) -> Goto:
    """Begin another sheet; those before keep their addresses."""
    return Goto(f"/sheets/{visit.desk.sheets.new()}/find")


def show(visit: Visit) -> Page:
    """Show what is found."""
    name = visit.names["sheet"]
    sheet, catalogue = visit.desk.sheets.get(name), visit.desk.content.of_pack(Catalogue)
    found = catalogue.find(sheet.search)
    choices = {
        "kinds": KINDS,
        "steps": catalogue.steps,
        "techniques": catalogue.techniques,
        "times": [(number, f"{number} minutes at most") for number in MINUTES],
        "depths": [(number, _depth(number)) for number in LEVELS],
    }
    language = visit.desk.content.pack.language
    return Page(
        "find.html",
        {
            "sheet": name,
            "search": sheet.search,
            "narrowed": sheet.search != Search(page=sheet.search.page),
            "found": found,
            "chosen": sheet.items,
            "language": language,
            **choices,
        },
    )


def take(visit: Visit, form: Form) -> Goto:
    """Look for something else, turn the page, or put something on the sheet."""
    name = visit.names["sheet"]
    sheets, catalogue = visit.desk.sheets, visit.desk.content.of_pack(Catalogue)
    sheet = sheets.get(name)
    if item := form.text("add"):
        if catalogue.holds(item) and item not in sheet.items:
            sheets.keep(name, replace(sheet, items=(*sheet.items, item), checked=False))
        return Goto(f"/sheets/{name}")
    sheets.keep(name, replace(sheet, search=_search(sheet, form)))
    return Goto(f"/sheets/{name}/find#found")


def _depth(number: int) -> str:
    words = LEVELS[number]
    return f"{words[:1].upper()}{words[1:]}{'' if number == min(LEVELS) else ', or less'}"


def _search(sheet: Sheet, form: Form) -> Search:
    if page := form.text("page"):
        return replace(sheet.search, page=_number(page))
    if form.text("all"):
        return Search()
    if form.text("widen"):
        return Search(words=sheet.search.words)
    return Search(
        words=form.text("words")[:200],
        kind=form.text("kind"),
        step=form.text("step"),
        technique=form.text("technique"),
        minutes=_number(form.text("minutes")),
        level=_number(form.text("level")),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


SCREENS = (
    Screen("/sheets", begin, begin_anew),
    Screen("/sheets/{sheet}/find", show, take),
)
