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
from rekindle_core.web.screens.program import asking as program_asking
from rekindle_core.web.screens.program import checking, giving, result
from rekindle_core.web.screens.records import beginning, client, clients, opening

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
    *client.SCREENS,
    *checking.SCREENS,
    *program_asking.SCREENS,
    *result.SCREENS,
    *giving.SCREENS,
    *presence.SCREENS,
    *ending.SCREENS,
)
