"""Which stretches of a text run from right to left: Word does not find out by itself.

Input: text on one line. Output: the same text, in stretches of one direction each.
Must not know: elements.

Source: the idea of strong and neutral characters is that of Unicode's bidirectional algorithm (UAX 9, N1
and N2): what is neutral runs as its neighbours do if they agree, and else as the page does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_STRONG = {"L": False, "R": True, "AL": True}


def stretches(text: str, *, right_to_left: bool) -> Iterator[tuple[str, bool]]:
    """Yield stretches of a text, each with whether it runs from right to left.

    Args:
        text: The words.
        right_to_left: Whether the page does.

    >>> list(stretches("Dear נועה כהן, hello", right_to_left=False))
    [('Dear ', False), ('נועה כהן', True), (', hello', False)]
    """
    ways = [_STRONG.get(unicodedata.bidirectional(char)) for char in text]
    settled: list[bool] = []
    before: bool = right_to_left
    for way, run in groupby(enumerate(ways), key=lambda pair: pair[1]):
        positions = [at for at, _ in run]
        if way is None:
            after = ways[positions[-1] + 1] if positions[-1] + 1 < len(ways) else right_to_left
            settled += [before if before == after else right_to_left] * len(positions)
        else:
            before = way
            settled += [way] * len(positions)
    for way, pairs in groupby(zip(settled, text, strict=True), key=lambda pair: pair[0]):
        yield "".join(char for _, char in pairs), way
