"""Profiles: what is read from where, what is refused and at which place, and the form that a digest is of."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.gardens import OWN_PRONOUNS, random_reader
from tests.support import QUICK, garden_pack

from rekindle_core import Pack, Profile, ProfileError, load_profile
from rekindle_core.content.model.facts import Fact
from rekindle_core.content.model.values import NAME_ONLY, Missing, PronounSet
from rekindle_core.diagnostics import Diagnostic
from rekindle_core.document.visible import shows_something
from rekindle_core.frozen import replace
from rekindle_core.profile.as_written import texts_of
from rekindle_core.profile.check import MOST_NAME, MOST_PRONOUN, MOST_TEXT
from rekindle_core.profile.clean import clean_text, no_character
from rekindle_core.profile.load import MOST_BYTES
from rekindle_core.profile.schema import profile_schema

PACK = garden_pack()
CASES = PACK.language.cases


def refused(source: Any = None, *words: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a profile, which must be refused."""
    with pytest.raises(ProfileError) as error:
        load_profile(PACK, source, settings=words)
    assert error.value.exit_code == 1
    assert error.value.diagnostics
    return error.value.diagnostics


def one(source: Any = None, *words: str) -> Diagnostic:
    """Return the one thing that is wrong with a profile."""
    (fault,) = refused(source, *words)
    return fault


def read(text: str) -> Profile:
    """Return a profile that is in order."""
    return load_profile(PACK, text.encode())


def place(fault: Diagnostic) -> str:
    return f"{fault.position.line}:{fault.position.column}"


# --------------------------------------------------------------------------- where it comes from

FULL = {
    "gardener.name": "Ana",
    "helper.name": "Sam",
    "helper.pronouns": "she/her",
    "soil": "clay",
    "pests": ["slugs", "moles"],
    "hours": 5,
    "pond": True,
    "allergy": "no",
    "moved_away": None,
    "dream": "declined",
    "country": "GB",
    "program.start": "2027-01-31",
}


def as_yaml(facts: Mapping[str, Any]) -> str:
    """Write facts as YAML, of which JSON values are a part."""
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in facts.items())


def test_a_profile_is_the_same_from_yaml_json_bytes_a_file_and_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(as_yaml(FULL), encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(FULL), encoding="utf-8")
    profiles = [
        load_profile(PACK, source)
        for source in (
            FULL,
            as_yaml(FULL).encode(),
            json.dumps(FULL).encode(),
            tmp_path / "a.yaml",
            str(tmp_path / "a.json"),
        )
    ]
    assert all(profile == profiles[0] for profile in profiles)
    assert {profile.digest for profile in profiles} == {profiles[0].digest}


def test_values_are_what_the_engine_works_with() -> None:
    profile = load_profile(PACK, FULL)
    assert profile["helper.name"] == "Sam"
    assert profile["helper.pronouns"] == PACK.language.pronouns["she/her"]
    assert profile["pests"] == ("slugs", "moles")
    assert profile["pond"] == "yes"
    assert profile["moved_away"] is Missing.UNKNOWN
    assert profile["dream"] is Missing.DECLINED
    assert profile["helper.nothing"] is Missing.UNKNOWN
    assert profile.date("program.start") == dt.date(2027, 1, 31)
    assert (profile.number("hours"), profile.number("soil"), profile.number("program.sessions")) == (
        5,
        None,
        None,
    )
    assert (profile.text("helper.name"), profile.text("pests"), profile.text("dream")) == ("Sam", "", "")


@pytest.mark.parametrize("source", [None, {}, b"", b"{}", b" { }\n", b"# nothing\n", b"null\n", b"---\n"])
def test_a_profile_may_tell_nothing(source: Any) -> None:
    assert load_profile(PACK, source).canonical() == {}


def test_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    written = "\ufeff" + as_yaml(FULL).replace("\n", "\r\n")
    assert load_profile(PACK, written.encode()) == load_profile(PACK, FULL)


@pytest.mark.parametrize(
    ("words", "fact", "value"),
    [
        (["soil=sand"], "soil", "sand"),
        (["soil=clay", "soil=sand"], "soil", "sand"),
        (["pests=moles,slugs"], "pests", ("slugs", "moles")),
        (["pests="], "pests", ()),
        (["pests=none"], "pests", ()),
        (["pests=unknown"], "pests", Missing.UNKNOWN),
        (["pests=declined"], "pests", Missing.DECLINED),
        (["hours=07"], "hours", 7),
        (["dream=a=b"], "dream", "a=b"),
        (["dream=5"], "dream", "5"),
        (["helper.pronouns=name-only"], "helper.pronouns", NAME_ONLY),
        (["program.start=2027-01-31"], "program.start", dt.date(2027, 1, 31)),
        (
            [f"helper.pronouns={json.dumps(OWN_PRONOUNS)}"],
            "helper.pronouns",
            PronounSet(tuple((case, OWN_PRONOUNS[case]) for case in CASES), "singular"),
        ),
    ],
)
def test_settings_are_words_of_fact_and_value(words: list[str], fact: str, value: object) -> None:
    assert load_profile(PACK, settings=words)[fact] == value


