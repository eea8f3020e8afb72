"""The reports of faults: for people, for programs, for GitHub."""

from __future__ import annotations

import json
import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.support import QUICK, ROOT

from rekindle_core.cli.terminal.report import (
    REPORTERS,
    github_report,
    json_report,
    report_option,
    text_report,
)
from rekindle_core.diagnostics import CODES, Diagnostic, Position

SCHEMA = Draft202012Validator(
    json.loads((ROOT / "docs/reference/faults.schema.json").read_text(encoding="utf-8"))
)
FAULT = Diagnostic(Position("steps/01.yaml", 2, 8), "unknown-slot", "There is no “x”.", "add it.")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
ANY_FAULT = st.builds(
    Diagnostic,
    st.builds(Position, st.text(min_size=1, max_size=30), st.integers(1, 10**6), st.integers(1, 10**6)),
    st.sampled_from(sorted(CODES)),
    ANY_TEXT.filter(bool),
    ANY_TEXT,
)

# ------------------------------------------------------------------ for people


def test_a_fault_is_shown_with_its_line_and_what_to_do() -> None:
    assert text_report([FAULT], {"steps/01.yaml": "id: a\ntitle: {x}\n"}) == (
        "steps/01.yaml:2:8: unknown-slot: There is no “x”.\n"
        "  2 | title: {x}\n"
        "    |        ^\n"
        "  hint: add it.\n"
        "\n"
        "Found 1 error.\n"
    )


@pytest.mark.parametrize(
    "texts", [{}, {"steps/01.yaml": ""}, {"steps/01.yaml": "id: a\n"}, {"other": "a\nb"}]
)
def test_without_the_text_or_the_line_the_fault_is_told_all_the_same(texts: dict[str, str]) -> None:
    said = "steps/01.yaml:2:8: unknown-slot: There is no “x”.\n  hint: add it.\n\nFound 1 error.\n"
    assert text_report([FAULT], texts) == said


def test_faults_are_counted() -> None:
    assert text_report([FAULT, FAULT], {}).endswith("\n\nFound 2 errors.\n")


def test_colour_adds_marks_and_changes_no_word() -> None:
    texts = {"steps/01.yaml": "id: a\ntitle: {x}\n"}
    coloured = text_report([FAULT], texts, colour=True)
    assert "\x1b[31m\x1b[1munknown-slot:\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text_report([FAULT], texts)


@given(ANY_FAULT, ANY_TEXT)
@QUICK
def test_the_place_stays_on_one_line_that_tools_can_read(fault: Diagnostic, text: str) -> None:
    said = text_report([fault], {fault.position.file: text})
    first, *others = said.split("\n")
    assert re.search(rf":{fault.position.line}:{fault.position.column}: {fault.code}: ", first)
    assert all(line.startswith("  ") or line in ("", "Found 1 error.") for line in others)


# ------------------------------------------------------------------ for programs


@given(st.lists(ANY_FAULT, max_size=3))
@QUICK
def test_the_json_report_fits_its_schema_and_holds_every_fault(faults: list[Diagnostic]) -> None:
    report = json_report(faults)
    data = json.loads(report)
    SCHEMA.validate(data)
    assert [
        Diagnostic(
            Position(item["file"], item["line"], item["column"]), item["code"], item["message"], item["hint"]
        )
        for item in data["faults"]
    ] == faults
    assert report.isascii()


def test_docs_of_a_fault_are_a_section_that_is_there() -> None:
    (item,) = json.loads(json_report([FAULT]))["faults"]
    page, _, section = item["docs"].partition("#")
    assert f"\n### {section}\n" in (ROOT / page).read_text(encoding="utf-8")


def test_the_schema_of_the_json_report_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)


# ------------------------------------------------------------------ for GitHub


def read_command(line: str) -> tuple[dict[str, str], str]:
    """Return the properties and the message of a workflow command, read as GitHub's runner does."""
    match = re.fullmatch(r"::error (.*?)::(.*)", line)
    assert match
    properties = {}
    for item in match[1].split(","):
        key, _, value = item.partition("=")
        for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(escape, character)
        properties[key] = value
    message = match[2]
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        message = message.replace(escape, character)
    return properties, message


def test_an_annotation_is_a_workflow_command() -> None:
    said = "::error file=steps/01.yaml,line=2,col=8,title=unknown-slot::There is no “x”.%0Ahint: add it.\n"
    assert github_report([FAULT]) == said


def test_what_would_end_a_property_or_the_command_is_escaped() -> None:
    fault = Diagnostic(Position("a,b:c%0A\n.yaml", 1, 1), "bad-value", "50% of a: b,\r\nc")
    assert github_report([fault]) == (
        "::error file=a%2Cb%3Ac%250A%0A.yaml,line=1,col=1,title=bad-value::50%25 of a: b,%0D%0Ac\n"
    )


@given(ANY_FAULT)
@QUICK
def test_the_runner_reads_back_what_was_said(fault: Diagnostic) -> None:
    (line, end) = github_report([fault]).split("\n")
    assert end == ""
    properties, message = read_command(line)
    assert properties == {
        "file": fault.position.file,
        "line": str(fault.position.line),
        "col": str(fault.position.column),
        "title": fault.code,
    }
    assert message == fault.message + (f"\nhint: {fault.hint}" if fault.hint else "")


def test_without_faults_there_is_nothing_to_annotate() -> None:
    assert github_report([]) == ""


# ------------------------------------------------------------------ every form


@pytest.mark.parametrize("name", REPORTERS)
def test_every_form_that_prints_faults_names_the_code_and_the_message_of_each(name: str) -> None:
    reporter = REPORTERS[name]
    if reporter.faults is not None:
        said = reporter.faults([FAULT])
        assert FAULT.code in said
        assert "There is no" in said


def test_report_takes_the_forms_that_there_are() -> None:
    @click.command()
    @report_option
    def probe(report: str) -> None:
        """Take a report."""

    (option,) = probe.params
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(REPORTERS)
