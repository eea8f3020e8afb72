"""Telling anyone who makes or checks a program when the questions were asked whose answers expire."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rekindle_core.cli.terminal.messages import tell

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.profile.current import Asked


def tell_asked(pack: Pack, asked: Asked | None, date: dt.date) -> None:
    """Tell on stderr that answers count as unknown, or that nobody knows how old they are; else nothing.

    Args:
        pack: The pack.
        asked: What was found in the profile.
        date: The day of the program.
    """
    from rekindle_core.making.remarks import asked_remarks

    tell(asked_remarks(pack, asked, date))
