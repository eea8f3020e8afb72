"""A finding of an audit: a claim about all profiles, and one profile that shows it.

Must not know: where files are; `places` turns a Place into a line and a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from rekindle_core.frozen import Frozen


class Place(Frozen):
    """What a finding is about: something with an id, a fact, a phrase, an assumption, or a rule of pack.yaml.

    `key` names one of its keys, if that is meant.
    """

    kind: Literal["id", "fact", "phrases", "phrase", "reorder", "gentle", "program", "help", "assumption"]
    name: str = ""
    index: int = 0
    key: str = ""


class Finding(Frozen):
    """Something that is true for some profile, or for all.

    Attributes:
        code: Its kind, with a section in docs/reference/errors.md.
        place: What it is about.
        message: The finding.
        hint: What to do.
        example: A minimal profile that shows it, as in a file.
    """

    code: str
    place: Place
    message: str
    hint: str
    example: Mapping[str, Any]