def test_settings_go_before_the_file() -> None:
    profile = load_profile(PACK, FULL, settings=["soil=sand", "pests=unknown", "dream=a pear tree"])
    assert profile["soil"] == "sand"
    assert profile["pests"] is Missing.UNKNOWN
    assert profile["dream"] == "a pear tree"
    assert profile["hours"] == 5


# --------------------------------------------------------------------------- what is refused

LONG = "x" * 121

REFUSED = [
    ("soil: peat", "unknown-value", "1:7", "use clay, sand, unknown or declined."),
    ("soil: claay", "unknown-value", "1:7", "did you mean “clay”?"),
    ("soil: [clay]", "wrong-type", "1:7", ""),
    ("soil: 5", "wrong-type", "1:7", ""),
    ("\n\npond:   maybe", "unknown-value", "3:9", "use yes, no, unknown or declined."),
    ("pond: 1", "wrong-type", "1:7", ""),
    ("pests: [slugs, rats]", "unknown-value", "1:8", ""),
    ("pests: [none, slugs]", "unknown-value", "1:8", ""),
    ("pests: [unknown]", "unknown-value", "1:8", ""),
    ("pests: 5", "wrong-type", "1:8", "use a list of slugs, pigeons, moles, none."),
    ("pests: { slugs: yes }", "wrong-type", "1:8", ""),
    ("hours: 1.5", "wrong-type", "1:8", "use a whole number from 0 to 60."),
    ("hours: true", "wrong-type", "1:8", ""),
    ("program.sessions: [3]", "wrong-type", "1:19", "use a whole number from 1 to 52."),
    ("helper.name: 5", "wrong-type", "1:14", 'it must be text; put quotes around it: helper.name: "5"'),
    ("helper.name: [Sam]", "wrong-type", "1:14", ""),
    ('helper.name: ""', "empty-value", "1:14", "remove it, or write unknown."),
    ('helper.name: " \\u202E\\n "', "empty-value", "1:14", ""),
    (f"helper.name: {LONG}", "too-long", "1:14", "shorten it."),
    (f"dream: {LONG * 17}", "too-long", "1:8", ""),
    ("dream:\n  - a tree", "wrong-type", "2:3", ""),
    ("program.start: 2027-02-30", "unknown-value", "1:16", "use a date such as 2027-01-31."),
    ("program.start: 1899-12-31", "unknown-value", "1:16", ""),
    ("program.start: 2201-01-01", "unknown-value", "1:16", ""),
    ("program.start: 31.1.2027", "unknown-value", "1:16", ""),
    ('program.start: "2027-01-31\\n"', "unknown-value", "1:16", ""),
    ("program.start: 20270131", "wrong-type", "1:16", ""),
    ("country: gb", "unknown-value", "1:10", "did you mean “GB” (United Kingdom)?"),
    ("country: GBR", "unknown-value", "1:10", "did you mean “GB” (United Kingdom)?"),
    ("country: Germany", "unknown-value", "1:10", "did you mean “DE” (Germany)?"),
    ("country: EN", "unknown-value", "1:10", "did you mean “GB” (United Kingdom)?"),
    ("country: no", "unknown-value", "1:10", "did you mean “NO” (Norway)?"),
    ("country: Congo", "unknown-value", "1:10", "did you mean “CD”"),
    ("country: EU", "unknown-value", "1:10", "EU is the code of the European Union;"),
    ("country: ZZ", "unknown-value", "1:10", "use a code of two capital letters, such as GB, US or DE."),
    ('country: "GB\\n"', "unknown-value", "1:10", "did you mean “GB” (United Kingdom)?"),
    ("country: 44", "wrong-type", "1:10", ""),
    ("helper.pronouns: she/he", "unknown-value", "1:18", "did you mean “she/her”?"),
    ("helper.pronouns: xe/xem", "unknown-value", "1:18", ""),
    ("helper.pronouns: 4", "bad-pronouns", "1:18", ""),
    (
        "helper.pronouns: { they: xe }",
        "bad-pronouns",
        "1:18",
        "number is singular or plural; for example { they: ",
    ),
    (as_yaml({"helper.pronouns": {**OWN_PRONOUNS, "extra": "x"}}), "bad-pronouns", "1:18", ""),
    (as_yaml({"helper.pronouns": {**OWN_PRONOUNS, "they": 5}}), "bad-pronouns", "1:18", ""),
    (as_yaml({"helper.pronouns": {**OWN_PRONOUNS, "they": " "}}), "bad-pronouns", "1:18", ""),
    (as_yaml({"helper.pronouns": {**OWN_PRONOUNS, "they": "x" * 41}}), "bad-pronouns", "1:18", ""),
    (as_yaml({"helper.pronouns": {**OWN_PRONOUNS, "number": "dual"}}), "bad-pronouns", "1:18", ""),
    # Words that would be lost.
    ("dream: My #1. Then a pear tree.", "yaml-comment", "1:11", 'write dream: "My #1. Then a pear tree.".'),
    ("helper.name: Alex #2", "yaml-comment", "1:19", 'write helper.name: "Alex #2".'),
    ("helper.name: Alex\t#2", "yaml-comment", "1:19", 'write helper.name: "Alex #2".'),
    ("helper.name: 5 #2", "yaml-comment", "1:16", 'write helper.name: "5 #2".'),
    ("helper.name: #2", "yaml-comment", "1:14", 'write helper.name: "#2".'),
    ("soil: clay\nhelper.name: #2\n  Alex", "yaml-comment", "2:14", 'write helper.name: "#2 Alex".'),
    (
        "dream: A tree\n  #1 in the row\nsoil: clay",
        "yaml-comment",
        "2:3",
        'write dream: "A tree #1 in the row".',
    ),
    ("dream: A tree\n\n\n  # in the row", "yaml-comment", "4:3", 'write dream: "A tree # in the row".'),
    ('dream: The "one" #1', "yaml-comment", "1:18", "write dream: 'The \"one\" #1'."),
    ('dream: It\'s "one" #1', "yaml-comment", "1:19", "write dream: 'It''s \"one\" #1'."),
    ("dream: C:\\new #1", "yaml-comment", "1:15", "write dream: 'C:\\new #1'."),
    ('dream: "A tree"#1', "yaml-comment", "1:16", 'write dream: "A tree#1". If it is a comment, put a space'),
    ("dream: > #1\n  A tree", "yaml-comment", "1:10", "write them on the next line."),
    ("dream: |\n   A tree\n #1 in the row", "yaml-comment", "3:2", "indent this line like the text above."),
    ("soil: some clay # and sand", "yaml-comment", "1:17", 'write soil: "some clay # and sand".'),
    ("dream: A tree\u2028#1 in the row", "yaml-comment", "1:15", 'write dream: "A tree #1 in the row".'),
    # What is no profile at all.
    ("soil: clay\nsoil: sand", "yaml-duplicate-key", "2:1", "delete one of them."),
    ("hours: 5\nsoil: 'clay", "yaml-syntax", "2:7", ""),
    ("soil: &a clay", "yaml-anchor", "1:7", ""),
    ("soil: !x clay", "yaml-tag", "1:7", ""),
    ("- soil", "wrong-type", "1:1", ""),
    ("clay", "wrong-type", "1:1", ""),
    ("soil: clay\n---\nsoil: clay", "yaml-documents", "2:1", ""),
    ("soil: cl\u0007ay", "yaml-character", "1:9", ""),
    ('{ "soil": "peat" }', "unknown-value", "1:3", ""),
    ('{ "hours": 5,\n  "soil": 5 }', "wrong-type", "2:3", ""),
    (
        '{ "hours": 5,\n  "soil": }',
        "json-syntax",
        "2:11",
        "For YAML, remove the braces and write one fact per line: contact: none",
    ),
    ("{ soil: clay }", "json-syntax", "1:3", ""),
    ('{ "soil": "clay" } x', "json-syntax", "1:20", ""),
    ('{ "pond": "no",\n  "soil": "clay", "soil": "sand" }', "yaml-duplicate-key", "2:3", ""),
    ('{ "soil": ' + "[" * 100_000, "yaml-depth", "1:1", ""),
    ('{ "hours": ' + "9" * 5_000 + " }", "json-syntax", "1:1", ""),
    ('{ "hours": NaN }', "wrong-type", "1:3", ""),
]


