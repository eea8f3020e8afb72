"""Finding plugins: each that fails is named with its reason, and what works goes on working."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType

import pytest

from rekindle_core import Artifact, Document, Format, PluginError, Renderer, Request, UsageError, hookimpl
from rekindle_core.extension.manager import (
    Candidate,
    Plugins,
    PluginStatus,
    describe,
    load_plugins,
)


def renderer(document: Document, request: Request) -> Sequence[Artifact]:
    return (Artifact(".txt", "text/plain", document.title.encode()),)


def load() -> Renderer:
    return renderer


def plugin(*formats: object, hook: Callable[[], object] | None = None, **names: object) -> ModuleType:
    """Return a module as an entry point gives it: its hook offers the formats, or is what is given."""
    module = ModuleType("a_plugin")

    @hookimpl
    def rekindle_register_formats() -> object:
        return formats

    module.__dict__.update({"rekindle_register_formats": hook or rekindle_register_formats, **names})
    return module


def candidate(name: str, found: object) -> Candidate:
    """Return a candidate that loads to something, or raises it."""

    def open_() -> object:
        if isinstance(found, BaseException):
            raise found
        return found

    return Candidate(name, f"{name} 1.0", open_)


def offer(name: str) -> Format:
    return Format(name, "a test", load)


GOOD = candidate("good", plugin(offer("good")))
LATER = candidate("later", plugin(offer("later")))


def reason(found: object) -> str:
    """Return why something is left out, when it stands between two plugins that work; they have to go on."""
    plugins = load_plugins([GOOD, candidate("bad", found), LATER])
    good, bad, later = plugins.statuses
    assert good == PluginStatus("good", "good 1.0", ("good",))
    assert later == PluginStatus("later", "later 1.0", ("later",))
    assert (bad.name, bad.origin) == ("bad", "bad 1.0")
    assert bad.formats == ()
    assert list(plugins.formats) == ["good", "later"]
    assert plugins.renderer("good") is renderer
    assert plugins.renderer("later") is renderer
    return bad.problem


# --------------------------------------------------------------------------- what works


def test_a_proper_plugin_is_in_use_without_a_problem() -> None:
    plugins = load_plugins([candidate("two", plugin(offer("one"), offer("other-2")))])
    assert plugins.statuses == (PluginStatus("two", "two 1.0", ("one", "other-2")),)
    assert list(plugins.formats) == ["one", "other-2"]
    assert plugins.format("other-2").summary == "a test"


def test_formats_of_the_core_come_first_and_keep_their_names() -> None:
    core = offer("json")
    plugins = load_plugins([candidate("thief", plugin(offer("json"), offer("fresh")))], builtin=(core,))
    assert plugins.format("json") is core
    (status,) = plugins.statuses
    assert status.formats == ("fresh",)
    assert status.problem == "the format name json is already taken"


def test_of_two_plugins_with_one_format_the_first_keeps_it() -> None:
    first, second = offer("same"), offer("same")
    plugins = load_plugins([candidate("a", plugin(first)), candidate("b", plugin(second, offer("own")))])
    assert plugins.format("same") is first
    assert plugins.format("own")
    assert [status.problem for status in plugins.statuses] == ["", "the format name same is already taken"]


def test_a_plugin_may_offer_nothing() -> None:
    plugins = load_plugins([candidate("none", plugin()), candidate("empty", ModuleType("empty"))])
    assert [status.problem for status in plugins.statuses] == ["", ""]
    assert not plugins.formats


def test_managers_know_nothing_of_one_another() -> None:
    assert list(load_plugins([GOOD]).formats) == ["good"]
    assert list(load_plugins([LATER]).formats) == ["later"]
    assert list(load_plugins([]).formats) == []


def test_a_renderer_is_imported_only_when_its_format_is_asked_for() -> None:
    asked: list[str] = []

    def late() -> Renderer:
        asked.append("renderer")
        return renderer

    plugins = load_plugins([candidate("late", plugin(Format("late", "", late)))])
    assert not asked
    assert plugins.renderer("late") is renderer
    assert asked == ["renderer"]


# --------------------------------------------------------------------------- what is left out


def test_a_plugin_that_cannot_be_imported_is_left_out() -> None:
    assert (
        reason(ModuleNotFoundError("No module named 'nothing'"))
        == "ModuleNotFoundError: No module named 'nothing'"
    )
    assert reason(SyntaxError("bad\n  syntax")) == "SyntaxError: bad syntax"
    assert reason(RuntimeError()) == "RuntimeError"
    assert reason(PluginError("needs Python 4")) == "needs Python 4"


def test_a_plugin_that_ends_the_program_when_it_is_imported_is_left_out() -> None:
    """A script that was never meant to be a module calls sys.exit; that is no reason to end ours."""
    assert reason(SystemExit(2)).startswith("SystemExit")


def test_who_stops_the_program_stops_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        load_plugins([candidate("slow", KeyboardInterrupt())])


def test_a_misspelt_hook_is_left_out_and_the_hook_that_was_meant_is_named() -> None:
    @hookimpl
    def rekindle_register_format() -> object:
        return ()

    module = ModuleType("misspelt")
    module.__dict__["rekindle_register_format"] = rekindle_register_format
    assert (
        reason(module) == "there is no hook rekindle_register_format; did you mean rekindle_register_formats?"
    )


def test_a_hook_of_quite_another_name_is_left_out_without_a_guess() -> None:
    module = ModuleType("other")
    module.__dict__["zebra"] = hookimpl(lambda: ())
    assert reason(module) == "there is no hook zebra"


def test_a_hook_without_its_mark_is_left_out() -> None:
    def rekindle_register_formats() -> object:
        return (offer("bad"),)

    assert (
        reason(plugin(hook=rekindle_register_formats))
        == "rekindle_register_formats is not marked with @hookimpl"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda: (offer("fine"), "pdf"), "rekindle_register_formats gave 'pdf', which is no proper Format"),
        (lambda: "pdf", "rekindle_register_formats gave 'p', which is no proper Format"),
        (lambda: 5, "TypeError: 'int' object is not iterable"),
        (lambda: offer("fine"), "TypeError: 'Format' object is not iterable"),
        (lambda: (Format("No Good", "", load),), "which is no proper Format"),
        (lambda: (Format("", "", load),), "which is no proper Format"),
        (lambda: (Format("-x", "", load),), "which is no proper Format"),
        (lambda: (Format(5, "", load),), "TypeError"),
        (lambda: {}["x"], "KeyError: 'x'"),
    ],
)
def test_a_hook_that_gives_something_else_than_formats_is_left_out(
    given: Callable[[], object], said: str
) -> None:
    assert said in reason(plugin(hook=hookimpl(given)))


def test_a_hook_that_wants_arguments_which_there_are_not_is_left_out() -> None:
    @hookimpl
    def rekindle_register_formats(pack: object) -> object:
        return ()

    assert "rekindle_register_formats" in reason(plugin(hook=rekindle_register_formats))


@pytest.mark.parametrize("found", [5, None, "text", ["list"]])
def test_an_entry_point_that_gives_no_module_is_left_out(found: object) -> None:
    assert reason(found) == f"the entry point gives {type(found).__name__}, not a module"


def test_a_name_that_comes_twice_is_left_out_the_second_time() -> None:
    plugins = load_plugins([GOOD, candidate("good", plugin(offer("again"))), LATER])
    assert [bool(status.problem) for status in plugins.statuses] == [False, True, False]
    assert list(plugins.formats) == ["good", "later"]


def test_a_module_that_is_named_twice_offers_its_formats_once() -> None:
    module = plugin(offer("one"))
    plugins = load_plugins([candidate("a", module), candidate("b", module)])
    assert list(plugins.formats) == ["one"]
    assert plugins.statuses[1].problem


def test_a_plugin_that_offers_one_name_twice_keeps_the_first_and_it_is_said() -> None:
    first, second = offer("same"), offer("same")
    plugins = load_plugins([candidate("twice", plugin(first, second))])
    (status,) = plugins.statuses
    assert plugins.format("same") is first
    assert status.formats == ("same",)
    assert "already taken" in status.problem


@dataclass(frozen=True)
class OddOptions:
    """Options of a type that the Format's documentation does not allow."""

    share: float = 0.5


