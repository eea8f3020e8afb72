"""A practice on every page: where its file is looked for, and what it changes and does not."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from tests.support import ROOT, build, readable, rekindle

from rekindle_core import HelpLines, document_from_json

EXAMPLE = ROOT / "examples/practice"
WORDS = ("build", "--date", "2027-01-04", "--format", "text", "--output", "-")


def home(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which the example is the user's own practice."""
    shutil.copytree(EXAMPLE, tmp_path / "home/rekindle")
    return {"XDG_CONFIG_HOME": str(tmp_path / "home")}


def named(folder: Path, name: str) -> Path:
    """Return a practice.yaml of that name alone."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(f'format: 1\nname: "{name}"\n', encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_example_is_in_order_and_is_shown_in_every_format(tmp_path: Path) -> None:
    made = build(tmp_path, "--practice", EXAMPLE / "practice.yaml")
    assert len(made) > 3
    for name, data in made.items():
        text = readable(name, data)
        for words in (
            "Harbour Lane Counselling",
            "Dr Ada Marsh",
            "020 7946 0000",
            "We read mail on weekdays.",
        ):
            assert words in text, name


@pytest.mark.slow
def test_what_is_for_the_counselor_is_on_no_page_of_a_clients(tmp_path: Path) -> None:
    for name, data in build(tmp_path, "--practice", EXAMPLE / "practice.yaml").items():
        text = readable(name, data)
        for words in ("Example Board", "Adapted at Harbour Lane", "costs you nothing", "a court orders me"):
            assert words not in text, name


@pytest.mark.slow
def test_each_place_for_a_practice_goes_before_those_after_it(tmp_path: Path) -> None:
    work = tmp_path / "work"
    places = {name: named(work, name) for name in ("Aldgate", "Byward", "Cloth")}
    user = home(tmp_path)
    config = tmp_path / "home/rekindle/rekindle.toml"

    def signed(*words: str | Path, **env: str) -> list[str]:
        text = rekindle(*WORDS, *words, cwd=work, **user, **env).stdout
        return [name for name in ("Harbour Lane", *places) if name in text]

    assert signed() == ["Harbour Lane"]
    config.write_text('[build]\npractice = "../../work/Aldgate.yaml"\n', encoding="utf-8")
    assert signed() == ["Aldgate"]
    assert signed("--practice", places["Cloth"]) == ["Cloth"]
    assert signed("--no-practice") == []
    config.write_text("[build]\nno-practice = true\n", encoding="utf-8")
    assert signed() == []


def test_neither_a_folder_nor_a_variable_says_from_whom_a_program_is(tmp_path: Path) -> None:
    work = tmp_path / "work"
    named(work, "Aldgate")
    for variable in ("REKINDLE_BUILD_PRACTICE", "REKINDLE_BUILD_NO_PRACTICE"):
        assert rekindle(*WORDS, cwd=work, **{variable: "1"}).returncode == 2
    (work / "rekindle.toml").write_text('[build]\npractice = "Aldgate.yaml"\n', encoding="utf-8")
    done = rekindle(*WORDS, cwd=work)
    assert done.returncode == 2
    assert "rekindle.toml:2: a file in the working directory can't set build.practice" in done.stderr


def test_config_shows_which_practice_is_taken(tmp_path: Path) -> None:
    def shown(**env: str) -> list[str]:
        lines = rekindle("config", "build", cwd=tmp_path, **env).stdout.splitlines()
        return [" ".join(line.split()) for line in lines if line.startswith("practice ")]

    said = "command line or your own file"
    assert shown() == [f"practice = (not set) # {said}"]
    path = f"{tmp_path}/home/rekindle/practice.yaml"
    assert shown(**home(tmp_path)) == [f'practice = "{path}" # the default; {said}']


@pytest.mark.slow
def test_the_practice_changes_neither_plan_nor_code(tmp_path: Path) -> None:
    documents = {
        name: document_from_json(build(tmp_path / name, *words, formats=("json",)).popitem()[1])
        for name, words in {
            "none": ("--set", "country=GB"),
            "other": ("--set", "country=GB", "--practice", named(tmp_path, "Aldgate")),
            "example": ("--set", "country=GB", "--practice", EXAMPLE / "practice.yaml"),
        }.items()
    }
    assert len({(item.code, item.program_id, item.parts[:-1]) for item in documents.values()}) == 1
    # Its own help lines are all that it adds.
    bare, with_lines = (documents[name].parts[-1].children[0] for name in ("other", "example"))
    assert isinstance(bare, HelpLines)
    assert isinstance(with_lines, HelpLines)
    assert with_lines.groups[1:] == bare.groups
    assert len({item.practice for item in documents.values()}) == 3


@pytest.mark.slow
def test_a_practice_that_is_moved_gives_the_same_bytes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "elsewhere")
    there = build(tmp_path / "a", "--practice", tmp_path / "elsewhere/practice.yaml")
    assert there == build(tmp_path / "b", "--practice", EXAMPLE / "practice.yaml")


@pytest.mark.parametrize(
    ("setting", "countries"),
    [
        ((), ["United Kingdom"]),
        (("--set", "country=IE"), ["Ireland"]),
        # Who would rather not say may live anywhere.
        (("--set", "country=declined"), None),
    ],
)
def test_the_practices_country_counts_where_the_profile_says_nothing(
    setting: tuple[str, ...], countries: list[str] | None, tmp_path: Path
) -> None:
    done = rekindle(
        *("build", "--date", "2027-01-04", "--format", "json", "--output", "-"),
        *("--practice", EXAMPLE / "practice.yaml", *setting),
        cwd=tmp_path,
    )
    (lines,) = json.loads(done.stdout)["parts"][-1]["children"]
    shown = [group["title"][0]["text"] for group in lines["groups"] if group["emergency"]]
    places = {line["place"] for group in lines["groups"] for line in group["lines"]} - {""}
    if countries is None:
        assert (shown, len(places) > 20, "No country is set" in done.stderr) == ([], True, True)
    else:
        assert (shown, places) == (countries, set())


@pytest.mark.slow
def test_its_own_help_lines_come_first_in_every_format(tmp_path: Path) -> None:
    """And in every file that lists help lines: a mail may be all that a reader has."""
    made = build(tmp_path, "--practice", EXAMPLE / "practice.yaml", "--set", "country=IE")
    assert len({Path(name).suffix for name in made}) > 4
    for name, data in made.items():
        text = readable(name, data)
        if "1800 341 900" in text or "findahelpline.com" in text:
            assert text.index("Crisis team, Harbour Hospital") < text.index("116 123"), name
            assert "When it cannot wait until we meet" in text
            assert "020 7946 0999" in text
        assert "4 January 2027 by" not in text


def test_who_checked_a_line_and_when_is_on_the_counselors_pages(tmp_path: Path) -> None:
    made = build(
        tmp_path,
        *("--practice", EXAMPLE / "practice.yaml", "--set", "country=GB", "--option", "counselor=yes"),
        formats=("text",),
    )
    (pages,) = (readable(name, data) for name, data in made.items() if "-counselor" in name)
    words = " ".join(pages.split())
    assert "Crisis team, Harbour Hospital 020 7946 0999 – checked on 4 January 2027 by Ada Marsh" in words
    assert "Samaritans 116 123 (line-gb-samaritans) – checked on 4 January 2027 by Ada Marsh" in words
    assert (
        "Refuge 0808 2000 247 (line-gb-refuge) – source dated 6 April 2020; compare the number and hours with"
        in words
    )


def test_a_check_of_a_line_that_the_pack_has_not_is_told(tmp_path: Path) -> None:
    path = named(tmp_path, "Aldgate")
    path.write_text(
        f'{path.read_text()}checked: {{ line-gb-samaritan: {{ checked_on: "2027-01-04" }} }}\n',
        encoding="utf-8",
    )
    done = rekindle(*WORDS, "--practice", path, cwd=tmp_path)
    assert "the pack has no such help line. Did you mean “line-gb-samaritans”?" in done.stderr


def test_a_country_without_help_lines_is_said_and_takes_none_away(tmp_path: Path) -> None:
    path = named(tmp_path, "Aldgate")
    path.write_text(path.read_text() + "country: PE\n", encoding="utf-8")
    done = rekindle(*WORDS, "--practice", path, cwd=tmp_path)
    assert "The pack has no help lines for PE (Peru), the practice's country" in done.stderr
    assert "116 123" in done.stdout
    assert "Lifeline" in done.stdout


@pytest.mark.slow
def test_a_practice_in_the_uk_has_the_lines_of_gb_and_is_told_so(tmp_path: Path) -> None:
    path = named(tmp_path, "Aldgate")
    bare = path.read_text()
    path.write_text(bare + "country: GB\n", encoding="utf-8")
    wanted = rekindle(*WORDS, "--practice", path, cwd=tmp_path)
    path.write_text(bare + "country: UK\n", encoding="utf-8")
    done = rekindle(*WORDS, "--practice", path, cwd=tmp_path)
    assert done.stdout == wanted.stdout
    assert "The country “UK” is read as “GB”, its ISO 3166-1 code." in done.stderr


def width(pdf: bytes) -> int:
    """Return how wide the first page is, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return int(opened.pages[0].mediabox[2])


@pytest.mark.slow
def test_paper_is_the_practices_unless_another_is_asked_for(tmp_path: Path) -> None:
    path = named(tmp_path, "Aldgate")
    sizes = {}
    for paper, words in {"letter": (), "a4": ("--option", "paper=a4")}.items():
        path.write_text('format: 1\nname: "Aldgate"\npaper: letter\n', encoding="utf-8")
        (sizes[paper],) = build(tmp_path / paper, "--practice", path, *words, formats=("pdf",)).values()
    plain = build(tmp_path / "plain", formats=("pdf",))
    assert width(sizes["letter"]) == 612
    assert width(sizes["a4"]) == width(*plain.values()) == 595


def test_an_accent_that_is_darkened_is_said_once_on_stderr(tmp_path: Path) -> None:
    path = named(tmp_path, "Aldgate")
    path.write_text(path.read_text() + 'accent: "#ffd166"\n', encoding="utf-8")
    done = rekindle(
        *WORDS, "--format", "html", "--practice", path, "--output", f"{tmp_path}/out/", cwd=tmp_path
    )
    assert done.stderr.count("Note: The accent color #ffd166 is too light for text") == 1
