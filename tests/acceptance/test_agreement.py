"""A pack in which words agree with the person: the garden, whose language has three classes, from files to pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.support import CONFIRMED, GARDEN, ROOT, copy_pack, faults_of, garden_pack, garden_text

from rekindle_core import (
    ContentError,
    Pack,
    RekindleError,
    load_pack,
    load_profile,
    make_plan,
    plain,
    realise,
    walk,
)
from rekindle_core.audit.audit import audit
from rekindle_core.cli.app import app
from rekindle_core.content.building.compiled import read_compiled, write_compiled
from rekindle_core.content.reading.raw import read_pack
from rekindle_core.document.nodes import Paragraph
from rekindle_core.errors import ProfileError
from rekindle_core.frozen import replace

ENGLISH = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")
CLASSES = {"she/her": "femenino", "he/him": "masculino", "they/them": "neutro"}
FORMS = ("cansada", "cansado", "cansade")
SETS = (*CLASSES, "name-only", "unknown", "declined", {})
OWN = {"they": "xe", "them": "xem", "their": "xyr", "theirs": "xyrs", "themself": "xemself"}


def language(**header: str) -> str:
    """Return English with another header: its words stay, its classes do not."""
    _, _, words = ENGLISH.partition('possessive: "’s"\n')
    own = {
        "language": "es",
        "direction": "ltr",
        "classes": "[femenino, masculino, neutro]",
        "agreement": "person",
        "cases": "[they, them, their, theirs, themself]",
        "default_pronouns": "they/them",
        **header,
    }
    sets = "".join(
        f"  {name}: {{ they: {name[:3]}, them: b, their: c, theirs: d, themself: e, number: {number} }}\n"
        for name, number in CLASSES.items()
    )
    lines = "".join(f"{key}: {value}\n" for key, value in own.items() if value)
    return f'{lines}pronouns:\n{sets}possessive: "’s"\n{words}'


def files(text: str = "", **header: str) -> dict[str, str | bytes | None]:
    """Return the changed files: a prompt and a rating with choices in them, and no others."""
    dig = garden_text("steps/02-dig.yaml", "{helper} {helper: rests | rest}", "nobody looks")
    dig = dig.replace("{helper.they} {helper.they: has | have} the key", "{helper} has the key")
    look = garden_text(
        "steps/01-look.yaml", "{helper.they} {helper.they: is | are} welcome.", "You are welcome."
    )
    return {
        "language.yaml": language(**header),
        "pack.yaml": garden_text("pack.yaml", "language: en", "language: es"),
        "phrases.yaml": garden_text("phrases.yaml", "{helper} {helper: likes | like}", "{helper} likes"),
        "steps/01-look.yaml": look.replace("Walk round it once.", "Estás {gardener: lista | listo | liste}."),
        "steps/02-dig.yaml": dig.replace("Pick one square.", text or f"{{helper}}: {choice()}."),
    }


def choice(*forms: str) -> str:
    return f"{{helper: {' | '.join(forms or FORMS)}}}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_pack(tmp_path_factory.mktemp("by-person"), files())


@pytest.fixture(scope="module")
def pack(folder: Path) -> Pack:
    return load_pack(folder)


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [*map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def texts(pack: Pack, **facts: Any) -> Iterator[str]:
    """Yield the lines of a reader's program."""
    plan = make_plan(pack, load_profile(pack, {"pests": "none", "hours": 5, **facts}))
    for block in walk(realise(pack, plan, confirmed=CONFIRMED)):
        if isinstance(block, Paragraph):
            yield plain(block.children)


def form(pronouns: object, number: str) -> int:
    """Return which form is right for pronouns; the classes of what is not known are those of they/them."""
    found = number if isinstance(pronouns, dict) else CLASSES.get(str(pronouns), "neutro")
    return list(CLASSES.values()).index(found)


def test_every_reader_reads_the_form_of_their_class(pack: Pack) -> None:
    for name, pronouns, number in product(("", "Carlos"), SETS, CLASSES.values()):
        if number != "neutro" and pronouns != {}:
            continue
        given = {**OWN, "number": number} if pronouns == {} else pronouns
        helper = {"helper.pronouns": given, **({"helper.name": name} if name else {})}
        said = "\n".join(texts(pack, **helper))
        read = FORMS[form(given, number)]
        assert f"{name or 'Your helper'}: {read}." in said
        assert not {*FORMS} - {read} & {*said.replace(".", " ").split()}
        # The reader is spoken to, and neither named nor given a pronoun.
        for reader in texts(
            pack, **{"gardener.pronouns": given, **({"gardener.name": name} if name else {})}
        ):
            if reader.startswith("Estás"):
                assert reader.startswith(f"Estás {('lista', 'listo', 'liste')[form(given, number)]}.")
                break
        else:
            pytest.fail("the reader is spoken to nowhere")


