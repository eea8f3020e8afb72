"""Rendering: a plugin that fails is named, whatever it does; what works is handed on as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from tests.support import garden_pack

from rekindle_core import (
    Artifact,
    ConfirmationError,
    Document,
    Format,
    PluginError,
    RekindleError,
    RenderError,
    Request,
    UsageError,
    document_from_json,
    make_plan,
    render,
)
from rekindle_core.document.nodes import Section, Text
from rekindle_core.document.quoted import without_earlier
from rekindle_core.engine import JSON_FORMAT, REPLACED_PROGRAM, find_plugins
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node

DOCUMENT = every_node()
TEXT = Artifact(".txt", "text/plain", b"words")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the formats made here."""

    width: int = 72

    def __post_init__(self) -> None:
        if self.width == 13:
            raise ValueError("thirteen brings no luck")


def plugins(**renderers: Callable[[Document, Request], Any]) -> Plugins:
    """Return plugins of which each offers one format, with its renderer."""

    def load(renderer: Any) -> Callable[[], Any]:
        return lambda: renderer

    formats = [Format(name, "a test", load(renderer), Options) for name, renderer in renderers.items()]
    return Plugins((), (JSON_FORMAT, *formats))


def failure(renderer: Callable[[Document, Request], Any]) -> RekindleError:
    with pytest.raises(RekindleError) as refused:
        render(DOCUMENT, "bad", plugins=plugins(bad=renderer))
    return refused.value


# --------------------------------------------------------------------------- what works


def test_artifacts_come_as_the_renderer_made_them() -> None:
    made = [TEXT, Artifact("-session-02.eml", "message/rfc822", b"")]
    assert render(DOCUMENT, "good", plugins=plugins(good=lambda document, request: made)) == tuple(made)


def test_a_renderer_may_yield_its_artifacts() -> None:
    def lazily(document: Document, request: Request) -> Iterator[Artifact]:
        yield TEXT

    assert render(DOCUMENT, "good", plugins=plugins(good=lazily)) == (TEXT,)


def test_a_renderer_is_given_the_document_itself_and_its_options() -> None:
    seen: list[Any] = []

    def look(document: Document, request: Request) -> Sequence[Artifact]:
        seen.extend([document, request.options])
        return (TEXT,)

    render(DOCUMENT, "look", {"width": "50"}, plugins=plugins(look=look))
    render(DOCUMENT, "look", plugins=plugins(look=look))
    assert seen == [DOCUMENT, Options(50), DOCUMENT, Options(72)]
    assert seen[0] is DOCUMENT


def test_warnings_reach_who_asked_for_them_and_nobody_else() -> None:
    def warn(document: Document, request: Request) -> Sequence[Artifact]:
        request.warn("Tables are left out.")
        return (TEXT,)

    heard: list[str] = []
    render(DOCUMENT, "warn", plugins=plugins(warn=warn), warn=heard.append)
    render(DOCUMENT, "warn", plugins=plugins(warn=warn))
    assert heard == ["Tables are left out."]


def test_json_is_the_cores_own_format() -> None:
    (artifact,) = render(DOCUMENT, "json", plugins=plugins())
    assert (artifact.suffix, artifact.media_type) == (".json", "application/json")
    assert document_from_json(artifact.data) == DOCUMENT
    assert find_plugins().format("json") is JSON_FORMAT


