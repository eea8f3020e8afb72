"""Agreement: which form of a choice is printed, in languages that agree by mention, by person, and not at all.

The oracle is the table of docs/authoring.md, read row by row; it shares no code with the realiser.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import QUICK, garden_pack

from rekindle_core import Pack, load_profile, plain
from rekindle_core.content.model.language import Language
from rekindle_core.content.model.reference import Phrase
from rekindle_core.content.model.values import PronounSet
from rekindle_core.content.reading.prose import ProseParser
from rekindle_core.frozen import replace
from rekindle_core.profile.answer import in_words
from rekindle_core.profile.conflicts import safer_reading
from rekindle_core.realisation.wording import Wording


def language(
    tag: str,
    sets: dict[str, tuple[str, str]],
    default: str,
    classes: tuple[str, ...],
    agreement: Literal["mention", "person"] = "person",
) -> Language:
    """Return a language of one case, `subject`, with each set's form and class."""
    pronouns = {name: PronounSet((("subject", form),), number) for name, (form, number) in sets.items()}
    return replace(
        garden_pack().language,
        tag=tag,
        classes=classes,
        agreement=agreement,
        cases=("subject",),
        pronouns=pronouns,
        default_pronouns=default,
        possessive_cases=(),
    )


ENGLISH = language(
    "en",
    {"she": ("she", "singular"), "he": ("he", "singular"), "they": ("they", "plural")},
    "they",
    ("singular", "plural"),
    "mention",
)
SPANISH = language(
    "es",
    {"ella": ("ella", "femenino"), "él": ("él", "masculino"), "elle": ("elle", "neutro")},
    "elle",
    ("femenino", "masculino", "neutro"),
)
# Two classes, neither of which is anybody's by default but for the pack's stand-in.
FRENCH = language(
    "fr", {"elle": ("elle", "féminin"), "il": ("il", "masculin")}, "il", ("féminin", "masculin")
)
FINNISH = language("fi", {"hän": ("hän", "")}, "hän", ())
PARSER = ProseParser(frozenset({"helper", "gardener"}), ENGLISH.quotes)
AGREEING = [ENGLISH, SPANISH, FRENCH]


@dataclass(frozen=True)
class Somebody:
    """What a profile tells of a person, and what the pack says in place of it."""

    name: str
    pronouns: str
    """A set's name, `own` with `own_class`, `name-only`, or `unknown` or `declined`."""
    own_class: str
    noun_class: str
    """The class that the stand-in has of its own, or none."""
    stand_in_pronouns: str

    def wording(self, spoken: Language) -> Wording:
        pack: Pack = garden_pack()
        person = replace(
            pack.people["helper"],
            stand_in="the stand-in",
            stand_in_class=self.noun_class,
            stand_in_pronouns=self.stand_in_pronouns,
        )
        pack = replace(pack, language=spoken, people={**pack.people, "helper": person})
        number = {"number": self.own_class} if spoken.classes else {}
        own: dict[str, Any] = {"subject": "xe", **number}
        facts: dict[str, Any] = {"helper.pronouns": own if self.pronouns == "own" else self.pronouns}
        if self.name:
            facts["helper.name"] = self.name
        return Wording(pack, safer_reading(pack, load_profile(pack, facts)), 1)


def somebodies(spoken: Language) -> st.SearchStrategy[Somebody]:
    return st.builds(
        Somebody,
        name=st.sampled_from(["", "Carlos"]),
        pronouns=st.sampled_from([*spoken.pronouns, "own", "name-only", "unknown", "declined"]),
        own_class=st.sampled_from(spoken.classes or ("",)),
        noun_class=st.sampled_from(("", *spoken.classes)),
        stand_in_pronouns=st.sampled_from(("", *spoken.pronouns, "name-only")),
    )


def read(text: str, somebody: Somebody, spoken: Language) -> str:
    """Return how a line reads for somebody."""
    spans, faults = PARSER.parse_line(text)
    assert not faults
    return plain(somebody.wording(spoken).inlines(spans, "here"))


def choice(spoken: Language, case: str = "") -> str:
    """Return a choice whose forms are the names of the classes."""
    return f"{{helper{case and '.'}{case}: {' | '.join(spoken.classes)}}}"


SAYS = {
    "name": ["{helper} is {}", "Is {} {helper}", "*{helper}* and **{helper.subject}** are {}"],
    "pronoun": ["{helper.subject} is {}", "**Is {}** or is {helper.subject} not"],
    "nothing": ["You are {}", "{} or not, {gardener} waits"],
}
"""Lines, by what they say of the helper; `{}` is where the choice stands."""


