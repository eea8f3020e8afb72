"""The shapes of files: each schema is sound, and each fault is said in an author's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.support import GARDEN, QUICK, ROOT, garden_text

from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.content.reading.file_names import BESIDE, FOLDERS, OPTIONAL, REQUIRED
from rekindle_core.content.reading.raw import kind_of
from rekindle_core.content.reading.shapes.check import check_shape
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic

SCHEMAS = sorted((bundled_content() / "schema").glob("*.schema.json"))
KINDS = [path.name.removesuffix(".schema.json") for path in SCHEMAS if path.name != "shared.schema.json"]


def check(kind: str, text: str) -> list[str]:
    """Return what is wrong with the shape of some text, a line for each fault."""
    return [str(fault) for fault in faults(kind, text)]


def faults(kind: str, text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the shape of some text."""
    return check_shape(read_yaml(text, "f.yaml"), kind)


def step(line: str) -> str:
    """Return a step whose only prompt, in line 6, holds this line."""
    prompt = f"{{ id: b, level: 1, minutes: 5, technique: t, about: self, {line} }}"
    return f'id: a\ntitle: "A"\nopening: "A"\nwhy: "A"\nprompts:\n  - {prompt}\n'


# ------------------------------------------------------------------ the schemas themselves


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_schema_is_json_schema_2020_12(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_reference_between_schemas_leads_somewhere(path: Path) -> None:
    for reference in _references(json.loads(path.read_text(encoding="utf-8"))):
        file, _, pointer = reference.partition("#")
        target: Any = json.loads((path.parent / (file or path.name)).read_text(encoding="utf-8"))
        for part in pointer.strip("/").split("/") if pointer else ():
            target = target[part]


def _references(schema: Any) -> list[str]:
    inner: list[Any] = (
        list(schema.values()) if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    )
    here = [schema["$ref"]] if isinstance(schema, dict) and isinstance(schema.get("$ref"), str) else []
    return [*here, *(found for item in inner for found in _references(item))]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_no_object_of_a_schema_takes_keys_that_it_does_not_name(path: Path) -> None:
    """A misspelt key is always found: every object with properties is closed."""
    for schema in _objects(json.loads(path.read_text(encoding="utf-8"))):
        assert schema.get("additionalProperties") is not None, schema.get("title", schema)


def _objects(schema: Any) -> list[dict[str, Any]]:
    inner: list[Any] = (
        list(schema.values()) if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    )
    here = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return [*here, *(found for item in inner for found in _objects(item))]


def test_every_file_of_a_pack_has_a_schema() -> None:
    pack = {
        kind_of(name) for name in (*REQUIRED, *OPTIONAL, *BESIDE, *(f"{folder}a.yaml" for folder in FOLDERS))
    }
    # A practice is no file of a pack.
    assert pack | {"practice"} == set(KINDS)


@pytest.mark.parametrize("path", sorted(GARDEN.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_files_of_a_sound_pack_have_the_right_shape(path: Path) -> None:
    kind = "step" if path.parent.name == "steps" else path.stem
    assert check(kind, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "src/rekindle_core/content/languages").glob("*.yaml")),
    ids=lambda path: path.name,
)
def test_the_languages_of_the_core_have_the_right_shape(path: Path) -> None:
    assert check("language", path.read_text(encoding="utf-8")) == []


# ------------------------------------------------------------------ faults in an author's words


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            "sources",
            "techniques: {}\nsourcez: {}\nsources: {}\n",
            "f.yaml:2:1: unknown-key: There is no key “sourcez” here. Hint: did you mean “sources”?",
        ),
        (
            "sources",
            "techniques: {}\nsources: {}\nx: 1\n",
            "f.yaml:3:1: unknown-key: There is no key “x” here. Hint: the keys here are techniques or sources.",
        ),
        (
            "sources",
            "techniques: {}\n",
            "f.yaml:1:1: missing-key: The key “sources” is missing here. Hint: add sources: { … }",
        ),
        (
            "phrases",
            "phrases: [a]\n",
            (
                "f.yaml:1:10: wrong-type: This must be a mapping (key: value), but it is a list. Hint: write "
                "keys here, without hyphens or brackets. The lists, by name."
            ),
        ),
        (
            "phrases",
            'phrases:\n  p: [ { text: "a", weight: heavy } ]\n',
            "f.yaml:2:29: wrong-type: This must be a whole number, but it is text."
            " Hint: use a whole number from 1 to 100. How often it is chosen, relative to the others. Default: 1.",
        ),
        (
            "phrases",
            "phrases:\n  p: [ { text: 12 } ]\n",
            (
                "f.yaml:2:16: unquoted-prose: This must be text, but YAML read it as a whole number. "
                "Hint: put quotes around it: text: \"12\""
            ),
        ),
        (
            "phrases",
            "phrases:\n  p:\n    - text: {partner.name} \n",
            (
                "f.yaml:3:13: unquoted-prose: This must be text, but YAML read it as a mapping (key: "
                "value). Hint: put quotes around it: text: \"{partner.name}\""
            ),
        ),
        (
            "phrases",
            'phrases:\n  p: [ { text: "a", weight: 101 } ]\n',
            "f.yaml:2:29: bad-value: 101 is more than 100."
            " Hint: use a whole number from 1 to 100. How often it is chosen, relative to the others. Default: 1.",
        ),
        ("phrases", "phrases:\n  p: []\n", 'f.yaml:2:6: empty-value: This is empty. Hint: write p: [{ text: "…" }]'),
        (
            "step",
            step('text: "A", abouts: x').replace("about: self, ", ""),
            "f.yaml:6:5: missing-key: The key “about” is missing here. Hint: add about: self (or them or us).\n"
            "f.yaml:6:61: unknown-key: There is no key “abouts” here. Hint: did you mean “about”?",
        ),
        (
            "step",
            step('text: "A"').replace("about: self", "about: slef"),
            "f.yaml:6:57: bad-value: “slef” is not allowed here. Hint: did you mean “self”?",
        ),
        (
            "step",
            step('text: "A"').replace("level: 1", "level: 4"),
            "f.yaml:6:21: bad-value: “4” is not allowed here. Hint: use one of 1, 2 or 3.",
        ),
        (
            "step",
            step('text: "A", tags: [c, c]'),
            "f.yaml:6:84: bad-value: “c” is listed twice. Hint: delete one of them.",
        ),
        (
            "step",
            step('text: "A", response: { line: 3 }'),
            "f.yaml:6:86: unknown-key: There is no key “line” here. Hint: did you mean “lines”?",
        ),
        (
            "step",
            step('text: "A"').replace("id: b", "id: B_1"),
            (
                "f.yaml:6:11: bad-value: “B_1” has the wrong form. Hint: did you mean “b-1”? Lower-case "
                "words joined by hyphens, unique in the pack. Once published, an id must "
                "never be used for something else."
            ),
        ),
        (
            "helplines",
            garden_text("helplines.yaml", "  GB:", "  gb:"),
            "f.yaml:10:3: bad-value: “gb” is not an ISO 3166-1 country code. Hint: did you mean “GB” (United Kingdom)?",
        ),
        (
            "gates",
            garden_text("gates.yaml", "effect: replace-program", "effect: replace-programme"),
            "f.yaml:4:13: bad-value: “replace-programme” is not allowed here."
            " Hint: did you mean “replace-program”?",
        ),
        (
            "step",
            "",
            "f.yaml:1:1: wrong-type: This must be a mapping (key: value), but it is nothing. Hint: One step of a"
            " program: its text, and the pools its prompts and exercises are chosen from. One step per file, in steps/."
            " It needs: id, title, opening, why, prompts.",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_shape_is_said_with_code_place_and_hint(kind: str, text: str, expected: str) -> None:
    assert check(kind, text) == expected.split("\n")


@pytest.mark.parametrize(
    ("response", "code", "place"),
    [
        ("{ scale: { low: 0, high: 11 } }", "bad-value", "f.yaml:6:109"),
        ("{ scale: { low: 0 } }", "missing-key", "f.yaml:6:93"),
        ("{ choose_one: [ { id: x } ] }", "missing-key", "f.yaml:6:100"),
        ("{ lines: 3, if_then: 2 }", "wrong-shape", "f.yaml:6:84"),
    ],
)
def test_a_fault_deep_inside_is_found_where_it_is(response: str, code: str, place: str) -> None:
    (fault,) = faults("step", step(f'text: "A", response: {response}'))
    assert (fault.code, str(fault.position)) == (code, place)


def test_all_keys_that_are_missing_are_named() -> None:
    """All faults in one run, also where one mapping lacks several keys."""
    found = check("step", "id: a\nprompts: []\n")
    named = [key for key in ("title", "opening", "why") if any(f"“{key}”" in line for line in found)]
    assert named == ["title", "opening", "why"]


def test_all_faults_of_a_file_are_found_in_the_order_of_their_places() -> None:
    text = 'phrases:\n  p:\n    - { txt: "a" }\n    - { text: 3, weight: 0 }\n  Q: []\n'
    assert [(fault.code, fault.position.line) for fault in faults("phrases", text)] == [
        ("missing-key", 3),
        ("unknown-key", 3),
        ("unquoted-prose", 4),
        ("bad-value", 4),
        ("bad-value", 5),
        ("empty-value", 5),
    ]


@pytest.mark.parametrize(
    ("why", "code", "words"),
    [
        ("5", "unquoted-prose", "This must be text"),
        ("[a]", "wrong-shape", "Unexpected structure: this is a list"),
        ("{ variants: [{ id: a, text: 'A' }] }", "bad-value", "This has 1 item; the minimum is 2."),
        ("{ variants: [{ id: a, text: 'A' }, { id: b }] }", "missing-key", "“text” is missing"),
        ("{ text: 'A' }", "unknown-key", "no key “text”"),
    ],
)
def test_a_text_is_prose_or_several_wordings(why: str, code: str, words: str) -> None:
    text = f"id: x\ntitle: 'X'\nopening: 'X'\nprompts: []\nwhy: {why}\n"
    found = faults("step", text)
    assert code in {one.code for one in found}
    assert any(words in one.message for one in found)


def test_a_passage_has_a_text_or_variants_and_not_both() -> None:
    variants = "variants: [{ id: b, text: 'B' }, { id: c, text: 'C' }]"
    for held, codes in ((variants, []), ("", ["missing-key"]), (f"{variants}, text: 'A'", ["wrong-shape"])):
        text = (
            "id: x\ntitle: 'X'\nopening: 'X'\nwhy: 'X'\nprompts: []\n"
            f"passages: [{{ id: a, title: 'A', {held or 'tags: []'} }}]\n"
        )
        assert [one.code for one in faults("step", text)] == codes


def test_a_prompt_has_a_text_or_variants_and_not_both() -> None:
    assert [fault.code for fault in faults("step", step("tags: []"))] == ["missing-key"]
    both = step('text: "A", variants: [ { id: c, text: "C" } ]')
    assert [fault.code for fault in faults("step", both)] == ["wrong-shape"]
    assert faults("step", step('text: "A"')) == ()


# ------------------------------------------------------------------ conditions


@pytest.mark.parametrize(
    "test",
    ["clay", "3", "[clay, sand]", "{ has: slugs }", "{ has: [slugs, moles] }", "{ lacks: slugs }",
     "{ at_least: 1, at_most: 3 }", "unknown"],
)  # fmt: skip
def test_a_test_of_a_fact_has_one_of_these_shapes(test: str) -> None:
    assert check("step", step(f'text: "A", when: {{ fact: {test} }}')) == []


@pytest.mark.parametrize(
    "test",
    ["[[clay]]", "[{ a: b }]", "[]", "{}", "{ foo: 3 }", "{ at_least: x }", "{ at_least: [1] }", "{ at_least: true }",
     "{ at_most: 1.5 }", "{ has: [] }", "{ has: 3 }", "{ has: [[slugs]] }", "{ has: [slugs, slugs] }", "true", "1.5",
     "~", "[clay, clay]"],
)  # fmt: skip
def test_a_test_of_a_fact_of_any_other_shape_is_refused(test: str) -> None:
    found = faults("step", step(f'text: "A", when: {{ fact: {test} }}'))
    assert found
    assert {fault.position.line for fault in found} == {6}
    assert all(fault.position.column >= 78 for fault in found)


@pytest.mark.parametrize(
    ("when", "code"),
    [("{}", "empty-value"), ("{ all: [] }", "empty-value"), ("{ any: {} }", "wrong-type"),
     ("{ not: [] }", "wrong-type"), ("{ Soil: clay }", "unknown-key"), ("clay", "wrong-type"),
     ("[{ a: b }]", "wrong-type"), ("{ any: [ { all: [ { not: {} } ] } ] }", "empty-value")],
)  # fmt: skip
def test_a_condition_of_the_wrong_shape_is_refused(when: str, code: str) -> None:
    assert [fault.code for fault in faults("step", step(f'text: "A", when: {when}'))] == [code]


# ------------------------------------------------------------------ numbers, words


@pytest.mark.parametrize("text", [step('text: "A"').replace("minutes: 5", "minutes: 5.0"),
                                  step('text: "A", response: { lines: 1e1 }')])  # fmt: skip
def test_a_number_with_a_point_is_no_whole_number(text: str) -> None:
    """JSON Schema takes 5.0 for an integer; it would stand as a float in a Pack that promises an int."""
    assert faults("step", text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pack", garden_text("pack.yaml", "max: 60 }", 'max: 60, values: { a: "b", c: "d" } }')),
        ("pack", garden_text("pack.yaml", 'growing?" }', 'growing?", max: 3 }')),
        ("step", step('text: "A", response: { lines: 3, if_then: 2 }')),
        ("step", step('text: "A", motif: ' + "a" * 81)),
    ],
)
def test_no_fault_is_said_in_the_words_of_python_or_json_schema(kind: str, text: str) -> None:
    for line in check(kind, text):
        assert "{'" not in line
        assert "['" not in line
        assert "should not be valid" not in line
        assert "properties" not in line
        assert "is too long" not in line


