"""A summary of the output: the number of sessions and prompts in the files.

Input: the Documents that were rendered. Output: a phrase.
"""

from __future__ import annotations

from collections.abc import Mapping

from rekindle_core.diagnostics import counted
from rekindle_core.document.nodes import Document, Section, Task
from rekindle_core.document.walk import walk
from rekindle_core.planning.plan import Plan


def summary(plan: Plan, shown: Mapping[str, Document]) -> str:
    """Return the number of sessions and prompts in each format, or once if all are the same.

    Args:
        plan: The plan of the whole program.
        shown: The Document behind each format, by the format's name.
    """
    if plan.replaced_by:
        return "a page replaces the program: run `rekindle explain` before you hand it over"
    said = {name: _counted(document) for name, document in shown.items()}
    whole = f"{counted(len(plan.sessions), 'session')}, {counted(sum(1 for _ in plan.picks()), 'prompt')}"
    phrases = set(said.values())
    if len(phrases) > 1:
        return "; ".join(f"{name}: {phrase}" for name, phrase in said.items())
    (phrase,) = phrases or {whole}
    return phrase if phrase == whole else f"part of the program: {phrase} of {whole}"


def _counted(document: Document) -> str:
    blocks = tuple(walk(document))
    sessions = sum(isinstance(block, Section) and block.role == "session" for block in blocks)
    prompts = sum(isinstance(block, Task) and block.kind == "prompt" for block in blocks)
    return f"{counted(sessions, 'session')}, {counted(prompts, 'prompt')}"