# --------------------------------------------------------------------------- what fails


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("wide\n words"), "ValueError: wide words"),
        (KeyError("x"), "KeyError: 'x'"),
        (RecursionError("too deep"), "RecursionError: too deep"),
        (AssertionError(), "AssertionError"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_plugin_that_raises_is_named(error: Exception, said: str) -> None:
    def bad(document: Document, request: Request) -> Sequence[Artifact]:
        raise error

    refused = failure(bad)
    assert isinstance(refused, PluginError)
    # Where it was raised is told too; this file is where.
    start = f"The plugin for the bad format failed: {said} (tests/unit/test_engine.py:"
    assert refused.message.startswith(start)
    assert (refused.code, refused.exit_code) == ("plugin-failed", 3)
    assert refused.__cause__ is error


def test_a_plugin_that_raises_while_it_yields_is_named() -> None:
    def bad(document: Document, request: Request) -> Iterator[Artifact]:
        yield TEXT
        raise ValueError("half way")

    assert "failed: ValueError: half way" in failure(bad).message


def test_an_error_that_is_meant_for_the_user_comes_as_it_is() -> None:
    error = RenderError("The name has a letter that no font has.", hint="write it in another way.")

    def bad(document: Document, request: Request) -> Sequence[Artifact]:
        raise error

    assert failure(bad) is error


@pytest.mark.parametrize(
    "given",
    [
        None,
        5,
        b"words",
        "words",
        TEXT,
        ["words"],
        [TEXT, None],
        [Artifact(".txt", "text/plain", "words")],
        [Artifact(".txt", "text/plain", bytearray(b"words"))],
        [Artifact(5, "text/plain", b"")],
    ],
)
def test_a_plugin_that_gives_something_else_than_artifacts_is_named(given: Any) -> None:
    refused = failure(lambda document, request: given)
    assert isinstance(refused, PluginError)
    assert "The plugin for the bad format" in refused.message
    assert refused.code == "plugin-failed"


@pytest.mark.parametrize(
    "suffix",
    ["", "txt", ".", "/x.txt", "./../x", ".a/b", "-a\\b", ".txt\n", ". txt", ".é", ".a\0", "." + "x" * 81],
)
def test_a_suffix_that_could_lead_elsewhere_is_refused(suffix: str) -> None:
    refused = failure(lambda document, request: [Artifact(suffix, "text/plain", b"")])
    assert "an Artifact with the suffix" in refused.message
    assert ".pdf, or -session-02.eml" in refused.hint


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "returned no Artifact"),
        ((), "returned no Artifact"),
        ([TEXT, TEXT], "returned two Artifacts with the suffix .txt"),
        (iter([TEXT, Artifact(".txt", "a/b", b"")]), "returned two Artifacts with the suffix .txt"),
    ],
)
def test_no_file_or_two_of_one_name_are_refused(given: Any, said: str) -> None:
    assert said in failure(lambda document, request: given).message


@pytest.mark.parametrize(
    ("pack", "profile", "said", "hint"),
    [
        (None, {"a": 1}, "takes a Profile as `profile`; got a dict.", "load_profile(pack, "),
        (None, None, "takes a Profile as `profile`; got None.", "load_profile(pack, "),
        ("garden", {}, "takes a Pack as `pack`; got a str.", "load_pack()"),
    ],
)
def test_facts_that_were_not_read_for_a_pack_are_refused_with_the_call_that_reads_them(
    pack: Any, profile: Any, said: str, hint: str
) -> None:
    with pytest.raises(UsageError) as refused:
        make_plan(pack or garden_pack(), profile)
    assert refused.value.code == "wrong-type"
    assert said in refused.value.message
    assert hint in refused.value.hint


def test_a_renderer_without_a_request_is_told_the_right_parameters() -> None:
    def draw(document: object) -> list[Artifact]:
        return [TEXT]

    refused = failure(draw)
    assert "has draw(document" in refused.message
    assert "test_engine.py:" in refused.message
    assert refused.hint == "def render(document: Document, request: Request) -> list[Artifact]:"


def test_a_type_error_inside_of_a_renderer_is_not_taken_for_wrong_parameters() -> None:
    def draw(document: object, request: object) -> list[Artifact]:
        raise TypeError("inside")

    assert "failed: TypeError: inside (" in failure(draw).message


def test_an_unknown_format_or_option_is_the_callers_fault() -> None:
    good = plugins(good=lambda document, request: (TEXT,))
    with pytest.raises(UsageError, match="did you mean “good”") as refused:
        render(DOCUMENT, "goood", plugins=good)
    assert refused.value.code == "unknown-format"
    with pytest.raises(UsageError, match="did you mean “width”") as refused:
        render(DOCUMENT, "good", {"widht": "5"}, plugins=good)
    assert refused.value.code == "unknown-option"


def test_a_renderer_that_cannot_be_loaded_is_named() -> None:
    def load() -> Any:
        raise ImportError("no typst")

    with pytest.raises(PluginError, match="cannot be loaded: ImportError: no typst") as refused:
        render(DOCUMENT, "bad", plugins=Plugins((), (Format("bad", "", load),)))
    assert refused.value.code == "plugin-load"


def test_a_renderer_that_is_none_is_named() -> None:
    with pytest.raises(
        PluginError,
        match="The plugin for the bad format cannot be loaded: load returned None; expected a function",
    ):
        render(DOCUMENT, "bad", plugins=Plugins((), (Format("bad", "", lambda: None),)))


def test_options_that_raise_when_they_are_made_are_the_plugins_fault() -> None:
    good = plugins(good=lambda document, request: (TEXT,))
    with pytest.raises(PluginError, match="ValueError: thirteen brings no luck") as refused:
        render(DOCUMENT, "good", {"width": "13"}, plugins=good)
    assert refused.value.code == "plugin-failed"
    assert "The good format" in refused.value.message


