"""What a pack says of answers that expire, and of values that it took before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import copy_pack, faults_of, garden_text, places_of

from rekindle_core import Profile, load_pack, load_profile
from rekindle_core.content.model.expiry import Expiry
from rekindle_core.content.model.values import Missing

FACTS = """\
  looked: { kind: date, ask: "On which day did you look?" }
  who: { kind: text, ask: "Who looked?" }
"""
EXPIRY = """
expiry:
  after_days: 30
  asked_on: looked
  asked_by: who
  answers: { pond: "no", pests: [none, slugs] }
"""
PACK = garden_text("pack.yaml", "tags:\n", f"{FACTS}tags:\n") + EXPIRY


def pack_with(tmp_path: Path, find: str, put: str, files: dict[str, str] | None = None) -> Path:
    assert find in PACK
    return copy_pack(tmp_path, {"pack.yaml": PACK.replace(find, put), **(files or {})})


def test_a_pack_says_what_expires_and_it_is_kept_in_the_compiled_pack(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {"pack.yaml": PACK})
    for _ in range(2):
        pack = load_pack(folder, cache=tmp_path / "cache")
        assert pack.expiry == Expiry(30, "looked", {"pond": ("no",), "pests": ("none", "slugs")}, "who")
    assert not faults_of(folder)


@pytest.mark.parametrize(
    ("find", "put", "code", "said"),
    [
        ("asked_on: looked", "asked_on: soil", "unknown-fact", "no date fact called “soil”"),
        ("asked_by: who", "asked_by: looked", "unknown-fact", "no text fact called “looked”"),
        ('pond: "no"', 'pont: "no"', "unknown-fact", "did you mean “pond”"),
        ('pond: "no"', "hours: none", "unknown-fact", "choice or choices fact called “hours”"),
        ('pond: "no"', "pond: never", "unknown-value", "The fact pond can't be “never”"),
        ("after_days: 30", "after_days: 0", "bad-value", "0 is less than 1"),
    ],
)
def test_what_it_names_has_to_be_there(find: str, put: str, code: str, said: str, tmp_path: Path) -> None:
    found = faults_of(pack_with(tmp_path, find, put))
    assert len(found) == 1
    assert code in found[0]
    assert said in found[0]


@pytest.mark.parametrize(
    ("file", "find", "put", "code"),
    [
        ("pack.yaml", "when: { soil: clay }", "when: { not: { looked: unknown } }", "bad-condition"),
        ("pack.yaml", "when: { soil: clay }", "when: { who: declined }", "bad-condition"),
        ("program.yaml", "", "", "unknown-slot"),
    ],
)
def test_no_content_can_depend_on_or_say_when_or_by_whom_it_was_asked(
    file: str, find: str, put: str, code: str, tmp_path: Path
) -> None:
    if file == "pack.yaml":
        folder = pack_with(tmp_path, find, put)
    else:
        step = garden_text("steps/01-look.yaml")
        first = step.index('text: "') + len('text: "')
        files = {"steps/01-look.yaml": step[:first] + "{who} " + step[first:]}
        folder = pack_with(tmp_path, "after_days: 30", "after_days: 31", files)
    assert [place.split(": ")[-1] for place in places_of(faults_of(folder))] == [code]


# --------------------------------------------------------------------------- values of an earlier version

FORMERLY = PACK.replace(
    'sand: "light sand" }', 'sand: "light sand" }, formerly: { loam: clay, "yes": unknown }'
)


@pytest.mark.parametrize(
    ("given", "read"), [("loam", "clay"), ("yes", Missing.UNKNOWN), (True, Missing.UNKNOWN), ("sand", "sand")]
)
def test_a_value_of_an_earlier_version_is_read_and_told(given: object, read: object, tmp_path: Path) -> None:
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": FORMERLY}))
    told: list[str] = []
    profile = load_profile(pack, {"soil": given}, warn=told.append)
    assert profile == Profile({"soil": read})  # type: ignore[dict-item]
    word = "yes" if given is True else given
    said = (
        f"The fact soil no longer has the value “{word}”, which is read as “{getattr(read, 'value', read)}”. "
    )
    assert told == ([] if given == "sand" else [f"{said}Its values now: clay, sand."])


@pytest.mark.parametrize("formerly", ["{ sand: clay }", "{ loam: mud }"])
def test_a_value_of_an_earlier_version_is_another_and_is_read_as_one_that_there_is(
    formerly: str, tmp_path: Path
) -> None:
    text = FORMERLY.replace('{ loam: clay, "yes": unknown }', formerly)
    assert [
        place.split(": ")[-1] for place in places_of(faults_of(copy_pack(tmp_path, {"pack.yaml": text})))
    ] == ["unknown-value"]


def test_an_old_profile_of_the_bundled_pack_is_still_read() -> None:
    from tests.support import bundled_pack

    told: list[str] = []
    for word, read in (("yes", "reader-over-partner"), ("no", Missing.UNKNOWN)):
        profile = load_profile(bundled_pack(), f"authority: {word}\n".encode(), warn=told.append)
        assert profile["authority"] == read
    assert len(told) == 2
