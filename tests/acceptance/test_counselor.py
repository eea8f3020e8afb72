"""`--option counselor=yes`: pages for the counselor in files of their own, as they are asked for and read."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.support import (
    GARDEN,
    PROFILES,
    ROOT,
    build,
    copy_pack,
    fold,
    garden_pack,
    garden_text,
    readable,
    rekindle,
)

from rekindle_core import (
    RenderError,
    Task,
    document_to_json,
    find_overrides,
    load_pack,
    load_profile,
    make_plan,
    realise_for_counselor,
    walk,
)
from rekindle_core.counselor.contract import counselor_contract
from rekindle_core.document.guard import GuardError, guard

NOTICE = "For the counselor only. Don’t give it to the client or keep it with the client’s copy."
PAGES = ("text", "html", "json", "pdf")
OWN = ("--option", "counselor=yes")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["abused", "told-to-stop"])
def test_the_clients_files_are_the_same_bytes_with_and_without(name: str, tmp_path: Path) -> None:
    profile = ("--profile", PROFILES / f"{name}.yaml")
    without = build(tmp_path / "without", *profile)
    made = build(tmp_path / "with", *profile, *OWN)
    own = {file for file in made if "counselor" in file}
    assert own == {f"program-counselor{suffix}" for suffix in (".txt", ".html", ".json", ".pdf", ".md")}
    assert {file: data for file, data in made.items() if file not in own} == without
    gates = [gate.id for gate in load_pack().gates]
    for file, data in without.items():
        text = readable(file, data)
        assert NOTICE not in text
        assert not [gate for gate in gates if "-" in gate and re.search(rf"\b{gate}\b(?!-)", text)]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in PROFILES.glob("*.yaml")))
def test_every_example_has_pages_with_every_prompt_and_without_own_words(name: str) -> None:
    pack = load_pack()
    profile = load_profile(pack, PROFILES / f"{name}.yaml")
    plan = make_plan(pack, profile)
    document = realise_for_counselor(pack, plan)
    tasks = [block.id for block in walk(document) if isinstance(block, Task) and block.kind == "prompt"]
    assert tasks == [pick.prompt for pick in plan.picks()]
    said = document_to_json(document)
    for fact in pack.facts.values():
        if fact.kind == "text" and (own := profile.text(fact.name)):
            assert own not in said


@pytest.mark.slow
def test_the_same_input_gives_the_same_pages(tmp_path: Path) -> None:
    words = ("--set", "contact=none", "--set", "boundary=told-to-stop", *OWN)
    one, other = (build(tmp_path / name, *words, formats=PAGES) for name in ("one", "other"))
    assert one == other


@pytest.mark.slow
def test_every_page_says_for_whom_alone_it_is(tmp_path: Path) -> None:
    made = build(tmp_path, "--set", "program.sessions=2", *OWN, formats=PAGES)
    text = fold(made["program-counselor.txt"].decode())
    assert text.index(NOTICE) < text.index("About these pages")
    html = made["program-counselor.html"].decode()
    assert html.count(NOTICE) == 2
    assert "@top-center { color: #000; content:" in html
    pdf = tmp_path / "program-counselor.pdf"
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout
    pages = told.rstrip("\f").split("\f")
    assert len(pages) > 5
    assert all(NOTICE in fold(page) for page in pages)


def test_a_file_that_is_named_has_the_counselors_pages_beside_it(tmp_path: Path) -> None:
    done = rekindle("build", "-o", "sam.txt", *OWN, cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sam-counselor.txt", "sam.txt"]
    assert (tmp_path / "sam-counselor.txt").stat().st_mode & 0o777 == 0o600


def test_they_are_made_in_the_formats_that_are_named_for_it(tmp_path: Path) -> None:
    words = ("--format", "text", "--format", "html", "--option", "html.counselor=yes")
    rekindle("build", "--name", "program", *words, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*counselor*")) == ["program-counselor.html"]


@pytest.mark.slow
def test_they_are_never_mailed(tmp_path: Path) -> None:
    alone = rekindle("build", "--format", "email", *OWN, cwd=tmp_path)
    assert alone.returncode == 2
    assert "counselor-mailed" in alone.stderr
    assert not list(tmp_path.iterdir())
    both = rekindle("build", "--format", "email", "--format", "text", "--name", "program", *OWN, cwd=tmp_path)
    assert both.returncode == 0
    assert "so it never makes the counselor's pages" in both.stderr
    assert not [path for path in (tmp_path / "program").iterdir() if "counselor" in path.name]
    assert (tmp_path / "program-counselor.txt").is_file()


@pytest.mark.parametrize(
    ("word", "said"),
    [("counselor=maybe", "use yes | no"), ("counsellor=yes", "did you mean “counselor”?")],
)
def test_a_value_or_a_name_that_is_not_known_is_refused(word: str, said: str, tmp_path: Path) -> None:
    done = rekindle("build", "--option", word, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_option_is_told_of_where_options_are(tmp_path: Path) -> None:
    assert "counselor=yes" in fold(rekindle("build", "--help").stdout)
    assert "--option counselor=no" in rekindle("formats", "pdf").stdout
    assert "counselor" not in rekindle("formats", "email").stdout


def test_what_the_practice_has_set_down_stands_there_and_else_room_to_write(tmp_path: Path) -> None:
    practice = tmp_path / "practice.yaml"
    practice.write_text(
        'format: 1\nname: "Harbour Street"\nlicence: "No. 7"\nadapted_by: "R. Okafor"\n'
        'consent: "You may stop."\n',
        encoding="utf-8",
    )
    made = build(tmp_path / "made", "--practice", practice, *OWN, formats=("text",))
    told = fold(made["program-counselor.txt"].decode())
    for words in (
        "Harbour Street",
        "No. 7",
        "R. Okafor",
        "You may stop.",
        "No clinician has reviewed this pack.",
    ):
        assert words in told
    assert told.count("practice.yaml says nothing about this.") == 1
    client = fold(made["program.txt"].decode())
    assert "No. 7" not in client
    assert "You may stop." not in client


def test_who_reviewed_a_pack_is_named(tmp_path: Path) -> None:
    reviewed = garden_text("pack.yaml", "language: en\n", 'language: en\nreviewed_by: ["Dr. Ada Moss"]\n')
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": reviewed}))
    document = realise_for_counselor(pack, make_plan(pack, load_profile(pack, {})))
    assert "Dr. Ada Moss" in str(document)
    assert "No clinician" not in str(document)


def test_a_replaced_program_has_pages_too_and_says_nothing_is_asked_on_it(tmp_path: Path) -> None:
    made = build(tmp_path, "--profile", PROFILES / "abused.yaml", *OWN, formats=("text",))
    told = fold(made["program-counselor.txt"].decode())
    assert "Holds: Afraid or abused" in told
    assert "The whole program, replaced by:" in told
    assert "This program has no prompts." in told
    assert "The client’s page asks them to consider" not in told


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ((), " (date unknown)."),
        (("safety.asked_on=2027-01-04",), ", asked on 4 January 2027."),
        (("safety.asked_by=R. Okafor",), ", asked by R. Okafor (date unknown)."),
        (
            ("safety.asked_on=2027-01-04", "safety.asked_by=R. Okafor"),
            ", asked on 4 January 2027 by R. Okafor.",
        ),
    ],
)
def test_where_no_gate_holds_or_asks_a_sentence_says_when_and_by_whom_was_asked(
    settings: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    words = [word for setting in settings for word in ("--set", setting)]
    profile = ("--profile", PROFILES / "trust-broken-by-client.yaml", "--date", "2027-01-05")
    made = build(tmp_path, *profile, *words, *OWN, formats=("text",))
    told = fold(made["program-counselor.txt"].decode())
    assert f"What was withheld, and why Nothing was held back on these answers{said}" in re.sub(
        r" =+ ", " ", told
    )
    assert "Holds:" not in told
    assert "Under eighteen" not in told


def test_a_language_without_words_for_the_pages_says_so(tmp_path: Path) -> None:
    english = (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")
    own = english.partition("# Words that are used only on the counselor's pages.")[0]
    pack = load_pack(copy_pack(tmp_path, {"language.yaml": own}))
    with pytest.raises(RenderError, match="no word for"):
        realise_for_counselor(pack, make_plan(pack, load_profile(pack, {})))


@pytest.mark.slow
def test_a_plan_of_another_pack_is_refused() -> None:
    pack, other = load_pack(), load_pack(GARDEN)
    with pytest.raises(ValueError, match="another pack"):
        realise_for_counselor(other, make_plan(pack, load_profile(pack, {})))


@pytest.mark.slow
def test_the_page_for_looking_back_is_one_sheet_of_paper(tmp_path: Path) -> None:
    build(tmp_path, "--set", "program.sessions=9", *OWN, formats=("pdf",))
    pdf = tmp_path / "program-counselor.pdf"
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout
    # The running foot names the part that a page belongs to.
    assert sum("Looking back: a sheet to copy" in page for page in told.split("\f")) == 2


def test_an_override_that_is_left_out_is_noticed() -> None:
    pack = garden_pack()
    held, profile = load_profile(pack, {"soil": "clay"}), load_profile(pack, {"soil": "sand"})
    overrides = find_overrides(held, profile)
    plan = make_plan(pack, profile)
    document = realise_for_counselor(pack, plan, overrides=overrides)
    guard(document, counselor_contract(pack, plan, overrides))
    for one, expected in (
        (realise_for_counselor(pack, plan), overrides),
        (document, ()),
    ):
        with pytest.raises(GuardError):
            guard(one, counselor_contract(pack, plan, expected))
