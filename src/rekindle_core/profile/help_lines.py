"""Notes about a program's help lines, for the person who hands it over.

Input: a Pack, a Profile and the country of a practice. Output: notes, each with a sentence. Must not
know: who reads the notes, and where.

`realisation` decides which lines are printed; these notes follow the same rules.
"""

from __future__ import annotations

from typing import Literal, assert_never

from rekindle_core.content.model.countries import named
from rekindle_core.content.model.pack import Pack
from rekindle_core.content.model.values import Missing
from rekindle_core.frozen import Frozen
from rekindle_core.profile.answer import country_in_words
from rekindle_core.profile.profile import Profile


class HelpNote(Frozen):
    """One note.

    Attributes:
        kind: `reader`: the pack has no lines for the reader's country. `practice`: the reader's country is
            not known, and the pack has no lines for the practice's. `all`: no country is known.
        country: The code of the country without lines; empty if none is known.
    """

    kind: Literal["reader", "practice", "all"]
    country: str = ""


def help_sentence(pack: Pack, one: HelpNote) -> str:
    """Return the situation, and what to do about it.

    A missing help line in the reader's own country is reported in the pack's language, to the person who
    fills in the profile. The rest is for those who call the command that makes a program.
    """
    match one.kind:
        case "reader":
            country = country_in_words(pack, one.country)
            return pack.language.said("help_reader", country=country, code=one.country)
        case "practice":
            return (
                f"The pack has no help lines for {named(one.country)}, the practice's country. Ask a local "
                f"health service for numbers, or add {one.country} to the pack's helplines.yaml."
            )
        case "all":
            return (
                "No country is set, so the pages list one help line for each country. Set the reader's "
                "country to list all its help lines, such as --set country=GB."
            )
        case _ as never:
            assert_never(never)


def help_notes(pack: Pack, profile: Profile, practice_country: str = "") -> tuple[HelpNote, ...]:
    """Return the notes about a reader's help lines.

    Args:
        pack: The pack; if its lines are not by country, they are for everyone, so there is no note.
        profile: What is known about the reader.
        practice_country: The code of the practice's country, if it is known.
    """
    countries = pack.help.countries
    if not countries:
        return ()
    if code := profile.text("country"):
        return () if code in countries else (HelpNote("reader", code),)
    served = practice_country in countries
    notes = [HelpNote("practice", practice_country)] if practice_country and not served else []
    # A reader who would rather not say where they live may live anywhere.
    if not served or profile["country"] is Missing.DECLINED:
        notes.append(HelpNote("all"))
    return tuple(notes)