@pytest.mark.parametrize(("text", "code", "where", "hint"), REFUSED, ids=[row[0][:30] for row in REFUSED])
def test_what_cannot_be_used_is_refused_at_its_place(text: str, code: str, where: str, hint: str) -> None:
    fault = one(text.encode())
    assert (fault.code, place(fault), fault.position.file) == (code, where, "-")
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("soil: clay  # asked on Monday", {"soil": "clay"}),
        ("soil:  # asked on Monday", {}),
        ("pests: [slugs, moles]  # both", {"pests": ["slugs", "moles"]}),
        ("pests:\n  - slugs  # most of all\n  - moles", {"pests": ["slugs", "moles"]}),
        ("hours: 5 # a week\ncountry: GB # now", {"hours": 5, "country": "GB"}),
        ("program.start: 2027-01-31 # a Sunday", {"program.start": "2027-01-31"}),
        ("helper.pronouns: she/her # as she says", {"helper.pronouns": "she/her"}),
        ("dream: declined # on Monday\nhelper.name: unknown  # to ask", {"dream": "declined"}),
        ("dream: null # to ask\nhelper.name: ~ # to ask", {}),
        ('helper.name: "Alex"  # or Sam', {"helper.name": "Alex"}),
        (
            "helper.name: Alex\n# or Sam\ndream: A tree\n\n#soil: clay\n",
            {"helper.name": "Alex", "dream": "A tree"},
        ),
        ("helper.name:\n# or Sam\n  Alex#2", {"helper.name": "Alex#2"}),
        ("dream: >\n  A tree\n  #1 in the row\n# soil: clay\n", {"dream": "A tree #1 in the row"}),
        ('dream: "A tree\n  #1"', {"dream": "A tree #1"}),
    ],
)
def test_a_comment_that_is_no_part_of_a_text_stays_one(text: str, facts: dict[str, object]) -> None:
    assert load_profile(PACK, text.encode()) == load_profile(PACK, facts)


def test_every_text_that_is_cut_is_told_at_once() -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(PACK, b"helper.name: Alex #2\nsoil: peat\ndream: A tree #1\n")
    assert [(fault.code, place(fault)) for fault in caught.value.diagnostics] == [
        ("yaml-comment", "1:19"),
        ("unknown-value", "2:7"),
        ("yaml-comment", "3:15"),
    ]


