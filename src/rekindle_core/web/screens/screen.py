"""What a screen is: a path, and what is done when it is looked at or a form of it is sent.

A screen's functions are plain: from a visit, and perhaps a form, to a reply. They run one at a time, in the worker.
They are behind the door: who has no session doesn't get here, nor does a form without its token.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec import field

from rekindle_core.frozen import Frozen
from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Reply
from rekindle_core.web.security.entry import Session
from rekindle_core.web.state.desk import Desk


class Visit(Frozen):
    """Someone's looking at a screen.

    Attributes:
        desk: What the server holds.
        session: Who is there.
        names: What the path has in place of its names, such as `{sheet}`. It names a thing in memory, never a file.
        path: The path itself.
    """

    desk: Desk
    session: Session
    names: Mapping[str, str] = field(default_factory=dict)
    path: str = "/"


Show: TypeAlias = Callable[[Visit], Reply]
Take: TypeAlias = Callable[[Visit, Form], Reply]


class Screen(Frozen):
    """A screen, or something that belongs to one.

    Attributes:
        path: Its path, with names in braces.
        show: What is returned to someone who looks; None if it can only be sent to.
        take: What is done with a form; None if it has none.
        most_bytes: How many bytes its form may have.
        at_once: Whether it is answered without waiting for the worker. It must not touch the engine or a store.
        counts: Whether looking at it is a sign that someone is there; what a script asks for by itself is none.
    """

    path: str
    show: Show | None = None
    take: Take | None = None
    most_bytes: int = 200_000
    at_once: bool = False
    counts: bool = True
