"""Style sheets and scripts in the form in which a page contains them.

Input: the names of files beside this one. Output: their text. Must not know: Documents, or the files'
contents.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_REMARK = re.compile(r"^\s*/\*(?:(?!\*/).)*\*/\s*$|^[ ]*//[^\n]*$", re.DOTALL | re.MULTILINE)
_STYLED = re.compile(r'"[^"]*"|\s*([{};])\s*|(,) |(?<=[a-z]): ')
"""The parts of a style sheet besides names and values: strings, and signs with space around them."""


@cache
def bare(names: tuple[str, ...]) -> str:
    """Return files, one after another, without the parts that are only for their authors.

    These are indents, empty lines, comments, and the space around the signs of a style sheet.

    A comment is on separate lines, and can be left out safely, since no file here contains a text of several
    lines.
    """
    text = "\n".join(Path(__file__).parent.joinpath(name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in _REMARK.sub("", text).splitlines())
    source = "\n".join(line for line in lines if line)
    return _STYLED.sub(_short, source) if all(name.endswith(".css") for name in names) else source


def _short(found: re.Match[str]) -> str:
    """Return a match in a style sheet without meaningless space; a string stays unchanged."""
    return found[0] if found[0].startswith('"') else found[1] or found[2] or ":"
