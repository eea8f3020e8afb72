"""Choices as authors write them, and whether they are valid: one form for each class, and none without classes.

Input: a choice, and the slots of its text. Output: its fault, and what to write. Must not know: where
the text is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import assert_never

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.template import Agreement, Mention, Slot
from rekindle_core.diagnostics import counted


def written_mention(mention: Mention) -> str:
    """Return a mention in the notation of a pack."""
    return (
        f"{{{mention.person}{'.' if mention.case else ''}{mention.case}{'’s' if mention.possessive else ''}}}"
    )


def written_choice(person: str, case: str, forms: Sequence[str]) -> str:
    """Return a choice in the notation of a pack."""
    return f"{{{person}{'.' if case else ''}{case}: {' | '.join(forms)}}}"


def agreement_fault(slot: Agreement, slots: Collection[Slot], language: Language) -> tuple[str, str] | None:
    """Return the fault of a choice and what to do about it, or None.

    Args:
        slot: The choice; its person and its case are known.
        slots: All slots of its text.
        language: The language of its pack.
    """
    classes, forms = language.classes, slot.arms
    if not classes:
        return (
            "A choice has one form for each class, and this language has no classes.",
            f"write the word itself: {forms[0]}.",
        )
    if len(forms) != len(classes):
        return (
            f"A choice needs one form for each of {' | '.join(classes)}; this one has {counted(len(forms), 'form')}.",
            _with_as_many_forms(slot, classes),
        )
    if slot.case and Mention(slot.person, slot.case) not in slots:
        return _without_pronoun(slot, language)
    return None


def _with_as_many_forms(slot: Agreement, classes: Sequence[str]) -> str:
    """Return a choice with a form for each class; dots replace missing forms."""
    forms = (*slot.arms[: len(classes)], *("…" for _ in classes[len(slot.arms) :]))
    named = ", ".join(f"{form} for {name}" for form, name in zip(forms, classes, strict=True))
    return f"write {written_choice(slot.person, slot.case, forms)}: {named}."


def _without_pronoun(slot: Agreement, language: Language) -> tuple[str, str]:
    pronoun = f"{{{slot.person}.{slot.case}}}"
    message = f"This text has a verb for {pronoun}, but not the pronoun itself."
    match language.agreement:
        case "mention":
            return message, f"write {pronoun} {written_choice(slot.person, slot.case, slot.arms)}."
        case "person":
            return message, f"write {written_choice(slot.person, '', slot.arms)}, which needs no pronoun."
        case _ as never:
            assert_never(never)
