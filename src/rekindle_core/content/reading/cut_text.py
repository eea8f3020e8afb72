"""Texts that a comment cuts short: words that were meant as text, but that YAML reads as a comment.

Input: a Source, and which of its values are text. Output: a fault for each, with the text in quotes.
Must not know: what the texts are for.

In YAML, a # after a space begins a comment unless it is in quotes: `footer: Suite #4` means `Suite`,
silently. A comment after a word, as in `contact: none # asked on Monday`, is common and clear. After free
text, it can't be distinguished from more text, so it is rejected there: if the value has to be text, or
contains a space. The same applies to words that only seem to belong to a text: before its first line, beside
a block sign, below a block but indented less than it and more than its key, and right after a closing quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping

from rekindle_core.content.reading.source import KeyPath, Mark, Source
from rekindle_core.diagnostics import Diagnostic, Position

_TO_COMMENT = re.compile(r"[\s\ufeff]*#")
_COMMENT = re.compile("#[^\n]*")
_BESIDE_SIGN = re.compile(r"[|>][-+0-9]*[ \t]+#")
_LIST_SIGN = re.compile(r"^[ \t]*(?:-[ \t]+)*-(?=\s)", re.MULTILINE)
_MESSAGE = "YAML reads what follows # as a comment, so these words would be lost."
_MOST_SHOWN = 200


def cut_texts(source: Source, texts: Callable[[], Container[KeyPath]]) -> Mapping[KeyPath, Diagnostic]:
    """Return the faults of the texts that a comment cuts short, by the paths of the texts.

    Args:
        source: The file; one that is not YAML has none.
        texts: Recognizes values that have to be text. Used only if there is a comment to judge.
    """
    found: dict[KeyPath, Diagnostic] = {}
    known: Container[KeyPath] | None = None
    for path, mark in source.marks.items() if () in source.marks else ():
        if not path:
            continue
        if not mark.plain:
            if fault := _beside_text(source, path, mark):
                found[path] = fault
            continue
        before, after = _before(source, path, mark), _after(source, path, mark)
        if not before and not after:
            continue
        if not re.search(r"\s", source.text[mark.start : mark.end]):
            known = texts() if known is None else known
            if path not in known:
                continue
        found[path] = _fault(source, mark, min(before + after), _put_right(source, path, mark, before, after))
    return found


def with_cut(
    cut: Mapping[KeyPath, Diagnostic], source: Source, faults: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return the faults of a file's cut texts, and other faults that are not about the remains of such a text."""
    places = {source.position(path) for path in cut}
    found = (*cut.values(), *(fault for fault in faults if fault.position not in places))
    return tuple(sorted(found, key=lambda fault: fault.position))


# ------------------------------------------------------------------ comments at a value


def _before(source: Source, path: KeyPath, mark: Mark) -> list[int]:
    """Return where comments begin between the key of a plain value (or the hyphen of a list) and its words."""
    if mark.start == mark.end:
        return []
    if path in source.keys:
        start = source.keys[path].end
    else:
        index = path[-1]
        last = source.marks.get((*path[:-1], index - 1)) if isinstance(index, int) else None
        start = last.end if last else source.marks[path[:-1]].start
    if source.text.find("#", start, mark.start) < 0 or _in_flow(source, path):
        return []
    between = source.text[start : mark.start]
    signs = [] if path in source.keys else list(_LIST_SIGN.finditer(between))
    begins = signs[-1].end() if signs else 0
    found = [start + comment.start() for comment in _COMMENT.finditer(between, begins)]
    line_end = _line_end(source, start + begins)
    return [at for at in found if at < line_end or _is_deeper(source, path, at)]


def _after(source: Source, path: KeyPath, mark: Mark) -> list[int]:
    """Return where comments begin that follow a plain value, on its line or on lines that could continue it."""
    if not (found := list(_comments(source, mark.end))):
        return []
    line_end, flow = _line_end(source, mark.end), _in_flow(source, path)
    return [at for at in found if at < line_end or flow or _is_deeper(source, path, at)]


