"""The fields of a form in a file: each with its name and its recorded value.

Input: an open PDF. Output: fields. Must not know: what any field asks, or Documents.

A form is a tree whose leaves are fields; a node inherits what it does not say itself, and a field has one
place on a page or several (ISO 32000-1, 12.7.3). Nothing here trusts the tree: it may have loops, and
anything may be anywhere.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

from pikepdf import Array, Dictionary, Name, Stream, String

from rekindle_core import AnswersError
from rekindle_pdf.filled.entries import entry
from rekindle_pdf.filled.strings import decoded

MOST_NODES = 20_000
"""How many nodes a form may have; the longest program of the bundled pack has about a thousand."""
MOST_DEPTH = 30
MOST_NAME = 1_000
MOST_TEXT = 1_000_000
"""How many letters an answer may have."""
_MOST_BYTES = 4 * MOST_TEXT + 4
_RADIO, _PUSHED = 1 << 15, 1 << 16
_TEXT, _BUTTON = Name.Tx, Name.Btn

Fault: TypeAlias = Literal["", "wrong-type", "too-long", "unknown-state", "two-values"]
"""What is wrong with the contents of a field."""


class FilledField(NamedTuple):
    """A field, and what is noted down in it.

    Attributes:
        name: Its whole name.
        kind: `text`, `check` for a box, `radio` for one of several.
        note: What its maker noted beside it: a dictionary, empty if there is none.
        text: What is typed in it; None for a field that nobody touched, and for boxes.
        chosen: The number of the place that is chosen, from 0; -1 for none. None if nobody touched it, and for text.
        state: What the file calls the choice that is made; empty for none.
        fault: Why there is neither, if something is in it that cannot be read.
    """

    name: str
    kind: Literal["text", "check", "radio"]
    note: Any
    text: str | None = None
    chosen: int | None = None
    state: str = ""
    fault: Fault = ""

    @property
    def is_touched(self) -> bool:
        """Whether it contains anything: an answer, a withdrawn answer, or something unreadable."""
        return self.held != (None, None) or bool(self.fault)

    @property
    def held(self) -> tuple[str | None, int | None]:
        """What is in it, whatever its kind."""
        return self.text, self.chosen


class _Node(NamedTuple):
    """What a node of the tree says, and what it has from those above it."""

    name: str = ""
    type: Any = None
    flags: Any = 0
    value: Any = None
    note: Any = None
    depth: int = 0


def read_fields(form: Any) -> tuple[FilledField, ...]:
    """Return the fields of a form that contain answers, in the file's order.

    Args:
        form: The file's `/AcroForm`.

    Raises:
        AnswersError: It has more nodes than any form.
    """
    found: dict[str, FilledField] = {}
    above = _Node()
    waiting = [(item, above) for item in reversed(_items(form, "/Fields"))]
    seen: set[tuple[int, int]] = set()
    nodes = 0
    while waiting:
        item, above = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES or above.depth > MOST_DEPTH:
            raise AnswersError(
                f"The PDF has a form of more than {MOST_NODES} fields, or of more than {MOST_DEPTH} levels.",
                code="answers-size",
                hint="use the file that was filled in.",
            )
        if not isinstance(item, Dictionary):
            continue
        number = item.objgen
        if number != (0, 0):
            if number in seen:
                continue
            seen.add(number)
        node = _node(item, above)
        kids = _items(item, "/Kids")
        below = [kid for kid in kids if isinstance(kid, Dictionary) and "/T" in kid]
        if below:
            waiting.extend([(kid, node) for kid in reversed(below)])
        elif node.name and (field := _field(node, kids or [item])):
            found[field.name] = one_of(found[field.name], field) if field.name in found else field
    return tuple(found.values())


def _items(holder: Any, key: str) -> list[Any]:
    """Return the items of an array in a dictionary; none if there is no array."""
    items = entry(holder, key)
    if not isinstance(items, Array):
        return []
    if len(items) > MOST_NODES:
        raise AnswersError(
            f"The PDF has a form of more than {MOST_NODES} fields.",
            code="answers-size",
            hint="use the file that was filled in.",
        )
    return list(items)


def _node(item: Any, above: _Node) -> _Node:
    part = entry(item, "/T")
    name = decoded(bytes(part)[:MOST_NAME]) if isinstance(part, String) else ""
    return _Node(
        f"{above.name}.{name}" if above.name and name else above.name or name,
        entry(item, "/FT", above.type),
        entry(item, "/Ff", above.flags),
        entry(item, "/V", above.value),
        entry(item, "/Rekindle"),
        above.depth + 1,
    )


def _field(node: _Node, places: list[Any]) -> FilledField | None:
    flags = node.flags if isinstance(node.flags, int) else 0
    if node.type == _TEXT:
        return _text(node)
    if node.type == _BUTTON and not flags & _PUSHED:
        return _button(node, places, "radio" if flags & _RADIO else "check")
    return None


def _text(node: _Node) -> FilledField:
    value = node.value
    if value is None:
        return FilledField(node.name, "text", node.note)
    if isinstance(value, Stream):
        # A long text may be a separate stream.
        written = value.read_bytes()
    elif isinstance(value, String):
        written = bytes(value)
    else:
        return FilledField(node.name, "text", node.note, fault="wrong-type")
    if len(written) > _MOST_BYTES or len(text := decoded(written)) > MOST_TEXT:
        return FilledField(node.name, "text", node.note, fault="too-long")
    return FilledField(node.name, "text", node.note, text=text)


def _button(node: _Node, places: list[Any], kind: Literal["check", "radio"]) -> FilledField:
    value = node.value
    if value is None:
        # Some programs only note which drawing is shown.
        for number, place in enumerate(places):
            if shown := _shown(place):
                return FilledField(node.name, kind, node.note, chosen=number, state=shown[1:])
        return FilledField(node.name, kind, node.note)
    if not isinstance(value, Name | String):
        return FilledField(node.name, kind, node.note, fault="wrong-type")
    # Some programs write the name as text, with its slash or without.
    written = str(value) if isinstance(value, Name) else decoded(bytes(value)[:MOST_NAME])
    state = f"/{written.removeprefix('/')}"
    if state in ("/Off", "/"):
        return FilledField(node.name, kind, node.note, chosen=-1)
    for number, place in enumerate(places):
        if _has_drawing(place, state):
            return FilledField(node.name, kind, node.note, chosen=number, state=state[1:])
    return FilledField(node.name, kind, node.note, fault="unknown-state")


def _has_drawing(place: Any, state: str) -> bool:
    """Return whether a place has a drawing for a state."""
    normal = entry(entry(place, "/AP"), "/N")
    return isinstance(normal, Dictionary) and state in normal


def _shown(place: Any) -> str:
    """Return the state in which a place shows itself as chosen; nothing if it does not."""
    shown = entry(place, "/AS")
    state = str(shown) if isinstance(shown, Name) else ""
    return state if state not in ("", "/Off") and _has_drawing(place, state) else ""


def one_of(first: FilledField, second: FilledField) -> FilledField:
    """Return what two fields of one name hold together: they are one, so only one answer can be in them."""
    if first.fault or (second.held == (None, None) and not second.fault):
        return first
    if first.held == (None, None) or first.held == second.held:
        return second
    return FilledField(first.name, first.kind, first.note, fault="two-values")
