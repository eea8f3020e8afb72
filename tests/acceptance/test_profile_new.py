"""`rekindle profile new`, as people use it: by way of a pipe, and in a terminal."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.support import GARDEN, PROFILES, copy_pack, fold, garden_text, hear_signals, rekindle

from rekindle_core import Pack, load_pack, load_profile
from rekindle_core.cli.app import app
from rekindle_core.content.model.values import Missing

pty = pytest.importorskip("pty")


@cache
def bundled() -> Pack:
    """Return the bundled pack, loaded once."""
    return load_pack()


def answer(*lines: str, words: tuple[str | Path, ...] = ("-",)) -> Result:
    """Answer the questions by way of a pipe, one line each, in this process: a new one takes seconds."""
    typed = "".join(f"{line}\n" for line in lines)
    runner = CliRunner(env={"COLUMNS": "100"})
    done = runner.invoke(app, ["profile", "new", *map(str, words)], input=typed, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done


def refused(*lines: str, words: tuple[str | Path, ...], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Answer in a process of its own, which has an exit code."""
    typed = "".join(f"{line}\n" for line in lines)
    return rekindle("profile", "new", *words, cwd=cwd, stdin=typed)


# What says when questions were asked is recorded, and is no question. Whether words may be quoted is asked once
# there are some.
UNASKED = {"safety.asked_on", "own_words.may_quote"}
ORDER = [item.name for section in bundled().sections.values() for item in section if item.name not in UNASKED]


def up_to(fact: str) -> list[str]:
    """Return the empty lines that leave every question before this one open."""
    return [""] * ORDER.index(fact)


def facts(text: str) -> dict[str, object]:
    """Return what a YAML file holds, as any reader of YAML sees it, yes and no aside."""
    return yaml.load(text, yaml.BaseLoader) or {}


def asked(stderr: str) -> list[str]:
    """Return the questions that were asked, in order."""
    # A long question goes on in the next line; what is below a question is indented.
    found = re.findall(r"^\d+ of \d+\. (.+(?:\n\S.*)*)", stderr, re.MULTILINE)
    return [" ".join(question.split()) for question in found]


class Terminal:
    """The command line in a terminal of its own."""

    def __init__(self, *words: str, cwd: Path, command: Sequence[str] = ("profile", "new")) -> None:
        self.main, other = pty.openpty()
        self.seen = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rekindle_core", *command, *words],
            cwd=cwd,
            stdin=other,
            stdout=other,
            stderr=other,
            env={**os.environ, "TERM": "dumb", "COLUMNS": "80"},
            start_new_session=True,
            preexec_fn=hear_signals,
        )
        os.close(other)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.main)

    def type(self, line: str, *, after: str) -> None:
        """Wait until something is on the screen, and type a line."""
        self.until(after)
        self.send(f"{line}\r")

    def send(self, keys: str) -> None:
        """Press keys; what comes back is read meanwhile, for a terminal holds little."""
        data = keys.encode()
        for at in range(0, len(data), 500):
            os.write(self.main, data[at : at + 500])
            while self._read(0.02):
                pass

    def until(self, text: str) -> str:
        """Wait until something is on the screen that was not there before, and return what came with it."""
        end = time.monotonic() + 30
        while text not in self.seen:
            if not self._read(max(0.0, end - time.monotonic())):
                raise AssertionError(f"{text!r} never came; there is {self.seen!r}")
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def ends(self) -> tuple[int, str]:
        """Wait for the end, and return the exit code and what came last."""
        while self._read(30):
            pass
        return self.process.wait(10), self.seen

    def _read(self, seconds: float) -> bool:
        if not select.select([self.main], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.main, 4096)
        except OSError:  # Linux says so when the other side is closed.
            return False
        self.seen += self.decoder.decode(data).replace("\r\n", "\n")
        return bool(data)


# ---------------------------------------------------------------------- answers


