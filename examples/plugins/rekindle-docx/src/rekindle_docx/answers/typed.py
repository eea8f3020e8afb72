"""A line that somebody wrote, as runs.

Input: a line of an answer. Output: runs, with every space and tab of it. Must not know: where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rekindle_docx.direction import stretches
from rekindle_docx.inlines import run
from rekindle_docx.xml import element

if TYPE_CHECKING:
    from lxml.etree import _Element

    from rekindle_docx.page import Page


def typed(line: str, page: Page) -> Iterator[_Element]:
    """Yield the runs of a line."""
    for number, part in enumerate(line.split("\t")):
        if number:
            yield element("w:r", element("w:tab"))
        for stretch, leftward in stretches(part, right_to_left=page.right_to_left):
            yield run(stretch, right_to_left=leftward)
