"""What a screen returns, as values. Must not know: how a response is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import field

from rekindle_core.frozen import Frozen


class Page(Frozen):
    """A page of ours.

    Attributes:
        template: The name of its template.
        values: What the template is filled in with. It escapes whatever it is given.
        status: The status of the response: 422 for a form that can't be taken as it is.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


class Goto(Frozen):
    """Where to go next, as after every form: so that nothing is done twice when a page is loaded again."""

    path: str


class Download(Frozen):
    """A file to save. Its name says nothing about anyone."""

    name: str
    media_type: str
    data: bytes


class Preview(Frozen):
    """A page of a format's, to be looked at in a frame, apart from ours."""

    data: bytes


class Picture(Frozen):
    """A picture to be shown on one of our pages."""

    media_type: str
    data: bytes


class Nothing(Frozen):
    """That it was heard; for a script of ours. `said` is all that it is told."""

    said: str = ""


Reply: TypeAlias = Page | Goto | Download | Preview | Picture | Nothing