def test_answers_of_a_pipe_make_a_profile_that_is_in_order(tmp_path: Path) -> None:
    lines = ("client", "2", "adult", "Maria", "she/her", "Tom", "they/them")
    done = refused(*lines, words=("maria.yaml",), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    text = (tmp_path / "maria.yaml").read_text(encoding="utf-8")
    assert facts(text) == {
        "filled_by": "client",
        "age_band": "adult",
        "partner.age_band": "adult",
        "client.name": "Maria",
        "client.pronouns": "she/her",
        "partner.name": "Tom",
        "partner.pronouns": "they/them",
    }
    assert "7 of 45 facts are known" in rekindle("profile", "check", tmp_path / "maria.yaml").stdout


def test_the_file_is_profile_yaml_here_and_nobody_else_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer("client", words=())
    (path,) = tmp_path.iterdir()
    assert path.name == "profile.yaml"
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_says_first_where_the_answers_stay_who_answers_and_that_nothing_has_to_be() -> None:
    told = " ".join(answer().stderr.partition("1 of 43")[0].split())
    assert "stays on this machine" in told
    assert "filled in by the person the program is for" in told
    assert "in private" in told
    assert "Every question is optional" in told


def test_choices_are_taken_as_numbers_or_words_and_several_by_commas() -> None:
    garden = ("-", "--pack", GARDEN)
    done = answer("", "", "", "", "2", "1, pigeons", "5", "Y", "no", "n", "a pear", words=garden)
    assert facts(done.stdout) == {
        "soil": "sand",
        "pests": ["slugs", "pigeons"],
        "hours": "5",
        "pond": "yes",
        "allergy": "no",
        "moved_away": "no",
        "dream": "a pear",
    }
    for typed in ("none", "4", "no"):
        assert facts(answer("", "", "", "", "", typed, words=garden).stdout) == {"pests": "none"}


def test_a_value_can_be_said_by_what_it_means() -> None:
    done = answer(*up_to("contact"), "we live together", "no", "", "", "No")
    assert facts(done.stdout) == {"contact": "living-together", "boundary": "none", "new_partner": "none"}


def test_every_question_can_be_left_open_or_declined() -> None:
    done = answer("", "unknown", "", "rather not say", "declined", "Pass", "UNKNOWN")
    assert facts(done.stdout) == {
        "client.name": "declined",
        "client.pronouns": "declined",
        "partner.name": "declined",
    }


def test_a_set_of_pronouns_of_ones_own_is_typed_with_slashes() -> None:
    lines = ("", "", "", "", "xe/xem/xyr/xyrs/xemself", "", "ze/zem/zer/zers/zemselves/plural")
    held = load_profile(bundled(), answer(*lines).stdout.encode())
    assert str(held["client.pronouns"]).count("xem") == 2
    assert "'plural'" in str(held["partner.pronouns"])


def test_a_small_country_code_is_made_large_and_one_without_help_lines_is_told() -> None:
    lines = up_to("country")
    assert facts(answer(*lines, "gb").stdout)["country"] == "GB"
    done = answer(*lines, "uk")
    assert facts(done.stdout)["country"] == "GB"
    assert "“uk” is read as GB (United Kingdom)." in done.stderr
    done = answer(*lines, "PE")
    assert facts(done.stdout)["country"] == "PE"
    assert "The pack has no help lines for PE (Peru)" in fold(done.stderr)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Germany", "DE"), ("Great Britain", "GB"), ("USA", "US"), ("united states", "US"), ("DEU", "DE")],
)
def test_a_country_is_understood_by_its_name(typed: str, code: str) -> None:
    done = answer(*up_to("country"), typed)
    assert facts(done.stdout)["country"] == code
    assert f"“{typed}” is read as {code} (" in done.stderr


@pytest.mark.parametrize(
    ("before", "line", "said"),
    [
        ([], "clent", (
            "unknown-value: The answer to “Who is filling this in?” cannot be used. The fact filled_by "
            "can't be “clent”. | clent | ^ hint: did you mean “client”? Nothing was saved: correct "
            "line {n}, and send all answers again."
        )),
        (["client"], "3", "The fact age_band can't be “3”."),
        (up_to("country"), "EN", "“EN” is not an ISO 3166-1 country code."),
        (up_to("partner.name"), "\u200b\u3164", "The fact partner.name has only invisible characters."),
        (up_to("partner.name"), "Al\uffffex", (
            "The answer contains U+FFFF, which isn't a character (a noncharacter)."
        )),
    ],
)  # fmt: skip
def test_an_answer_of_a_pipe_that_cannot_be_used_is_an_error_and_no_line_goes_astray(
    before: list[str], line: str, said: str, tmp_path: Path
) -> None:
    """The line behind it would answer the same question, and all answers after it the one before theirs."""
    path = tmp_path / "a.yaml"
    done = refused(*before, line, "yes", words=(path, "--quiet"), cwd=tmp_path)
    number = len(before) + 1
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"-:{number}:1: ")
    told = " ".join(done.stderr.replace(f"{number} | {line}", f"| {line}").split())
    assert said.format(n=number) in told
    assert not path.exists()


