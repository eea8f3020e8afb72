"""Options: words become values of the types that a format declares, and what fits nowhere is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core import Format, Renderer, UsageError, replace
from rekindle_core.extension.options import (
    CommonOptions,
    OptionInfo,
    common_options,
    describe_options,
    divide_options,
    homes_of,
    is_appearance,
    read_options,
    split_options,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The options of a made-up format."""

    paper: Literal["a4", "letter"] = field(default="a4", metadata={"help": "the size of the page"})
    page_numbers: bool = field(default=True, metadata={"help": "whether pages are numbered"})
    width: int = 72
    title: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """The options of another."""

    width: int = 40


def load() -> Renderer:
    raise AssertionError("nothing is rendered here")


PRINT = Format("print", "", load, Paper)
SHOW = Format("show", "", load, Screen)
BARE = Format("bare", "", load)


def refused(read: Any, *arguments: Any) -> UsageError:
    with pytest.raises(UsageError) as error:
        read(*arguments)
    assert error.value.exit_code == 2
    return error.value


# --------------------------------------------------------------------------- describing


def test_options_are_described_as_they_are_typed_in_order() -> None:
    assert describe_options(PRINT) == (
        OptionInfo("paper", "a4 | letter", "a4", "the size of the page"),
        OptionInfo("page-numbers", "yes | no", "yes", "whether pages are numbered"),
        OptionInfo("width", "a whole number", "72", ""),
        OptionInfo("title", "text", "", ""),
    )
    assert describe_options(BARE) == ()


# --------------------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ({}, Paper()),
        ({"paper": "letter"}, Paper(paper="letter")),
        ({"page-numbers": "no"}, Paper(page_numbers=False)),
        ({"page_numbers": "YES"}, Paper(page_numbers=True)),
        ({"page-numbers": "False"}, Paper(page_numbers=False)),
        ({"width": "0"}, Paper(width=0)),
        ({"width": "007"}, Paper(width=7)),
        ({"width": "999999"}, Paper(width=999_999)),
        ({"title": "a=b, c"}, Paper(title="a=b, c")),
        ({"title": ""}, Paper()),
        ({"title": "yes", "width": "1"}, Paper(title="yes", width=1)),
    ],
)
def test_words_become_values_of_the_type_of_their_option(words: dict[str, str], value: Paper) -> None:
    assert read_options(PRINT, words) == value


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("paper", "A4", "use a4 | letter."),
        ("paper", "", "use a4 | letter."),
        ("page-numbers", "1", "use yes | no."),
        ("page-numbers", "", "use yes | no."),
        ("width", "-1", "use a whole number."),
        ("width", "1.0", "use a whole number."),
        ("width", "", "use a whole number."),
        ("width", "²", "use a whole number."),
        ("width", "٣", "use a whole number."),
        ("width", "1000000", "use a whole number."),
        ("width", "yes", "use a whole number."),
    ],
)
def test_a_word_of_another_type_is_refused_with_what_is_taken(name: str, text: str, hint: str) -> None:
    error = refused(read_options, PRINT, {name: text})
    assert error.code == "bad-option"
    assert error.hint == hint
    assert f"The “{name}” option of print can't be “{text}”." == error.message


@QUICK
@given(st.text(max_size=10))
def test_any_word_is_taken_as_text_and_refused_or_read_as_a_number(text: str) -> None:
    assert read_options(PRINT, {"title": text}).title == text
    try:
        width = read_options(PRINT, {"width": text}).width
    except UsageError:
        assert not (text.isascii() and text.isdigit() and len(text) <= 6)
    else:
        assert width == int(text)


@pytest.mark.parametrize(
    ("format_", "name", "hint"),
    [
        (PRINT, "papr", "did you mean “paper”?"),
        (PRINT, "page_number", "did you mean “page-numbers”?"),
        (PRINT, "zzz", "it has paper, page-numbers, width, title."),
        (PRINT, "", "it has paper, page-numbers, width, title."),
        (BARE, "paper", "it has no options."),
    ],
)
def test_an_unknown_option_is_refused_with_the_nearest_one(format_: Format, name: str, hint: str) -> None:
    error = refused(read_options, format_, {name: "x"})
    assert error.code == "unknown-option"
    assert error.hint == hint


# --------------------------------------------------------------------------- dividing


def test_a_word_goes_to_every_format_that_has_such_an_option() -> None:
    assert divide_options(["width=50", "paper=letter"], [PRINT, SHOW, BARE]) == {
        "print": {"width": "50", "paper": "letter"},
        "show": {"width": "50"},
        "bare": {},
    }


def test_a_word_with_a_formats_name_goes_to_that_one() -> None:
    assert divide_options(["show.width=50", "print.page_numbers=no"], [PRINT, SHOW]) == {
        "print": {"page-numbers": "no"},
        "show": {"width": "50"},
    }


def test_the_later_of_two_words_counts() -> None:
    assert divide_options(["width=50", "show.width=60", "width=70", "print.width=80"], [PRINT, SHOW]) == {
        "print": {"width": "80"},
        "show": {"width": "70"},
    }