def test_a_single_value_where_two_are_wanted_is_not_called_empty() -> None:
    (fault,) = faults("pack", garden_text("pack.yaml", ', sand: "light sand" }', " }"))
    assert "empty" not in str(fault)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.floats(0, 9) | st.text("ab-é1 ", max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "text", "when", "all", "has", "x", "1"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@given(data=JUNK)
@QUICK
def test_any_data_gets_an_answer(kind: str, data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    for fault in faults(kind, text):
        assert fault.message
        assert fault.position.line == 1
        assert 1 <= fault.position.column <= len(text) + 1


# ------------------------------------------------------------------ the accepted form


@pytest.mark.parametrize(
    ("find", "put", "hint"),
    [
        ("level: 1", 'level: "1"', "write 1, without quotes."),
        ("level: 1", "level: 1.0", "write 1, without a decimal point."),
        ("minutes: 5", 'minutes: "5"', "write minutes: 5, without quotes."),
        ("minutes: 5", "minutes: five", "use a whole number from 1 to 60. How long it takes, in minutes."),
        ("about: self", "about: SELF", "did you mean “self”?"),
        ("id: b", "id: 1", "use a word such as quiet-page."),
        ('text: "A"', 'text: "A", tags: care, about: us', "write tags: [care]"),
        ('text: "A"', 'text: "A", when: clay', "use a mapping such as { contact: none }."),
        ('text: "A"', 'text: "A", when: { pregnant: true }', "write pregnant: yes"),
        ('text: "A"', 'text: "A", when: { Soil: clay }', "did you mean “soil”?"),
        ('text: "A"', 'text: "A", technique:x', "add a space after the colon: technique: x"),
        ('text: "A"', 'text: "A", passages: []', "“passages” is a key of “Step”: check the indentation."),
        ('text: "A"', 'text: "A", variants: [{ id: c, text: "A" }]',
         "delete one of them: text is for one wording, variants for several."),
        ('text: "A"', "tags: []", 'add text: "…" or variants: [{ id: quiet-page, text: "…" }]'),
        ('text: "A"', 'text: "A", response: { lines: 3, if_then: 2 }',
         "keep one of them. Use one of lines:, scale:, choose_one:, checklist:, table: or if_then:"),
        ('text: "A"', 'text: ""', 'write text: "…"'),
    ],
)  # fmt: skip
def test_a_hint_shows_the_accepted_form(find: str, put: str, hint: str) -> None:
    text = step('text: "A"').replace(find, put, 1)
    if put.endswith("about: us"):
        text = text.replace("about: self, ", "")
    assert any(fault.hint.startswith(hint) for fault in faults("step", text)), faults("step", text)


def test_keys_that_go_with_one_kind_of_fact_say_with_which() -> None:
    (fault,) = faults("pack", garden_text("pack.yaml", "max: 60 }", 'max: 60, values: { a: "b", c: "d" } }'))
    assert fault.message == "“values” can't be used with kind: number."
    assert fault.hint == "delete it, or write kind: choice or choices."


def test_what_is_shown_and_too_short_is_not_called_invisible() -> None:
    text = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")
    (fault,) = faults("language", text.replace('quotes: "‘’“”"', 'quotes: "“”"'))
    assert fault.message == "This has 2 characters; the minimum is 4."
    assert fault.hint.endswith('Write quotes: "‘’“”"')