def test_a_file_that_is_gone_on_with_stays_as_it_is_when_an_answer_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("contact: none\n", encoding="utf-8")
    done = refused("client", "aduld", words=("--resume", path), cwd=tmp_path)
    assert done.returncode == 1
    assert path.read_text(encoding="utf-8") == "contact: none\n"
    assert [item.name for item in tmp_path.iterdir()] == ["a.yaml"]


def test_lines_are_counted_with_the_yes_to_writing_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("contact: none\n", encoding="utf-8")
    done = refused("yes", "client", "aduld", words=(path, "--quiet"), cwd=tmp_path)
    assert "-:3:1: unknown-value" in done.stderr
    assert path.read_text(encoding="utf-8") == "contact: none\n"


def test_a_question_mark_says_why_and_a_delicate_question_says_it_unasked() -> None:
    pack = bundled()
    done = answer("?")
    assert pack.facts["filled_by"].help in " ".join(done.stderr.split())
    all_ = " ".join(answer(*[""] * 60).stderr.split())
    for fact in pack.facts.values():
        assert (fact.help in all_) == fact.declined_holds, fact.name


def test_back_goes_to_the_question_before_and_enter_keeps_what_was_said() -> None:
    done = answer("client", "adult", "back", "back", "counselor", "", "", "Ada")
    assert facts(done.stdout) == {"filled_by": "counselor", "age_band": "adult", "client.name": "Ada"}
    assert "Current answer: eighteen or older. Press Enter to keep it." in done.stderr
    assert "This is the first question" in answer("back").stderr


def test_stop_after_going_back_keeps_what_was_answered() -> None:
    assert facts(answer("client", "adult", "back", "back", "stop", "x").stdout) == {
        "filled_by": "client",
        "age_band": "adult",
    }


def test_such_a_word_as_back_is_an_answer_when_it_stands_in_quotes() -> None:
    done = answer("", "", "", '"Back"', "", "“pass”")
    assert facts(done.stdout) == {"client.name": "Back", "partner.name": "pass"}


@pytest.mark.parametrize("lines", [(), ("stop",)])
def test_nothing_answered_gives_a_file_to_fill_in_by_hand(lines: tuple[str, ...]) -> None:
    text = answer(*lines).stdout
    assert facts(text) == {}
    for fact in bundled().facts.values():
        assert f"\n# {fact.name}:\n" in text
    filled = text.replace("# contact:", "contact: none").replace("# country:", "country: GB")
    assert load_profile(bundled(), filled.encode()).canonical() == {"contact": "none", "country": "GB"}


def test_hostile_answers_stay_data() -> None:
    names = ["x: [1, 2] # no", "\x1b[31m{red}\x00", "- *a &b !c |", 'say "hi"\\n']
    done = answer("", "", "", names[0], "", names[1], *[""] * 7, names[2], names[3])
    held = load_profile(bundled(), done.stdout.encode())
    assert held["client.name"] == names[0]
    assert held["partner.name"] == "[31m{red}"
    assert held["own_words.what_happened"] == names[2]
    assert held["own_words.what_i_miss"] == names[3]


# ---------------------------------------------------------------------- which questions


def test_questions_come_by_section_in_the_order_of_the_pack() -> None:
    pack = bundled()
    done = answer(*[""] * 60)
    assert asked(done.stderr) == [pack.facts[name].ask for name in ORDER]
    assert list(pack.sections) == [
        "Who this is for",
        "Names",
        "What happened",
        "Contact and limits",
        "Home and work",
        "Safety",
        "Practical",
        "The program",
    ]