def _comments(source: Source, end: int) -> Iterator[int]:
    """Yield where comments begin between the end of a value and the next one."""
    while match := _TO_COMMENT.match(source.text, end):
        yield match.end() - 1
        end = _line_end(source, match.end())


def _beside_text(source: Source, path: KeyPath, mark: Mark) -> Diagnostic | None:
    """Return a fault for a comment that only seems to be part of a block, or of a text in quotes."""
    text = source.text
    sign = text[mark.start]
    if sign in "\"'" and text.startswith("#", mark.end) and isinstance(value := _at(source, path), str):
        whole = f"{value}{text[mark.end : _line_end(source, mark.end)]}"
        hint = f"write {_entry(source, path, whole)}. If it is a comment, put a space before the #."
        return _fault(source, mark, mark.end, hint)
    if sign in "|>":
        if match := _BESIDE_SIGN.match(text, mark.start):
            hint = "write them on the next line. If it is a comment, move it to a line of its own above."
            return _fault(source, mark, match.end() - 1, hint)
        deeper = (at for at in _comments(source, mark.end) if _is_deeper(source, path, at))
        if (at := next(deeper, None)) is not None:
            hint = (
                "indent this line like the text above. If it is a comment, indent it no further than its key."
            )
            return _fault(source, mark, at, hint)
    return None


def _is_deeper(source: Source, path: KeyPath, at: int) -> bool:
    """Whether something is indented more than the container of a value, so that a text can continue there."""
    return at - (source.text.rfind("\n", 0, at) + 1) >= source.marks[path[:-1]].column


def _in_flow(source: Source, path: KeyPath) -> bool:
    """Whether a value is in brackets or braces, where indentation doesn't matter."""
    return any(source.text[source.marks[path[:size]].start] in "[{" for size in range(len(path)))


# ------------------------------------------------------------------ what to write instead


def _put_right(source: Source, path: KeyPath, mark: Mark, before: list[int], after: list[int]) -> str:
    said = [source.text[at : _line_end(source, at)] for at in (*before, *after)]
    if _in_flow(source, path):
        # The end of the comment may be the end of the list.
        said = [re.split(r"[,\]}]", said[0])[0]]
    said.insert(len(before), source.text[mark.start : mark.end])
    return f"write {_entry(source, path, ' '.join(said))}. If it is a comment, move it to a line of its own above."


def _entry(source: Source, path: KeyPath, text: str) -> str:
    """Return a text in quotes, with its key or its hyphen, on one line."""
    text = " ".join(text.split())
    if len(text) > _MOST_SHOWN:
        text = f"{text[: _MOST_SHOWN // 2].rstrip()} … {text[-_MOST_SHOWN // 4 :].lstrip()}"
    quoted = f'"{text}"' if not set(text) & set('"\\') else "'" + text.replace("'", "''") + "'"
    name = _name(source, path)
    return f"{name} {quoted}" if name else quoted


def _name(source: Source, path: KeyPath) -> str:
    if path in source.keys:
        key = source.keys[path]
        return f"{source.text[key.start : key.end]}:"
    return "" if _in_flow(source, path) else "-"


def _fault(source: Source, mark: Mark, at: int, hint: str) -> Diagnostic:
    # Lines are counted from the value, because a file may have very many faults.
    lines = source.text.count("\n", mark.start, at) - source.text.count("\n", at, mark.start)
    position = Position(source.file, mark.line + lines, at - source.text.rfind("\n", 0, at))
    return Diagnostic(position, "yaml-comment", _MESSAGE, hint)


def _line_end(source: Source, at: int) -> int:
    end = source.text.find("\n", at)
    return len(source.text) if end < 0 else end


def _at(source: Source, path: KeyPath) -> object:
    data = source.data
    for key in path:
        data = data[key]
    return data
