"""A sheet from what was chosen and answered: made, or held back with the reason.

Input: a pack, a sheet, the practice and the day. Output: a Document of the client's and one of the counselor's;
or what is held back, in words for the person who asked the questions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.document.nodes import Document
from rekindle_core.engine import make_handout
from rekindle_core.frozen import Frozen
from rekindle_core.handout.counselor import realise_handout_for_counselor
from rekindle_core.handout.giving import facts_behind
from rekindle_core.handout.realise import realise_handout
from rekindle_core.handout.shown import ItemWords
from rekindle_core.handout.value import Handout, WithheldError
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile
from rekindle_core.realisation.conflicts import deciding_conflicts
from rekindle_core.web.making.practice import Signed
from rekindle_core.web.questions.plain import deciding_answers, missing_answers, plain_condition
from rekindle_core.web.state.sheets import Sheet


class HeldItem(Frozen):
    """An item that isn't given on these answers.

    Attributes:
        words: What it is called, or says.
        answers: The answers that decide it, each with its question.
        missing: The questions without an answer that it waits for.
    """

    words: str
    answers: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


class HeldBack(Frozen):
    """That a sheet isn't made on these answers.

    Attributes:
        items: What is held back; nothing if the whole program is replaced for this client.
    """

    items: tuple[HeldItem, ...] = ()


class MadeSheet(Frozen):
    """A sheet that can be given.

    Attributes:
        handout: What is on it.
        profile: What was answered.
        lines: How many lines it begins with, that its reader checks first.
        whom: Items that are meant for some clients only: their words, and for whom.
        conflicts: Answers that don't fit together: what is to be asked, and how they are read until then.
    """

    handout: Handout
    profile: Profile
    lines: int
    whom: tuple[tuple[str, str], ...]
    conflicts: tuple[tuple[str, tuple[str, ...]], ...]


def questions(pack: Pack, items: tuple[str, ...]) -> tuple[Fact, ...]:
    """Return the questions behind a sheet: those that its gates need, and no other."""
    return facts_behind(pack, make_handout(pack, items))


def make_sheet(pack: Pack, words: ItemWords, sheet: Sheet, day: dt.date) -> MadeSheet | HeldBack:
    """Make a sheet.

    Args:
        pack: The pack.
        words: Words the pack's items.
        sheet: What was chosen and answered.
        day: The day.
    """
    profile = load_profile(pack, sheet.answers)
    try:
        handout = make_handout(pack, sheet.items, profile, date=day)
    except WithheldError as error:
        return HeldBack(
            tuple(
                HeldItem(
                    _called(words, one.item),
                    deciding_answers(pack, one.reason, profile),
                    missing_answers(pack, one.reason, profile),
                )
                for one in error.withheld
            )
        )
    check = handout.plan.front_check
    return MadeSheet(
        handout,
        profile,
        len(check.statements) if check else 0,
        tuple((_called(words, name), plain_condition(pack, needs)) for name, needs in handout.waived),
        tuple((one.says, one.reading) for one in deciding_conflicts(pack, handout.plan.reading, named=False)),
    )


def client_page(pack: Pack, made: MadeSheet, signed: Signed, *, on_screen: bool) -> Document:
    """Return the client's Document.

    Args:
        pack: The pack.
        made: The sheet.
        signed: From whom it is.
        on_screen: Whether it is only looked at, on this screen.

    Raises:
        ConfirmationError: A person has to decide first whether there may be a file.
    """
    return realise_handout(
        pack,
        made.handout,
        signed.practice,
        country=signed.country,
        own_lines=signed.help_lines,
        on_screen=on_screen,
    )


def counselor_page(pack: Pack, made: MadeSheet, signed: Signed) -> Document:
    """Return the Document for the counselor."""
    return realise_handout_for_counselor(pack, made.handout, signed.file)


def with_day(pack: Pack, answers: Mapping[str, Any], by: str, day: dt.date) -> Mapping[str, Any]:
    """Return answers with the day on which they were asked and who asked, where the pack has facts for these."""
    expiry = pack.expiry
    if not expiry or not set(expiry.answers) & set(answers):
        return answers
    asked_by = {expiry.asked_by: by} if expiry.asked_by and by else {}
    return {**answers, expiry.asked_on: day.isoformat(), **asked_by}


def country_of(made: MadeSheet, signed: Signed) -> str:
    """Return the client's country if it is known, else the practice's."""
    known = made.profile["country"]
    return signed.country if known is Missing.UNKNOWN else made.profile.text("country")


def _called(words: ItemWords, name: str) -> str:
    shown = words.shown(name)
    return shown.title or shown.words