def test_the_audit_finds_nothing_that_the_garden_in_english_has_not(pack: Pack) -> None:
    found, known = ([(one.code, one.place) for one in audit(each).findings] for each in (pack, garden_pack()))
    assert found == known


def test_a_person_who_is_never_named_leaves_no_slot_empty(tmp_path: Path) -> None:
    """A form is printed for everybody: there is nothing to be known first."""
    text = load_pack(copy_pack(tmp_path, files(f"Es {choice()}.")))
    people = {**text.people, "helper": replace(text.people["helper"], stand_in="")}
    found = audit(replace(text, people=people)).findings
    empty = {one.message.split(" uses")[0] for one in found if one.code == "slot-may-be-empty"}
    assert "dig-where" not in empty
    assert "look-wall-a" in empty


def test_a_compiled_pack_keeps_how_words_agree(tmp_path: Path, folder: Path, pack: Pack) -> None:
    raw = read_pack(folder)
    write_compiled(tmp_path, raw, pack)
    assert read_compiled(tmp_path, raw) == pack
    assert pack.language.agreement == "person"


# --------------------------------------------------------------------------- what is wrong

EACH = "A choice needs one form for each of femenino | masculino | neutro; this one has"
WRONG = [
    (
        "Es {helper: cansada | cansado}.",
        f"bad-agreement: {EACH} 2 forms. Hint: write {{helper: cansada | cansado | …}}: "
        "cansada for femenino, cansado for masculino, … for neutro.",
    ),
    (
        "Es {helper: a | b | c | d}.",
        f"bad-agreement: {EACH} 4 forms. Hint: write {{helper: a | b | c}}: "
        "a for femenino, b for masculino, c for neutro.",
    ),
    ("Es {helpr: a | b | c}.", "unknown-slot: There is no person “helpr”. Hint: did you mean “helper”?"),
    ("Es {helper.her: a | b | c}.", "unknown-slot: There is no case “her”. Hint: did you mean “their”?"),
    (
        "Es {helper.they: a | b | c}.",
        (
            "bad-agreement: This text has a verb for {helper.they}, but not the pronoun itself. Hint: "
            "write {helper: a | b | c}, which needs no pronoun."
        ),
    ),
    ("Es {helper: a | | c}.", "bad-slot: {helper: a | | c} is not a slot: "),
]


