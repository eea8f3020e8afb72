"""What a pack holds, once it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import GARDEN, copy_pack, garden_text

from rekindle_core import Pack, load_pack
from rekindle_core.content.model.condition import ALWAYS, All, AtLeast, Has, Is, known
from rekindle_core.content.model.gate import Effect, WhenUnknown
from rekindle_core.content.model.pack import DoseRow
from rekindle_core.content.model.reference import Phrase
from rekindle_core.content.model.step import (
    CheckItem,
    Checklist,
    ChoicesSpec,
    Exercise,
    IfThenSpec,
    LinesSpec,
    Passage,
    Prompt,
    SampleText,
    ScaleSpec,
    Unit,
)
from rekindle_core.content.model.template import (
    Agreement,
    Mention,
    PhraseSlot,
    Quote,
    Words,
    slots_of,
)

LOOK = "steps/01-look.yaml"


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Return the garden pack."""
    return load_pack(GARDEN)


def test_a_pack_says_what_it_is(pack: Pack) -> None:
    assert (pack.id, pack.version, pack.title) == ("garden", "1.0.0", "A Year on the Plot")
    assert (pack.summary, pack.licence, pack.reviewed_by) == ("", "", ())
    assert (pack.reader, pack.promised_prompts, pack.language.tag) == ("gardener", 3, "en")


def test_steps_come_in_the_order_of_pack_yaml(tmp_path: Path, pack: Pack) -> None:
    assert list(pack.steps) == ["look", "dig", "sow"]
    folder = copy_pack(
        tmp_path, {"pack.yaml": garden_text("pack.yaml", "[look, dig, sow]", "[sow, look, dig]")}
    )
    assert list(load_pack(folder).steps) == ["sow", "look", "dig"]


def test_facts_are_the_packs_and_the_cores(pack: Pack) -> None:
    assert {"soil", "country", "program.sessions", "program.start"} <= set(pack.facts)
    assert pack.facts["soil"].allowed == ("clay", "sand")
    assert pack.facts["pests"].allowed == ("slugs", "pigeons", "moles", "none")
    assert pack.facts["pond"].allowed == ("yes", "no")
    assert pack.facts["dream"].allowed == ()
    assert (pack.facts["hours"].least, pack.facts["hours"].most) == (0, 60)
    assert pack.facts["pond"].declined_holds
    assert not pack.facts["soil"].declined_holds


def test_a_stand_in_has_a_class_of_its_own_only_if_the_pack_gives_it_one(tmp_path: Path, pack: Pack) -> None:
    assert (pack.people["helper"].stand_in, pack.people["helper"].stand_in_class) == ("your helper", "")
    given_ = '{ text: "your helpers", number: plural, pronouns: they/them }'
    changed = garden_text("pack.yaml", '{ text: "your helper" }', given_)
    helper = load_pack(copy_pack(tmp_path, {"pack.yaml": changed})).people["helper"]
    assert (helper.stand_in_class, helper.stand_in_pronouns) == ("plural", "they/them")


def test_a_prompt_has_the_parts_that_its_author_gave(pack: Pack) -> None:
    wall = pack.item("look-wall", Prompt)
    assert [variant.id for variant in wall.variants] == ["look-wall-a", "look-wall-b"]
    assert wall.variants[1].offer.when == AtLeast("hours", 5)
    assert (wall.level, wall.minutes, wall.technique, wall.about, wall.motif) == (
        2,
        5,
        "looking",
        "them",
        "corner",
    )
    assert wall.response == LinesSpec(4)


def test_a_prompt_with_one_text_has_one_variant_of_its_own_name(pack: Pack) -> None:
    (variant,) = pack.item("look-corner", Prompt).variants
    assert variant.id == "look-corner"
    assert [type(slot) for slot in slots_of(variant.text)] == [PhraseSlot]


def test_responses_have_the_kind_that_the_author_named(pack: Pack) -> None:
    scale = pack.item("dig-where", Prompt).response
    assert scale == ScaleSpec(0, 10, (Words("soft"),), (Words("hard"),))
    assert pack.item("dig-when", Prompt).response == IfThenSpec(2)
    assert pack.item("look-map", Exercise).response == LinesSpec(6)
    one, many = pack.item("look-sun", Prompt).response, pack.item("sow-name", Prompt).response
    assert isinstance(one, ChoicesSpec)
    assert isinstance(many, ChoicesSpec)
    assert ([option.id for option in one.options], one.many) == (["east", "west"], False)
    assert ([option.id for option in many.options], many.many) == (["pen"], True)