@pytest.mark.parametrize(
    ("causes", "comes"),
    [("communication", False), ("broken-trust", True), ("", True), ("pass", True), ("none", False)],
)
def test_who_broke_trust_is_asked_unless_trust_is_known_not_to_be_broken(causes: str, comes: bool) -> None:
    done = answer(*up_to("causes"), causes, *[""] * 40)
    assert ("If trust was broken, by whom?" in asked(done.stderr)) == comes


@pytest.mark.parametrize(("words", "comes"), [("The garden.", True), ("", False), ("pass", False)])
def test_whether_words_may_be_quoted_is_asked_right_after_them_and_only_then(words: str, comes: bool) -> None:
    pack = bundled()
    questions = asked(answer(*up_to("own_words.what_i_miss"), words, *[""] * 40).stderr)
    may = pack.facts["own_words.may_quote"].ask
    assert (may in questions) == comes
    if comes:
        assert questions[questions.index(may) - 1] == pack.facts["own_words.what_i_miss"].ask


def test_a_changed_answer_changes_what_is_moot() -> None:
    done = answer(*up_to("causes"), "broken-trust", "client", "back", "back", "grew-apart", "stop")
    assert facts(done.stdout) == {"causes": ["grew-apart"]}


def test_no_answer_makes_a_question_about_safety_moot() -> None:
    pack = bundled()
    done = answer("other", "under-18", "", "", "", "", "y", *["no"] * 13)
    safety = [fact.ask for fact in pack.facts.values() if fact.declined_holds]
    assert len(safety) >= 9
    assert set(safety) <= set(asked(done.stderr))
    assert pack.facts["their_answer"].ask not in asked(done.stderr)
    assert all(fact.asked_when is None for fact in pack.facts.values() if fact.declined_holds)


def test_every_fact_of_the_bundled_pack_has_a_section_and_says_why_it_is_asked() -> None:
    for fact in bundled().facts.values():
        assert fact.section, fact.name
        assert fact.help, fact.name


def test_a_pack_says_itself_what_is_moot(tmp_path: Path) -> None:
    """Another subject is another folder: nothing of the engine knows what a pond is."""
    old = 'dream: { kind: text, ask: "What do you dream of growing?" }'
    new = old.replace(" }", ', asked_when: { hours: { at_least: 2 } }, section: "Dreams" }')
    pack = copy_pack(tmp_path, {"pack.yaml": garden_text("pack.yaml", old, new)})
    for hours, comes in (("1", False), ("2", True), ("", True)):
        done = answer("", "", "", "", "", "", hours, *[""] * 20, words=("-", "--pack", pack))
        assert ("What do you dream of growing?" in asked(done.stderr)) == comes
    assert "\nDreams\n------\n" in done.stderr


# ---------------------------------------------------------------------- files