@pytest.mark.parametrize("data", [b"soil: clay\ndream: caf\xe9", b"\xff\xfe"])
def test_bytes_that_are_not_utf_8_are_refused_at_the_first(data: bytes) -> None:
    fault = one(data)
    assert fault.code == "not-utf-8"
    assert place(fault) == ("2:11" if data.startswith(b"soil") else "1:1")


def test_a_file_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert one(path).code == "profile-size"
    assert one(b"#" * (MOST_BYTES + 1)).code == "profile-size"
    path.write_bytes(b"#" * MOST_BYTES)
    assert load_profile(PACK, path) == Profile()


def test_a_file_that_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    for source in (path, str(path), tmp_path):
        fault = one(source)
        assert fault.code == "unreadable"
        assert fault.position.file == str(source)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("soil", "bad-setting"),
        ("", "bad-setting"),
        ("soil=peat", "unknown-value"),
        ("sole=clay", "unknown-fact"),
        ("=clay", "unknown-fact"),
        ("pests=slugs,rats", "unknown-value"),
        ("pests=slugs,unknown", "unknown-value"),
        ("helper.name=", "empty-value"),
        ("helper.pronouns={", "json-syntax"),
        ("helper.pronouns={}", "bad-pronouns"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(word: str, code: str) -> None:
    fault = one(None, word)
    assert fault.code == code
    assert fault.position.file == "--set"


def test_all_faults_are_found_in_one_run_and_sorted_by_place() -> None:
    faults = refused(b"hours: -1\nsoil: peat\npond: perhaps\nhelper.name: ''\n", "sole=clay")
    assert [(fault.position.file, fault.position.line) for fault in faults] == [
        ("-", 1),
        ("-", 2),
        ("-", 3),
        ("-", 4),
        ("--set", 1),
    ]


def test_an_unknown_fact_is_refused_with_the_nearest_one() -> None:
    fault = one(b"soil: clay\nsole: clay\n")
    assert fault.code == "unknown-fact"
    assert fault.position.line == 2
    assert fault.hint == "did you mean “soil”?"
    assert one(b"helper:\n  name: Sam\n").hint == "did you mean “helper.name”?"
    assert "rekindle profile schema" in one({5: "clay"}).hint


def test_an_unknown_fact_is_pointed_at_by_its_key() -> None:
    """What is wrong is the key: in YAML as in JSON, and as in a pack's conditions."""
    assert place(one(b'{ "hours": 5,\n  "sole": "clay" }')) == "2:3"
    assert place(one(b"hours: 5\nsole: clay\n")) == "2:1"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{ "dream": "hours",\n  "hours": 1.5 }', "2:3"),
        ('{ "dream": "\\"hours\\": 1",\n  "hours": 1.5 }', "2:3"),
        ('{"dream":{"hours":1},"hou\\u0072s":1.5}', "1:2"),
        ('{\t"dream" : "x"\r\n,\r\n   "hours"\n:\n1.5}', "3:4"),
    ],
)
def test_a_fault_in_json_is_placed_at_the_fact_and_not_at_a_text_that_reads_like_it(
    text: str, where: str
) -> None:
    assert place(refused(text.encode())[0]) == where


def test_a_key_that_is_twice_within_a_value_is_placed_at_the_fact() -> None:
    fault = one(b'{ "hours": 5,\n  "helper.pronouns": { "they": "xe", "they": "ze" } }')
    assert (fault.code, place(fault)) == ("yaml-duplicate-key", "2:3")
    assert "“they”" in fault.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hours: 61", "unknown-value"),
        ("hours: -1", "unknown-value"),
        ("hours: five", "wrong-type"),
        ("hours: true", "wrong-type"),
    ],
)
def test_a_number_out_of_range_is_no_value_and_a_word_is_no_number(text: str, code: str) -> None:
    """errors.md: wrong-type is 'text where a number does', unknown-value is a value that a fact does not take."""
    fault = one(text.encode())
    assert fault.code == code
    assert "use a whole number from 0 to 60." in fault.hint


def test_a_setting_with_a_key_twice_is_refused_as_it_is_in_a_file() -> None:
    text = json.dumps(OWN_PRONOUNS).replace("{", '{"they": "ze", ', 1)
    assert one(b'{"helper.pronouns": ' + text.encode() + b"}").code == "yaml-duplicate-key"
    assert one(None, f"helper.pronouns={text}").code == "yaml-duplicate-key"


def test_a_fault_in_a_setting_is_placed_at_its_word() -> None:
    faults = refused(None, "pond=yes", "soil=peat", "hours")
    assert [(fault.code, fault.position.line) for fault in faults] == [
        ("unknown-value", 2),
        ("bad-setting", 3),
    ]


def test_a_setting_nested_too_deep_is_refused_and_crashes_nothing() -> None:
    assert one(None, "helper.pronouns=" + '{"a":' * 20_000).position.file == "--set"


def test_a_path_that_no_system_can_have_is_refused() -> None:
    assert one("a\0b").code == "unreadable"