def expected(spoken: Language, somebody: Somebody, says: str) -> str:
    """Return the class that a choice without a case agrees with, by the table of the guide."""
    stand_in_set = somebody.stand_in_pronouns or spoken.default_pronouns
    if stand_in_set == "name-only":
        stand_in_set = spoken.default_pronouns
    standing_in = spoken.pronouns[stand_in_set].number
    noun = somebody.noun_class if not somebody.name else ""
    if spoken.agreement == "mention":
        return noun or spoken.classes[0]
    known = somebody.own_class if somebody.pronouns == "own" else ""
    known = known or (
        spoken.pronouns[somebody.pronouns].number if somebody.pronouns in spoken.pronouns else ""
    )
    no_pronoun = somebody.pronouns == "name-only" or (not known and somebody.stand_in_pronouns == "name-only")
    if says == "pronoun" and no_pronoun:
        # Who uses no pronoun is named in its place.
        says = "name"
    table = {
        ("name", True): noun or known,
        ("name", False): noun or standing_in,
        ("pronoun", True): known,
        ("pronoun", False): standing_in,
        ("nothing", True): known,
        ("nothing", False): noun or standing_in,
    }
    return table[says, bool(known)]


@pytest.mark.parametrize("spoken", AGREEING, ids=lambda one: one.tag)
@QUICK
@given(data=st.data())
def test_a_choice_agrees_as_the_table_of_the_guide_says(spoken: Language, data: st.DataObject) -> None:
    somebody = data.draw(somebodies(spoken))
    says = data.draw(st.sampled_from(sorted(SAYS)))
    line = data.draw(st.sampled_from(SAYS[says]))
    found = read(line.replace("{}", choice(spoken), 1), somebody, spoken)
    form = expected(spoken, somebody, says)
    assert form in found.split() or found.startswith(form)
    assert not {*spoken.classes} - {form} & {*found.split()}


@pytest.mark.parametrize("spoken", AGREEING, ids=lambda one: one.tag)
@QUICK
@given(data=st.data())
def test_a_verb_of_a_pronoun_agrees_with_the_pronoun_that_is_printed(
    spoken: Language, data: st.DataObject
) -> None:
    somebody = data.draw(somebodies(spoken))
    found = read(f"So {{helper.subject}} {choice(spoken, 'subject')} it.", somebody, spoken)
    classes = {known.form("subject"): known.number for known in spoken.pronouns.values()}
    classes |= {"xe": somebody.own_class}
    said, form = found.removeprefix("So ").removesuffix(" it.").rsplit(" ", 1)
    assert form == (classes[said] if said in classes else expected(spoken, somebody, "name"))


@pytest.mark.parametrize("spoken", [SPANISH, FRENCH], ids=lambda one: one.tag)
@settings(QUICK, max_examples=40)
@given(data=st.data())
def test_by_person_somebody_has_one_class_whatever_the_page_says_of_them(
    spoken: Language, data: st.DataObject
) -> None:
    """Unless the stand-in is a noun with a class of its own, in a line that says the noun."""
    somebody = replace_noun(data.draw(somebodies(spoken)))
    lines = [line for says in SAYS.values() for line in says]
    forms = {
        next(name for name in spoken.classes if name in found.replace("*", "").split())
        for found in (read(line.replace("{}", choice(spoken), 1), somebody, spoken) for line in lines)
    }
    assert len(forms) == 1
    renamed = Somebody("" if somebody.name else "Noa", *fields(somebody)[1:])
    assert {read(f"You are {choice(spoken)}", one, spoken) for one in (somebody, renamed)} == {
        f"You are {next(iter(forms))}"
    }


def replace_noun(somebody: Somebody) -> Somebody:
    name, pronouns, own_class, _, stand_in_pronouns = fields(somebody)
    return Somebody(name, pronouns, own_class, "", stand_in_pronouns)


def fields(somebody: Somebody) -> tuple[str, ...]:
    return tuple(vars(somebody).values())


@QUICK
@given(somebodies(ENGLISH), st.sampled_from([line for says in SAYS.values() for line in says]))
def test_english_keeps_number_by_mention(somebody: Somebody, line: str) -> None:
    """'They were', but 'Alex was': pronouns change nothing where no pronoun is what the verb follows."""
    text = line.replace("{}", choice(ENGLISH), 1)
    forms = {
        next(word for word in read(text, one, ENGLISH).split() if word in ENGLISH.classes)
        for one in (
            Somebody(somebody.name, pronouns, *fields(somebody)[2:])
            for pronouns in (*ENGLISH.pronouns, "own", "name-only", "unknown")
        )
    }
    assert len(forms) == 1
    if somebody.name:
        assert forms == {"singular"}


