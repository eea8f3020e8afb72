"""The id that `rekindle explain` is asked about: checked to exist and to fit the option, or rejected with a hint.

Input: command-line options. Output: an id of the pack.
"""

from __future__ import annotations

from rekindle_core.content.model.pack import Pack
from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import UsageError
from rekindle_core.explanation.catalogue import catalogue
from rekindle_core.explanation.written import unit_title


def known_id(pack: Pack, *, step: str | None, prompt: str | None, why_not: str | None) -> str:
    """Return the id that is asked about, or an empty string if there is none.

    Args:
        pack: The pack.
        step: The id or the title of a step or an alternative.
        prompt: The id of any other piece of content.
        why_not: The id of either.

    Raises:
        UsageError: There is nothing with that id, or the option is for something else.
    """
    entries = catalogue(pack)
    units = {name for name in entries if name in pack.units}
    if step is not None:
        name, wanted, what = step, sorted(units), "step or alternative"
    elif prompt is not None:
        name, wanted, what = prompt, sorted(entries.keys() - units), "prompt, exercise or other piece"
    elif why_not is not None:
        name, wanted, what = why_not, sorted(entries), "step, prompt or other piece"
    else:
        return ""
    if name in wanted:
        return name
    titled = [
        unit for unit in units if unit_title(pack, unit).casefold() == " ".join(name.casefold().split())
    ]
    if len(titled) == 1 and titled[0] in wanted:
        return titled[0]
    if name in entries:
        option = "--step" if name in units else "--prompt"
        hint = f"it is {_article(entries[name].kind)}: use {option} {name}."
    elif any(name == gate.id for gate in pack.gates):
        hint = "it is a gate: `rekindle explain --full` gives its reason."
    else:
        hint = did_you_mean(name, wanted) or "`rekindle explain` lists them."
    raise UsageError(f"There is no {what} “{name}” in the pack {pack.id}.", code="unknown-item", hint=hint)


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
