"""Whether somebody else could find what is made for a reader, and what a person has to confirm because of it.

Comes in: a Pack and a Plan. Goes out: whether the Document is discreet, or an error that says what to look at.
Must not know: what the facts are about, or any format.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rekindle_core.content.model.values import Missing
from rekindle_core.errors import ConfirmationError

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.planning.plan import Plan

REPLACED_PROGRAM = "replaced-program"
"""What a person confirms before a file is made of the page that stands in a program's place."""

MAY_BE_FOUND = "may-be-found"
"""What a person confirms before a file is made for a reader who did not say that it is safe with them."""

_ON_SCREEN = "rekindle build --profile alex.yaml --format text --output -"


def is_discreet(pack: Pack, plan: Plan) -> bool:
    """Return whether a plan's Document is discreet.

    It is, unless the pack names facts for it and each of them is known to be yes. What stands in the place of a
    program is discreet always.
    """
    answers = [plan.reading[name] for name in pack.private_facts]
    return bool(plan.replaced_by) or not answers or any(answer != "yes" for answer in answers)


def unsafe_facts(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return which of the facts that the pack names were answered with no, or not answered on purpose."""
    return tuple(name for name in pack.private_facts if plan.reading[name] in ("no", Missing.DECLINED))


def unknown_facts(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return which of the facts that the pack names nothing is known of."""
    return tuple(name for name in pack.private_facts if plan.reading[name] is Missing.UNKNOWN)


def see_agreed(pack: Pack, plan: Plan, confirmed: Collection[str]) -> None:
    """See that a person has confirmed that files may be made for this reader.

    Args:
        pack: The pack that the plan was made from.
        plan: The plan.
        confirmed: The names of what somebody has looked at.

    Raises:
        ConfirmationError: Somebody has to look first. The error names everything that is not confirmed yet.
    """
    missing = {name: said for name, said in _exposures(pack, plan) if name not in confirmed}
    if not missing:
        return
    message = (
        f"A person has to decide about files first. {' '.join(missing.values())} Think of who could find a file, "
        "a printout or a mail, and do not send or print one unless you have agreed on it with the reader."
    )
    first, *more = missing
    words = " ".join(f"--confirm {name}" for name in missing)
    hint = f"to read it on screen together, `{_ON_SCREEN}`; to make files once you have agreed, add {words}."
    raise ConfirmationError(message, name=first, more=more, hint=hint)


def _exposures(pack: Pack, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield what is to be confirmed for a plan, each with why."""
    if plan.replaced_by:
        yield (
            REPLACED_PROGRAM,
            "A gate replaces the whole program for this reader; `rekindle explain` tells which gate, and why.",
        )
    if facts := unsafe_facts(pack, plan):
        listed = " and ".join(facts)
        verb = "is" if len(facts) == 1 else "are"
        yield MAY_BE_FOUND, f"{listed} {verb} not answered with yes, so what you make may be found."
