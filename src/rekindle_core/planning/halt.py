"""Whether a person has to look at the reader's own words before a program is made.

Input: a Pack, a Plan, and the confirmed names. Output: an error for the stops that nobody has confirmed.
Must not know: what the words are about. Its messages never quote the reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from rekindle_core.content.model.pack import Pack
from rekindle_core.errors import ConfirmationError, UsageError
from rekindle_core.planning.plan import Plan
from rekindle_core.profile.stopped import Halt


def see_confirmed(pack: Pack, plan: Plan, confirmed: Collection[str]) -> None:
    """Check that a person has asked about every stop that holds, and gives the date.

    Args:
        pack: The pack of the plan.
        plan: The plan.
        confirmed: The confirmed names. A stop is confirmed by its name and the date, `own-words=2027-01-03`.

    Raises:
        ConfirmationError: Someone has to ask first, or asked too long ago. The error says what to look at,
            and quotes nothing.
        UsageError: A stop is confirmed with something other than a date.
    """
    days = _days(pack, confirmed)
    for halt in plan.halts:
        name, day = halt.stop.id, days.get(halt.stop.id)
        if day and not (wrong := _out_of_range(pack, plan, day)):
            continue
        message = halt_sentence(halt)
        if day:
            message = f"You asked on {day}, which {wrong}. {message}"
        # There is no date to copy: only the person who asked knows it.
        hint = f"once you have asked, add the date: --confirm {name}=YYYY-MM-DD."
        raise ConfirmationError(message, name=name, hint=hint, dated=True)


def halt_sentence(halt: Halt) -> str:
    """Return what a person has to look at, and why; the reader is not quoted."""
    return f"Someone has to read {' and '.join(halt.facts)} first. {halt.stop.says}"


def _days(pack: Pack, confirmed: Collection[str]) -> dict[str, dt.date]:
    """Return the latest date on which someone asked, for each stop that is confirmed with one."""
    days: dict[str, dt.date] = {}
    for name, _, written in (word.partition("=") for word in sorted(confirmed)):
        if written and name in {stop.id for stop in pack.stops}:
            try:
                day = dt.date.fromisoformat(written)
            except ValueError:
                hint = f"write the day on which you asked, such as --confirm {name}=2027-01-03."
                raise UsageError(f"“{written}” is not a date.", code="bad-date", hint=hint) from None
            days[name] = max(day, days.get(name, day))
    return days


def _out_of_range(pack: Pack, plan: Plan, day: dt.date) -> str:
    """Return what is wrong with a date on which someone asked; empty if it is valid."""
    if day > plan.date:
        return f"is after the program's date, {plan.date}"
    if pack.expiry and (plan.date - day).days > pack.expiry.after_days:
        return f"is more than {pack.expiry.after_days} days before the program's date, {plan.date}"
    return ""
