"""A roster to fill in: the columns that there are, and what each of them takes.

Input: a Pack. Output: CSV, as text. Must not know: where it is written; `workbook_template` has the workbook.

What people say in their own words has no column: it needs a person to read it before a program is made.
"""

from __future__ import annotations

import csv
import io

from rekindle_core.batch.roster.columns import spreadsheet_facts
from rekindle_core.batch.roster.escape import escaped
from rekindle_core.batch.roster.row import ID
from rekindle_core.content.model.condition import facts_of
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.profile.answer import how, offered

ID_SAYS = "What you call the client, such as K-14. It is in the file's name, so use a number or initials, never a name."
BLANK_SAYS = "Leave a cell blank if you don't know the answer."
_SEVERAL = "Separate several values with semicolons."


class Column(Frozen):
    """A column of a roster, explained.

    Attributes:
        name: Its name.
        ask: The question that it answers.
        values: The words that it takes, each with its meaning; empty if it takes others.
        how: How to fill it in.
        help: Why it is asked; may be empty.
        fact: The fact; None for the id.
    """

    name: str
    ask: str
    values: tuple[tuple[str, str], ...]
    how: str
    help: str
    fact: Fact | None = None


def columns(pack: Pack) -> tuple[Column, ...]:
    """Return the columns of a pack's roster, the id first."""
    facts = (pack.facts[name] for name in spreadsheet_facts(pack))
    return (
        Column(ID, "Which client is it?", (), "1 to 40 letters A to Z, digits, - and _", ID_SAYS),
        *(_column(pack, fact) for fact in facts if not _concerns_own_words(pack, fact)),
    )


def _concerns_own_words(pack: Pack, fact: Fact) -> bool:
    """Return whether a fact is someone's own words, or is only asked about them."""
    asked = facts_of(fact.asked_when) if fact.asked_when else ()
    return any(pack.facts[name].kind == "text" for name in (fact.name, *asked))


def _column(pack: Pack, fact: Fact) -> Column:
    words = (("yes", ""), ("no", "")) if fact.kind == "yes-no" else offered(pack, fact)
    declined = (Missing.DECLINED.value, "would rather not say")
    filled = how(pack, fact) + (f" {_SEVERAL}" if fact.kind == "choices" else "")
    return Column(fact.name, fact.ask, (*words, declined) if words else (), filled, fact.help, fact)


def template_csv(pack: Pack) -> str:
    """Return an empty roster: one line with the names of the columns."""
    return _csv([[column.name for column in columns(pack)]])


def explained_csv(pack: Pack) -> str:
    """Return what explains each column: its question, the values that it takes, and how to fill it in."""
    header = ["column", "question", "values", "how to fill it in", "why it is asked"]
    rows = (
        [one.name, one.ask, "; ".join(map(_valued, one.values)), one.how, one.help] for one in columns(pack)
    )
    return _csv([header, *rows])


def _valued(value: tuple[str, str]) -> str:
    word, meaning = value
    return f"{word} ({meaning})" if meaning else word


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([escaped(cell) for cell in row] for row in rows)
    # Excel takes UTF-8 without this mark for an older encoding.
    return f"\ufeff{text.getvalue()}"
