"""Screen 2, between its halves: the questions behind a sheet. The result is shown only once all are checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rekindle_core.content.model.facts import Fact, by_section
from rekindle_core.frozen import replace
from rekindle_core.web.forms.form import Form
from rekindle_core.web.making.sheets import questions, with_day
from rekindle_core.web.questions.asking import Question, question
from rekindle_core.web.questions.reading import read_answers
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.security.refused import Refused

_BY = "asked-by"
_HELD = "the answers behind tonight's sheets"


def show(visit: Visit) -> Page:
    """Ask."""
    facts, answers = _facts(visit), visit.desk.sheets.get(visit.names["sheet"]).answers
    return _page(visit, facts, answers, {}, _asked_by(visit, answers))


def take(visit: Visit, form: Form) -> Reply:
    """Check the answers, or forget them."""
    desk, name = visit.desk, visit.names["sheet"]
    facts, sheet = _facts(visit), desk.sheets.get(name)
    if form.text("forget"):
        desk.sheets.keep(name, replace(sheet, answers={}, checked=False))
        return Goto(f"/sheets/{name}")
    filled = read_answers(desk.content.pack, facts, form)
    by = form.text(_BY)[:80]
    if filled.faults:
        return _page(visit, facts, {**filled.answers, **filled.typed}, filled.faults, by)
    answers = with_day(desk.content.pack, filled.answers, by, desk.today())
    desk.sheets.keep(name, replace(sheet, answers=answers, checked=bool(answers)))
    if answers:
        desk.locking.hold(_HELD, desk.sheets.forget_answers)
    return Goto(f"/sheets/{name}")


def _facts(visit: Visit) -> Sequence[Fact]:
    sheet = visit.desk.sheets.get(visit.names["sheet"])
    if not sheet.items:
        raise Refused(404, "ended")
    return questions(visit.desk.content.pack, sheet.items)


def _page(
    visit: Visit, facts: Sequence[Fact], answers: Mapping[str, Any], faults: Mapping[str, str], by: str
) -> Page:
    pack = visit.desk.content.pack
    sections: dict[str, list[Question]] = {
        title: [question(pack, fact, answers, faults.get(fact.name, "")) for fact in each]
        for title, each in by_section(facts).items()
    }
    wrong = [(one.name, one.ask, one.fault) for each in sections.values() for one in each if one.fault]
    values = {
        "sheet": visit.names["sheet"],
        "sections": sections,
        "faults": wrong,
        "asks_by": bool(pack.expiry and pack.expiry.asked_by),
        "by": by,
        "language": pack.language,
    }
    return Page("ask.html", values, 422 if wrong else 200)


def _asked_by(visit: Visit, answers: Mapping[str, Any]) -> str:
    expiry = visit.desk.content.pack.expiry
    return str(answers.get(expiry.asked_by, "")) if expiry and expiry.asked_by else ""


SCREENS = (Screen("/sheets/{sheet}/ask", show, take),)
