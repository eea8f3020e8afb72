"""The parts around the steps, and help lines: program.yaml and helplines.yaml."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from rekindle_core.content.building.options import build_options
from rekindle_core.content.building.units import (
    build_date,
    build_frame_part,
    build_moment,
    build_rating,
    build_wordings,
)
from rekindle_core.content.model.pack import Frame, HandoutWords, LookBackWords, SelfCheckWords
from rekindle_core.content.model.reference import Country, HelpDirectory, Service
from rekindle_core.content.model.step import ChoicesSpec
from rekindle_core.content.reading.cursor import Cursor

_WORD = re.compile(r"\w+")


def build_frame(at: Cursor) -> Frame:
    """Return the parts around the steps."""
    words = at["self_checks"]
    return Frame(
        opening=build_frame_part(at["opening"]),
        self_checks=SelfCheckWords(
            title=words.line("title", fixed=True),
            text=words.prose("text", fixed=True),
            replace_program=words.line("replace_program", fixed=True),
            replace_steps=words.line("replace_steps", fixed=True),
            remove_tags=words.line("remove_tags", fixed=True),
            confirm=words.line("confirm", fixed=True),
        ),
        alternatives=build_frame_part(at["alternatives"]),
        closing=build_frame_part(at["closing"]),
        settles=tuple(build_moment(item) for item in at.each("settles")),
        actions=tuple(build_moment(item) for item in at.each("actions")),
        closes=tuple(build_moment(item) for item in at.each("closes")),
        ratings=tuple(build_rating(item) for item in at.each("ratings")),
        handout=_handout(at["handout"]) if "handout" in at else None,
        look_back=_look_back(at["look_back"]) if "look_back" in at else None,
    )


def _handout(at: Cursor) -> HandoutWords:
    return HandoutWords(
        check=at.line("check", fixed=True),
        title=at.line("title", fixed=True),
        stop=build_wordings(at, "stop", "handout"),
    )


def _look_back(at: Cursor) -> LookBackWords:
    return LookBackWords(
        text=at.prose("text", fixed=True),
        response=ChoicesSpec(build_options(at, "options"), many=False),
        quoted_when=at.condition("quoted_when"),
    )


def build_help(at: Cursor) -> HelpDirectory:
    """Return the help lines."""
    kinds = {name: item.line_here(fixed=True) for name, item in at.entries("kinds")}
    general = at["general"]
    return HelpDirectory(
        title=at.line("title", fixed=True),
        lead=at.prose("lead", fixed=True),
        caution=at.line("caution", fixed=True),
        countries_lead=at.prose("countries_lead", fixed=True),
        kinds=kinds,
        general_title=general.line("title", fixed=True),
        general=tuple(_service(item, kinds) for item in general.each("lines")),
        countries={
            code: Country(
                item.value("name"),
                tuple(item.value("emergency")),
                tuple(_service(line, kinds) for line in item.each("lines")),
            )
            for code, item in at.entries("countries")
        },
    )


def _service(at: Cursor, kinds: Mapping[str, object]) -> Service:
    dates = {key: _day(at, key) for key in ("source_date", "read_on")}
    _see_region(at)
    return Service(
        id=at.id(),
        kind=at["kind"].one_of(kinds, "unknown-kind", "kind of help line"),
        name=at.value("name"),
        serves=at.value("serves"),
        source=at.value("source"),
        **dates,
        number=at.value("number"),
        hours=at.value("hours"),
        region=at.value("region"),
        web=at.value("web"),
    )


def _day(at: Cursor, key: str) -> dt.date | None:
    if key not in at:
        return None
    day = build_date(at, key)
    if day > dt.date(2200, 1, 1):
        at[key].fault("bad-date", f"“{day}” is far in the future.", "write a day such as 2027-01-31.")
    return day


def _see_region(at: Cursor) -> None:
    """Record a fault if a line's `serves` also names its region, because the page would print it twice."""
    serves, region = str(at.value("serves", "")), str(at.value("region", ""))
    # The first word is capitalized in any case.
    names = [word for word in _WORD.findall(region)[1:] if word[0].isupper()]
    if again := [name for name in names if name in _WORD.findall(serves)]:
        message = f"“serves” names {again[0]}, and so does “region”: the page shows both, one after another."
        at["serves"].fault(
            "repeated-region", message, "put the people it serves in serves, and the place in region."
        )