@pytest.mark.parametrize(("typed", "written"), [("yes", True), ("Y", True), ("no", False), ("", False)])
def test_a_file_is_written_over_after_a_yes_alone(typed: str, written: bool, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text("contact: none\n", encoding="utf-8")
    done = refused(typed, "client", words=(), cwd=tmp_path)
    if written:
        assert done.returncode == 0, done.stderr
        assert facts(path.read_text(encoding="utf-8")) == {"filled_by": "client"}
    else:
        assert done.returncode == 2
        assert "--resume" in done.stderr
        assert path.read_text(encoding="utf-8") == "contact: none\n"
    kept = {"profile.yaml", "profile.yaml.bak"} if written else {"profile.yaml"}
    assert {item.name for item in tmp_path.iterdir()} == kept
    if written:
        backup = tmp_path / "profile.yaml.bak"
        assert backup.read_text(encoding="utf-8") == "contact: none\n"
        assert backup.stat().st_mode & 0o777 == 0o600
        assert "The previous contents of profile.yaml are in profile.yaml.bak." in done.stderr


def test_resume_keeps_what_is_there_and_asks_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    answer("client", "", "", "declined", words=(path,))
    done = answer("adult", "adult", "she/her", words=("--resume", path))
    assert asked(done.stderr)[:3] == [
        "How old are you?",
        "How old is the other person?",
        "Which pronouns do you use?",
    ]
    text = path.read_text(encoding="utf-8")
    assert facts(text) == {
        "filled_by": "client",
        "age_band": "adult",
        "partner.age_band": "adult",
        "client.name": "declined",
        "client.pronouns": "she/her",
    }
    # In its place, and not a second time at the end.
    assert text.index("age_band: adult") < text.index("client.name: declined")
    assert text.count("\nage_band:") == 1


def test_resume_leaves_what_an_author_wrote_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    mine = "# Mine.\n\ncontact:   none   # since May\n# (a remark)\nfilled_by: unknown\nclient.name: >-\n  A\n  B\n"
    path.write_text(mine, encoding="utf-8")
    answer("client", "adult", words=("--resume", path))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(mine.replace("filled_by: unknown", "filled_by: client"))
    assert facts(text) == {
        "contact": "none",
        "filled_by": "client",
        "client.name": "A B",
        "age_band": "adult",
    }


@pytest.mark.parametrize("old", ["", "{}", "# only a remark\n", "---\nfilled_by:\n...\n", "  children: no\n"])
def test_resume_takes_any_layout(old: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(old, encoding="utf-8")
    done = answer("together", words=("--resume", path))
    # Indented facts are the one layout of these that nothing can be put into.
    assert ("rewritten" in done.stderr) == old.startswith(" ")
    held = load_profile(bundled(), path)
    assert held["filled_by"] == "together"
    assert held.text("children") == ("no" if "children" in old else "")


def test_resume_of_json_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"contact": "none"}', encoding="utf-8")
    answer("client", "", "", "Zoë", "xe/xem/xyr/xyrs/xemself", words=("--resume", path))
    data = json.loads(path.read_text(encoding="utf-8"))
    assert list(data) == ["contact", "client.name", "client.pronouns", "filled_by"]
    assert load_profile(bundled(), path)["client.name"] == "Zoë"


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_resume_of_each_example_asks_what_it_lacks_and_changes_nothing_else(
    path: Path, tmp_path: Path
) -> None:
    pack, copy = bundled(), tmp_path / "copy.yaml"
    copy.write_bytes(path.read_bytes())
    known = load_profile(pack, path).values
    done = answer(*["pass"] * 60, words=("--resume", copy))
    assert not {pack.facts[name].ask for name in known} & set(asked(done.stderr))
    held = load_profile(pack, copy).values
    assert {name: value for name, value in held.items() if name in known} == known
    # A remark of its author's is still there.
    assert path.read_text(encoding="utf-8").splitlines()[1] in copy.read_text(encoding="utf-8")


def test_resume_with_nothing_new_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("contact: none", encoding="utf-8")
    done = answer("", "", words=("--resume", path))
    assert "Nothing new" in done.stderr
    assert path.read_text(encoding="utf-8") == "contact: none"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--resume",), 1, "profile.yaml:1:1: unreadable"),
        (("--resume", "-"), 2, "needs a file"),
        (("--resume", "bad.yaml"), 1, "unknown-fact"),
        (("folder",), 3, "folder is not a file"),
        (("bad.yaml/inside.yaml",), 3, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_asked(
    words: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("contct: none\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    done = refused("client", words=words, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert asked(done.stderr) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.yaml", "folder"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_text("contact: none\n", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("there.yaml")
    answer("client", words=("--resume", tmp_path / "link.yaml"))
    assert (tmp_path / "link.yaml").is_symlink()
    assert "filled_by: client" in (tmp_path / "there.yaml").read_text(encoding="utf-8")


# ---------------------------------------------------------------------- in a terminal


def test_in_a_terminal_it_asks_saves_and_ends(tmp_path: Path) -> None:
    with Terminal("t.yaml", cwd=tmp_path) as terminal:
        terminal.type("2", after="one of these > ")
        terminal.type("?", after="one of these > ")
        terminal.until("It was written for adults")
        terminal.type("adult", after="one of these > ")
        terminal.type("adult", after="one of these > ")
        terminal.type("Zoé", after="a name > ")
        terminal.type("back", after="custom set > ")
        terminal.until("Current answer: Zoé. Press Enter to keep it.")
        # A line can be edited: the last letter is rubbed out and typed anew.
        terminal.type("Zoé\x7fë", after="a name > ")
        terminal.type("stop", after="custom set > ")
        code, seen = terminal.ends()
        assert code == 0
        assert "Saved t.yaml: 4 of 45 facts are known" in seen
        path = tmp_path / "t.yaml"
        assert load_profile(bundled(), path)["client.name"] == "Zoë"
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_terminal_takes_a_text_longer_than_the_line_that_it_edits_by_itself(tmp_path: Path) -> None:
    pack, path = load_pack(GARDEN), tmp_path / "a.yaml"
    path.write_text(
        "".join(f"{name}: declined\n" for name in pack.facts if name != "dream"), encoding="utf-8"
    )
    text = "語" * 2000
    assert len(text.encode()) > 4096
    with Terminal("--resume", "a.yaml", "--pack", str(GARDEN), cwd=tmp_path) as terminal:
        terminal.type("", after="Enter to continue > ")
        terminal.type(text, after="text > ")
        terminal.type("", after="Enter to end > ")
        assert terminal.ends()[0] == 0
    assert load_profile(pack, path)["dream"] == text


def test_in_a_terminal_a_line_that_is_not_utf_8_is_asked_for_again() -> None:
    """Stdout is a pipe: where it is the terminal, the system's line editor reads the keys, and drops such bytes."""
    main, other = pty.openpty()
    call = [sys.executable, "-m", "rekindle_core", "profile", "new", "-", "--pack", str(GARDEN)]
    with subprocess.Popen(call, stdin=other, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.write(main, b"Jos\xe9\nJos\xc3\xa9\nstop\n")
        product, said = process.communicate(timeout=60)
    os.close(main)
    os.close(other)
    assert process.returncode == 0
    assert "That answer isn’t valid UTF-8. Please type it again." in said.decode()
    assert facts(product.decode()) == {"gardener.name": "José"}


def test_in_a_terminal_ctrl_d_keeps_what_was_answered(tmp_path: Path) -> None:
    with Terminal(cwd=tmp_path) as terminal:
        terminal.type("client", after="one of these > ")
        terminal.until("one of these > ")
        terminal.send("\x04")
        assert terminal.ends()[0] == 0
        assert "filled_by: client" in (tmp_path / "profile.yaml").read_text(encoding="utf-8")


def test_in_a_terminal_ctrl_c_ends_and_keeps_what_was_answered(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("contact: none\n", encoding="utf-8")
    with Terminal("--resume", cwd=tmp_path) as terminal:
        terminal.type("", after="Enter to continue > ")
        terminal.type("client", after="one of these > ")
        terminal.until("one of these > ")
        # A question is written a moment before its answer is waited for.
        time.sleep(1)
        terminal.process.send_signal(signal.SIGINT)
        code, seen = terminal.ends()
        assert code == 130
        assert "Saved up to here: profile.yaml." in seen
        assert "Traceback" not in seen
    assert load_profile(bundled(), tmp_path / "profile.yaml").canonical() == {
        "contact": "none",
        "filled_by": "client",
    }
    assert (tmp_path / "profile.yaml.bak").read_text(encoding="utf-8") == "contact: none\n"


def test_in_a_terminal_ctrl_c_before_any_answer_saves_nothing(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text("contact: none\n", encoding="utf-8")
    with Terminal("--resume", cwd=tmp_path) as terminal:
        terminal.until("Enter to continue > ")
        # A question is written a moment before its answer is waited for.
        time.sleep(1)
        terminal.process.send_signal(signal.SIGINT)
        code, seen = terminal.ends()
        assert code == 130
        assert "Nothing was saved; profile.yaml was not changed." in seen
    assert [path.name for path in tmp_path.iterdir()] == ["profile.yaml"]


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    with Terminal("a.yaml", cwd=tmp_path) as terminal:
        terminal.type("client", after="one of these > ")
        terminal.until("one of these > ")
        (tmp_path / "a.yaml").write_text("contact: none\n", encoding="utf-8")
        terminal.send("stop\r")
        assert "Saved a-2.yaml" in terminal.ends()[1]
        assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "contact: none\n"
        assert "filled_by: client" in (tmp_path / "a-2.yaml").read_text(encoding="utf-8")


def test_no_answer_is_lost_when_the_file_cannot_be_written(tmp_path: Path) -> None:
    with Terminal("new/a.yaml", cwd=tmp_path) as terminal:
        terminal.type("client", after="one of these > ")
        terminal.until("one of these > ")
        shutil.rmtree(tmp_path / "new")
        (tmp_path / "new").write_text("in the way", encoding="utf-8")
        terminal.send("stop\r")
        code, seen = terminal.ends()
        assert code == 3
        assert "filled_by: client\n" in seen
        assert "was written to stdout" in seen


# ---------------------------------------------------------------------- when the safety questions were asked

SAFETY = {"safety.afraid": "no", "safety.abused": "no", "safety.conduct": "none"}
ON = "2027-01-04"
# Noon, so that no time zone makes another day of it.
EPOCH = str(int(dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC).timestamp()))


def resumed(path: Path, *lines: str) -> Result:
    return answer(*lines, words=("--resume", path))


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def test_the_day_is_recorded_with_the_first_answer_about_safety_and_is_not_asked_for() -> None:
    assert "safety.asked_on" not in facts(answer(*up_to("child_at_risk")).stdout)
    done = answer(*up_to("child_at_risk"), "no")
    assert facts(done.stdout) == {"child_at_risk": "no", "safety.asked_on": ON}
    assert bundled().facts["safety.asked_on"].ask not in asked(answer(*[""] * 60).stderr)
    # One who declines was asked as well.
    assert facts(answer(*up_to("safety.afraid"), "pass").stdout)["safety.asked_on"] == ON


@pytest.mark.parametrize(("filled_by", "comes"), [("counselor", True), ("together", True), ("client", False)])
def test_who_asked_is_a_question_for_counselors_alone(filled_by: str, comes: bool) -> None:
    done = answer(filled_by, *[""] * 60)
    assert (bundled().facts["safety.asked_by"].ask in asked(done.stderr)) == comes


def _profile(path: Path, **more: str) -> None:
    lines = {"filled_by": "counselor", **SAFETY, **more}
    path.write_text("# Mine.\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()), "utf-8")


def test_resume_asks_again_what_has_expired_and_records_the_new_day(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    _profile(
        path, **{"safety.asked_on": "2026-12-01", "safety.asked_by": "KT", "safety.harm_others": "declined"}
    )
    done = resumed(path, *[""] * len(_open_before(path, "safety.afraid")), "no", "yes")
    assert "Warning: Some answers were given on 2026-12-01, 34 days" in " ".join(done.stderr.split())
    held = load_profile(bundled(), path)
    assert held["safety.asked_on"] == dt.date(2027, 1, 4)
    assert (held["safety.afraid"], held["safety.abused"]) == ("no", "yes")
    # What nobody answered again is not made younger: it is unknown now. What never expires stays.
    assert held["safety.conduct"] is held["safety.asked_by"] is Missing.UNKNOWN
    assert held["safety.harm_others"] is Missing.DECLINED
    assert path.read_text("utf-8").startswith("# Mine.\nfilled_by: counselor\nsafety.afraid: no\n")


def _open_before(path: Path, fact: str) -> list[str]:
    known = facts(path.read_text("utf-8"))
    return [name for name in ORDER[: ORDER.index(fact)] if name not in known]


def test_resume_leaves_what_has_expired_where_nothing_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    _profile(path, **{"safety.asked_on": "2026-12-01"})
    before = path.read_text("utf-8")
    assert "Nothing new" in resumed(path, "stop").stderr
    assert path.read_text("utf-8") == before
    resumed(path, "adult", "stop")
    assert facts(path.read_text("utf-8")) == {**facts(before), "age_band": "adult"}


@pytest.mark.parametrize("on", ["2026-12-20", ""])
def test_resume_makes_no_answer_younger(on: str, tmp_path: Path) -> None:
    """Answers that count keep their day, or stay without one, when others join them."""
    path = tmp_path / "a.yaml"
    _profile(path, **({"safety.asked_on": on} if on else {}))
    resumed(path, *[""] * len(_open_before(path, "child_at_risk")), "no", "stop")
    held = facts(path.read_text("utf-8"))
    assert held["child_at_risk"] == "no"
    assert held.get("safety.asked_on", "") == on
