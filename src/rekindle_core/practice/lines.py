"""A practice's own help lines, and the dates on which someone there checked a line.

Input: a practice.yaml with a valid structure. Output: lines as nodes, and checks by the lines' ids. Must
not know: which lines a pack has, except to find checks of unknown lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rekindle_core.content.reading.source import KeyPath, Source
from rekindle_core.diagnostics import Diagnostic, did_you_mean
from rekindle_core.document.nodes import Datum, HelpLine
from rekindle_core.frozen import Frozen
from rekindle_core.profile.clean import clean_text


class LineCheck(Frozen):
    """A check of a help line by someone at the practice: the date and, if known, the person."""

    on: dt.date
    by: str = ""


def read_lines(
    source: Source, faults: list[Diagnostic]
) -> tuple[tuple[HelpLine, ...], Mapping[str, LineCheck]]:
    """Return a practice's own help lines, and when each line was checked.

    Args:
        source: The file.
        faults: Faults are added here.
    """
    lines: list[HelpLine] = []
    checked: dict[str, LineCheck] = {}
    for number, said in enumerate(source.data.get("help_lines", ())):
        line = _line(f"practice-line-{number + 1}", said)
        lines.append(line)
        if "checked_on" in said:
            day = _day(source, ("help_lines", number, "checked_on"), said["checked_on"], faults)
            checked[line.id] = LineCheck(day, clean_text(said.get("checked_by", "")))
    for name, said in source.data.get("checked", {}).items():
        day = _day(source, ("checked", name, "checked_on"), said["checked_on"], faults)
        checked[name] = LineCheck(day, clean_text(said.get("checked_by", "")))
    return tuple(lines), checked


def unknown_checks(
    checked: Mapping[str, LineCheck], own_lines: Iterable[HelpLine], known: Iterable[str]
) -> Iterator[str]:
    """Yield a sentence for each check of an unknown line.

    Args:
        checked: The checks.
        own_lines: The practice's own lines.
        known: The ids of the pack's lines.
    """
    own, names = {line.id for line in own_lines}, list(known)
    for name in checked:
        if name not in own and name not in names:
            hint = did_you_mean(name, names)
            more = f" Did you mean {hint.removeprefix('did you mean ')}" if hint else ""
            yield f"practice.yaml says when “{name}” was checked, but the pack has no such help line.{more}"


def _line(name: str, said: Mapping[str, Any]) -> HelpLine:
    def text(key: str) -> str:
        return clean_text(said.get(key, ""))

    return HelpLine(
        id=name,
        name=text("name"),
        number=text("number"),
        serves=text("serves"),
        hours=text("hours"),
        web=text("web"),
        # Typed by the practice, so its spelling is never changed.
        purpose=(Datum(text("purpose"), "practice"),) if "purpose" in said else (),
    )


def _day(source: Source, path: KeyPath, written: str, faults: list[Diagnostic]) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        message = f"“{written}” is not a valid date."
        faults.append(Diagnostic(source.position(path), "bad-date", message, "write it as 2026-01-31."))
        return dt.date.min
