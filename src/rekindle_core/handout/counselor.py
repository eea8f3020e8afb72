"""From a Handout to the counselor's page, which is separate from the client's sheet.

Input: a Pack, a Handout, and the practice. Output: a Document that has passed the guard. Must not know:
what any format looks like, or what the pack is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rekindle_core.content.model.condition import ALWAYS, is_always
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.counselor.appendix import sources_list
from rekindle_core.counselor.contract import used_techniques
from rekindle_core.counselor.speech import Speech
from rekindle_core.document.guard import guard
from rekindle_core.document.nodes import Block, Document, Inlines, Section, Text
from rekindle_core.document.walk import plain_blocks
from rekindle_core.explanation.condition_wording import condition_words
from rekindle_core.handout.contract import SHEET
from rekindle_core.handout.examine import both_needed
from rekindle_core.handout.offered import Offered, offered
from rekindle_core.handout.value import Handout
from rekindle_core.planning.contract import Contract

if TYPE_CHECKING:
    from rekindle_core.practice.load import PracticeFile

SOURCES = "handout-sources"


def realise_handout_for_counselor(
    pack: Pack, handout: Handout, practice: PracticeFile | None = None
) -> Document:
    """Write the counselor's page of a handout: who it is for, who it is not for, how to talk about it, and its sources.

    Args:
        pack: The pack of the handout.
        handout: The handout.
        practice: The practice's file.

    Returns:
        A separate Document, to be rendered like any other. It is not for the client.

    Raises:
        ValueError: The handout was made from another pack.
        RenderError: The pack's language has no words for this page.
        GuardError: Something was left out; that is a bug in Rekindle.
    """
    if handout.plan.pack_digest != pack.digest:
        raise ValueError("the handout was made from another pack, or another version of this one")
    speech, country = Speech(pack, handout.plan), handout.plan.reading.text("country")
    known = offered(pack)
    about = speech.word("handout_general" if handout.general else "handout_about")
    items = [known[name] for name in handout.items]
    blocks = (
        speech.paragraph(about),
        *_against_all(speech),
        *_items(speech, handout, items),
        *_sources(speech, items),
    )
    document = Document(
        language=pack.language.tag,
        direction=pack.language.direction,
        title=speech.word("title"),
        reader="",
        code=handout.plan.code,
        program_id=handout.plan.program_id,
        date=handout.plan.date,
        parts=(speech.section(SHEET, speech.word("handout"), blocks, role="opening"),),
        words=pack.language.words_for(country),
        practice=practice.practice if practice else None,
        notice=speech.word("notice"),
        pack=pack.id,
        pack_version=pack.version,
        sheet=True,
    )
    guard(document, handout_counselor_contract(pack, handout))
    return document


def handout_counselor_contract(pack: Pack, handout: Handout) -> Contract:
    """Return the contents of the counselor's page of a handout."""
    used = used_techniques(pack, handout.items)
    sources = (SOURCES,) if any(pack.techniques[name].sources for name in used) else ()
    return ((SHEET, (*handout.items, *sources)),)


def _items(speech: Speech, handout: Handout, items: Sequence[Offered]) -> Iterator[Section]:
    """Yield a section for each item; advice about a step or a technique comes with its first item."""
    words = speech.pack.counselor
    steps, techniques = dict(words.talk_of_steps), dict(words.talk_of_techniques)
    for one in items:
        blocks: list[Block] = [speech.listed(_facts(speech, handout, one))]
        technique = one.item.technique if isinstance(one.item, Prompt | Exercise) else ""
        said = (
            *speech.prose(steps.pop(one.unit.id, ()), one.unit.id),
            *speech.prose(techniques.pop(technique, ()), technique),
        )
        if said:
            blocks += (speech.paragraph(speech.strong(speech.word("talk"))), *said)
        yield speech.section(one.item.id, _title(speech, handout, one), tuple(blocks))


def _sources(speech: Speech, items: Sequence[Offered]) -> Iterator[Block]:
    """Yield the sources of the techniques of some items, each source once."""
    pack = speech.pack
    used = used_techniques(pack, (one.item.id for one in items))
    names = dict.fromkeys(name for technique in used for name in pack.techniques[technique].sources)
    if names:
        title = speech.word("sources")
        listed = sources_list(speech, [pack.publications[name] for name in names])
        yield speech.section(SOURCES, title, (listed,))


def _title(speech: Speech, handout: Handout, one: Offered) -> str:
    """Return the name of an item: its title, or a prompt's words."""
    if not isinstance(one.item, Prompt):
        return speech.line(one.item.title, f"{one.item.id}\0title")
    shown = next(pick.variant for part in handout.parts for pick in part.picks if pick.prompt == one.item.id)
    variant = next(each for each in one.item.variants if each.id == shown)
    return " ".join(plain_blocks(speech.prose(variant.text, variant.id)).split())


def _facts(speech: Speech, handout: Handout, one: Offered) -> Iterator[Inlines]:
    pack, language = speech.pack, speech.pack.language
    waived = dict(handout.waived).get(one.item.id, ALWAYS)
    needs = waived if not is_always(waived) else both_needed((one.unit.when, one.item.offer.when))
    whom = speech.word("handout_everybody") if is_always(needs) else condition_words(language, needs)
    yield _led(speech, "for_whom", whom)
    taking = dict(handout.taken_by)[one.item.id]
    if gates := tuple(gate.name for gate in pack.gates if gate.id in taking):
        yield _led(speech, "not_for_whom", "; ".join(gates))
    if isinstance(one.item, Prompt | Exercise):
        technique = pack.techniques[one.item.technique] if one.item.technique else None
        level = speech.word("level", n=one.item.level) if isinstance(one.item, Prompt) else ""
        name = f"{technique.name}. {technique.note}" if technique else speech.word("no_technique")
        yield _led(speech, "technique", "; ".join(filter(None, (level, name))))


def _led(speech: Speech, key: str, words: str) -> Inlines:
    return (speech.strong(f"{speech.word(key)}:"), Text(f" {words}"))


def _against_all(speech: Speech) -> Iterator[Block]:
    """Yield the readers for whom nothing in the pack is meant."""
    if gates := [gate.name for gate in speech.pack.gates if gate.effect.replaces_program]:
        yield speech.listed([_led(speech, "handout_never", "; ".join(gates))])
