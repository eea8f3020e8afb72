"""Style sheets and scripts as they go into a page.

Comes in: the names of files beside this one. Goes out: their text.
Must not know: Documents, or what is in the files.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_REMARK = re.compile(r"^\s*/\*(?:(?!\*/).)*\*/\s*$|^[ ]*//[^\n]*$", re.DOTALL | re.MULTILINE)
_STYLED = re.compile(r'"[^"]*"|\s*([{};])\s*|(,) |(?<=[a-z]): ')
"""What is written in a style sheet beside its names and values: strings, and signs with space around them."""


@cache
def bare(names: tuple[str, ...]) -> str:
    """Return files, one after the other, without what is for their authors.

    That is indents, empty lines, remarks, and the space around the signs of a style sheet.

    A remark has its lines to itself. It changes nothing to leave it out, since no file here holds a text of
    several lines.
    """
    text = "\n".join(Path(__file__).parent.joinpath(name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in _REMARK.sub("", text).splitlines())
    source = "\n".join(line for line in lines if line)
    return _STYLED.sub(_short, source) if all(name.endswith(".css") for name in names) else source


def _short(found: re.Match[str]) -> str:
    """Return what was found in a style sheet, without the space that means nothing; a string stays as it is."""
    return found[0] if found[0].startswith('"') else found[1] or found[2] or ":"
