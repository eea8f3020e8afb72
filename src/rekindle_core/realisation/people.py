"""How a person is spoken of: name or stand-in, pronouns, and what verbs agree with.

Number belongs to the mention and not to the person: 'they were', but 'Alex was'.
"""

from __future__ import annotations

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack, Person
from rekindle_core.content.model.values import PronounSet
from rekindle_core.frozen import Frozen
from rekindle_core.profile.conflicts import Reading


class Spoken(Frozen):
    """What to say for a person: its text, and the fact that it was typed in (empty for our own words).

    `proper` words are names, which keep their own capitals; others take the sentence's.
    """

    text: str
    fact: str = ""
    proper: bool = False
    possessive: bool = False


def capitalise(text: str) -> str:
    """Return text with a capital first letter, after opening marks if it has any, the rest as it is."""
    at = len(text) - len(text.lstrip("‘“\"'([«¿¡"))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


class Referent(Frozen):
    """One person, as this profile knows them."""

    person: Person
    language: Language
    name: str
    pronouns: PronounSet
    own_pronouns: bool

    def mention(self, case: str) -> Spoken:
        """Return what stands for the person in a case; without one, the name."""
        if case and not self.pronouns.name_only:
            return Spoken(self.pronouns.form(case), self.person.pronouns_fact if self.own_pronouns else "")
        possessive = case in self.language.possessive_cases
        if self.name:
            return Spoken(self.name, self.person.name_fact, proper=True, possessive=possessive)
        return Spoken(self.person.stand_in, possessive=possessive)

    def number(self, case: str) -> str:
        """Return the class that verbs agree with after a mention in a case."""
        if case and not self.pronouns.name_only:
            return self.pronouns.number
        return self.language.classes[0] if self.name else self.person.stand_in_number


def referent(pack: Pack, reading: Reading, person_id: str) -> Referent:
    """Return a person as a profile knows them."""
    person, language = pack.people[person_id], pack.language
    given = reading[person.pronouns_fact]
    own = isinstance(given, PronounSet) and given not in language.pronouns.values()
    default = language.pronoun_set(person.stand_in_pronouns or language.default_pronouns)
    return Referent(
        person=person,
        language=language,
        name=reading.text(person.name_fact),
        pronouns=given if isinstance(given, PronounSet) else default,
        own_pronouns=own,
    )
