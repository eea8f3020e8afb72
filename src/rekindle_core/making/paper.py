"""The default paper size: the usual one in the reader's country.

Input: the requested options, and the country. Output: the options with the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rekindle_core.extension.options import takes

if TYPE_CHECKING:
    from rekindle_core.extension.format import Format
    from rekindle_core.practice.load import PracticeFile
    from rekindle_core.profile.profile import Profile

PAPER = "paper"
LETTER = "letter"


def set_paper(
    profile: Profile, practice: PracticeFile | None, asked: Sequence[tuple[Format, dict[str, str]]]
) -> None:
    """Set the paper size of each format with that option, unless an option or the practice sets it.

    Args:
        profile: The reader's facts; their country is used, otherwise the practice's.
        practice: The practice.
        asked: The formats, each with its requested options. They are changed in place.
    """
    if practice is not None and practice.practice.paper:
        return
    country = profile.text("country") or (practice.country if practice else "")
    if not country:
        return
    # Imported here: a program without a country doesn't need the table.
    from rekindle_core.content.model.countries import LETTER_PAPER

    for format_, own in asked:
        if country in LETTER_PAPER and takes(format_, PAPER, LETTER):
            own.setdefault(PAPER, LETTER)