@dataclass(frozen=True)
class NeedyOptions:
    """An option without a default."""

    width: int


@pytest.mark.parametrize("options", [OddOptions, NeedyOptions, int])
def test_a_format_whose_options_nobody_can_read_is_left_out(options: type) -> None:
    """Otherwise `rekindle formats` and every build that looks at options end in it."""
    assert reason(plugin(Format("odd", "", load, options)))


@dataclass(frozen=True)
class OwnCounselor:
    """An option by a name that every format has already."""

    counselor: str = ""


def test_a_format_with_an_option_that_every_format_has_is_left_out() -> None:
    assert "an option counselor, which every format has" in reason(
        plugin(Format("own", "", load, OwnCounselor))
    )


# --------------------------------------------------------------------------- asking for a format


def test_an_unknown_format_is_refused_with_the_nearest_one() -> None:
    plugins = load_plugins([GOOD, LATER])
    with pytest.raises(UsageError) as refused:
        plugins.format("latr")
    assert refused.value.code == "unknown-format"
    assert refused.value.exit_code == 2
    assert refused.value.hint == "did you mean “later”?"


def test_without_a_near_one_all_formats_are_named() -> None:
    with pytest.raises(UsageError, match="there are good, later"):
        load_plugins([GOOD, LATER]).format("xyz")
    with pytest.raises(UsageError, match="there are no formats"):
        Plugins((), ()).format("xyz")


def test_plugins_that_were_left_out_are_named_with_the_format_that_is_missing() -> None:
    plugins = load_plugins([GOOD, candidate("pdf", ImportError("no typst"))])
    with pytest.raises(UsageError) as refused:
        plugins.renderer("pdf")
    assert "Left out: pdf (ImportError: no typst)" in refused.value.hint


@pytest.mark.parametrize("error", [ImportError("no typst"), AttributeError("x"), RuntimeError("\n")])
def test_a_renderer_that_cannot_be_imported_names_its_format(error: Exception) -> None:
    def late() -> Renderer:
        raise error

    plugins = load_plugins([candidate("late", plugin(Format("late", "", late)))])
    with pytest.raises(PluginError, match="the format late cannot be loaded") as refused:
        plugins.renderer("late")
    assert refused.value.code == "plugin-load"
    assert refused.value.exit_code == 3
    assert refused.value.__cause__ is error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("a\n b"), "ValueError: a b"),
        (KeyError("x"), "KeyError: 'x'"),
        (ValueError(), "ValueError"),
        (PluginError("in words"), "in words"),
        (PluginError("in words", hint="do this"), "in words Hint: do this"),
    ],
)
def test_an_error_is_described_in_one_line(error: Exception, said: str) -> None:
    assert describe(error) == said
