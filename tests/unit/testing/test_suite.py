"""The conformance suite finds each broken promise, and says where and what to do."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tests.unit.testing.faulty_answers
import tests.unit.testing.faulty_exports  # noqa: F401 - both offer more formats
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
ANSWERS = "each_kind_of_answer_has_a_place"
REPEATED = "a_plan_is_repeated_only_where_it_may_be"
APART = "typed_text_is_isolated_in_direction"
HOSTILE = "a_hostile_name_is_shown_as_it_stands"
LANGUAGE = "a_file_names_the_documents_language_and_direction"
STEP = "Section session-1 > Section session-1-step-a"
EXPORT = Limits(only=("prompt",))
SOUND = {"sound", "sound-export", "sound-export-but-for-pages-instead"}

CAUGHT = [
    ("drops-a-prompt", ONCE, "every-node", f"{STEP} > Task prompt-b is missing."),
    ("doubles-a-prompt", ONCE, "every-node", f"Words of {STEP} > Task prompt-b > Paragraph appear 2 times."),
    ("tasks-backwards", ONCE, "every-node", f"{STEP} > Task settle-a > Paragraph"),
    ("drops-lines-of-help", ONCE, "every-node", f"Words of {STEP} > Task prompt-a are missing."),
    ("drops-starters", ONCE, "every-node", f"{STEP} > Task prompt-a > Lines is missing."),
    ("shows-key-points", ONCE, "every-node", "A section's key points are shown as well as its prose. Ignore `key`."),
    ("drops-help", ONCE, "every-node", "- Section help > HelpLines help-lines is missing."),
    ("drops-help", HELP, "several-sessions", "`number` of HelpLine line-a is missing: “116 123”."),
    ("drops-numbers", HELP, "replaced-program", "`number` of HelpLine line-a is missing: “116 123”."),
    ("drops-self-checks", ONCE, "gated", "SelfCheck self-check-content is missing."),
    ("self-checks-last", ONCE, "gated", "SelfCheck self-check-step-a"),
    ("no-target", ONCE, "every-node", "doesn't say what to read instead."),
    ("drops-notes", ONCE, "gated", "- Section opening > Section front-note is missing."),
    ("drops-replacements", ONCE, "gated", "- Section session-2 > Section step-instead is missing."),
    ("hides-whose-words", ONCE, "every-node", f"- Words of {STEP} > Addition are missing."),
    ("forgets-the-notice", FRAME, "notice", "`notice` of Document is missing: “For the counselor only"),
    ("forgets-the-practice", FRAME, "every-node", "`phone` of Document.practice is missing: “020 7946 0000”."),
    ("forgets-the-title", FRAME, "every-node", "`title` of Document is missing: “A Sample Program”."),
    ("has-its-own-words", "words_of_the_format_itself_are_in_the_documents_language", "every-node",
     "“Room”, “to”, “write”. Take them from `document.words`"),
    ("escapes-nothing", HOSTILE, "<script>alert(1)</script>",
     "The name “<script>alert(1)</script>” doesn't appear exactly as typed in all "),
    ("takes-braces-for-slots", HOSTILE, "{partner.name}",
     f"{STEP} > Task prompt-a > Paragraph is missing."),
    ("escapes-nothing", "any_name_is_shown_as_it_stands", "", "doesn't appear exactly as typed"),
    ("escapes-nothing", "texts_of_any_script_are_shown", "", "Escape all text where you write it"),
    ("drops-help", "random_documents_are_shown_once_and_in_order", "", " > HelpLines help-"),
    ("shows-key-points", "random_documents_are_shown_once_and_in_order", "", "Ignore `key`."),
    ("writes-letters-of-ascii-alone", HOSTILE, "נועה", "The name “נועה” doesn't appear"),
    ("refuses-without-a-hint", "any_name_is_shown_as_it_stands", "", "without a hint: Some letters"),
    ("always-says-english", LANGUAGE, "he rtl", "It declares the language “en” instead of “he”."),
    ("names-the-reader-in-the-head", "names_stay_out_of_file_names_and_of_what_is_beside_the_page", "",
     "A name appears outside the pages: “…"),
    ("names-the-file-after-the-reader", "names_stay_out_of_file_names_and_of_what_is_beside_the_page", "",
     "The file name -Qvorzhyk.txt contains a name."),
    ("begins-with-the-last-part", GLANCE, "discreet",
     "`reader` of a discreet Document appears before the end: “Qvorzhyk”"),
    ("begins-with-the-last-part", GLANCE, "replaced-program", "`title` of a discreet Document appears before the end"),
    ("begins-with-the-last-part", GLANCE, "discreet", "`practice.name` of a discreet Document appears before the end"),
    ("has-its-last-part-before-those-to-look-up", GLANCE, "every-node",
     "`reader` of a discreet Document appears before the end: “Qvorzhyk”"),
    ("has-its-last-part-among-those-to-look-up", GLANCE, "every-node",
     "`reader` of a discreet Document appears before the end: “Qvorzhyk”"),
    ("describes-the-file-by-its-last-part", GLANCE, "discreet",
     "`title` of a discreet Document appears outside the pages: “A Sample Program”"),
    ("counts-its-calls", BYTES, "every-node", "The second run gave different bytes."),
    ("goes-through-a-set", ELSEWHERE, "", "PYTHONHASHSEED=1"),
    ("dates-with-the-clock", ELSEWHERE, "", "Don't read the clock"),
    ("prints", PURE, "", "It printed “Here is your file!”."),
    ("writes-a-file", PURE, "", "It wrote a file, cache.txt."),
    ("asks-the-network", PURE, "", "a renderer may not use the network"),
    ("unexplained-options", OPTIONS, "", "The “width” option has no help"),
    ("unexplained-options", OPTIONS, "", "The “width” option's default cannot be typed: “-1”."),
    ("unready-options", "each_listed_value_of_an_option_gives_files", "", "With the option paper=letter: "),
    ("cannot-be-loaded", "the_format_is_offered_and_can_be_loaded", "", "No module named 'slides'"),
    ("no-summary", "the_format_is_offered_and_can_be_loaded", "", "Its Format has no `summary`"),
    ("of-no-such-name", "the_format_is_offered_and_can_be_loaded", "", "There is no format “of-no-such-name”."),
    ("gives-text", FILES, "every-node", "expected a list of Artifact"),
    ("gives-a-folder", FILES, "every-node", "an Artifact with the suffix"),
    ("gives-two-files", FILES, "every-node", "It made 2 files. Set `many=True`"),
    ("gives-no-media-type", FILES, "every-node", "“text” of .txt isn't a media type"),
    ("gives-what-is-not-read", ONCE, "every-node", "No reader is available for “application/octet-stream”."),
    ("fails-on-what-is-empty", "what_is_empty_is_shown_too", "", "It could not be rendered: "),
    ("fails-on-what-is-deep", "what_is_nested_deeply_is_shown_or_refused", "", "Raise a RenderError"),
    ("leaves-no-room", ANSWERS, "", "Lines leaves no space for an answer: the task looks the same without it."),
    ("labels-without-room", ANSWERS, "", "IfThen leaves no space for an answer"),
    ("one-room-for-two-parts", ANSWERS, "", "IfThen looks the same as Lines."),
    ("options-in-a-list", ANSWERS, "", "Choices has nothing to tick"),
    ("options-in-paragraphs", ANSWERS, "", "Choices has nothing to tick"),
    ("scales-without-numbers", ANSWERS, "", "Scale shows no numbers"),
    ("less-room-for-more", "more_lines_do_not_get_less_space", "",
     "An answer of 12 lines gets less space than one of 2."),
    ("repeats-no-plan", REPEATED, "", "A look-back doesn't repeat the plan that its `earlier` names."),
    ("repeats-every-plan", REPEATED, "", "A look-back repeats a plan without `earlier`."),
    ("drops-addresses", "links_keep_their_addresses", "",
     "The link in Section opening > Paragraph lost its address, https://example.org/a?b=1&c=2."),
    ("sets-nothing-apart", APART, "", "“נועה” runs right to left and can reorder the text around it"),
    ("lacks-bdi", APART, "", "“Dear נועה, this is stressed,”"),
    ("sets-whole-lines-apart", APART, "", "“Dear נועה, this is stressed,”"),
    ("sets-nothing-apart-from-right-to-left", APART, "", "“Alex” runs left to right"),
    ("always-runs-from-left-to-right", LANGUAGE, "he rtl", "It declares the direction “ltr” instead of “rtl”."),
    ("formulas-in-cells", HOSTILE, "=1+1", "the column line of row 3 begins with “=”, so a spreadsheet reads it as"),
    ("ragged-rows", ONCE, "every-node", "row 2 has 2 cells, but the first row names 1 columns"),
    ("export-of-some", ONCE, "every-node", f"{STEP} > Task prompt-b is missing."),
    ("export-in-ascii", "texts_of_any_script_are_shown", "", "is not shown exactly."),
    ("export-without-self-checks", ONCE, "gated", "SelfCheck self-check-content is missing."),
    ("export-without-help", HELP, "several-sessions", "`number` of HelpLine line-a is missing: “116 123”."),
    ("export-without-notes", ONCE, "gated", "- Section opening > Section front-note is missing."),
    ("export-without-pages-instead", ONCE, "every-node", "- Section alternatives is missing."),
    ("export-without-pages-instead", ONCE, "replaced-program", "Section alternative-a is missing."),
    ("export-without-replacements", ONCE, "gated", "- Section session-2 > Section step-instead is missing."),
    ("export-that-says-nothing", "an_export_warns_that_it_is_not_the_whole_program", "",
     "of 140 pieces of text without a warning."),
    ("export-without-the-notice", FRAME, "notice", "`notice` of Document is missing: “For the counselor only"),
    ("export-that-refuses-without-a-hint", ONCE, "replaced-program", (
        "It could not be rendered: There are no prompts."
    )),
    ("export-that-is-empty-instead", ONCE, "replaced-program", "- Section alternative-a is missing."),
    ("export-that-keeps-rows", BYTES, "every-node", "The second run gave different bytes. Keep no state"),
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

    Suite.limits = limits or (EXPORT if "export" in name else Limits())
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


@pytest.mark.slow
@pytest.mark.parametrize(("name", "test", "given", "said"), CAUGHT, ids=lambda value: value[:40].strip())
def test_a_broken_promise_is_found_and_told(
    name: str, test: str, given: str, said: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    message = failure(suite_for(name, tmp_path), test, given, request)
    assert f"The {name} format breaks a promise that every format makes" in message
    assert said in message


def test_every_test_of_the_suite_finds_some_fault_and_every_fault_is_found() -> None:
    tests = {name.removeprefix("test_") for name in vars(RendererSuite) if name.startswith("test_")}
    assert {test for _, test, _, _ in CAUGHT} == tests
    assert {name for name, _, _, _ in CAUGHT} - {"of-no-such-name"} == set(faulty.FAULTS) - SOUND


@pytest.mark.parametrize(("name", "limits"), [
    ("drops-a-prompt", Limits(complete=False)), ("self-checks-last", Limits(self_checks_first=True))
])  # fmt: skip
def test_limits_leave_open_what_they_say_and_no_more(
    name: str, limits: Limits, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert failure(suite_for(name, tmp_path), ONCE, "gated", request)
    left = failure(suite_for(name, tmp_path, limits), ONCE, "gated", request)
    if limits.complete:
        assert "comes after a task that it should precede" in left
    else:
        assert left == ""
    assert failure(suite_for("drops-help", tmp_path, limits), ONCE, "gated", request)


@pytest.mark.parametrize("name", sorted(SOUND - {"sound"}))
def test_an_export_that_keeps_its_promises_passes_as_one_and_as_nothing_more(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    suite = suite_for(name, tmp_path)
    suite.examples = 5
    for given in ("every-node", "gated", "replaced-program", "discreet", "notice"):
        for test in (ONCE, HELP, FRAME, GLANCE):
            assert failure(suite, test, given, request) == ""
    for test in (
        ANSWERS,
        "random_documents_are_shown_once_and_in_order",
        "an_export_warns_that_it_is_not_the_whole_program",
    ):
        assert failure(suite, test, "", request) == ""
    assert failure(suite_for(name, tmp_path, Limits()), ONCE, "every-node", request)


@pytest.mark.parametrize("only", ["prompt", ("prompts",)])
def test_a_kind_of_task_that_there_is_not_is_refused_with_those_that_there_are(only: Any) -> None:
    with pytest.raises(ValueError, match=r"such as \('prompt',\). The kinds are settle, prompt, exercise"):
        Limits(only=only)


def test_a_format_that_is_only_looked_at_needs_no_place_for_answers(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    elsewhere = Limits(answers_elsewhere=True)
    assert failure(suite_for("leaves-no-room", tmp_path, elsewhere), ANSWERS, "", request) == ""


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


def test_a_last_part_that_comes_earlier_is_right_before_those_to_look_up(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    early = Limits(imprint_earlier=True)
    before = suite_for("has-its-last-part-before-those-to-look-up", tmp_path, early)
    for given in ("every-node", "discreet", "replaced-program", "long-texts"):
        assert failure(before, GLANCE, given, request) == ""
    for name in ("begins-with-the-last-part", "has-its-last-part-among-those-to-look-up"):
        assert "`reader` of" in failure(suite_for(name, tmp_path, early), GLANCE, "every-node", request)
