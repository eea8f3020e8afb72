"""Stops: what a reader wrote that a person has to look at before anything is made of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import CONFIRMED, PROFILES, bundled_pack, copy_pack, garden_pack, rekindle

from rekindle_core import ConfirmationError, Pack, UsageError, load_pack, load_profile, make_plan, realise
from rekindle_core.content.model.stop import Stop
from rekindle_core.frozen import replace

DAY = dt.date(2027, 1, 4)
STOP = Stop("foxes", ("dream",), ("fox*", "hen house", "it's off"), "Look at the fence first.")


def fenced() -> Pack:
    return replace(garden_pack(), stops=(STOP,))


def stops(pack: Pack, **facts: str) -> bool:
    return bool(make_plan(pack, load_profile(pack, facts)).halts)


@pytest.mark.parametrize(
    "words", ["A fox came.", "FOXES!", "the hen\nhouse door", "It’s off.", "ｆｏｘ", "fox-proof", "(fox)"]
)
def test_words_stop_in_any_case_and_form(words: str) -> None:
    assert stops(fenced(), dream=words)


@pytest.mark.parametrize("words", ["A firefox icon.", "hens house", "a hen. House", "pears"])
def test_words_inside_others_do_not_stop(words: str) -> None:
    assert not stops(fenced(), dream=words)


def test_a_fact_that_is_not_given_does_not_stop() -> None:
    assert not stops(fenced())
    assert not stops(fenced(), dream="declined")
    assert not stops(garden_pack(), dream="A fox came.")


def test_nothing_is_made_until_a_person_confirms_and_the_error_quotes_nobody() -> None:
    pack = fenced()
    plan = make_plan(pack, load_profile(pack, {"dream": "A fox named Zebulon came."}), date=DAY)
    for confirmed in ((), ("other",), ("foxes",)):
        with pytest.raises(ConfirmationError) as caught:
            realise(pack, plan, confirmed=confirmed)
        assert caught.value.name == "foxes"
        assert "dream" in str(caught.value)
        assert "--confirm foxes=YYYY-MM-DD" in str(caught.value)
        assert "Zebulon" not in str(caught.value)
    assert realise(pack, plan, confirmed=("other", "foxes=2027-01-03")).parts


def test_a_stop_is_confirmed_with_a_day_that_counts() -> None:
    pack = bundled_pack()
    told = {"own_words.what_happened": "The police came.", "safe_device": "yes", "may_print": "yes"}
    plan = make_plan(pack, load_profile(pack, told), date=DAY)
    for day, counts in (("2027-01-04", 1), ("2026-12-05", 1), ("2026-12-04", 0), ("2027-01-05", 0)):
        if counts:
            assert realise(pack, plan, confirmed=(f"own-words={day}",)).parts
            continue
        with pytest.raises(ConfirmationError, match=f"You asked on {day}, which is"):
            realise(pack, plan, confirmed=(f"own-words={day}",))
    # Of several days the latest counts.
    assert realise(pack, plan, confirmed=("own-words=2026-01-01", "own-words=2027-01-02")).parts
    with pytest.raises(UsageError, match="“yesterday” is not a date"):
        realise(pack, plan, confirmed=("own-words=yesterday",))


def test_a_page_that_replaces_the_program_does_not_wait() -> None:
    pack = fenced()
    plan = make_plan(pack, load_profile(pack, {"dream": "A fox came.", "moved_away": "yes"}))
    assert [part.id for part in realise(pack, plan, confirmed=CONFIRMED).parts] == ["alt-gone", "help"]


def test_stops_are_kept_in_the_compiled_pack(tmp_path: Path) -> None:
    text = 'stops: [{ id: foxes, facts: [dream], words: ["fox*"], says: "Look." }]\n'
    folder = copy_pack(tmp_path, {"stops.yaml": text})
    for _ in range(2):
        pack = load_pack(folder, cache=tmp_path / "cache")
        assert pack.stops == (Stop("foxes", ("dream",), ("fox*",), "Look."),)
    assert pack.digest != garden_pack().digest


# --------------------------------------------------------------------------- the bundled pack


@pytest.mark.parametrize(
    "words",
    [
        "The police came twice.",
        "There is a restraining order.",
        "He has a court order against me.",
        "I kept the gun in the car.",
        "She picked up a knife",
        "They hit me.",
        "I slapped him once.",
        "He was choking me",
        "I tracked their car.",
        "I put a tracker in the bag",
        "I've been stalking them a bit",
        "I could kill him.",
        "I said I would kill myself",
        "I was arrested",
        "Then the po\u00adlice came",
        "Then the p\u200bolice came",
        "It was court-ordered",
        "It was court\u2011ordered",
        "I dont want to live",
        "The _police_ came",
        "p̶o̶l̶i̶c̶e̶",
    ],
)
def test_own_words_of_danger_force_or_the_law_stop(words: str) -> None:
    pack = bundled_pack()
    for fact in ("own_words.what_happened", "own_words.what_i_miss"):
        assert stops(pack, **{fact: words})


@pytest.mark.parametrize(
    "words",
    [
        "We stopped talking after the move, and then it was over.",
        "Her skill at cards, and the smell of bread.",
        "The orders at the bakery every Sunday.",
        "He left in March. I miss our walks.",
        "We grew apart; nobody did anything wrong.",
        "The white cliffs, the long drive, the soundtrack in the car.",
    ],
)
def test_other_own_words_do_not(words: str) -> None:
    assert not stops(bundled_pack(), **{"own_words.what_happened": words})


def test_no_example_profile_stops() -> None:
    pack = bundled_pack()
    for path in PROFILES.glob("*.yaml"):
        assert not make_plan(pack, load_profile(pack, path)).halts


# --------------------------------------------------------------------------- the command line

OWN = ("--set", "country=GB", "--set", "own_words.what_happened=Zebulon called the police.")


def test_build_ends_with_a_word_to_the_counselor_and_writes_nothing(tmp_path: Path) -> None:
    done = rekindle("build", *OWN, "--format", "text", "--format", "html", cwd=tmp_path)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert done.stderr.startswith("rekindle: needs-confirmation: Someone has to read own_words.what_happened")
    assert "--confirm own-words=" in done.stderr
    assert "Zebulon" not in done.stderr
    assert "police" not in done.stderr.lower()


def test_profile_check_says_that_nothing_can_be_made_yet_and_quotes_nobody(tmp_path: Path) -> None:
    (tmp_path / "alex.yaml").write_text(
        'own_words.what_happened: "Zebulon called the police."\n', encoding="utf-8"
    )
    done = rekindle("profile", "check", "alex.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert (
        "`build` won't make any files yet. Someone has to read own_words.what_happened first." in done.stderr
    )
    assert "Zebulon" not in done.stderr + done.stdout


@pytest.mark.slow
def test_confirm_goes_on_and_changes_no_byte(tmp_path: Path) -> None:
    confirmed = ("--date", "2027-01-04", "--confirm", "own-words=2027-01-03")
    assert rekindle("build", *OWN, *confirmed, "--name", "program", cwd=tmp_path).returncode == 0
    assert (tmp_path / "program.txt").is_file()
    plain = ("--set", "country=GB", "--date", "2027-01-04", "--output", "-")
    assert rekindle("build", *plain).stdout == rekindle("build", *plain, *confirmed).stdout


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("own-words=soon", "“soon” is not a date. Hint: write the day on which you asked"),
        ("may-be-found=2027-01-03", "may-be-found doesn't take a date."),
    ],
)
def test_a_confirmation_that_is_typed_wrong_is_told(word: str, said: str) -> None:
    done = rekindle("build", *OWN, "--date", "2027-01-04", "--confirm", word, "--output", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_is_not_asked_for_cannot_be_confirmed() -> None:
    done = rekindle("build", *OWN, "--confirm", "own-word", "--output", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean “own-words”?" in done.stderr


def test_explain_tells_it_and_does_not_stop() -> None:
    done = rekindle("explain", *OWN)
    assert done.returncode == 0
    assert "Building stops until --confirm own-words=" in done.stdout
    assert "Zebulon" not in done.stdout