def test_what_a_renderer_prints_is_kept_out_of_stdout_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    def loud(document: Document, request: Request) -> Sequence[Artifact]:
        print("half of it")
        return (TEXT,)

    heard: list[str] = []
    assert render(DOCUMENT, "loud", plugins=plugins(loud=loud), warn=heard.append) == (TEXT,)
    assert capsys.readouterr().out == ""
    assert heard == ["The loud format printed “half of it”; it was kept out of stdout."]


# --------------------------------------------------------------------------- one format inside another


def inside(name: str) -> Callable[[Document, Request], Sequence[Artifact]]:
    """Return a renderer that is made of another."""

    def outer(document: Document, request: Request) -> Sequence[Artifact]:
        return [
            Artifact(f".{part.suffix[1:]}.zip", "a/b", part.data) for part in request.render(name, document)
        ]

    return outer


def test_a_format_can_be_made_of_another_with_that_ones_default_options() -> None:
    def inner(document: Document, request: Request) -> Sequence[Artifact]:
        return (Artifact(".txt", "text/plain", f"{document.title} {request.options.width}".encode()),)

    made = render(DOCUMENT, "outer", {"width": "50"}, plugins=plugins(outer=inside("inner"), inner=inner))
    assert made == (Artifact(".txt.zip", "a/b", f"{DOCUMENT.title} 72".encode()),)


def test_the_warnings_of_the_inner_format_are_heard() -> None:
    def inner(document: Document, request: Request) -> Sequence[Artifact]:
        request.warn("from inside")
        return (TEXT,)

    heard: list[str] = []
    render(DOCUMENT, "outer", plugins=plugins(outer=inside("inner"), inner=inner), warn=heard.append)
    assert heard == ["from inside"]


def test_the_one_that_fails_is_named_also_from_inside_another() -> None:
    def inner(document: Document, request: Request) -> Sequence[Artifact]:
        raise ValueError("inside")

    with pytest.raises(PluginError, match="The plugin for the inner format failed: ValueError: inside"):
        render(DOCUMENT, "outer", plugins=plugins(outer=inside("inner"), inner=inner))


def test_a_format_that_is_made_of_one_that_is_not_there_says_which() -> None:
    with pytest.raises(UsageError, match="There is no format “text”"):
        render(DOCUMENT, "outer", plugins=plugins(outer=inside("text")))


def test_a_format_that_is_made_of_itself_ends_in_an_error_and_not_in_a_crash() -> None:
    with pytest.raises(PluginError, match="RecursionError"):
        render(DOCUMENT, "outer", plugins=plugins(outer=inside("outer")))


# --------------------------------------------------------------------------- a page in the program's place

PAGE = Section("instead", "alternative", (Text("Another page"),), ())
REPLACED = replace(DOCUMENT, parts=(PAGE, DOCUMENT.parts[-1]))


def mailing(made: list[Document]) -> Plugins:
    """Return a format that goes to the reader by itself, and one that is made of it."""

    def send(document: Document, request: Request) -> Sequence[Artifact]:
        made.append(document)
        return (TEXT,)

    sent = Format("sent", "a test", lambda: send, Options, addressed=True)
    outer = Format("outer", "a test", lambda: inside("sent"), Options)
    return Plugins((), (sent, outer, Format("kept", "a test", lambda: send, Options)))


@pytest.mark.parametrize("name", ["sent", "outer"])
def test_what_stands_in_a_programs_place_is_not_sent_until_a_person_has_decided(name: str) -> None:
    made: list[Document] = []
    for confirmed in ((), ("own-words",)):
        with pytest.raises(ConfirmationError, match="a gate replaces the whole program") as refused:
            render(REPLACED, name, plugins=mailing(made), confirmed=confirmed)
        assert refused.value.name == REPLACED_PROGRAM
        assert (refused.value.code, refused.value.exit_code) == ("needs-confirmation", 1)
    assert not made
    assert render(REPLACED, name, plugins=mailing(made), confirmed=("replaced-program",))
    assert [document.parts[:-1] for document in made] == [REPLACED.parts]


def test_a_program_is_sent_and_a_page_in_its_place_handed_over_without_a_word() -> None:
    made: list[Document] = []
    render(DOCUMENT, "sent", plugins=mailing(made))
    render(REPLACED, "kept", plugins=mailing(made))
    # A mail repeats no plan.
    assert made[0] == without_earlier(DOCUMENT) != DOCUMENT
    assert made[1].parts[:-1] == REPLACED.parts
