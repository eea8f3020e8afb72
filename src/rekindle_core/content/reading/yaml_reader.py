"""A strict reader for authors' YAML: the 1.2 core schema, with a position for every value.

Input: text. Output: a Source: plain data, with the position of each value. Must not know: what the data
means.

PyYAML's own loaders accept what an author never means (duplicate keys, `no` as False), and can be crashed by
deep nesting or by aliases that multiply. So only its parser is used, event by event, and this module builds
the data: no duplicate keys, anchors, aliases, tags or merge keys; limits on size, depth and number of values.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from typing import Any

import yaml

from rekindle_core.content.reading.source import MOST_BYTES, KeyPath, Mark, ReadError, Source
from rekindle_core.diagnostics import Diagnostic, Position
from rekindle_core.frozen import replace

MOST_DEPTH = 40
MOST_VALUES = 200_000

# libyaml rejects an invalid directive; PyYAML's own parser ignores it.
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n|%YAML [^\n]*\n)*(?=%(?!YAML ))")
# Control characters and halves of surrogate pairs, as in YAML 1.2; and noncharacters, which text can't
# contain either.
_ASTRAL = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[^\\t\\n\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFDCF\\uFDF0-\\uFFFD{_ASTRAL}]")
_MOST_DIGITS = 19
_MOST_SHOWN = 40
# Meant as an item of a list; no key of any file begins like this.
_GLUED_HYPHEN = re.compile(r"-[^\s-]")
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")


def read_yaml(text: str, name: str) -> Source:
    """Read strict YAML from text.

    Args:
        text: One document.
        name: Its name in messages.

    Returns:
        The data and the positions of its values.

    Raises:
        ReadError: The text is not strict YAML; the diagnostic says what, where and what to do.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_BYTES:
        message = f"The text has {len(text):,} characters; the limit is {MOST_BYTES:,}."
        raise ReadError(Diagnostic(Position(name, 1, 1), "yaml-size", message, "split it."))
    return _Builder(text, name).build()


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Builder:
    """Builds data from the parser's events, with an explicit stack: depth never becomes recursion."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.marks: dict[KeyPath, Mark] = {}
        self.keys: dict[KeyPath, Mark] = {}
        self.values = 0
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column as editors count them; PyYAML also ends a line at U+0085 and U+2028."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1

    def mark(self, event: Any) -> Mark:
        start, end = event.start_mark.index, event.end_mark.index
        plain = isinstance(event, yaml.ScalarEvent) and not event.style
        return Mark(*self.place(start), start, end, plain)

    def refuse(self, mark: Any, code: str, message: str, hint: str = "") -> ReadError:
        position = Position(self.name, *self.place(mark.index))
        return ReadError(Diagnostic(position, code, message, hint))

    def build(self) -> Source:
        self._refuse_characters()
        self._refuse_directives()
        try:
            loader = _Loader(self.text)
            data = self._document(loader)
        except ValueError:
            # Without libyaml, PyYAML's own parser fails like this on an escape that isn't a character.
            message = "An escape such as \\U00110000 is not a character."
            raise ReadError(
                Diagnostic(Position(self.name, 1, 1), "yaml-character", message, "delete it.")
            ) from None
        except yaml.MarkedYAMLError as error:
            raise self._mistake(error) from None
        return Source(self.name, self.text, data, self.marks, self.keys)

    def _mistake(self, error: yaml.MarkedYAMLError) -> ReadError:
        # Imported here: a valid file doesn't need them.
        from rekindle_core.content.reading.mistakes.find import find_cause
        from rekindle_core.content.reading.mistakes.trouble import see_trouble

        cause = find_cause(see_trouble(self.text, error, _Loader))
        position = Position(self.name, *self.place(cause.at))
        return ReadError(Diagnostic(position, "yaml-syntax", cause.message, cause.hint))

    def _in_quotes(self, mark: Any) -> str:
        """Return the text from a position to the end of the line, with its key, in quotes."""
        from rekindle_core.content.reading.mistakes.trouble import entry_in_quotes, in_quotes

        start = self.text.rfind("\n", 0, mark.index) + 1
        front, rest = self.text[start : mark.index], self.text[mark.index :].split("\n", 1)[0]
        return (
            in_quotes(re.split(r"[,\]}]", rest)[0])
            if set(front) & set("[{")
            else entry_in_quotes(front + rest)
        )

    def _refuse_characters(self) -> None:
        # Before parsing, because PyYAML reports these in several ways, and crashes on a lone surrogate.
        if found := _FORBIDDEN.search(self.text):
            at = found.start()
            position = Position(
                self.name, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
            )
            message = f"The character U+{ord(found[0]):04X} is not allowed in YAML."
            raise ReadError(Diagnostic(position, "yaml-character", message, "delete it."))

    def _refuse_directives(self) -> None:
        if found := _DIRECTIVE.match(self.text):
            position = Position(self.name, *self.place(found.end()))
            message = "YAML reads a line that starts with % at the top of a file as a directive."
            hint = "delete it, or put quotes around text that starts with a percent sign."
            raise ReadError(Diagnostic(position, "yaml-syntax", message, hint))

    def _document(self, loader: Any) -> Any:
        data: Any = None
        stack: list[_Open] = []
        documents = 0
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    hint = "delete the line ---, or make two files."
                    raise self.refuse(
                        event.start_mark,
                        "yaml-documents",
                        ("The file contains a second YAML document."),
                        hint,
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                path = stack.pop().path
                self.marks[path] = replace(self.marks[path], end=self.mark(event).end)
            elif isinstance(event, yaml.NodeEvent):
                self._check(event, len(stack))
                if stack and stack[-1].wants_key():
                    self._key(event, stack[-1])
                    continue
                path = (*stack[-1].path, stack[-1].at()) if stack else ()
                self.marks[path] = self.mark(event)
                value = _value(event)
                if stack:
                    stack[-1].put(value)
                else:
                    data = value
                if isinstance(event, yaml.CollectionStartEvent):
                    stack.append(_Open(value, path))
        return data

    def _check(self, event: Any, depth: int) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"There are more than {MOST_VALUES:,} values."
            raise self.refuse(
                event.start_mark, "yaml-size", message, "is it the right file? If it is, split it."
            )
        if depth >= MOST_DEPTH:
            message = f"Values are nested more than {MOST_DEPTH} deep."
            raise self.refuse(event.start_mark, "yaml-depth", message, "look for an unclosed bracket.")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            hint = f"write the value out; if it is text, put quotes around it: {self._in_quotes(event.start_mark)}"
            raise self.refuse(
                event.start_mark, "yaml-anchor", "Anchors (&) and aliases (*) are not used here.", hint
            )
        if isinstance(event, yaml.ScalarEvent) and (found := _FORBIDDEN.search(event.value)):
            message = f"The character U+{ord(found[0]):04X} is not allowed, not even as an escape."
            raise self.refuse(event.start_mark, "yaml-character", message, "delete it.")
        if event.tag:
            hint = f"delete it; if it is text, put quotes around it: {self._in_quotes(event.start_mark)}"
            raise self.refuse(
                event.start_mark, "yaml-tag", f"Tags such as {event.tag} are not used here.", hint
            )

    def _key(self, event: Any, open_: _Open) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            message = "A key must be a word; this one is a mapping or a list."
            hint = "put quotes around text that starts with a brace or bracket."
            raise self.refuse(event.start_mark, "yaml-key", message, hint)
        mark = self.mark(event)
        if event.value == "<<" and mark.plain:
            raise self.refuse(
                event.start_mark, "yaml-anchor", "Merge keys (<<) are not used here.", "write it out."
            )
        if mark.plain and _GLUED_HYPHEN.match(event.value):
            message = "The space after the hyphen is missing."
            shown = self.text[mark.start + 1 :].split("\n", 1)[0][:_MOST_SHOWN].strip()
            hint = f"write “- {shown}”, with a space after the hyphen."
            raise self.refuse(event.start_mark, "yaml-syntax", message, hint)
        path = (*open_.path, event.value)
        if event.value in open_.value:
            message = f"The key “{event.value}” is repeated; it first appears on line {self.keys[path].line}."
            raise self.refuse(event.start_mark, "yaml-duplicate-key", message, "delete one of them.")
        self.keys[path] = mark
        open_.key = event.value


class _Open:
    """A mapping or list that is being read."""

    def __init__(self, value: Any, path: KeyPath) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None

    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def at(self) -> str | int:
        return len(self.value) if isinstance(self.value, list) else str(self.key)

    def put(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        else:
            self.value[self.key] = value
            self.key = None


def _value(event: Any) -> Any:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    return event.value if event.style else _resolve(event.value)


def _resolve(text: str) -> Any:
    """Return the value of a plain scalar by YAML's 1.2 core schema, except for unusual forms of numbers."""
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    # A number that is too long stays text, so it is rejected with its position.
    if _INT.match(text) and len(text) <= _MOST_DIGITS:
        return int(text)
    if _FLOAT.match(text) and len(text) <= _MOST_DIGITS and math.isfinite(number := float(text)):
        return number
    return text
