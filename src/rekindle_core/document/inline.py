"""Inlines: the pieces of a line of text.

Output: a closed union, `Inline`. Nothing here is markup: each renderer escapes text where it writes it.
Must not know: the blocks or labels that a line is in.
"""

from __future__ import annotations

from typing import TypeAlias

from rekindle_core.document.node import Node as _Node


class Text(_Node):
    """Words of the pack, to be shown unchanged."""

    text: str


class Datum(_Node):
    """Words that someone typed into a profile, such as a name.

    It always stays data: it can contain any character except controls, in any script and direction. A
    renderer escapes it like other text, and keeps its direction from affecting its surroundings (`<bdi>` in
    HTML). `fact` says which fact the words came from, for error messages. `quoted` means that they are the
    reader's own sentences, which no email repeats, rather than a name.
    """

    text: str
    fact: str
    quoted: bool = False


class Emphasis(_Node):
    """Emphasized words."""

    children: Inlines


class Strong(_Node):
    """Important words."""

    children: Inlines


class Code(_Node):
    """Literal characters, shown in a fixed-width font if there is one."""

    text: str


class Link(_Node):
    """A link to a web, email or telephone address (`https:`, `mailto:` or `tel:`; there are no others)."""

    url: str
    children: Inlines


class Reference(_Node):
    """A pointer to a Section of the same Document, by its `id`; `children` are its title."""

    target: str
    children: Inlines


class LineBreak(_Node):
    """A line break intended by the author."""


Inline: TypeAlias = Text | Datum | Emphasis | Strong | Code | Link | Reference | LineBreak
"""A piece of a line of text."""

Inlines: TypeAlias = tuple[Inline, ...]
"""A line of text, in its pieces."""