# --------------------------------------------------------------------------- cleaning


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sam\tLee", "Sam Lee"),
        ("Sam\r\nBcc: x", "Sam Bcc: x"),
        ("Sam\x00\x1b[31m", "Sam [31m"),
        ("Sam\u2028Lee\u2029", "Sam Lee"),
        ("Sam\x85Lee", "Sam Lee"),
        ("\u202eSam\u202c", "Sam"),
        ("S\u2066a\u2069m", "Sam"),
        ("Zoe\u0308", "Zoë"),
        ("  Sam   Lee ", "Sam Lee"),
        ("نو\u200fعة", "نو\u200fعة"),
        ("👩‍🌾", "👩‍🌾"),
        ("ﬁn ½ ① Ｗ", "ﬁn ½ ① Ｗ"),
    ],
)
def test_texts_are_cleaned_when_they_are_read(typed: str, kept: str) -> None:
    profile = load_profile(PACK, {"helper.name": typed, "dream": typed})
    assert (profile["helper.name"], profile["dream"]) == (kept, kept)


# What is drawn as nothing, from every corner of Unicode.
INVISIBLE = (
    *"\u200b\u00ad\u3164\u2800\u2060\ufeff\u2063\u115f\u1160\uffa0\u180e\u034f\u061c\u200d\ufe0f\ufff9\u17b4",
    *"\U000e0041\U000e0100\U0001d173\U0001bca0\u2007\u3000",
    "\u200b\u3164 \u00ad",
    "\x00\x1b\u2066",
)


@pytest.mark.parametrize("text", INVISIBLE, ids=ascii)
def test_a_name_that_shows_nothing_is_empty_and_so_is_a_text_or_a_form_of_a_pronoun(text: str) -> None:
    own = {**OWN_PRONOUNS, "them": text}
    for facts in ({"helper.name": text}, {"dream": f"{text}{text}"}, {"helper.pronouns": own}):
        with pytest.raises(ProfileError) as caught:
            load_profile(PACK, facts)
        assert caught.value.diagnostics[0].code in ("empty-value", "bad-pronouns")


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🌾",
        "می\u200cخواهم",
        "क्\u200dष",
        "❤\ufe0f",
        "A\u00adB",
        "\u0627\u200f",
        "🏴\U000e0067\U000e007f",
    ],
)
def test_a_name_that_shows_something_keeps_what_is_invisible_in_it(text: str) -> None:
    assert load_profile(PACK, {"helper.name": text})["helper.name"] == text


@pytest.mark.parametrize(
    "written",
    [
        "Null",
        "NULL",
        "0x1F",
        "no",
        "Yes",
        "on",
        "Unknown",
        "nil",
        "None",
        "1_000",
        "12:30",
        "NaN",
        ".inf",
        "2027-01-31",
    ],
)
def test_a_word_without_quotes_is_the_name_that_it_is(written: str) -> None:
    assert read(f"helper.name: {written}\n").canonical() == {"helper.name": written}
    assert read(f"dream: {written}\n# a dream\n").canonical() == {"dream": written}


def test_a_form_of_a_pronoun_may_be_written_null_with_a_capital() -> None:
    own = {**OWN_PRONOUNS, "they": "Null"}
    held = read("helper.pronouns: { " + ", ".join(f"{key}: {value}" for key, value in own.items()) + " }")
    assert held == load_profile(PACK, {"helper.pronouns": own})


@pytest.mark.parametrize("written", ["null", "~", "", "unknown"])
def test_null_in_small_letters_and_nothing_at_all_leave_a_name_unknown(written: str) -> None:
    assert read(f"helper.name: {written}\n").canonical() == {}


def test_null_of_json_leaves_a_name_unknown() -> None:
    assert read('{"helper.name": null}').canonical() == {}


@pytest.mark.parametrize("written", ["True", "true", "FALSE", "1e3", "2024", ".5", "007", "+1", "5."])
def test_a_name_that_yaml_takes_for_something_else_is_shown_as_it_was_written_with_its_quotes(
    written: str,
) -> None:
    (fault,) = refused((f"helper.name: {written}\n").encode())
    assert (fault.code, str(fault.position)) == ("wrong-type", "-:1:14")
    assert fault.message == f"The fact helper.name can't be “{written}”."
    assert fault.hint == f'it must be text; put quotes around it: helper.name: "{written}"'
    assert read(f'helper.name: "{written}"\n').canonical() == {"helper.name": written}


