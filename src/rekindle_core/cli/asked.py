"""Reporting when the questions whose answers expire were asked, to anyone who makes or checks a program."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rekindle_core.cli.terminal.messages import tell

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.profile.current import Asked


def tell_asked(pack: Pack, asked: Asked | None, date: dt.date) -> None:
    """Print a note on stderr if answers count as unknown, or if their age is unknown.

    Args:
        pack: The pack.
        asked: The result for the profile.
        date: The program's date.
    """
    from rekindle_core.making.remarks import asked_remarks

    tell(asked_remarks(pack, asked, date))
