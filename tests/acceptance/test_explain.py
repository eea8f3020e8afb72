"""`rekindle explain`: what a counselor reads of a plan, of a step, of one prompt, and of two plans."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from tests.support import (
    GARDEN,
    PROFILES,
    ROOT,
    bundled_pack,
    copy_pack,
    fold,
    garden_pack,
    garden_text,
    in_words,
    rekindle,
    shortfalls,
)

from rekindle_core import load_profile, make_plan
from rekindle_core.cli.app import app
from rekindle_core.content.model.gate import Gate
from rekindle_core.explanation.written import quoted_title, unit_title
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import Answer

NAMES = sorted(path.stem for path in PROFILES.glob("*.yaml"))
SCHEMA = json.loads((ROOT / "docs/reference/plan.schema.json").read_text(encoding="utf-8"))
DATE = ("--date", "2027-01-04")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
FREE = ("allergy=no", "moved_away=no", "pond=no", "pests=none", "hours=4", "soil=sand")


def explain(*words: str | Path, stdin: str | None = None, short: bool = False) -> str:
    """Return what explain writes, in full unless it is to be short; in this process, for there are many of these."""
    full = () if short else ("--full",)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SOURCE_DATE_EPOCH", "NO_COLOR"):
            patch.delenv(name, raising=False)
        done = CliRunner().invoke(app, ["explain", *full, *DATE, *map(str, words)], input=stdin)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def garden(*words: str | Path, facts: tuple[str, ...] = (), short: bool = False) -> str:
    """Return what explain says of the garden."""
    settings = [word for fact in facts for word in ("--set", fact)]
    return explain("--pack", GARDEN, *settings, *words, short=short)


def report(*words: str | Path) -> Any:
    """Return a report for programs, once it has been found to be as its schema says."""
    data = json.loads(explain("--report", "json", *words))
    faults = [
        f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(SCHEMA).iter_errors(data)
    ]
    assert not faults
    assert (data["format"], data["notice"]) == (1, "For the counselor, not for the client.")
    return data


def in_a_terminal(*words: str | Path, columns: int = 80, **env: str) -> str:
    """Return what explain writes to a terminal of a width."""
    ours, theirs = pty.openpty()
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        [sys.executable, "-m", "rekindle_core", "explain", *DATE, *map(str, words)],
        stdout=theirs,
        env={**inherited, "TERM": "xterm-256color", "COLUMNS": str(columns), **env},
    ) as process:
        os.close(theirs)
        text = b"".join(_read(ours)).decode()
    assert process.returncode == 0
    return text.replace("\r\n", "\n")


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            # On Linux a terminal whose other end is closed cannot be read.
            piece = b""
        if not piece:
            os.close(terminal)
            return
        yield piece


def section(said: str, title: str) -> list[str]:
    """Return the lines under a title, up to the next empty line."""
    lines = said.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(title))
    rest = lines[start + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


# --------------------------------------------------------------------------- the page of a plan


@pytest.mark.parametrize("name", NAMES)
def test_every_page_begins_by_saying_for_whom_it_is_and_who_has_reviewed_it(name: str) -> None:
    said = explain("--profile", PROFILES / f"{name}.yaml").splitlines()
    assert said[0] == "For the counselor, not for the client."
    assert said[2].startswith("Reviewed by: no clinician yet")


def test_gates_that_hold_come_first_and_those_that_ask_before_those_that_pass() -> None:
    said = garden(facts=("pond=yes", "allergy=no", "hours=3"))
    marks = [line.split()[0] for line in section(said, "Gates")]
    assert marks == ["HOLDS", "ASKS", "passes", "passes", "passes"]


def test_the_page_tells_what_a_counselor_has_to_know_and_the_full_one_every_reason() -> None:
    assert "  passes  pond: pond is no\n" in garden(facts=FREE)
    short = garden(facts=FREE, short=True)
    assert section(short, "Gates") == ["  passes  5 gates"]
    assert section(short, "3 sessions") == [
        "   1  Look at the plot: 3 prompts, 1 exercise (30 minutes)",
        "   2  Dig a little: 3 prompts (30 minutes)",
        "   3  Sow with {helper}: 3 prompts (30 minutes)",
    ]
    assert "--full" in short.splitlines()[-1]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_fits_a_screen_and_names_gates_and_pages_by_title(name: str) -> None:
    said = explain("--profile", PROFILES / f"{name}.yaml", short=True)
    assert len(said.splitlines()) <= 48
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, PROFILES / f"{name}.yaml"))
    for verdict in plan.gates:
        assert f"  {verdict.gate}:" not in said
        if verdict.answer is Answer.HOLDS:
            assert f"  HOLDS   {pack.gate_name(verdict.gate)}: " in said
    for page in plan.replaced_by:
        assert f"{quoted_title(pack, page)} replaces the whole program" in said
    titles = {unit_title(pack, part.unit) for session in plan.sessions for part in session.parts}
    assert all(title in said for title in titles)
    asked = asked_gates(plan)
    marked = [line.split("  ASKS    ")[1].split(":")[0] for line in said.splitlines() if "  ASKS    " in line]
    assert set(marked) == {pack.gate_name(gate) for gate in asked}


def test_a_page_says_what_stands_in_place_of_what_and_what_is_not_asked() -> None:
    said = garden(facts=("allergy=yes", "moved_away=no"), short=True)
    assert "          “A plot without blossom” replaces “Sow with {helper}”" in said.splitlines()


def test_a_step_can_be_named_by_its_title() -> None:
    assert garden("--step", "dig a  LITTLE", facts=FREE) == garden("--step", "dig", facts=FREE)


def test_of_each_step_what_is_in_stands_in_order_and_then_what_is_out_by_reason() -> None:
    lines = section(garden(facts=FREE), "In look")
    marks = [line.split()[0] for line in lines]
    assert marks == sorted(marks)
    assert [line.split(":")[0].split()[-1] for line in lines if line.startswith("  in")] == [
        "look-sun",
        "look-wall",
        "look-water",
        "look-map",
        "look-bag",
    ]
    reasons = [line.partition(": ")[2].split("; place")[0] for line in lines if line.startswith("  out")]
    assert reasons == [
        reason
        for index, reason in enumerate(reasons)
        if reason not in reasons[:index] or reason == reasons[index - 1]
    ]


def test_sessions_and_what_is_behind_a_self_check_are_listed() -> None:
    said = garden(facts=("program.start=2027-01-11", "program.sessions=2"))
    assert section(said, "Sessions") == [
        "  1, 2027-01-11: look, 30 minutes",
        "  2, 2027-01-18: dig and sow, 30 minutes",
    ]
    checks = section(said, "After a self-check")
    assert checks[0] == "  everything: gone"
    assert "  session 2, sow: bees" in checks


def test_a_replaced_program_is_said_to_be_and_no_step_is_listed() -> None:
    said = garden(facts=("moved_away=yes",))
    assert " alt-gone; no step or prompt was considered." in said
    assert "Steps" not in said


def test_what_somebody_typed_is_on_no_page_and_in_no_report() -> None:
    facts = ("dream=SECRET", "helper.name=SECRET", "gardener.name=SECRET")
    settings = [word for fact in facts for word in ("--set", fact)]
    for words in ((), ("--step", "look"), ("--prompt", "look-dream"), ("--why-not", "look-loss")):
        assert "SECRET" not in garden(*words, facts=facts)
        assert "SECRET" not in json.dumps(report("--pack", GARDEN, *settings, *words))
    against = ("--against", GARDEN.parent / "garden")
    assert "SECRET" not in garden(*against, facts=facts)


# --------------------------------------------------------------------------- in a terminal


@pytest.mark.parametrize("columns", [48, 80, 120])
def test_a_page_keeps_to_the_width_of_the_terminal(columns: int) -> None:
    said = ANSI.sub("", in_a_terminal("--profile", PROFILES / "told-to-stop.yaml", columns=columns))
    assert max(len(line) for line in said.splitlines()) <= columns
    # What is wrapped hangs under its own text.
    assert re.search(r"^  HOLDS   Told not to make contact: .*\n {10}\S", said, re.MULTILINE)


def test_a_terminal_has_the_short_page_in_colour() -> None:
    said = in_a_terminal("--pack", GARDEN, "--set", "pond=yes")
    assert "\x1b[31m\x1b[1m  HOLDS   \x1b[0mpond" in said
    assert "More: --full (every reason)" in fold(ANSI.sub("", said))


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(env: dict[str, str]) -> None:
    said = in_a_terminal("--pack", GARDEN, "--step", "look", **env)
    assert "\x1b" not in said
    assert "look-sun" in said


def test_a_pipe_has_no_colour_and_a_line_for_each_thing() -> None:
    said = rekindle("explain", "--pack", GARDEN, COLUMNS="40").stdout
    assert "\x1b" not in said
    assert "  ASKS    bees: allergy is unknown" in said.splitlines()


def test_a_terminal_without_typographic_quotes_gets_what_it_has() -> None:
    done = rekindle("explain", "--pack", GARDEN, "--step", "look", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?Look at the plot?" in done.stdout


# --------------------------------------------------------------------------- one step, one prompt


def test_a_step_is_told_with_the_words_of_each_piece() -> None:
    said = garden("--step", "look", facts=FREE)
    assert "Step look: “Look at the plot”" in said
    assert "  in   prompt look-sun: for every reader; place 3 of 5, session 1\n" in said
    assert "         “Where does the sun go first?”" in said
    assert "         “What does {helper} see at the wall?”" in said
    assert "In dig" not in said


def test_a_step_that_is_out_says_which_gates_keep_it_out_and_what_stands_instead() -> None:
    said = garden("--step", "sow", facts=("allergy=yes", "moved_away=no"))
    assert "  out  sow: replaced by alt-bees (bees)" in said
    assert "  HOLDS   bees: because bees make the reader ill (allergy is yes)" in said
    assert "sow-row" not in said
    instead = garden("--step", "alt-bees", facts=("allergy=yes", "moved_away=no"))
    assert "prompt alt-bees-fern: for every reader" in instead


def test_an_alternative_that_is_a_page_is_told_as_one() -> None:
    said = garden("--step", "alt-moles", facts=("pests=moles", "moved_away=no"))
    assert "  in   alt-moles: it is added at dig" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "look-sun",
            ["Prompt look-sun, of look", "For everybody", "level 1, 5 minutes, looking", "session 1"],
        ),
        ("look-wall", ["motif corner", "Its wordings", "look-wall-b: needs hours is at least 5; hours is 4"]),
        ("look-wall-b", ["Variant look-wall-b, of look-wall, of look", "Ask {helper.them} about the wall."]),
        ("look-water", ["Tag water: work at the water", "pond, which removes the tag water: pond is no"]),
        ("look-dream", ["For dream is known", "Profile dream is unknown: it does not fit"]),
        ("look-slugs", ["Phrases pest-note: none of its alternatives fits"]),
        ("look-map", ["Exercise look-map, of look", "“A map”", "20 minutes, looking"]),
        ("look-bag", ["Its lines", "line look-bag-net: needs pests includes pigeons; pests is none"]),
        ("look-bag-net", ["Line look-bag-net, of look-bag, of look"]),
        ("look-clay", ["Passage look-clay", "Profile soil is sand: it does not fit"]),
        ("dig-note", ["Sample dig-note, of dig"]),
        ("settle-sky", ["Moment settle-sky", "“Look at the sky.”", "Rank place"]),
        ("rating-back", ["Rating rating-back", "Session 1: look", "Session 3: sow"]),
        ("alt-bees-fern", ["its alternative alt-bees is out", "bees, which brings in alt-bees"]),
    ],
)
def test_all_about_one_piece(name: str, words: list[str]) -> None:
    said = fold(garden("--prompt", name, facts=FREE))
    for part in words:
        assert part in said, said


def test_a_short_page_of_a_prompt_folds_the_gates_that_pass() -> None:
    said = garden("--prompt", "look-water", facts=FREE, short=True)
    assert section(said, "Gates that affect it") == ["  passes  gone, pond (--full gives the reasons)"]


def test_a_prompt_that_is_too_deep_now_says_while_what_is_so() -> None:
    said = fold(garden("--prompt", "look-loss", facts=(*FREE[:4], "hours=1")))
    assert "Gently up to level 1 while hours is at most 1; hours is 1" in said


# --------------------------------------------------------------------------- why not


def test_why_not_gives_the_reason_and_what_would_let_it_in() -> None:
    said = garden("--why-not", "look-clay", facts=FREE)
    assert "  out  needs soil is clay; soil is sand" in said
    assert "  soil: clay, instead of sand\n    in: fits: soil is clay" in said
    assert "Set facts to what is true; don't change them to get an item included." in said


def test_why_not_of_an_unknown_fact_says_to_ask() -> None:
    said = garden("--why-not", "look-dream", facts=FREE)
    assert "  dream: given; it is unknown: ask, don't guess" in said


def test_why_not_names_the_gates_and_proposes_nothing() -> None:
    said = garden("--why-not", "look-water", facts=(*FREE[:2], "pond=yes"))
    assert "  HOLDS   pond, which removes the tag water: because there is a pond (pond is yes)" in said
    assert "No change is suggested" in said
    assert "What would bring it in" not in said


def test_why_not_of_what_is_in_says_so() -> None:
    said = garden("--why-not", "look-sun", facts=FREE)
    assert "  in   for every reader; place 3" in said
    assert "What would bring it in" not in said


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_answer_about_safety_and_no_limit_is_ever_proposed_to_be_another(name: str) -> None:
    """Where it would matter most: all of the bundled pack that asks for such an answer, or that a gate keeps out."""
    from rekindle_core import load_profile, make_plan
    from rekindle_core.content.model.condition import facts_of
    from rekindle_core.explanation.catalogue import catalogue
    from rekindle_core.explanation.what_if import why_not

    pack = bundled()
    plan = make_plan(pack, load_profile(pack, PROFILES / f"{name}.yaml"))
    kept = {fact.name for fact in pack.facts.values() if fact.declined_holds}
    assert kept >= {"boundary", "safety.abused", "safety.conduct"}
    asked = [entry.id for entry in catalogue(pack).values() if kept & facts_of(entry.offer.when)]
    assert len(asked) > 3
    for item in (*asked, *plan.replaced_by, "reopen-postcard", "reopen"):
        assert not kept & {one.fact for one in why_not(pack, plan, item).proposals}


@cache
def bundled() -> Any:
    from rekindle_core import load_pack

    return load_pack()


# --------------------------------------------------------------------------- ids that are none


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--step", "lok"], "did you mean “look”?"),
        (["--step", "look-sun"], "it is a prompt: use --prompt look-sun."),
        (["--step", "look-map"], "it is an exercise: use --prompt look-map."),
        (["--prompt", "look-sunn"], "did you mean “look-sun”?"),
        (["--prompt", "alt-bees"], "it is an alternative: use --step alt-bees."),
        (["--prompt", "pond"], "it is a gate"),
        (["--why-not", "sow-rwo"], "did you mean “sow-row”?"),
        (["--why-not", "zzz"], "`rekindle explain` lists them."),
        (["--step", ""], "There is no step or alternative “”"),
    ],
)
def test_an_id_that_is_none_gets_the_nearest_one(words: list[str], said: str) -> None:
    done = rekindle("explain", "--pack", GARDEN, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("rekindle: unknown-item: There is no ")
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("--step", "look", "--prompt", "look-sun"),
        ("--why-not", "look-sun", "--against", "x"),
        ("--profile", "-", "--against", "-"),
        ("--report", "yaml"),
    ],
)
def test_questions_that_exclude_one_another_are_refused(words: tuple[str, ...]) -> None:
    done = rekindle("explain", "--pack", GARDEN, *words, stdin="{}")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


# --------------------------------------------------------------------------- for programs


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_a_plan_is_the_plan(name: str) -> None:
    from rekindle_core import load_profile, make_plan

    data = report("--profile", PROFILES / f"{name}.yaml")
    pack = bundled()
    plan = make_plan(pack, load_profile(pack, PROFILES / f"{name}.yaml"), date=_day())
    assert (data["code"], data["program_id"]) == (plan.code, plan.program_id)
    assert [(one["gate"], one["answer"], one["reason"]) for one in data["gates"]] == [
        (one.gate, one.answer.value, in_words(one.reason)) for one in plan.gates
    ]
    assert [
        (one["item"], one["included"], one["reason"], one["place"] or 0, one["session"] or 0)
        for one in data["decisions"]
    ] == [(one.item, one.included, in_words(one.reason), one.place, one.session) for one in plan.decisions]
    assert [
        pick for session in data["sessions"] for part in session["parts"] for pick in part["prompts"]
    ] == [{"prompt": pick.prompt, "variant": pick.variant, "core": pick.core} for pick in plan.picks()]
    assert data["replaced_by"] == list(plan.replaced_by)
    assert data["shortfalls"] == shortfalls(plan)
    assert data["facts"].keys() == plan.profile.values.keys()


def _day() -> Any:
    import datetime as dt

    return dt.date.fromisoformat(DATE[1])


@pytest.mark.parametrize("unit", ["look", "sow", "alt-bees", "alt-gone"])
@pytest.mark.parametrize("facts", [(), ("allergy=yes",), ("moved_away=yes",), FREE])
def test_the_report_of_a_step_keeps_to_the_schema(unit: str, facts: tuple[str, ...]) -> None:
    settings = [word for fact in facts for word in ("--set", fact)]
    data = report("--pack", GARDEN, *settings, "--step", unit)
    assert data["step"]["item"] == unit
    assert bool(data["inside"]) <= data["step"]["included"]


@pytest.mark.parametrize("name", ["look-sun", "look-bag-net", "settle-sky", "look-dream", "alt-bees-fern"])
@pytest.mark.parametrize("question", ["--prompt", "--why-not"])
def test_the_reports_of_one_piece_keep_to_the_schema(name: str, question: str) -> None:
    data = report("--pack", GARDEN, question, name)
    assert data["item"]["item"] == name
    assert data["report"] == {"--prompt": "item", "--why-not": "why-not"}[question]


def test_why_not_for_programs_has_typed_values() -> None:
    data = report("--pack", GARDEN, "--set", "soil=sand", "--set", "hours=1", "--why-not", "look-clay")
    assert [(one["fact"], one["before"], one["after"]) for one in data["proposals"]] == [
        ("soil", "sand", "clay")
    ]
    data = report("--pack", GARDEN, "--why-not", "look-dream")
    assert [(one["before"], one["after"]) for one in data["proposals"]] == [
        ({"missing": "unknown"}, {"given": True})
    ]


def test_every_key_of_the_schema_is_described_by_what_is_written() -> None:
    """A definition that nothing refers to would be a promise that nobody keeps."""
    text = json.dumps(SCHEMA)
    for name in SCHEMA["$defs"]:
        assert f'"#/$defs/{name}"' in text
    Draft202012Validator.check_schema(SCHEMA)


def test_a_report_is_utf_8_whatever_the_terminal_is() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rekindle_core", "explain", "--report", "json", "--pack", str(GARDEN)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["pack"]["id"] == "garden"


# --------------------------------------------------------------------------- against another


@pytest.fixture
def sandy(tmp_path: Path) -> Path:
    """A profile on disk, to compare with."""
    path = tmp_path / "sandy.yaml"
    path.write_text("soil: sand\nallergy: no\nmoved_away: no\npond: no\nhours: 4\n", encoding="utf-8")
    return path


def test_what_is_set_is_told_against_the_file_as_it_is(sandy: Path) -> None:
    said = garden("-p", sandy, "--against", sandy, facts=("pond=yes",))
    replaced = "Set with --set: pond is yes; the profile says no."
    assert said.startswith(f"For the counselor, not for the client.\n{replaced}\nBefore: ")
    assert "  pond: no → yes\n" in said
    gates = section(said, "Gates")
    assert gates == [
        "  pond: passes → HOLDS",
        "      before: pond is no",
        "      after:  because there is a pond (pond is yes)",
    ]
    look = section(said, "In look")
    where = look.index("  out       prompt look-water")
    assert look[where + 1].strip().startswith("before: for every reader; place ")
    assert look[where + 2].strip() == "after:  removed by the gate pond (tag water)"


def test_sessions_stand_side_by_side(sandy: Path) -> None:
    said = garden("-p", sandy, "--against", sandy, facts=("allergy=yes", "program.sessions=2"))
    assert section(said, "Sessions, before and after") == [
        "  1  look, 30 minutes  =  look, 30 minutes",
        "  2  dig, 30 minutes   ≠  dig and alt-bees, 30 minutes",
        "  3  sow, 30 minutes   ≠  none",
    ]


def test_the_same_against_itself_does_not_differ(sandy: Path) -> None:
    assert garden("-p", sandy, "--against", sandy).endswith("\nNothing differs.\n")
    data = report("--pack", GARDEN, "-p", sandy, "--against", sandy)
    assert not any(data[key] for key in ("facts", "gates", "units", "content"))


def test_a_pack_is_told_against_another(sandy: Path, tmp_path: Path) -> None:
    step = garden_text("steps/03-sow.yaml", "Draw one row.", "Draw two rows.").replace(
        "sow-wait", "sow-pause"
    )
    older = copy_pack(tmp_path, {"steps/03-sow.yaml": step})
    said = garden("-p", sandy, "--against", older)
    sow = section(said, "In sow")
    assert "  reworded  prompt sow-row" in sow
    assert "  new       prompt sow-wait" in sow
    assert "  gone      prompt sow-pause" in sow
    data = report("--pack", GARDEN, "-p", sandy, "--against", older)
    assert {(one["item"], one["how"]) for one in data["content"]} >= {
        ("sow-row", "rewritten"),
        ("sow-wait", "added"),
        ("sow-pause", "removed"),
    }
    assert data["before"]["pack"]["digest"] != data["after"]["pack"]["digest"]


def test_a_profile_from_a_pipe_can_be_told_against_another_pack_too(tmp_path: Path) -> None:
    done = rekindle(
        "explain", "--pack", GARDEN, "-p", "-", "--against", copy_pack(tmp_path), stdin="soil: clay\n"
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing differs.")


def test_the_difference_for_programs_keeps_to_the_schema() -> None:
    data = report("-p", PROFILES / "abused.yaml", "--against", PROFILES / "told-to-stop.yaml")
    assert data["after"]["replaced_by"] == ["page-quiet-help"]
    assert {one["fact"]: (one["before"], one["after"]) for one in data["facts"]}["boundary"] == (
        "told-to-stop and blocked",
        "none",
    )
    assert all(session["after"] is None for session in data["sessions"])


def test_a_short_page_does_not_list_what_goes_with_the_whole() -> None:
    words = ("-p", PROFILES / "abused.yaml", "--against", PROFILES / "told-to-stop.yaml")
    said = explain(*words, short=True)
    assert "All of it goes out with the program" in said
    assert "prompt " not in said
    words = ("--set", "allergy=yes", "--set", "moved_away=no", "--against")
    said = explain("--pack", GARDEN, *words, "-", stdin="allergy: no\nmoved_away: no\n", short=True)
    assert "of sow, with the whole" in said
    assert "sow-row" not in said


def test_a_profile_or_pack_to_compare_with_that_is_none_is_refused(tmp_path: Path) -> None:
    done = rekindle("explain", "--pack", GARDEN, "--against", tmp_path / "nowhere.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert "unreadable" in done.stderr
    done = rekindle("explain", "--pack", GARDEN, "--against", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown-pack" in done.stderr


def test_every_gate_of_the_garden_is_told_whatever_it_says() -> None:
    gates: tuple[Gate, ...] = garden_pack().gates
    for facts in ((), FREE, ("moved_away=yes",)):
        said = garden(facts=facts)
        assert all(f"  {gate.id}: " in said for gate in gates)
