"""The screens, in the order in which people meet them. To add one, write its module and add it here."""

from __future__ import annotations

from rekindle_core.web.screens import (
    asking,
    ending,
    finding,
    practice,
    presence,
    sample,
    sheet,
    start,
)
from rekindle_core.web.screens.keeping import copy, erasing, passphrase, record, restoring, where, whole
from rekindle_core.web.screens.program import asking as program_asking
from rekindle_core.web.screens.program import checking, giving, result
from rekindle_core.web.screens.records import beginning, client, clients, opening
from rekindle_core.web.screens.visits import answers, given, history, progress

SCREENS = (
    *start.SCREENS,
    *sample.SCREENS,
    *finding.SCREENS,
    *asking.SCREENS,
    *sheet.SCREENS,
    *practice.SCREENS,
    *beginning.SCREENS,
    *opening.SCREENS,
    *clients.SCREENS,
    *whole.SCREENS,
    *restoring.SCREENS,
    *passphrase.SCREENS,
    *where.SCREENS,
    # Their paths name a client where those before have a word.
    *erasing.SCREENS,
    *client.SCREENS,
    *given.SCREENS,
    *answers.SCREENS,
    *progress.SCREENS,
    *history.SCREENS,
    *copy.SCREENS,
    *record.SCREENS,
    *checking.SCREENS,
    *program_asking.SCREENS,
    *result.SCREENS,
    *giving.SCREENS,
    *presence.SCREENS,
    *ending.SCREENS,
)