@QUICK
@given(somebodies(FINNISH))
def test_a_language_without_classes_has_sets_without_number(somebody: Somebody) -> None:
    read_as = read("{helper.subject} is here with {helper}", somebody, FINNISH)
    known = {"hän": "Hän", "own": "Xe", "name-only": somebody.name or "The stand-in"}
    unsaid = "Hän" if somebody.stand_in_pronouns != "name-only" else somebody.name or "The stand-in"
    assert read_as.startswith(f"{known.get(somebody.pronouns, unsaid)} is here with ")
    wording = somebody.wording(FINNISH)
    given_ = wording.reading["helper.pronouns"]
    if isinstance(given_, PronounSet) and not given_.name_only:
        assert given_.number == ""
        assert "(" not in in_words(wording.pack, wording.pack.facts["helper.pronouns"], given_)


# --------------------------------------------------------------------------- one by one

NOBODY = Somebody("", "unknown", "", "", "")
FORMS = "{helper: cansada | cansado | cansade}"


def somebody(**known: str) -> Somebody:
    return Somebody(**{**vars(NOBODY), **known})


@pytest.mark.parametrize(
    ("line", "known", "read_as"),
    [
        # Names and pronouns.
        ("{helper} está " + FORMS, {"name": "Carlos", "pronouns": "él"}, "Carlos está cansado"),
        ("{helper} está " + FORMS, {"name": "Noa", "pronouns": "ella"}, "Noa está cansada"),
        ("{helper} está " + FORMS, {"name": "Noa", "pronouns": "own", "own_class": "neutro"}, "Noa está cansade"),
        ("{helper} está " + FORMS, {"name": "Carlos"}, "Carlos está cansade"),
        ("{helper} está " + FORMS, {"name": "Carlos", "pronouns": "name-only"}, "Carlos está cansade"),
        ("{helper} está " + FORMS, {"name": "Carlos", "stand_in_pronouns": "él"}, "Carlos está cansado"),
        # A stand-in that fits everybody, and one that is a noun of its own class.
        ("{helper} está " + FORMS, {"pronouns": "él"}, "The stand-in está cansado"),
        ("{helper} está " + FORMS, {"pronouns": "él", "noun_class": "femenino"}, "The stand-in está cansada"),
        ("{helper} está " + FORMS, {"noun_class": "femenino"}, "The stand-in está cansada"),
        ("{helper} está " + FORMS, {"name": "Carlos", "noun_class": "femenino"}, "Carlos está cansade"),
        ("{helper.subject} está " + FORMS, {"noun_class": "femenino"}, "Elle está cansade"),
        # Nothing on the page, as where a text speaks to its reader.
        ("Estás {helper: lista | listo | liste}", {"pronouns": "él"}, "Estás listo"),
        ("Estás {helper: lista | listo | liste}", {"pronouns": "él", "noun_class": "femenino"}, "Estás listo"),
        ("Estás {helper: lista | listo | liste}", {}, "Estás liste"),
        ("Estás {helper: lista | listo | liste}", {"noun_class": "femenino"}, "Estás lista"),
        ("Estás list{helper: a | o | e}.", {"pronouns": "ella"}, "Estás lista."),
        ("{helper: Lista | Listo | Liste} o no", {"pronouns": "ella"}, "Lista o no"),
    ],
)  # fmt: skip
def test_words_agree_with_the_person(line: str, known: dict[str, str], read_as: str) -> None:
    assert read(line, somebody(**known), SPANISH) == read_as


def test_a_phrase_agrees_with_what_its_line_says() -> None:
    """The noun stands outside of the phrase, and inside of it."""
    noun = somebody(pronouns="él", noun_class="femenino")
    for phrase, line, read_as in (
        (FORMS, "{helper} está {@how}", "The stand-in está cansada"),
        (f"{{helper}}, {FORMS}", "Así: {@how}", "Así: the stand-in, cansada"),
        (FORMS, "Estás {@how}", "Estás cansado"),
    ):
        wording = noun.wording(SPANISH)
        (spans, _), (whole, _) = PARSER.parse_line(phrase), PARSER.parse_line(line)
        pack = replace(wording.pack, phrases={"how": (Phrase(spans),)})
        assert plain(Wording(pack, wording.reading, 1).inlines(whole, "here")) == read_as


def test_every_class_of_every_language_is_reached() -> None:
    """What the properties above draw is not always the same form."""
    for spoken in AGREEING:
        reached = {
            read(f"So {choice(spoken)}", somebody(name=name, pronouns=pronouns, noun_class=noun), spoken)
            for name, pronouns, noun in product(("", "Noa"), spoken.pronouns, ("", *spoken.classes))
        }
        assert reached == {f"So {name}" for name in spoken.classes}
