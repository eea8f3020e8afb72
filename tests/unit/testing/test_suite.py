"""The conformance suite finds each broken promise, and says where and what to do."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.testing import faulty

from rekindle_core import document_from_json, walk
from rekindle_core.testing import CASES, Limits, RendererSuite

ONCE = "everything_is_shown_once_and_in_order"
BYTES = "the_same_document_gives_the_same_bytes"
ELSEWHERE = "another_process_on_another_day_gives_the_same_bytes"
PURE = "nothing_is_printed_written_or_fetched"
FRAME = "title_reader_code_notice_and_practice_are_shown"
HELP = "help_lines_are_whole"
FILES = "files_are_proper_and_several_only_where_that_is_said"
OPTIONS = "each_option_has_help_and_a_default_that_can_be_typed"
GLANCE = "a_discreet_document_tells_nothing_at_first_sight"
STEP = "Section session-1 > Section session-1-step-a"

CAUGHT = [
    ("drops-a-prompt", ONCE, "every-node", f"{STEP} > Task prompt-b is missing."),
    ("doubles-a-prompt", ONCE, "every-node", f"Words of {STEP} > Task prompt-b > Paragraph stand there 2 times."),
    ("tasks-backwards", ONCE, "every-node", f"{STEP} > Task settle-a > Paragraph"),
    ("drops-help", ONCE, "every-node", "- Section help > HelpLines help-lines is missing."),
    ("drops-help", HELP, "several-sessions", "`number` of HelpLine line-a is missing: “116 123”."),
    ("drops-numbers", HELP, "replaced-program", "`number` of HelpLine line-a is missing: “116 123”."),
    ("drops-self-checks", ONCE, "gated", "SelfCheck self-check-content is missing."),
    ("self-checks-last", ONCE, "gated", "SelfCheck self-check-step-a"),
    ("no-target", ONCE, "every-node", "does not say what to read instead."),
    ("drops-notes", ONCE, "gated", "- Section opening > Section front-note is missing."),
    ("drops-replacements", ONCE, "gated", "- Section session-2 > Section step-instead is missing."),
    ("hides-whose-words", ONCE, "every-node", f"- Words of {STEP} > Addition are missing."),
    ("forgets-the-notice", FRAME, "notice", "`notice` of Document is missing: “For the counselor alone"),
    ("forgets-the-practice", FRAME, "every-node", "`phone` of Document.practice is missing: “020 7946 0000”."),
    ("forgets-the-title", FRAME, "every-node", "`title` of Document is missing: “A Sample Program”."),
    ("has-its-own-words", "words_of_the_format_itself_are_in_the_documents_language", "every-node",
     "“Room”, “to”, “write”. Take them from `document.words`"),
    ("escapes-nothing", "a_hostile_name_is_shown_as_it_stands", "<script>alert(1)</script>",
     "The name “<script>alert(1)</script>” does not stand as it was typed in all "),
    ("takes-braces-for-slots", "a_hostile_name_is_shown_as_it_stands", "{partner.name}",
     f"{STEP} > Task prompt-a is missing."),
    ("escapes-nothing", "any_name_is_shown_as_it_stands", "", "does not stand as it was typed"),
    ("escapes-nothing", "texts_of_any_script_are_shown", "", "Escape every text where you write it"),
    ("drops-help", "random_documents_are_shown_once_and_in_order", "", " > HelpLines help-"),
    ("writes-letters-of-ascii-alone", "a_hostile_name_is_shown_as_it_stands", "נועה", "The name “נועה” does not stand"),
    ("refuses-without-a-hint", "any_name_is_shown_as_it_stands", "", "with no hint on what to do: Some letters"),
    ("always-says-english", "a_file_names_the_documents_language", "he rtl", "It names the language “en” for “he”."),
    ("names-the-reader-in-the-head", "names_stay_out_of_file_names_and_of_what_is_beside_the_page", "",
     "A name stands beside the page: “…"),
    ("names-the-file-after-the-reader", "names_stay_out_of_file_names_and_of_what_is_beside_the_page", "",
     "The file name -Qvorzhyk.txt tells a name."),
    ("begins-with-the-last-part", GLANCE, "discreet",
     "`reader` of a discreet Document stands before the end: “Qvorzhyk”"),
    ("begins-with-the-last-part", GLANCE, "replaced-program", "`title` of a discreet Document stands before the end"),
    ("begins-with-the-last-part", GLANCE, "discreet", "`practice.name` of a discreet Document stands before the end"),
    ("describes-the-file-by-its-last-part", GLANCE, "discreet",
     "`title` of a discreet Document stands beside the page: “A Sample Program”"),
    ("counts-its-calls", BYTES, "every-node", "The second time it gave other bytes."),
    ("goes-through-a-set", ELSEWHERE, "", "PYTHONHASHSEED=1"),
    ("dates-with-the-clock", ELSEWHERE, "", "Take no time from the clock"),
    ("prints", PURE, "", "It printed “Here is your file!”."),
    ("writes-a-file", PURE, "", "It wrote a file, cache.txt."),
    ("asks-the-network", PURE, "", "a renderer may not use the network"),
    ("unexplained-options", OPTIONS, "", "The option width has no help"),
    ("unexplained-options", OPTIONS, "", "The default of the option width cannot be typed: “-1”."),
    ("unready-options", "each_listed_value_of_an_option_gives_files", "", "With the option paper=letter: "),
    ("cannot-be-loaded", "the_format_is_offered_and_can_be_loaded", "", "No module named 'slides'"),
    ("no-summary", "the_format_is_offered_and_can_be_loaded", "", "Its Format has no `summary`"),
    ("of-no-such-name", "the_format_is_offered_and_can_be_loaded", "", "There is no format “of-no-such-name”."),
    ("gives-text", FILES, "every-node", "expected a list of Artifact"),
    ("gives-a-folder", FILES, "every-node", "an Artifact with the suffix"),
    ("gives-two-files", FILES, "every-node", "It gave 2 files. Say `many=True`"),
    ("gives-no-media-type", FILES, "every-node", "“text” of .txt is no media type"),
    ("gives-what-is-not-read", ONCE, "every-node", "There is no ready way to read “application/octet-stream”."),
    ("fails-on-what-is-empty", "what_is_empty_is_shown_too", "", "It could not be made: "),
    ("fails-on-what-is-deep", "what_is_nested_deeply_is_shown_or_refused", "", "Raise a RenderError"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return


def suite_for(name: str, folder: Path, limits: Limits | None = None) -> RendererSuite:
    class Suite(RendererSuite):
        format_name = name
        plugin = faulty

    Suite.limits = limits or Limits()
    suite = Suite()
    suite.folder = folder / "work"
    return suite


def failure(suite: RendererSuite, test: str, given: str, request: pytest.FixtureRequest) -> str:
    """Run one test of the suite, as pytest would, and return what it says."""
    run = getattr(suite, f"test_{test}")
    values = {}
    for name in inspect.signature(run).parameters:
        if name == "document":
            values[name] = CASES[given]()
        elif name in ("language", "direction"):
            values["language"], values["direction"] = given.split()
        elif name == "name":
            values[name] = given
        else:
            values[name] = request.getfixturevalue(name)
    try:
        run(**values)
    except pytest.fail.Exception as error:
        return str(error.msg)
    return ""


@pytest.mark.parametrize(("name", "test", "given", "said"), CAUGHT, ids=lambda value: value[:40].strip())
def test_a_broken_promise_is_found_and_told(
    name: str, test: str, given: str, said: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    message = failure(suite_for(name, tmp_path), test, given, request)
    assert f"The format {name} does not keep what every format promises" in message
    assert said in message


def test_every_test_of_the_suite_finds_some_fault_and_every_fault_is_found() -> None:
    tests = {name.removeprefix("test_") for name in vars(RendererSuite) if name.startswith("test_")}
    assert {test for _, test, _, _ in CAUGHT} == tests
    assert {name for name, _, _, _ in CAUGHT} - {"of-no-such-name"} == set(faulty.FAULTS) - {"sound"}


@pytest.mark.parametrize(("name", "limits"), [
    ("drops-a-prompt", Limits(complete=False)), ("self-checks-last", Limits(self_checks_first=True))
])  # fmt: skip
def test_limits_leave_open_what_they_say_and_no_more(
    name: str, limits: Limits, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert failure(suite_for(name, tmp_path), ONCE, "gated", request)
    left = failure(suite_for(name, tmp_path, limits), ONCE, "gated", request)
    if limits.complete:
        assert "stands behind a task that it is to be read before" in left
    else:
        assert left == ""
    assert failure(suite_for("drops-help", tmp_path, limits), ONCE, "gated", request)


def test_a_random_document_that_fails_is_cut_down_to_what_is_wrong(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    suite = suite_for("drops-help", tmp_path)
    message = failure(suite, "random_documents_are_shown_once_and_in_order", "", request)
    document = document_from_json(Path(message.rpartition(" ")[2]).read_text(encoding="utf-8"))
    found = [type(block).__name__ for block in walk(document) if type(block).__name__ != "Paragraph"]
    assert set(found) <= {"Section", "HelpLines", "Quotation", "ItemList"}
    assert found.count("HelpLines") == 1
    assert found.count("Section") <= 3


def test_what_is_random_is_skipped_with_a_reason_where_hypothesis_is_missing(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    suite = suite_for("sound", tmp_path)
    with pytest.raises(pytest.skip.Exception, match=r"pip install 'rekindle-core\[testing\]'"):
        failure(suite, "random_documents_are_shown_once_and_in_order", "", request)
    assert failure(suite, ONCE, "every-node", request) == ""


def test_the_document_of_a_failure_can_be_looked_at(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    message = failure(suite_for("drops-a-prompt", tmp_path), ONCE, "gated", request)
    path = Path(message.rpartition(" ")[2])
    assert path.read_text(encoding="utf-8").startswith("{")
