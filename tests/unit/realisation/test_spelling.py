"""Spelling by country: one table, used for the pack's words and the interface's, and for nothing else."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from tests.support import bundled_pack, copy_pack, faults_with, garden_pack, garden_text

from rekindle_core import load_pack, load_profile, make_plan, plain, realise, walk
from rekindle_core.document.nodes import Code, Datum, Link, Paragraph, Text
from rekindle_core.document.walk import pieces
from rekindle_core.frozen import replace
from rekindle_core.realisation.spelling import spelled, speller
from rekindle_core.testing.samples import every_node

BRITISH = speller({"neighbor": "neighbour", "color": "colour"})
LOOK = "Where would it stand?"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a neighbor", "a neighbour"),
        ("Neighbor, NEIGHBOR", "Neighbour, NEIGHBOUR"),
        ("the neighbor’s color.", "the neighbour’s colour."),
        ("neighborly colors", "neighborly colors"),
        ("a_neighbor", "a_neighbor"),
        ("color-coded, and color.", "colour-coded, and colour."),
        ("www.color.org, hello@color.org, color/one", "www.color.org, hello@color.org, color/one"),
        # A long s and a dotless i match s and i in any case, and are neither.
        ("ne\u0131ghbor", "ne\u0131ghbor"),
    ],
)
def test_whole_words_are_spelled_anew_and_keep_their_capitals(written: str, read: str) -> None:
    assert BRITISH(written) == read


def test_nothing_but_words_of_the_pack_and_the_interface_is_spelled_anew() -> None:
    typed = (
        Datum("neighbor", "partner.name"),
        Code("neighbor"),
        Link("https://neighbor.example", (Text("neighbor"),)),
    )
    document = every_node()
    part = replace(document.parts[0], title=(Text("neighbor"),), children=(Paragraph(typed),))
    document = replace(
        document, parts=(part, *document.parts[1:]), words={**document.words, "help": "Neighbor"}
    )
    shown = spelled(document, {"neighbor": "neighbour"})
    assert shown.parts[0].title == (Text("neighbour"),)
    assert shown.parts[0].children == (
        Paragraph((*typed[:2], Link("https://neighbor.example", (Text("neighbour"),)))),
    )
    assert shown.words["help"] == "Neighbour"
    assert spelled(document, {}) is document


def test_a_reader_gets_the_spelling_of_their_country_or_of_the_practices(tmp_path: Path) -> None:
    look = garden_text(
        "steps/01-look.yaml", 'text: "It holds water."', 'text: "My neighbor, {dream}, marveled."'
    )
    pack = load_pack(copy_pack(tmp_path, {"steps/01-look.yaml": look}))
    facts = {"soil": "clay", "dream": "neighbor"}

    def said(country: str, practice: str = "") -> str:
        plan = make_plan(pack, load_profile(pack, {**facts, **({"country": country} if country else {})}))
        document = realise(pack, plan, country=practice)
        return next(
            plain(block.children)
            for block in walk(document)
            if isinstance(block, Paragraph) and plain(block.children).startswith("My ")
        )

    assert said("") == said("US") == said("DE") == "My neighbor, neighbor, marveled."
    for country in ("GB", "IE", "AU", "NZ", "IN", "ZA", "CA"):
        assert said(country) == "My neighbour, neighbor, marvelled."
    assert said("", practice="GB") == "My neighbour, neighbor, marvelled."
    assert said("US", practice="GB") == "My neighbor, neighbor, marveled."


def test_countries_differ_in_what_they_spell_alike() -> None:
    spelling = garden_pack().language.spelling_for
    assert [spelling(country).get("realize") for country in ("GB", "AU", "CA", "US")] == [
        "realise",
        "realise",
        None,
        None,
    ]
    assert [spelling(country).get("programs") for country in ("GB", "AU", "CA")] == ["programmes", None, None]


def test_a_pack_adds_to_the_table_and_takes_back_from_it(tmp_path: Path) -> None:
    more = "spelling: [{ countries: [GB], words: { eggplant: aubergine, neighbor: neighbor } }]\n"
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": garden_text("pack.yaml") + more}))
    spelling = pack.language.spelling_for("GB")
    assert (spelling["eggplant"], "neighbor" in spelling) == ("aubergine", False)
    assert pack.language.spelling_for("NZ")["neighbor"] == "neighbour"


def test_check_tells_of_words_in_the_spelling_of_some_countries(tmp_path: Path) -> None:
    (fault,) = faults_with(tmp_path, "steps/01-look.yaml", LOOK, "A neighbor? Neighbour?")
    assert re.match(
        r"steps/01-look\.yaml:14:\d+: spelling: “Neighbour” is spelled this way only in some countries", fault
    )
    assert "write neighbor;" in fault


@pytest.mark.parametrize(
    "text", ["Near the Theatre Royal?", "Which two analyses of the soil?", "Which \u017fceptic was here?"]
)
def test_check_lets_names_nouns_and_letters_of_other_kinds_pass(text: str, tmp_path: Path) -> None:
    assert faults_with(tmp_path, "steps/01-look.yaml", LOOK, text) == []


OR = """
    arbor armor ardor behavior candor clamor color endeavor favor fervor flavor harbor honor humor labor
    neighbor odor parlor rancor rumor savior savor splendor tumor valor vapor vigor
"""
ER = """
    caliber center fiber liter luster scepter somber specter theater
"""
DOUBLE = """
    cancel channel counsel dial equal fuel funnel initial jewel label level marvel model panel pedal quarrel
    rival shovel signal snivel spiral swivel total travel tunnel unravel yodel
"""
IZE = """
    agonize apologize authorize categorize civilize criticize emphasize energize equalize familiarize finalize
    generalize harmonize idealize idolize immobilize materialize maximize memorize minimize mobilize modernize
    moralize normalize organize patronize penalize personalize prioritize rationalize realize recognize
    scrutinize socialize specialize stabilize summarize symbolize sympathize theorize traumatize utilize
    verbalize visualize
"""
OTHERS = """
    aging analyze artifact catalog cozy defense donut enrollment fulfill fulfillment gray installment jewelry
    maneuver marvelous mold mustache offense pajamas paralyze plow pretense skeptic skeptical skillful smolder
    willful woolen acknowledgment program programs
"""
PAIRS = {
    *(
        stem + end
        for stem, end in product(
            OR.split(), ("", "s", "ed", "ing", "able", "ful", "hood", "ite", "less", "ly")
        )
    ),
    *(stem + end for stem, end in product(ER.split(), ("", "s", "ed"))),
    *(stem + end for stem, end in product(DOUBLE.split(), ("ed", "ing", "er", "ers", "or", "ors"))),
    *(stem[:-1] + end for stem, end in product(IZE.split(), ("e", "ed", "es", "er", "ing", "ation"))),
    *OTHERS.split(),
}
"""Words that are spelled otherwise in Great Britain: an own list, wider than the table."""


def test_the_table_has_every_word_of_the_bundled_pack_that_is_spelled_otherwise() -> None:
    pack = bundled_pack()
    table = pack.language.spelling_for("GB")
    words = {
        word.lower()
        for held in (
            pack.units,
            pack.items,
            pack.frame,
            pack.phrases,
            pack.help,
            pack.gates,
            pack.language.words,
        )
        for word in re.findall(r"[^\W\d_]+", repr(held))
    }
    assert {"neighbor", "counselor", "program"} <= words
    assert sorted((words & PAIRS) - table.keys()) == []


def test_every_piece_of_a_document_is_found() -> None:
    assert {type(one).__name__ for one in pieces(every_node())} == {"Text", "Datum", "Code", "LineBreak"}
