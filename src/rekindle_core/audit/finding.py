"""What an audit finds: a claim about all profiles, and one that shows it.

Must not know: where files are; `places` turns a Place into a line and a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from rekindle_core.frozen import Frozen


class Place(Frozen):
    """What a finding is about: something with an id, a fact, a phrase, an assumption, or a rule of pack.yaml.

    `key` is the key of it that is meant, if it is there.
    """

    kind: Literal["id", "fact", "phrases", "phrase", "reorder", "gentle", "program", "help", "assumption"]
    name: str = ""
    index: int = 0
    key: str = ""


class Finding(Frozen):
    """Something that is so for some profile, or for all.

    Attributes:
        code: Its kind, with a section in docs/reference/errors.md.
        place: What it is about.
        message: What is so.
        hint: What to do.
        example: A smallest profile that shows it, as a file would give it.
    """

    code: str
    place: Place
    message: str
    hint: str
    example: Mapping[str, Any]
