"""The wordings of a pack's prompts, each as somebody reads it on its own.

Input: a pack. Output: wordings with their step, options and help line, or some of them, drawn by a seed.
"""

from __future__ import annotations

import re
from random import Random

from rekindle_core import Pack
from rekindle_core.content.model.step import IfThenSpec, Prompt, ScaleSpec, Unit, Variant
from rekindle_core.content.model.template import Para, PhraseSlot, Span, Spans, Words
from rekindle_core.content.reading.pack_text import StandInReader
from rekindle_core.frozen import Frozen, replace

NAME = "Jules"
"""What a rater reads in place of the other person."""
_SENTENCE = re.compile(r"(?:^|(?<=[.?!] )|(?<=[.?!]” )|(?<=Note: ))\w")


class Wording(Frozen):
    """One wording of a prompt.

    Attributes:
        id: Its id in the pack, which no rater sees.
        prompt: The id of its prompt.
        step: The title of its step.
        text: All that is read: the prompt, starters, labels and the help line, one under the other.
    """

    id: str
    prompt: str
    step: str
    text: str


def wordings(pack: Pack, unit: Unit) -> list[Wording]:
    """Return each wording of a step or an alternative, in the order of its file."""
    reader = StandInReader(pack.language, dict.fromkeys(pack.people, NAME))
    title = " ".join(reader.lines((Para(unit.title),)))
    return [
        Wording(one.id, prompt.id, title, "\n".join(_read(pack, reader, prompt, one)))
        for prompt in unit.prompts
        for one in prompt.variants
    ]


def drawn(pack: Pack, each: int, seed: int) -> list[Wording]:
    """Return so many wordings of each step, no two of one prompt, in a random order."""
    random = Random(seed)
    found: list[Wording] = []
    for unit in pack.steps.values():
        by_prompt: dict[str, list[Wording]] = {}
        for one in wordings(pack, unit):
            by_prompt.setdefault(one.prompt, []).append(one)
        prompts = random.sample(list(by_prompt.values()), min(each, len(by_prompt)))
        found += [random.choice(some) for some in prompts]
    random.shuffle(found)
    return found


def _read(pack: Pack, reader: StandInReader, prompt: Prompt, wording: Variant) -> list[str]:
    def marked(mark: str, lines: tuple[Spans, ...]) -> list[str]:
        return [
            f"{mark} {line}" for span in lines if span for line in reader.lines((Para(_filled(pack, span)),))
        ]

    prose = tuple(
        replace(one, children=_filled(pack, one.children)) for one in wording.text if isinstance(one, Para)
    )
    response = prompt.response
    if isinstance(response, IfThenSpec):
        marks = [f"> {pack.language.words['if']}", f"> {pack.language.words['then']}"]
        starters = wording.starters or ((Words("…"),), (Words("…"),))
        written = [line for mark, one in zip(marks, starters, strict=True) for line in marked(mark, (one,))]
    elif isinstance(response, ScaleSpec):
        low, high = (" ".join(marked("", (end,))) for end in (response.low_label, response.high_label))
        written = [f"[{response.low}{low} … {response.high}{high}]"]
    else:
        written = [*marked(">", wording.starters), *marked("-", response.labels)]
    lines = [*reader.lines(prose), *written, *marked("Note:", (wording.help,))]
    return [_SENTENCE.sub(lambda found: found[0].upper(), line) for line in lines]


def _filled(pack: Pack, spans: Spans) -> Spans:
    """Return spans with the first entry of each phrase list in the place of its slot."""
    found: list[Span] = []
    for span in spans:
        if isinstance(span, PhraseSlot):
            found += pack.phrases[span.name][0].text
        else:
            found.append(span)
    return tuple(found)
