"""Whether someone else could find a reader's files, and what a person has to confirm because of that.

Input: a Pack and a Plan. Output: whether the Document is discreet, or an error that says what to look at.
Must not know: what the facts are about, or any format.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rekindle_core.content.model.values import Missing
from rekindle_core.errors import ConfirmationError

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.document.nodes import Document
    from rekindle_core.planning.plan import Plan
    from rekindle_core.profile.conflicts import Reading

REPLACED_PROGRAM = "replaced-program"
"""The name to confirm before a file is made of a page that replaces the program."""

MAY_BE_FOUND = "may-be-found"
"""The name to confirm before a file is made for a reader who did not say that it is safe with them."""


def is_discreet(pack: Pack, plan: Plan) -> bool:
    """Return whether a plan's Document is discreet.

    It is, unless the pack names facts for it and each of them is known to be yes. A page that replaces the
    program is always discreet.
    """
    return bool(plan.replaced_by) or not is_private(pack, plan.reading)


def is_private(pack: Pack, reading: Reading) -> bool:
    """Return whether device and papers are known to be private; never if the pack doesn't ask."""
    answers = [reading[name] for name in pack.private_facts]
    return bool(answers) and all(answer == "yes" for answer in answers)


def unsafe_facts(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return which of the facts that the pack names were answered with no, or declined."""
    return tuple(name for name in pack.private_facts if plan.reading[name] in ("no", Missing.DECLINED))


def unknown_facts(pack: Pack, plan: Plan) -> tuple[str, ...]:
    """Return which of the facts that the pack names are unknown."""
    return tuple(name for name in pack.private_facts if plan.reading[name] is Missing.UNKNOWN)


def see_agreed(pack: Pack, plan: Plan, confirmed: Collection[str]) -> None:
    """Check that a person has confirmed that files may be made for this reader.

    Args:
        pack: The pack of the plan.
        plan: The plan.
        confirmed: The names that a person has confirmed.

    Raises:
        ConfirmationError: Someone has to decide first. The error names everything that is not confirmed yet.
    """
    missing = {name: said for name, said in _exposures(pack, plan) if name not in confirmed}
    if not missing:
        return
    message = (
        "Before any files are made, someone has to decide whether they should be. "
        f"{' '.join(missing.values())} Think about who could find a file, a printout or an email, and don't send "
        "or print anything until you have agreed on it with the reader."
    )
    first, *more = missing
    words = " ".join(f"--confirm {name}" for name in missing)
    screen = "to read it together on screen, build with only `--format text --output -`"
    hint = f"{screen}; once you have agreed, add {words} to make files."
    raise ConfirmationError(message, name=first, more=more, hint=hint)


def see_answers_agreed(document: Document, confirmed: Collection[str]) -> None:
    """Check that a person has confirmed that a file may contain the reader's answers, unless all is known to be safe.

    Answers reveal more than any page of the pack, so unknown counts as unsafe here.

    Raises:
        ConfirmationError: Someone has to decide first.
    """
    if document.discreet and MAY_BE_FOUND not in confirmed:
        message = (
            "Before a file with answers is made, someone has to decide whether it should be: the profile doesn't "
            "say that the reader's device and papers are private, and anyone who finds the file can read what "
            "they wrote."
        )
        raise ConfirmationError(message, name=MAY_BE_FOUND)


def _exposures(pack: Pack, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the names to confirm for a plan, each with the reason."""
    if plan.replaced_by:
        yield (
            REPLACED_PROGRAM,
            (
                "A gate replaces the whole program for this reader; `rekindle explain` shows which gate, "
                "and why."
            ),
        )
    if facts := unsafe_facts(pack, plan):
        listed = " and ".join(facts)
        verb = "isn't" if len(facts) == 1 else "aren't"
        yield MAY_BE_FOUND, f"{listed} {verb} answered “yes”, so someone else may find the files."
