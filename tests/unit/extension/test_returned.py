"""What a plugin's function may return, and how anything else is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core import Artifact
from rekindle_core.errors import PluginError
from rekindle_core.extension.returned import (
    artifacts_of,
    items_of,
    loads_without_arguments,
    type_name,
    wrong_signature,
)

TEXT = Artifact(".txt", "text/plain", b"x")


def render(document: object, request: object) -> None: ...


def refused(returned: Any) -> PluginError:
    with pytest.raises(PluginError) as caught:
        artifacts_of(returned, "deck", render)
    assert caught.value.code == "plugin-failed"
    return caught.value


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        (None, "The plugin for the deck format returned None; expected a list of Artifact ("),
        ("text", "returned a str; expected a list of Artifact ("),
        (b"bytes", "returned bytes; expected"),
        ({"a": 1}, "returned a dict; expected a list of Artifact ("),
        (TEXT, "returned an Artifact; expected a list of Artifact ("),
        (5, "returned an int; expected"),
        ([TEXT, "text"], "returned a str as item 2; expected a list of Artifact ("),
        ([None], "returned None as item 1; expected"),
        ([], "returned no Artifact ("),
        ([TEXT, TEXT], "returned two Artifacts with the suffix .txt ("),
        ([Artifact(".txt", "text/plain", "text")], "an Artifact .txt whose data is a str; expected bytes ("),  # type: ignore[arg-type]
        ([Artifact("txt", "text/plain", b"")], "an Artifact with the suffix 'txt' ("),
        ([Artifact("../x", "text/plain", b"")], "an Artifact with the suffix '../x' ("),
        ([Artifact(None, "text/plain", b"")], "an Artifact with None as suffix ("),  # type: ignore[arg-type]
    ],
)
def test_what_a_renderer_returned_is_said_with_its_place_and_what_to_return(returned: Any, said: str) -> None:
    error = refused(returned)
    assert said in error.message
    assert f"test_returned.py:{render.__code__.co_firstlineno})." in error.message
    assert error.hint
    assert " object at 0x" not in error.message


def test_text_as_data_is_told_to_be_encoded() -> None:
    assert refused([Artifact(".txt", "text/plain", "text")]).hint == "encode the text: data=text.encode()."  # type: ignore[arg-type]


@pytest.mark.parametrize("returned", [[TEXT], (TEXT,), iter([TEXT]), {TEXT: 1}])
def test_anything_that_can_be_gone_through_is_as_good_as_a_list(returned: Any) -> None:
    assert artifacts_of(returned, "deck", render) == (TEXT,)


@QUICK
@given(st.one_of(st.none(), st.text(), st.binary(), st.integers(), st.lists(st.integers(), min_size=1)))
def test_values_themselves_are_never_shown(returned: Any) -> None:
    with pytest.raises(PluginError) as caught:
        items_of(returned, Artifact, giver="It", code="plugin-failed", hint="Return a list.")
    assert caught.value.message.startswith(
        ("It returned None", "It returned bytes", "It returned a ", "It returned an ")
    )
    assert len(caught.value.message) < 80


def only_a_document(document: object) -> None: ...


def with_a_third(document: object, request: object, third: object) -> None: ...


def with_a_default(document: object, request: object, third: object = None) -> None: ...


@pytest.mark.parametrize("wrong", [only_a_document, with_a_third, lambda: None])
def test_a_renderer_with_other_parameters_is_told_the_right_ones(wrong: Any) -> None:
    error = wrong_signature(wrong, "deck")
    assert error is not None
    assert "test_returned.py:" in error.message
    assert error.hint.startswith("def render(document: Document, request: Request)")


@pytest.mark.parametrize("right", [render, with_a_default, lambda *words: None, print])
def test_a_renderer_that_takes_both_is_none_of_those(right: Any) -> None:
    assert wrong_signature(right, "deck") is None


@pytest.mark.parametrize(
    ("value", "name"), [(None, "None"), ("", "a str"), (5, "an int"), (TEXT, "an Artifact")]
)
def test_a_value_is_called_by_its_type(value: object, name: str) -> None:
    assert type_name(value) == name


def test_an_asynchronous_renderer_is_told_to_be_a_plain_function() -> None:
    async def later() -> list[Artifact]:
        return [TEXT]

    error = refused(later())
    assert "returned a coroutine; expected a list of Artifact (" in error.message
    assert error.hint == "write def, without async."


def test_a_load_that_is_the_renderer_itself_is_told_how_it_is_written() -> None:
    def render(document: object, request: object) -> list[Artifact]:
        return [TEXT]

    assert loads_without_arguments(lambda: render, "deck") is None
    error = loads_without_arguments(render, "deck")
    assert error is not None
    assert "The deck format's load is render(document, request), and is called without" in error.message
    assert f"test_returned.py:{render.__code__.co_firstlineno})." in error.message
    assert (error.code, error.hint) == ("plugin-load", "write load=lambda: render.")
