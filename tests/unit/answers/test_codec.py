"""The file of answers: what is written is read, and what is no such file is refused in words."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering import all_answers

from rekindle_core import Answers, AnswersError, answers_from_json, answers_to_json, read_answers
from rekindle_core.answers.codec import answers_schema
from rekindle_core.extension.manager import Plugins

NONE = Plugins()
SCHEMA = jsonschema.Draft202012Validator(answers_schema())


@given(all_answers())
def test_answers_come_back_as_they_were_written(answers: Answers) -> None:
    text = answers_to_json(answers)
    assert answers_from_json(text) == answers
    assert answers_to_json(answers_from_json(text)) == text
    SCHEMA.validate(json.loads(text))


HEAD = '{"format": 3, "program_id": "p", '
ONE = '{"id": {"item": "a"}, "value": {"type": "text", "value": "b"}}'


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        ("", "not-answers", "empty"),
        ("{", "not-answers", "contains no answers"),
        ("[]", "not-answers", "contains no answers"),
        ('{"a": 1}', "not-answers", "a JSON file without answers"),
        ('{"format": 5, "type": "Document"}', "not-answers", "a program in JSON"),
        ("%PDF-1.7\n%%EOF", "not-answers", "a PDF"),
        ("PK\x03\x04", "not-answers", "ZIP"),
        ('{"format": 5, "answers": []}', "newer-format", "up to 4"),
        ('{"format": 3, "answers": []}', "damaged-answers", "program_id"),
        (HEAD + '"answers": {}}', "damaged-answers", "$.answers"),
        (HEAD + '"answers": [], "more": 1}', "damaged-answers", "more"),
        (HEAD + f'"answers": [{ONE}, {ONE}]}}', "damaged-answers", "two answers for one place"),
        (
            HEAD + '"answers": [{"id": {"item": "a"}, "value": {"type": "text", "value": " "}}]}',
            "damaged-answers",
            "",
        ),
        (
            HEAD + '"answers": [{"id": {"item": "a"}, "value": {"type": "table", "value": 1}}]}',
            "damaged-answers",
            "",
        ),
        (
            HEAD + '"answers": [{"id": {"item": "a"}, "value": {"type": "choices", "value": []}}]}',
            "damaged-answers",
            "",
        ),
        (
            HEAD + f'"answers": [{ONE[:-1]}, "when": "2027-01-03T10:00:00"}}]}}',
            "damaged-answers",
            "when",
        ),
        ('{"answers":' * 100_000, "not-answers", "contains no answers"),
        ("[" * 1_000_000, "not-answers", "contains no answers"),
    ],
)
def test_what_is_no_file_of_answers_is_refused(data: str, code: str, says: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers(data.encode("latin-1"), plugins=NONE)
    assert (caught.value.code, says in caught.value.message) == (code, True), caught.value.message
    assert "Traceback" not in caught.value.message


def test_too_large_a_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers(b" " * 64_000_001, plugins=NONE)
    assert caught.value.code == "answers-size"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_bytes_come_there_are_answers_or_a_reason(data: bytes) -> None:
    found: object
    try:
        found = read_answers(data, plugins=NONE)
    except AnswersError as error:
        found = error
    assert isinstance(found, Answers) or (isinstance(found, AnswersError) and found.message and found.hint)


def test_controls_and_other_line_breaks_are_cleaned() -> None:
    value = {"type": "text", "value": "one\r\ntwo\u2028three\u0000\u001b[31m"}
    data = {"format": 3, "program_id": "p", "answers": [{"id": {"item": "a"}, "value": value}]}
    (answer,) = read_answers(json.dumps(data).encode(), plugins=NONE).answers
    assert answer.value.value == "one\ntwo\nthree[31m"  # type: ignore[union-attr]


def test_the_age_of_the_file_counts_for_answers_without_a_time() -> None:
    when = dt.datetime(2027, 1, 3, 10, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    early = "2026-12-24T18:00:00+01:00"
    dated = ONE[:-1].replace('"a"', '"c"') + f', "when": "{early}"}}'
    found = read_answers(f'{HEAD}"answers": [{ONE}, {dated}]}}'.encode(), when=when, plugins=NONE)
    assert [one.when and one.when.isoformat() for one in found.answers] == [when.isoformat(), early]
