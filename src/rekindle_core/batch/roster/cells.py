"""Cells of a spreadsheet: from what someone typed to what a profile contains.

Input: a fact and a cell. Output: plain data for the reader of facts; what cannot be read stays as it is, to be
refused there with its place.
Must not know: rows, files, or what the facts are for.

People type into a spreadsheet as they type an answer, so a day may be in any clear order and a country may be a name.
Only numbers that stand for words of a list are not read: in a column of numbers nobody sees that they are words.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from rekindle_core.batch.roster.row import Cell
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.profile.answer import plain_answer

_MISSING = {item.value for item in Missing}
_DIGITS = re.compile(r"[\s\d.,;]+")
_BOOLEANS = {"true": "yes", "false": "no"}
_LISTED = ("choice", "choices", "pronouns", "yes-no")


def cell_value(pack: Pack, fact: Fact, cell: Cell) -> Any:
    """Return what a profile would contain for a cell; separate several values with `;`.

    Args:
        pack: The pack that declares the fact.
        fact: The fact that the column is named for.
        cell: Text, a number, a date, or true or false, and not empty.
    """
    text = as_text(cell)
    if fact.kind == "yes-no":
        # What a spreadsheet makes of a true and a false when it saves CSV.
        text = _BOOLEANS.get(text.casefold(), text)
    if text in fact.allowed or text in _MISSING:
        return text
    if fact.kind in ("name", "text"):
        return text
    if fact.kind in _LISTED and _DIGITS.fullmatch(text):
        return text
    return plain_answer(pack, fact, text)


def as_text(cell: Cell) -> str:
    """Return a cell as someone would have typed it.

    >>> as_text(3.0), as_text(True), as_text(dt.datetime(2027, 1, 4))
    ('3', 'yes', '2027-01-04')
    """
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date():
            return cell.isoformat()
        case _:
            return " ".join(str(cell).split())
