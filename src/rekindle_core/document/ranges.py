"""Bounded numbers, and dates in one form: the limits for fields in the JSON form of a Document.

The reader of the JSON form and its schema are both derived from these. No program needs more, and no file can
make a renderer draw two billion points.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeAlias

from msgspec import Meta

Day: TypeAlias = Annotated[dt.date, Meta(extra_json_schema={"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]
"""A date in the Gregorian calendar."""

Rows: TypeAlias = Annotated[int, Meta(ge=1, le=200)]
"""Lines to write on."""

Point: TypeAlias = Annotated[int, Meta(ge=-100, le=100)]
"""An end of a scale."""

Count: TypeAlias = Annotated[int, Meta(ge=1, le=100_000)]
"""The number of a session or a prompt, counted from 1."""

Minutes: TypeAlias = Annotated[int, Meta(ge=0, le=1_440)]
"""Minutes of one day."""

Level: TypeAlias = Annotated[int, Meta(ge=1, le=3)]
"""How demanding a prompt is."""

Aspect: TypeAlias = Annotated[float, Meta(ge=0.01, le=100)]
"""The width of an image divided by its height."""