@pytest.mark.parametrize(("text", "fault"), WRONG, ids=[text for text, _ in WRONG])
def test_a_choice_that_does_not_fit_is_pointed_at_with_the_right_one(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(copy_pack(tmp_path, files(text)))
    (found,) = caught.value.diagnostics
    written = f"{found.code}: {found.message} Hint: {found.hint}"
    assert written.startswith(fault)
    assert (found.position.file.rsplit("/", 1)[-1], found.position.column) == ("02-dig.yaml", 87)


def test_a_copy_rule_looks_at_every_form(tmp_path: Path) -> None:
    rules = (
        'rules:\n  - { id: no-tired, words: [cansado], reason: "Nobody is tired.", '
        'instead: "Rest.", catches: ["cansado"], leaves: ["cansada"] }\n'
    )
    changed = {**files(), "copy-rules.yaml": rules}
    (found,) = faults_of(copy_pack(tmp_path, changed))
    assert "copy-rule: “cansado” breaks the rule no-tired" in found


# --------------------------------------------------------------------------- languages without classes


def without_classes(text: str, **header: str) -> dict[str, str | bytes | None]:
    changed = files(text, classes="[]", agreement="", **header)
    said = str(changed["language.yaml"])
    for number in CLASSES.values():
        said = said.replace(f", number: {number} }}", " }")
    said = said.replace("; verbs agree with it as {classes}, which you can add after a last slash", "")
    look = str(changed["steps/01-look.yaml"]).replace("{gardener: lista | listo | liste}", "here")
    return {**changed, "language.yaml": said, "steps/01-look.yaml": look}


def test_a_language_without_classes_needs_no_number_anywhere(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, without_classes("{helper.they} rests."))
    pack = load_pack(folder)
    assert any(line == "Xe rests." for line in texts(pack, **{"helper.pronouns": OWN}))
    (tmp_path / "known.yaml").write_text(
        "helper.pronouns: { they: xe, them: xem, their: xyr, theirs: xyrs, themself: xemself }\n",
        encoding="utf-8",
    )
    shown = run("profile", "show", tmp_path / "known.yaml", "--pack", folder)
    assert "xe/xem/xyr/xyrs/xemself\n" in shown
    assert '"number"' not in run("profile", "schema", "--pack", folder)
    with pytest.raises(ProfileError) as caught:
        load_profile(pack, {"helper.pronouns": {**OWN, "number": "neutro"}})
    (fault,) = caught.value.diagnostics
    assert "needs they, them, their, theirs, themself, each one word" in fault.message


def test_a_choice_is_a_fault_where_there_are_no_classes(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(copy_pack(tmp_path, without_classes("Es {helper: cansada | cansado}.")))
    (found,) = caught.value.diagnostics
    assert (found.code, found.message, found.hint) == (
        "bad-agreement",
        "A choice has one form for each class, and this language has no classes.",
        "write the word itself: cansada.",
    )


@pytest.mark.parametrize(
    ("header", "find", "put", "fault"),
    [
        (
            {"agreement": "persona"},
            "",
            "",
            "bad-value: “persona” is not allowed here. Hint: did you mean “person”?",
        ),
        (
            {"classes": "[]"},
            "",
            "",
            "bad-value: There is no class “femenino”. Hint: delete number: this language has no classes.",
        ),
        (
            {},
            ", number: masculino }",
            " }",
            "missing-key: The set he/him has no class. Hint: add number: with one of femenino, masculino,",
        ),
        (
            {},
            "number: masculino",
            "number: masculin",
            "bad-value: There is no class “masculin”. Hint: use one of femenino, masculino, neutro.",
        ),
        ({"classes": '[""]'}, "", "", "empty-value: "),
    ],
)
def test_what_does_not_fit_together_in_the_language_file_is_a_fault(
    tmp_path: Path, header: dict[str, str], find: str, put: str, fault: str
) -> None:
    changed = files(**header)
    if find:
        changed["language.yaml"] = str(changed["language.yaml"]).replace(find, put)
    with pytest.raises(ContentError) as caught:
        load_pack(copy_pack(tmp_path, changed))
    written = [f"{one.code}: {one.message} Hint: {one.hint}" for one in caught.value.diagnostics]
    assert written[0].startswith(fault), written
    assert "language.yaml:" in str(caught.value.diagnostics[0])


def test_words_about_classes_have_nothing_to_name_where_there_are_none(tmp_path: Path) -> None:
    changed = without_classes("Es.")
    asked = "separated by slashes"
    said = str(changed["language.yaml"])
    assert said.count(asked) == 1
    changed["language.yaml"] = said.replace(asked, "with {classes}")
    with pytest.raises(ContentError) as caught:
        load_pack(copy_pack(tmp_path, changed))
    (found,) = caught.value.diagnostics
    assert (found.code, found.message) == ("unknown-slot", "{classes} is never filled in here.")


# --------------------------------------------------------------------------- a set of one's own


def test_an_interview_guesses_no_class_where_words_agree_with_the_person(
    tmp_path: Path, folder: Path
) -> None:
    """In English a set without one is singular, as xe is; here the first would be feminine."""
    typed = {"xe/xem/xyr/xyrs/xemself/Masculino": 0, "xe/xem/xyr/xyrs/xemself": 1}
    for number, (line, code) in enumerate(typed.items()):
        path = tmp_path / f"{number}.yaml"
        words = ["profile", "new", str(path), "--pack", str(folder)]
        done = CliRunner().invoke(app, words, input=f"\n{line}\n")
        if code:
            assert isinstance(done.exception, RekindleError)
            assert "bad-pronouns" in str(done.exception)
        else:
            assert done.exit_code == 0, done.output
            assert "number: masculino" in path.read_text(encoding="utf-8")


# --------------------------------------------------------------------------- explain


def explained(folder: Path, *words: str) -> list[str]:
    """Return what explain says of whom a prompt agrees with."""
    page = run("explain", "--pack", folder, "--set", "hours=5", "--prompt", "dig-where", *words)
    report = run(
        "explain", "--pack", folder, "--set", "hours=5", "--prompt", "dig-where", *words, "--report", "json"
    )
    said = [line.split(maxsplit=1)[1] for line in page.splitlines() if line.startswith("  Agrees ")]
    assert said == [f"{name} {why}" for name, why in json.loads(report)["item"]["agreement"].items()]
    return said


def test_explain_tells_whose_class_a_form_is(tmp_path: Path, folder: Path) -> None:
    """Of somebody's own pronouns it tells no more than that they are given."""
    assert explained(folder) == ["helper as neutro (helper.pronouns is unknown)"]
    assert explained(folder, "--set", "helper.pronouns=declined") == [
        "helper as neutro (helper.pronouns was declined)"
    ]
    assert explained(folder, "--set", "helper.pronouns=he/him") == [
        "helper by pronouns (helper.pronouns is given)"
    ]
    noun = files(f"{{helper}}: *{choice()}*.")
    noun["pack.yaml"] = str(noun["pack.yaml"]).replace(
        '{ text: "your helper" }', '{ text: "la persona", number: femenino }'
    )
    assert explained(copy_pack(tmp_path, noun), "--set", "helper.pronouns=he/him") == [
        "helper as femenino, like “la persona”"
    ]
    assert explained(GARDEN) == []
