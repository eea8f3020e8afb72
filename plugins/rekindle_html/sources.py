"""Style sheets and scripts as they go into a page.

Comes in: the names of files beside this one. Goes out: their text.
Must not know: Documents, or what is in the files.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_REMARK = re.compile(r"^\s*/\*(?:(?!\*/).)*\*/\s*$", re.DOTALL | re.MULTILINE)


@cache
def bare(names: tuple[str, ...]) -> str:
    """Return files, one after the other, without what is for their authors: indents, empty lines, remarks.

    A remark has its lines to itself. It changes nothing to leave it out, since no file here holds a text of
    several lines.
    """
    text = "\n".join(Path(__file__).parent.joinpath(name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in _REMARK.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