def test_a_value_may_hold_what_parts_names_from_values() -> None:
    assert divide_options(["title=a.b=c"], [PRINT]) == {"print": {"title": "a.b=c"}}


@pytest.mark.parametrize("word", ["paper", "", "=letter", "print.=x", "=", "."])
def test_a_word_that_is_no_key_and_value_is_refused(word: str) -> None:
    error = refused(divide_options, [word], [PRINT])
    assert error.code == "bad-option"
    assert error.hint == "write, for example, paper=letter."


@pytest.mark.parametrize(
    ("word", "message", "hint"),
    [
        ("papr=a4", "print and show has no option “papr”.", "did you mean “paper”?"),
        (
            "zzz=a4",
            "print and show has no option “zzz”.",
            "available: counselor, page-numbers, paper, steps, text, title, width.",
        ),
        ("show.paper=a4", "There is no option “show.paper” here.", ""),
        ("prnt.paper=a4", "There is no option “prnt.paper” here.", "did you mean “print.paper”?"),
        (".paper=a4", "There is no option “.paper” here.", ""),
        ("pdf.zzz=a4", "There is no option “pdf.zzz” here.", ""),
    ],
)
def test_a_word_that_no_format_has_is_refused_with_the_nearest(word: str, message: str, hint: str) -> None:
    error = refused(divide_options, [word], [PRINT, SHOW])
    assert error.code == "unknown-option"
    assert error.message == message
    assert hint in error.hint


def test_a_value_that_one_format_takes_and_another_does_not_is_refused() -> None:
    assert refused(divide_options, ["width=wide"], [SHOW]).code == "bad-option"


def test_without_formats_or_words_there_is_nothing_to_divide() -> None:
    assert divide_options([], []) == {}
    assert divide_options([], [BARE]) == {"bare": {}}


def test_an_option_for_formats_without_any_is_refused() -> None:
    error = refused(divide_options, ["paper=a4"], [BARE])
    assert (error.message, error.hint) == (
        "bare has no option “paper”.",
        "available: counselor, steps, text.",
    )


# --------------------------------------------------------------------------- what every format has


def test_what_every_format_has_is_described_apart_from_its_own() -> None:
    counselor, text, steps = common_options()
    assert (counselor.name, counselor.values, counselor.default) == ("counselor", "yes | no", "no")
    assert "not for the client" in counselor.help
    assert (text.name, text.values, text.default) == ("text", "full | key", "full")
    assert (steps.name, steps.values, steps.default) == ("steps", "text", "")
    # The counselor's pages are never made in what goes to the reader as it is; a few steps may be.
    assert common_options(replace(PRINT, addressed=True)) == (text, steps)


def test_an_option_of_every_format_goes_to_all_of_them_or_to_the_one_that_is_named() -> None:
    every = divide_options(["counselor=yes", "width=40"], [PRINT, BARE])
    assert split_options(PRINT, every["print"]) == (CommonOptions(counselor=True), {"width": "40"})
    assert split_options(BARE, every["bare"]) == (CommonOptions(counselor=True), {})
    one = divide_options(["bare.counselor=yes"], [PRINT, BARE])
    assert split_options(PRINT, one["print"]) == (CommonOptions(), {})
    assert split_options(BARE, one["bare"]) == (CommonOptions(counselor=True), {})


@pytest.mark.parametrize("value", ["maybe", "", "ja", "1"])
def test_an_option_of_every_format_takes_yes_and_no_alone(value: str) -> None:
    error = refused(divide_options, [f"counselor={value}"], [PRINT])
    assert (error.code, error.hint) == ("bad-option", "use yes | no.")


# --------------------------------------------------------------------------- appearance


@dataclass(frozen=True, slots=True)
class Look:
    """Options of which some only change how things look."""

    page_size: str = field(default="a4", metadata={"appearance": True})
    theme: str = field(default="plain", metadata={"appearance": ("plain", "warm")})
    locked: bool = field(default=False, metadata={"help": "whether it is locked"})
    odd: str = field(default="", metadata={"appearance": "yes"})


LOOK = Format("look", "", load, Look)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("page-size", "anything", True),
        ("page_size", "", True),
        ("theme", "warm", True),
        ("theme", "./warm", False),
        ("theme", "war", False),
        ("locked", "no", False),
        ("odd", "y", False),
        ("counselor", "no", False),
        ("nothing", "", False),
    ],
)
def test_an_option_is_appearance_only_if_it_says_so(name: str, value: str, expected: bool) -> None:
    assert is_appearance(LOOK, name, value) is expected


def test_the_formats_that_have_an_option_are_found_by_its_name() -> None:
    assert homes_of("width", [PRINT, SHOW, BARE]) == (PRINT, SHOW)
    assert homes_of("show.width", [PRINT, SHOW, BARE]) == (SHOW,)
    assert homes_of("look.page_size", [PRINT, LOOK]) == (LOOK,)
    assert homes_of("counselor", [PRINT, BARE]) == (PRINT, BARE)
    assert homes_of("wdth", [PRINT, SHOW]) == ()