def test_exercises_checklists_samples_and_passages_are_built(pack: Pack) -> None:
    map_ = pack.item("look-map", Exercise)
    assert map_.steps[1] == (Words("Mark "), Mention("helper", possessive=True), Words(" bed."))
    bag = pack.item("look-bag", Checklist)
    assert [(item.id, item.offer.when) for item in bag.items] == [
        ("look-bag-string", ALWAYS),
        ("look-bag-net", Has("pests", ("pigeons",))),
    ]
    assert isinstance(bag.items[0], CheckItem)
    (quote,) = pack.item("dig-note", SampleText).text
    assert isinstance(quote, Quote)
    assert pack.item("look-clay", Passage).offer.when == Is("soil", ("clay",))


def test_what_needs_a_fact_is_offered_only_with_it(pack: Pack) -> None:
    """A slot that may stay empty becomes a condition: stand-ins fill slots for people, never for facts."""
    assert pack.item("look-dream", Prompt).offer.when == known("dream")
    assert pack.item("opening-dream", Passage).offer.when == known("dream")
    assert pack.item("look-corner", Prompt).offer.phrases == {"spot"}
    assert pack.item("look-water", Prompt).offer.tags == {"water"}


def test_what_needs_a_fact_keeps_the_condition_that_it_has(tmp_path: Path) -> None:
    changed = garden_text(
        LOOK, 'text: "You dream of', 'when: { soil: clay }, text: "{dream} and {soil}: you dream of'
    )
    offer = load_pack(copy_pack(tmp_path, {LOOK: changed})).item("look-dream", Prompt).offer
    assert offer.when == All((Is("soil", ("clay",)), known("dream"), known("soil")))


def test_gates_have_effect_question_and_alternatives(pack: Pack) -> None:
    gates = {gate.id: gate for gate in pack.gates}
    assert list(gates) == ["gone", "bees", "pond", "moles", "hours-unknown"]
    assert gates["gone"].effect == Effect(replaces_program=True)
    assert gates["bees"].effect == Effect(replaces_steps=("sow",), removes_tags=("bees",))
    assert [gates[name].effect.strictness for name in gates] == [0, 1, 2, 3, 2]
    assert [gates[name].unknown for name in gates] == [
        WhenUnknown.ASKS,
        WhenUnknown.ASKS,
        WhenUnknown.ASKS,
        WhenUnknown.PASSES,
        WhenUnknown.HOLDS,
    ]
    assert gates["bees"].alternatives[0].steps == ("sow",)
    assert gates["moles"].alternatives[0].steps == ("dig", "look")
    assert gates["hours-unknown"].when == Is("hours", ("unknown", "declined"))


def test_everything_can_be_found_by_its_id_and_kind(pack: Pack) -> None:
    assert set(pack.units) == {"look", "dig", "sow", "alt-gone", "alt-bees", "alt-pond", "alt-moles"}
    assert isinstance(pack.units["alt-bees"], Unit)
    assert pack.item("alt-bees-fern", Prompt).id == "alt-bees-fern"
    assert {"settle-sky", "action-tool", "close-tea", "rating-back"} <= set(pack.items)
    for id_, kind in (("absent", Prompt), ("look-bag", Prompt)):
        with pytest.raises(KeyError, match=id_):
            pack.item(id_, kind)


def test_phrases_help_and_sources_are_read(pack: Pack) -> None:
    first, second = pack.phrases["spot"]
    assert first == Phrase((Words("a dry corner"),))
    assert second.weight == 3
    assert second.text[-1] == Agreement("helper", "", ("likes", "like"))
    assert list(pack.help.kinds) == ["advice", "rescue"]
    assert pack.help.countries["GB"].services[0].number == "0800 000"
    assert str(pack.help.general[0].source_date) == "2026-01-02"
    assert pack.techniques["looking"].sources == ("almanac",)
    assert pack.publications["almanac"].year == 1999


@pytest.mark.parametrize(
    ("minutes", "row"),
    [
        (1, DoseRow(1, 1, 0, True)),
        (14, DoseRow(6, 1, 0)),
        (15, DoseRow(15, 2, 0)),
        (240, DoseRow(30, 3, 1)),
        (0, DoseRow(1, 1, 0, True)),
    ],
)
def test_a_session_gets_the_last_row_of_the_dose_that_it_reaches(
    pack: Pack, minutes: int, row: DoseRow
) -> None:
    assert pack.dose.row(minutes) == row