NO_CHARACTERS = ["\udce9", "\ud800", "\udfff", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\U0010fffe"]


@pytest.mark.parametrize("wrong", NO_CHARACTERS, ids=ascii)
@pytest.mark.parametrize(
    "name", ["helper.name", "dream", "soil", "country", "program.start", "helper.pronouns"]
)
def test_what_is_no_character_is_refused_and_not_dropped(name: str, wrong: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(PACK, {name: f"Jos{wrong}"})
    (fault,) = caught.value.diagnostics
    assert fault.code == "yaml-character"
    assert f"The fact {name} contains " in fault.message
    with pytest.raises(ProfileError) as caught:
        load_profile(PACK, settings=[f"{name}=Jos{wrong}"])
    assert str(caught.value.diagnostics[0].position) == f"--set:1:{len(name) + 5}"


@pytest.mark.parametrize("wrong", NO_CHARACTERS, ids=ascii)
def test_it_is_refused_in_pronouns_and_lists_too(wrong: str) -> None:
    values: dict[str, Any] = {
        "helper.pronouns": {**OWN_PRONOUNS, "them": f"x{wrong}"},
        "pests": ["slugs", f"x{wrong}"],
    }
    for name, value in values.items():
        with pytest.raises(ProfileError) as caught:
            load_profile(PACK, {name: value})
        assert [fault.code for fault in caught.value.diagnostics] == ["yaml-character"]


def test_an_escape_of_half_a_pair_in_json_is_placed_where_it_stands() -> None:
    (fault,) = refused(b'{"soil": "clay",\n "helper.name": "Jos\\uDCE9"}')
    assert (fault.code, str(fault.position)) == ("yaml-character", "-:2:21")
    assert fault.message == "The fact helper.name contains the byte 0xE9, which is not UTF-8."
    # Two halves that belong together are one character.
    assert read('{"helper.name": "\\ud83d\\ude00"}')["helper.name"] == "😀"


@pytest.mark.parametrize("escape", ["\\udce9", "\\uffff", "\\ufdd0", "\\U0001FFFE"])
def test_an_escape_of_no_character_in_yaml_is_placed_in_its_line(escape: str) -> None:
    (fault,) = refused((f'soil: clay\nhelper.name: "Jos{escape}"').encode())
    assert fault.code in ("yaml-character", "yaml-syntax")
    assert fault.position.line == 2


def test_uk_is_read_as_gb_and_told() -> None:
    told: list[str] = []
    assert load_profile(PACK, {"country": "UK"}, warn=told.append).canonical() == {"country": "GB"}
    assert told == ["The country “UK” is read as “GB”, its ISO 3166-1 code."]


def test_pronouns_are_cleaned_like_names() -> None:
    own = {**OWN_PRONOUNS, "they": " x\u0301e\n"}
    given_ = load_profile(PACK, {"helper.pronouns": own})["helper.pronouns"]
    assert isinstance(given_, PronounSet)
    assert given_.form("they") == "x\u0301e"


@QUICK
@given(st.text(st.characters(codec=None, categories=None), max_size=30))
def test_clean_text_has_no_control_and_no_override_is_nfc_and_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert clean == unicodedata.normalize("NFC", clean)
    assert clean == clean.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in clean)
    assert not any(unicodedata.bidirectional(char) in _OVERRIDES for char in clean)
    clean.encode()


_OVERRIDES = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@QUICK
@given(st.text("abcdefghij éß漢字ا", max_size=20))
def test_cleaning_takes_nothing_away_from_plain_words(text: str) -> None:
    assert clean_text(text) == " ".join(text.split())


# --------------------------------------------------------------------------- the engine and its schema

SHADE = Fact(
    "shade",
    "choice",
    "Is there shade?",
    values={"yes": "yes", "no": "no", "some": "some"},
    formerly={"full": "yes", "half": "some"},
)
LAWN = Fact(
    "lawn", "choice", "Is there a lawn?", values={"big": "big"}, formerly={"yes": "big", "no": "unknown"}
)
SHADED = replace(PACK, facts={**PACK.facts, "shade": SHADE, "lawn": LAWN})
SCHEMA = profile_schema(SHADED)
SEEN = SCHEMA["properties"]["dream"]["anyOf"][0]["pattern"]
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

_WORDS = [
    "yes",
    "no",
    "none",
    "unknown",
    "declined",
    "",
    " ",
    "clay",
    "slugs",
    "moles",
    "GB",
    "she/her",
    "\u202e",
]
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 300),
    st.floats(allow_nan=False),
    st.sampled_from(_WORDS),
    st.text(max_size=4),
)
_JUNK = st.one_of(
    _SCALARS, st.lists(_SCALARS, max_size=3), st.dictionaries(st.text(max_size=3), _SCALARS, max_size=2)
)
_EDGES = st.sampled_from([1, 2, 40, 41, 119, 120, 121, 1999, 2000, 2001])
_PIECES = st.one_of(
    st.text(min_size=1, max_size=6), st.sampled_from(["e\u0301", "\u0958", "a ", "\n", "\u3164"])
)
_TEXTS = st.builds(lambda text, size: (text * size)[:size], _PIECES, _EDGES)
_FORMS = st.one_of(st.sampled_from(["xe", "", " ", "x" * 40, "x" * 41, " " + "x" * 40]), _SCALARS)


def near(fact: Fact) -> st.SearchStrategy[Any]:
    """Return a strategy for values at the edge of what a fact takes, on both sides."""
    words = st.sampled_from(
        [*fact.allowed, *fact.formerly, "none", "unknown", "x", *(f"{word}\n" for word in fact.allowed[:1])]
    )
    match fact.kind:
        case "choice" | "yes-no":
            return st.one_of(words, st.booleans())
        case "choices":
            return st.one_of(words, st.lists(words, max_size=4))
        case "number":
            whole_numbers = st.one_of(
                st.integers(fact.least - 2, fact.least + 2), st.integers(fact.most - 2, fact.most + 2)
            )
            return st.one_of(
                whole_numbers, whole_numbers.map(float), whole_numbers.map(lambda one: one + 0.5)
            )
        case "name" | "text":
            return _TEXTS
        case "date":
            days = st.dates(dt.date(1895, 1, 1), dt.date(2205, 1, 1)).map(str)
            near_days = st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9][ \n]?", fullmatch=True)
            return st.one_of(days, days.map(lambda one: f"{one}\n"), near_days)
        case "country":
            codes = st.from_regex(r"[A-Za-z]{1,3}\n?", fullmatch=True)
            return st.one_of(st.sampled_from(["UK", "XK", "EU", "GB "]), codes)
        case _:
            whole = st.fixed_dictionaries(
                dict.fromkeys(CASES, _FORMS),
                optional={"number": st.sampled_from(["singular", "plural", "dual"])},
            )
            return st.one_of(st.sampled_from(PACK.language.pronoun_names), whole)


