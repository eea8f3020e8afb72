"""Inlines: the pieces that a line of text is made of.

Goes out: a closed union, `Inline`. Nothing here is markup: each renderer escapes text where it writes it.
Must not know: the blocks or labels that a line is in.
"""

from __future__ import annotations

from typing import TypeAlias

from rekindle_core.document.node import Node as _Node


class Text(_Node):
    """Words of the pack, as they are to be read."""

    text: str


class Datum(_Node):
    """Words that someone typed into a profile, such as a name.

    Data for ever: it may hold any character but controls, in any script and direction. A renderer
    escapes it like other text, and keeps its direction from spilling into its surroundings
    (`<bdi>` in HTML). `fact` says which fact the words came from, for error messages. `quoted` says that they are
    sentences of the reader's own, which no mail repeats, and not what someone is called.
    """

    text: str
    fact: str
    quoted: bool = False


class Emphasis(_Node):
    """Stressed words."""

    children: Inlines


class Strong(_Node):
    """Important words."""

    children: Inlines


class Code(_Node):
    """Characters to be taken literally, shown in a fixed-width face where there is one."""

    text: str


class Link(_Node):
    """A link to a web, mail or telephone address (`https:`, `mailto:` or `tel:`; nothing else is made)."""

    url: str
    children: Inlines


class Reference(_Node):
    """A pointer to a Section of the same Document, by its `id`; `children` are its title."""

    target: str
    children: Inlines


class LineBreak(_Node):
    """A line break that the author meant."""


Inline: TypeAlias = Text | Datum | Emphasis | Strong | Code | Link | Reference | LineBreak
"""A piece of a line of text."""

Inlines: TypeAlias = tuple[Inline, ...]
"""A line of text, in its pieces."""
