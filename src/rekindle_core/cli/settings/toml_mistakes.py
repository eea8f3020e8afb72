"""The likely mistake in a text that is not TOML, judged by the text near the position.

Input: the text, where Python's parser stopped, and its message. Output: where the mistake is, and what
to write. Must not know: which settings exist.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[?\s*([\w.-]+)\s*\]?\s*:?\s*")
_PAIR = re.compile(r"\s*([\w.\"-]+)\s*[=:]\s*(.*?)\s*")
_TWO = re.compile(r"\s*([\w.\"-]+)\s*=\s*((?:\"[^\"]*\"|'[^']*')(?:\s*,?\s*(?:\"[^\"]*\"|'[^']*'))+)\s*")
_WORDS = {"yes": "true", "no": "false", "true": "true", "false": "false", "on": "true", "off": "false"}


def find_mistake(text: str, at: int, said: str) -> tuple[int, str]:
    """Return where the mistake is, and a hint.

    >>> find_mistake("quiet = True", 8, "Invalid value")
    (8, 'write quiet = true')
    """
    if (opened := _opened(text, at, said)) >= 0:
        sign = text[opened]
        closing = {"[": "]", "{": "}"}.get(sign, sign)
        return opened, f"close what opens here: write {closing} after it."
    line = text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    if "overwrite" in said:
        return at, 'delete one of the two; several values are a list: format = ["pdf", "html"].'
    if match := _TWO.fullmatch(line):
        values = re.findall(r"\"[^\"]*\"|'[^']*'", match[2])
        return at, f"several values are a list: write {match[1]} = [{', '.join(values)}]"
    if "date" in said:
        return at, 'write a valid date, or text in quotes: "2027-01-31".'
    if "=" not in line and (match := _TABLE.fullmatch(line)):
        return at, f'write the table as [{match[1]}] and its settings below it: format = ["pdf"].'
    if match := _PAIR.fullmatch(line):
        return at, _written(match[1], match[2])
    return at, 'write a key, an equals sign and a value: format = ["pdf"].'


def _opened(text: str, at: int, said: str) -> int:
    """Return where the unclosed quote, bracket or brace opens; -1 if that is not the mistake."""
    if "Unclosed" in said:
        return text.rfind("{" if "table" in said else "[", 0, at)
    if re.search(r"Illegal character '\\n'|Expected \"'\"|Expected '\"'|Unterminated string", said):
        start = text.rfind("\n", 0, max(at - 1, 0)) + 1 if at >= len(text) else text.rfind("\n", 0, at) + 1
        line = text[start:].split("\n", 1)[0]
        quotes = [found.start() for found in re.finditer("[\"']", line)]
        return start + quotes[-1] if quotes else -1
    return -1


def _written(key: str, value: str) -> str:
    """Return the correct form of a key with a value that is not valid TOML."""
    if not value:
        return "write a value after the equals sign, or delete the line."
    if value.lower() in _WORDS:
        return f"write {key} = {_WORDS[value.lower()]}"
    if re.fullmatch(r"\{\s*(\"[^\"]*\")\s*\}", value):
        return f"write the list as {key} = [{value.strip('{} ')}]"
    if value[:1] in ("{", "["):
        return f'inside {value[0]}, also write an equals sign and quotes: {key} = {{ paper = "a4" }}'
    return f"write {key} = {value}" if value[:1] in ('"', "'") else f'write {key} = "{value}"'