FACT_VALUES = st.sampled_from(sorted(SHADED.facts)).flatmap(
    lambda name: st.tuples(st.just(name), st.one_of(near(SHADED.facts[name]), _JUNK))
)


def taken(facts: Mapping[str, Any]) -> bool:
    return _taken_by(SHADED, facts)


def _taken_by(pack: Pack, facts: Mapping[str, Any] | bytes) -> bool:
    try:
        load_profile(pack, facts)
    except ProfileError:
        return False
    return True


EXCEPTIONS: dict[str, Callable[[Fact, Any], bool]] = {
    # A regular expression that every program reads alike ends at U+FFFF, and knows nothing of categories.
    "invisible beyond U+FFFF, or unassigned": lambda fact, value: any(
        not shows_something(text) and re.search(SEEN, clean_text(text))
        for text in ([value] if isinstance(value, str) else value.values() if isinstance(value, dict) else ())
        if isinstance(text, str)
    ),
    # Once cleaned, it is gone.
    "what is no character": lambda fact, value: any(map(no_character, texts_of(value))),
    # The engine counts the characters of a text once it is cleaned: composed (NFC), and white space as one space.
    "a length that cleaning changes": lambda fact, value: any(
        (len(text) > most) != (len(clean_text(text)) > most)
        for text in texts_of(value)
        for most in (MOST_NAME, MOST_TEXT, MOST_PRONOUN)
    ),
}
"""All on which engine and schema differ, by name."""


@pytest.mark.slow
@settings(QUICK, max_examples=600)
@given(FACT_VALUES)
def test_the_engine_takes_a_value_exactly_when_the_schema_takes_it(pair: tuple[str, Any]) -> None:
    name, value = pair
    fact = SHADED.facts[name]
    assume(not any(differ(fact, value) for differ in EXCEPTIONS.values()))
    assert taken({name: value}) == VALIDATOR.is_valid({name: value})
    if isinstance(value, str | int | float | list):
        assert _taken_by(SHADED, json.dumps({name: value}).encode()) == taken({name: value})


@pytest.mark.parametrize(
    ("name", "value", "engine"),
    [
        ("helper.name", "\U000e0041", False),
        ("helper.name", "\ud800a", False),
        ("helper.name", "e\u0301" * 120, True),
        ("helper.name", "Ana" + " " * 118, True),
        ("helper.name", "\u0958" * 120, False),
    ],
)
def test_the_exceptions_are_exceptions(name: str, value: str, engine: bool) -> None:
    """Each is one on which the two do differ: what has come to agree is none any more."""
    assert any(differ(SHADED.facts[name], value) for differ in EXCEPTIONS.values())
    assert taken({name: value}) == engine
    assert VALIDATOR.is_valid({name: value}) != engine


@pytest.mark.parametrize(
    ("facts", "both"),
    [
        ({"hours": 5.0}, True),
        ({"hours": 5.5}, False),
        ({"hours": 1e300}, False),
        ({"program.start": "2027-01-31\n"}, False),
        ({"program.start": " 2027-01-31"}, False),
        ({"country": "GB\n"}, False),
        ({"soil": "clay\n"}, False),
        ({"helper.name": "Ana\n"}, True),
        ({"helper.name": " \n\t"}, False),
        ({"helper.name": "\u200b\u3164"}, False),
        ({"helper.name": "e\u0301" * 60}, True),
        ({"$schema": "profile.schema.json", "soil": "clay"}, True),
        ({"$schema": 1}, False),
        ({"shade": "half"}, True),
        ({"lawn": True}, True),
    ],
)
def test_engine_and_schema_agree(facts: dict[str, Any], both: bool) -> None:
    assert taken(facts) == both
    assert _taken_by(SHADED, json.dumps(facts).encode()) == both
    assert VALIDATOR.is_valid(facts) == both


def test_a_whole_number_is_kept_as_one_however_it_is_written() -> None:
    profiles = [
        load_profile(SHADED, {"hours": 5}),
        load_profile(SHADED, b"hours: 5.0"),
        load_profile(SHADED, b'{"hours": 5.0}'),
    ]
    assert {repr(profile.canonical()["hours"]) for profile in profiles} == {"5"}


def test_the_key_that_names_a_schema_is_no_fact() -> None:
    assert load_profile(SHADED, {"$schema": "x", "soil": "clay"}) == load_profile(SHADED, {"soil": "clay"})
    with pytest.raises(ProfileError, match="unknown-fact"):
        load_profile(SHADED, settings=["$schema=x"])


