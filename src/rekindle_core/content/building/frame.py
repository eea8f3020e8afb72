"""What frames a program, and where help is to be had: program.yaml and helplines.yaml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rekindle_core.content.building.units import build_date, build_frame_part, build_moment, build_rating
from rekindle_core.content.model.pack import Frame, SelfCheckWords
from rekindle_core.content.model.reference import Country, HelpDirectory, Service
from rekindle_core.content.reading.cursor import Cursor


def build_frame(at: Cursor) -> Frame:
    """Return what frames the steps."""
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
    )


def build_help(at: Cursor) -> HelpDirectory:
    """Return the help lines."""
    kinds = {name: item.line_here(fixed=True) for name, item in at.entries("kinds")}
    general = at["general"]
    return HelpDirectory(
        title=at.line("title", fixed=True),
        lead=at.prose("lead", fixed=True),
        caution=at.line("caution", fixed=True),
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
    verified = build_date(at, "verified")
    if verified > dt.date(2200, 1, 1):
        at["verified"].fault("bad-date", f"“{verified}” is far in the future.")
    return Service(
        id=at.id(),
        kind=at["kind"].one_of(kinds, "unknown-kind", "kind of help line"),
        name=at.value("name"),
        serves=at.value("serves"),
        source=at.value("source"),
        verified=verified,
        number=at.value("number"),
        hours=at.value("hours"),
        region=at.value("region"),
        web=at.value("web"),
    )
