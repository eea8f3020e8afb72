"""Words that a pack spells as in some countries, instead of as in its language's table.

Input: a language with its table, and every text. Output: a fault for each such word.

The table adapts spelling to the reader's country. A word in one country's spelling would stay that way for
all readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rekindle_core.content.model.language import Language, whole_words
from rekindle_core.content.model.template import Words, spans_of
from rekindle_core.content.reading.pack_text import PackText
from rekindle_core.diagnostics import Diagnostic


def check_spelling(language: Language, texts: Iterable[PackText]) -> Iterator[Diagnostic]:
    """Yield a fault for each word in the spelling of only some countries."""
    own = {new: word for table in language.spelling for word, new in table.words.items() if word != new}
    own = {
        new: word for new, word in own.items() if not any(new in table.words for table in language.spelling)
    }
    if not own:
        return
    pattern = whole_words(own)
    for text in texts:
        seen: dict[str, int] = {}
        for span in (one for one in spans_of(text.prose) if isinstance(one, Words)):
            for found in pattern.finditer(span.text):
                if found[0].lower() not in own or _is_name(span.text, found):
                    continue
                nth = seen[found[0]] = seen.get(found[0], -1) + 1
                place = text.source.find(text.path, found[0], nth)
                message = f"“{found[0]}” is spelled this way only in some countries."
                hint = f"write {own[found[0].lower()]}; readers in other countries get their own spelling."
                yield Diagnostic(place, "spelling", message, hint)


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Return whether a word is part of a name, such as Theatre Royal: it is capitalized within a sentence."""
    before = text[: found.start()].rstrip(' \n"“‘(')
    return found[0][0].isupper() and bool(before) and before[-1] not in ".!?:…"
