"""Whether each step of a pack with core prompts has one that every reader can begin with.

Input: a Pack, and the files of its steps. Output: faults. Must not know: profiles. The audit proves
whether the core prompts fit every reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.step import Unit, first_cores
from rekindle_core.content.reading.cursor import Cursor
from rekindle_core.diagnostics import Diagnostic

_CODE = "no-core-prompt"


def check_cores(pack: Pack, files: Iterable[Cursor]) -> Iterator[Diagnostic]:
    """Yield the steps without a level 1 core prompt, unless no step has any."""
    if not pack.has_cores:
        return
    for at in files:
        step = pack.steps.get(str(at.value("id")))
        if step and not first_cores(step):
            position = at.source.position((*at.path, "id"))
            yield Diagnostic(position, _CODE, *_words(step))


def _words(step: Unit) -> tuple[str, str]:
    """Return the fault of a step, and what to do."""
    if any(prompt.core for prompt in step.prompts):
        message = f"The step “{step.id}” has core prompts, but none with `core: 1` at level 1."
        hint = "readers who get only level 1 need one: add a prompt with `core: 1` and `level: 1`."
    else:
        message = f"Other steps have core prompts, but “{step.id}” has none."
        hint = "add `core: 1` to a level 1 prompt that fits every reader of this step."
    return message, hint
