"""Answers that do not fit together: told to whoever fills in, looks at or uses a profile, never to the client."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.support import CONFIRMED, ROOT, bundled_pack, copy_pack, fold, rekindle

from rekindle_core import load_profile, make_plan, realise, realise_for_counselor, render

PROFILE = """\
partner.name: "Jules"
contact: open      # as she says
boundary: [told-to-stop]
safe_device: yes
may_print: yes
"""
SAYS = "One answer says that contact is welcome, another that Jules asked for it to stop."
UNNAMED = SAYS.replace("Jules", "the other person")
READ = "contact: open was read as none (it contradicts boundary: told-to-stop)"
CONFIRM = [word for name in CONFIRMED for word in ("--confirm", name)]


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "alex.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return str(path)


def test_check_warns_of_it_and_finds_no_fault(profile: str) -> None:
    done = rekindle("profile", "check", profile)
    assert done.returncode == 0
    assert "has no errors" in done.stdout
    assert f"Warning: {UNNAMED}" in done.stderr
    assert "Jules" not in done.stderr
    assert f"\n  {READ}\n" in done.stderr


def test_a_report_for_programs_has_it_without_names(profile: str) -> None:
    schema = json.loads((ROOT / "docs/reference/faults.schema.json").read_text(encoding="utf-8"))
    report = json.loads(rekindle("profile", "check", profile, "--report", "json").stdout)
    Draft202012Validator(schema).validate(report)
    (conflict,) = report["conflicts"]
    assert report["faults"] == []
    assert conflict["conflict"] == "welcome-but-told-to-stop"
    assert conflict["says"].startswith(UNNAMED)
    assert conflict["read"] == [{"fact": "contact", "given": "open", "read": "none", "reason": READ}]


def test_a_profile_that_fits_together_has_none(tmp_path: Path) -> None:
    path = tmp_path / "alex.yaml"
    path.write_text("contact: none\nboundary: [told-to-stop]\n", encoding="utf-8")
    done = rekindle("profile", "check", str(path), "--report", "json")
    assert json.loads(done.stdout)["conflicts"] == []
    assert "Warning" not in done.stderr
    assert "fit together" not in rekindle("profile", "show", str(path)).stdout


def test_show_says_it_before_the_answers(profile: str) -> None:
    shown = rekindle("profile", "show", profile).stdout
    head, _, rest = shown.partition("\nKnown\n")
    assert f"Answers that contradict each other\n  {SAYS}" in head
    assert f"      {READ}\n" in head
    assert "we are in touch and it is welcome" in rest


def test_an_interview_says_it_at_the_answer_that_does_not_fit_and_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "alex.yaml"
    path.write_text('partner.name: "Jules"\ncontact: open\n', encoding="utf-8")
    facts = bundled_pack().facts
    before = [
        name for section in bundled_pack().sections.values() for name in (fact.name for fact in section)
    ]
    # Two are in the file already, and without words of the reader's own nobody asks whether to quote them.
    unasked = ("partner.name", "contact", "own_words.may_quote")
    blank = [name for name in before[: before.index("boundary")] if name not in unasked]
    lines = "\n" * len(blank) + "told-to-stop\n\n"
    done = rekindle("profile", "new", "--resume", str(path), stdin=lines)
    assert done.returncode == 0, done.stderr
    asked, _, after = done.stderr.partition(facts["boundary"].ask)
    assert "One answer says that contact is welcome" not in asked
    said, _, end = after.partition("Saved ")
    assert SAYS in fold(said.partition(facts["unanswered_attempts"].ask)[0])
    assert f"Warning: {SAYS}" in end
    assert "contact: open" in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_build_and_explain_say_it_and_the_answer_in_the_file_stays(profile: str, tmp_path: Path) -> None:
    built = rekindle("build", "-p", profile, "-o", str(tmp_path / "it.txt"), *CONFIRM)
    assert f"Warning: {UNNAMED}" in built.stderr
    assert Path(profile).read_text(encoding="utf-8") == PROFILE
    for words in (
        (),
        ("--full",),
        ("--step", "space"),
        ("--prompt", "space-free-evening"),
        ("--why-not", "space-free-evening"),
    ):
        page = rekindle("explain", "-p", profile, *words).stdout
        assert f"{UNNAMED} " in page, words
        assert READ in page, words
        assert "Jules" not in page
    calm = tmp_path / "calm.yaml"
    calm.write_text("contact: none\n", encoding="utf-8")
    page = rekindle("explain", "-p", str(calm), "--against", profile).stdout
    before, _, after = page.partition("\nAfter:")
    assert UNNAMED in before
    assert UNNAMED not in after
    report = json.loads(rekindle("explain", "-p", profile, "--report", "json").stdout)
    assert report["facts"]["contact"] == "open"
    assert [one["conflict"] for one in report["conflicts"]] == ["welcome-but-told-to-stop"]
    (gate,) = (one for one in report["gates"] if one["gate"] == "no-reply")
    assert READ in gate["reason"]


def test_no_change_that_would_settle_it_is_proposed(tmp_path: Path) -> None:
    """With ten hours in place of one the passage would fit; but it is not known which answer is the right one."""
    when = "{ soil: clay, hours: { at_most: 2 } }"
    few = f'conflicts:\n  - {{ id: few-hours, when: {when}, read: {{ soil: sand }}, say: "?" }}\n'
    folder = copy_pack(tmp_path, {"conflicts.yaml": few})
    given = ("--pack", folder, "--set", "soil=clay", "--set", "hours=1", "--set", "moved_away=no")
    page = rekindle("explain", *given, "--why-not", "look-clay").stdout
    assert "needs soil is clay; soil: clay was read as sand (it contradicts hours: 1)" in page
    assert "no change to a single fact that was tried" in page
    assert (
        "It depends on soil, which is clay. That answer does not fit others; a different answer is never "
        "suggested." in page
    )


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["text", "html", "json", "markdown"])
def test_no_client_reads_of_it_and_the_counselor_does(format_: str) -> None:
    """Of JSON it is the Document itself, which is all that any other format is made from."""
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, PROFILE.encode()))
    assert plan.reading.conflicts
    files = render(realise(pack, plan, confirmed=CONFIRMED), format_, confirmed=CONFIRMED)
    for made in files:
        for words in (b"fit together", b"One answer says", b"was read as", b"welcome-but"):
            assert words not in made.data
    if format_ in ("text", "markdown", "json"):
        (made,) = render(realise_for_counselor(pack, plan), format_, confirmed=CONFIRMED)
        said = fold(made.data.decode())
        assert "Answers that contradict each other" in said
        assert "asked for it to stop. Ask which is true today." in said
        assert READ in said.replace("\\", "")


MANY = """\
partner.name: "Jules"
contact: open
their_answer: open
boundary: [told-to-stop, blocked]
unanswered_attempts: 3
authority: partner-over-reader
safety.conduct: [hit-or-pushed]
safety.asked_on: 2027-01-04
"""


def test_one_warning_stands_for_all_that_one_answer_does_not_fit(tmp_path: Path) -> None:
    """The whole of it is a page of warnings, which nobody reads; the report and `profile show` have it."""
    path = tmp_path / "alex.yaml"
    path.write_text(MANY, encoding="utf-8")
    done = rekindle("profile", "check", str(path), SOURCE_DATE_EPOCH="1799020800")
    warnings = [line for line in done.stderr.splitlines() if line.startswith("Warning: ")]
    assert [line.split(",")[0] for line in warnings] == [
        "Warning: One answer says that contact is welcome",
        "Warning: One answer says that the other person is open to trying again",
    ]
    others = "unanswered_attempts: 3, authority: partner-over-reader, safety.conduct: hit-or-pushed"
    for fact in ("contact", "their_answer"):
        assert f"\n  {fact}: open also contradicts: {others} (`rekindle profile show`" in done.stderr
    report = json.loads(rekindle("profile", "check", str(path), "--report", "json").stdout)
    assert len(report["conflicts"]) == 10
    shown = rekindle("profile", "show", str(path)).stdout
    assert "Jules is the reader’s boss, teacher, therapist or caregiver" in shown
    assert (
        shown.count("One answer says that contact is welcome") == shown.count("is open to trying again") == 5
    )
    page = rekindle("explain", "--profile", str(path)).stdout
    assert page.count("One answer says that contact is welcome") == 1
    assert f"contact: open also contradicts: {others}" in page