@pytest.mark.slow
def test_the_schema_knows_the_calendar() -> None:
    """Every day from 1896 to 2204, and every day that is none: a 30th of February, a 13th month."""
    schema = VALIDATOR.evolve(schema=SCHEMA["properties"]["program.start"])
    for year in (*range(1896, 1910), 1996, 2000, 2004, 2099, 2100, *range(2196, 2205)):
        for month, day in product(range(14), range(33)):
            text = f"{year}-{month:02}-{day:02}"
            assert schema.is_valid(text) == taken({"program.start": text}), text
    for year in range(1900, 2201):
        text = f"{year}-02-29"
        assert schema.is_valid(text) == taken({"program.start": text}), text


def test_none_stands_alone_in_the_schema_too_unless_it_is_a_value_of_its_own() -> None:
    own = replace(PACK.facts["pests"], name="own", values={"none": "none at all", "few": "few"})
    pack = replace(PACK, facts={**PACK.facts, "own": own})
    validator = Draft202012Validator(profile_schema(pack))
    for value in (["none"], ["none", "none"], [], "none", ["none", "slugs"], ["none", "few"], ["few"]):
        for name in ("pests", "own"):
            assert validator.is_valid({name: value}) == _taken_by(pack, {name: value}), (name, value)


def test_the_engine_and_the_schema_know_the_same_facts() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == {*SHADED.facts, "$schema"}
    assert not VALIDATOR.is_valid({"sole": "clay"})
    assert VALIDATOR.is_valid({})


# --------------------------------------------------------------------------- digest and canonical form


def test_the_canonical_form_is_plain_data_in_one_form_for_each_meaning() -> None:
    profile = load_profile(PACK, {**FULL, "helper.pronouns": "name-only", "pests": ["moles", "slugs"]})
    assert profile.canonical() == {
        "allergy": "no",
        "country": "GB",
        "dream": {"missing": "declined"},
        "gardener.name": "Ana",
        "helper.name": "Sam",
        "helper.pronouns": {"name_only": True, "number": "", "forms": {}},
        "hours": 5,
        "pests": ["moles", "slugs"],
        "pond": "yes",
        "program.start": "2027-01-31",
        "soil": "clay",
    }


def test_the_digest_is_sha_256_of_the_canonical_form_in_compact_json() -> None:
    profile = load_profile(PACK, {"soil": "clay", "helper.name": "Zoë"})
    text = '{"helper.name":"Zoë","soil":"clay"}'
    assert profile.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"soil": "clay", "hours": 5}, {"hours": 5, "soil": "clay"}),
        ({"soil": "unknown"}, {}),
        ({"soil": None}, {}),
        ({"pond": True}, {"pond": "yes"}),
        ({"pests": "slugs"}, {"pests": ["slugs"]}),
        ({"pests": ["moles", "slugs"]}, {"pests": ["slugs", "moles", "slugs"]}),
        ({"pests": []}, {"pests": ["none"]}),
        ({"helper.name": "Zoe\u0308 "}, {"helper.name": "Zoë"}),
        (
            {"helper.pronouns": "she/her"},
            {
                "helper.pronouns": {
                    "themself": "herself",
                    "theirs": "hers",
                    "their": "her",
                    "them": "her",
                    "they": "she",
                    "number": "singular",
                }
            },
        ),
    ],
)
def test_what_means_the_same_has_the_same_digest(first: dict[str, Any], second: dict[str, Any]) -> None:
    one_, other = load_profile(PACK, first), load_profile(PACK, second)
    assert one_ == other
    assert one_.digest == other.digest


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"soil": "declined"}),
        ({}, {"pests": []}),
        ({"helper.name": "Sam"}, {"gardener.name": "Sam"}),
        ({"helper.name": "Sam"}, {"helper.name": "sam"}),
        ({"helper.pronouns": "they/them"}, {"helper.pronouns": "name-only"}),
        ({"hours": 5, "program.minutes": 6}, {"hours": 6, "program.minutes": 5}),
    ],
)
def test_what_means_something_else_has_another_digest(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert load_profile(PACK, first).digest != load_profile(PACK, second).digest


@QUICK
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_digests_are_equal_exactly_when_profiles_are(first: int, second: int) -> None:
    raw = random_reader(Random(first))
    shuffled = {name: raw[name] for name in Random(second).sample(sorted(raw), len(raw))}
    profile, again = load_profile(PACK, raw), load_profile(PACK, shuffled)
    other = load_profile(PACK, random_reader(Random(second)))
    assert profile == again
    assert profile.digest == again.digest
    assert (profile == other) == (profile.digest == other.digest)
    json.dumps(profile.canonical())


def test_a_profile_is_frozen_and_its_own() -> None:
    values: dict[str, Any] = {"soil": "clay", "hours": Missing.UNKNOWN}
    profile = Profile(values)
    values["soil"] = "sand"
    assert profile["soil"] == "clay"
    assert list(profile.values) == ["soil"]
    with pytest.raises(TypeError):
        profile.values["soil"] = "sand"  # type: ignore[index]


def test_a_source_is_left_as_it_was() -> None:
    given_: dict[str, Any] = {"pests": ["moles", "slugs"], "helper.pronouns": dict(OWN_PRONOUNS)}
    before = json.dumps(given_)
    load_profile(PACK, given_)
    assert json.dumps(given_) == before
