"""How a person is spoken of: name or stand-in, pronouns, and the class that words agree with.

In a language that agrees by mention, number belongs to the mention: 'they were', but 'Alex was'. In one that
agrees by person, a person has one class wherever they are named, or not named at all: «Carlos está cansado»,
«Estás listo».
"""

from __future__ import annotations

from typing import Literal, assert_never

from rekindle_core.content.model.language import Language
from rekindle_core.content.model.pack import Pack, Person
from rekindle_core.content.model.template import Mention, Spans, inner_spans
from rekindle_core.content.model.values import PronounSet
from rekindle_core.frozen import Frozen
from rekindle_core.profile.conflicts import Reading


class Spoken(Frozen):
    """The words for a person: their text, and the fact in which they were typed (empty for our own words).

    `proper` words are names, which keep their own capitals; others take the sentence's.
    """

    text: str
    fact: str = ""
    proper: bool = False
    possessive: bool = False


class Agreed(Frozen):
    """The class that words agree with, and where it comes from.

    It is that of the mention, of the pronouns that the profile gives, of the stand-in, or (`default`) of the pronouns
    that are used where none are known.
    """

    of_class: str
    by: Literal["mention", "pronouns", "stand-in", "default"]


def capitalise(text: str) -> str:
    """Return text with a capital first letter, after any opening marks, and the rest unchanged."""
    at = len(text) - len(text.lstrip("‘“\"'([«¿¡"))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


class Referent(Frozen):
    """One person in this profile.

    `pronouns` are those that pages use: the given ones, or the pack's or the language's default.
    `pronoun_class` is their class; for a person called only by name, that of the default set.
    """

    person: Person
    language: Language
    name: str
    pronouns: PronounSet
    own_pronouns: bool
    pronouns_given: bool
    pronoun_class: str

    def mention(self, case: str) -> Spoken:
        """Return the words for the person in a case; without a stand-in, the name."""
        if case and not self.pronouns.name_only:
            return Spoken(self.pronouns.form(case), self.person.pronouns_fact if self.own_pronouns else "")
        possessive = case in self.language.possessive_cases
        if self.name:
            return Spoken(self.name, self.person.name_fact, proper=True, possessive=possessive)
        return Spoken(self.person.stand_in, possessive=possessive)

    def is_named(self, case: str) -> bool:
        """Return whether a mention in a case says the name or the stand-in, not a pronoun."""
        return not case or self.pronouns.name_only

    def agrees(self, case: str, line: Spans) -> Agreed:
        """Return the class that words agree with, empty in a language that has none.

        Args:
            case: The case of the pronoun they agree with; empty if it isn't a pronoun.
            line: The line that they are in, whose mentions of the person count.
        """
        by_pronouns = Agreed(self.pronoun_class, "pronouns" if self.pronouns_given else "default")
        if not self.is_named(case):
            return by_pronouns
        own = "" if self.name else self.person.stand_in_class
        match self.language.agreement:
            case "mention":
                return Agreed(own or next(iter(self.language.classes), ""), "mention")
            case "person":
                mentions = [span for span in inner_spans(line) if isinstance(span, Mention)]
                cases = [mention.case for mention in mentions if mention.person == self.person.id]
                # A noun such as «la otra persona» has its own gender, no matter who it stands for.
                noun = any(map(self.is_named, cases)) or not (cases or self.pronouns_given)
                return Agreed(own, "stand-in") if own and noun else by_pronouns
            case _ as never:
                assert_never(never)


def referent(pack: Pack, reading: Reading, person_id: str) -> Referent:
    """Return a person as described by a profile."""
    person, language = pack.people[person_id], pack.language
    given = reading[person.pronouns_fact]
    own = isinstance(given, PronounSet) and given not in language.pronouns.values()
    default = language.pronoun_set(person.stand_in_pronouns or language.default_pronouns)
    pronouns = given if isinstance(given, PronounSet) else default
    return Referent(
        person=person,
        language=language,
        name=reading.text(person.name_fact),
        pronouns=pronouns,
        own_pronouns=own,
        pronouns_given=isinstance(given, PronounSet) and not given.name_only,
        pronoun_class=pronouns.number or default.number or language.default_class,
    )
