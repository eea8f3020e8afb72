"""How an item reads on a sheet for a reader of whom nothing is known, for someone who looks for one.

Input: a Pack and an item's id. Output: its title and words, filled in. Must not know: who looks.
"""

from __future__ import annotations

from typing import assert_never

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Checklist, Exercise, Passage, Prompt
from rekindle_core.content.model.template import Prose, Spans
from rekindle_core.document.walk import plain, plain_blocks
from rekindle_core.frozen import Frozen
from rekindle_core.handout.offered import offered
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.profile.profile import Profile
from rekindle_core.realisation.wording import Wording


class ShownItem(Frozen):
    """An item in words.

    Attributes:
        title: What it is called; empty for prompts.
        words: What it says, or how that begins, on one line.
    """

    title: str
    words: str


class ItemWords:
    """Words items, one at a time: a pack's catalogue is looked through a page at a time."""

    def __init__(self, pack: Pack) -> None:
        self._items = offered(pack)
        self._wording = Wording(pack, safer_reading(pack, Profile()), seed=1)

    def shown(self, name: str) -> ShownItem:
        """Return an item in words.

        Args:
            name: Its id, which is that of an item that can be on a handout.
        """
        item = self._items[name].item
        match item:
            case Prompt():
                first = item.variants[0]
                return ShownItem("", self._prose(first.text, first.id))
            case Exercise():
                return ShownItem(self._line(item.title, name), self._prose(item.text, name))
            case Checklist():
                lines = " ".join(self._line(one.text, one.id) for one in item.items)
                return ShownItem(self._line(item.title, name), self._prose(item.text, name) or lines)
            case Passage():
                first_text = item.text[0]
                return ShownItem(self._line(item.title, name), self._prose(first_text.text, first_text.id))
            case _ as never:
                assert_never(never)

    def _line(self, spans: Spans, place: str) -> str:
        return " ".join(plain(self._wording.inlines(spans, place)).split())

    def _prose(self, prose: Prose, place: str) -> str:
        return plain_blocks(self._wording.blocks(prose, place))
