"""Finding plugins: each that fails is named with its reason, and what works goes on working."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rekindle_core import (
    Artifact,
    Command,
    Document,
    Format,
    Insertion,
    NamedPack,
    PluginError,
    Problem,
    Renderer,
    Request,
    UsageError,
    hookimpl,
)
from rekindle_core.errors import describe
from rekindle_core.extension import hookspecs
from rekindle_core.extension.discovery import Candidate
from rekindle_core.extension.manager import Plugins, PluginStatus, load_plugins
from rekindle_core.testing.samples import every_node


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

    return Candidate(name, f"rekindle-{name}", open_, "1.0", name)


def offer(name: str) -> Format:
    return Format(name, "a test", load)


class Unspeakable:
    """What can be neither looked at nor shown."""

    def __repr__(self) -> str:
        raise ValueError

    def __getattr__(self, name: str) -> object:
        raise KeyError(name)


GOOD = candidate("good", plugin(offer("good")))
LATER = candidate("later", plugin(offer("later")))


def in_use(name: str, *formats: str, problems: tuple[Problem, ...] = ()) -> PluginStatus:
    hooks = ("rekindle_register_formats",)
    return PluginStatus(
        name, f"rekindle-{name}", "1.0", hooks=hooks, formats=formats or (name,), problems=problems
    )


def problem_of(found: object) -> Problem:
    """Return why something is left out, when it stands between two plugins that work; they have to go on."""
    plugins = load_plugins([GOOD, candidate("bad", found), LATER])
    by_name = {status.name: status for status in plugins.statuses}
    assert by_name["good"] == in_use("good")
    assert by_name["later"] == in_use("later")
    bad = by_name["bad"]
    assert (bad.state, bad.origin, bad.version) == ("left out", "rekindle-bad", "1.0")
    assert bad.formats == ()
    assert list(plugins.formats) == ["good", "later"]
    assert plugins.renderer("good") is renderer
    assert plugins.renderer("later") is renderer
    (problem,) = bad.problems
    return problem


def reason(found: object) -> str:
    return str(problem_of(found))


# --------------------------------------------------------------------------- what works


def test_a_proper_plugin_is_in_use_without_a_problem() -> None:
    plugins = load_plugins([candidate("two", plugin(offer("one"), offer("other-2")))])
    assert plugins.statuses == (in_use("two", "one", "other-2"),)
    assert list(plugins.formats) == ["one", "other-2"]
    assert plugins.format("other-2").summary == "a test"


def test_formats_of_the_core_come_first_and_keep_their_names() -> None:
    core = offer("json")
    plugins = load_plugins([candidate("thief", plugin(offer("json"), offer("fresh")))], builtin=(core,))
    assert plugins.format("json") is core
    (status,) = plugins.statuses
    assert status.formats == ("fresh",)
    (problem,) = status.problems
    assert problem.code == "plugin-name-taken"
    assert problem.message == "The format name json is already used by Rekindle, which takes precedence."


def test_of_two_plugins_with_one_format_the_first_keeps_it() -> None:
    first, second = offer("same"), offer("same")
    plugins = load_plugins([candidate("a", plugin(first)), candidate("b", plugin(second, offer("own")))])
    assert plugins.format("same") is first
    assert plugins.format("own")
    ahead, behind = plugins.statuses
    assert not ahead.problems
    assert "The format name same is already used by a, which takes precedence." in str(behind.problems[0])
    assert "rekindle_priority" in behind.problems[0].hint


def test_a_plugin_may_offer_nothing() -> None:
    plugins = load_plugins([candidate("none", plugin()), candidate("empty", ModuleType("empty"))])
    assert [(status.state, status.problems) for status in plugins.statuses] == [("in use", ())] * 2
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


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            ModuleNotFoundError("No module named 'docx'", name="docx"),
            "plugin-dependency",
            "needs the module docx",
        ),
        (ModuleNotFoundError("No module named 'bad'", name="bad"), "plugin-import", "names the module bad"),
        (
            ImportError("no name x", name="rekindle_core"),
            "plugin-api",
            "another version of Rekindle: no name x",
        ),
        (ImportError("no name x", name="docx"), "plugin-import", "ImportError: no name x"),
        (SyntaxError("bad\n  syntax", ("bad.py", 3, 1, "")), "plugin-syntax", "bad.py:3: "),
        (RuntimeError(), "plugin-import", "RuntimeError"),
        (PluginError("needs Python 4"), "plugin-import", "needs Python 4"),
        (SystemExit(2), "plugin-import", "it is a script, not a module"),
    ],
)
def test_a_plugin_that_cannot_be_imported_is_left_out(error: BaseException, code: str, said: str) -> None:
    problem = problem_of(error)
    assert problem.code == code
    assert said in str(problem)


def test_who_stops_the_program_stops_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        load_plugins([candidate("slow", KeyboardInterrupt())])


def test_a_misspelt_hook_is_left_out_and_the_hook_that_was_meant_is_named() -> None:
    @hookimpl
    def rekindle_register_format() -> object:
        return ()

    module = ModuleType("misspelt")
    module.__dict__["rekindle_register_format"] = rekindle_register_format
    problem = problem_of(module)
    assert problem.message == "There is no hook rekindle_register_format."
    assert problem.hint == "did you mean “rekindle_register_formats”?"
    assert problem.place.startswith("tests/unit/extension/test_manager.py:")


def test_a_hook_of_quite_another_name_is_left_out_without_a_guess() -> None:
    module = ModuleType("other")
    module.__dict__["zebra"] = hookimpl(lambda: ())
    assert "There is no hook zebra. Hint: available: rekindle_register_formats, " in reason(module)


def test_a_hook_without_its_mark_is_left_out() -> None:
    def rekindle_register_formats() -> object:
        return (offer("bad"),)

    said = reason(plugin(hook=rekindle_register_formats))
    assert "rekindle_register_formats is not marked as a hook. Hint: add @hookimpl above it." in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            lambda: (offer("fine"), "pdf"),
            "rekindle_register_formats returned a str as item 2; expected a list of Format.",
        ),
        (lambda: "pdf", "rekindle_register_formats returned a str; expected a list of Format."),
        (lambda: None, "rekindle_register_formats returned None; expected a list of Format."),
        (lambda: 5, "returned an int; expected a list of Format."),
        (lambda: offer("fine"), "returned a Format; expected a list of Format."),
        (lambda: (Format("No Good", "", load),), "returned a Format whose name is “No Good”."),
        (lambda: (Format("", "", load),), "returned a Format whose name is “”."),
        (lambda: (Format("-x", "", load),), "returned a Format whose name is “-x”."),
        (lambda: (Format(5, "", load),), "returned a Format whose name is an int."),
        (lambda: {}["x"], "KeyError: 'x'"),
        (lambda: sys.exit(4), "rekindle_register_formats failed: SystemExit: 4"),
        (lambda: (Unspeakable(),), "returned a Unspeakable as item 1; expected a list of Format."),
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

    problem = problem_of(plugin(hook=rekindle_register_formats))
    assert problem.code == "plugin-arguments"
    assert problem.message == "rekindle_register_formats has an argument “pack”, which the hook doesn't pass."
    assert problem.hint == "write it as def rekindle_register_formats()."


def test_an_argument_that_is_misspelt_gets_the_nearest_name() -> None:
    @hookimpl
    def rekindle_add_blocks(documents: object) -> object:
        return ()

    problem = problem_of(plugin(rekindle_add_blocks=rekindle_add_blocks))
    assert (problem.code, problem.hint) == ("plugin-arguments", "did you mean “document”?")


@pytest.mark.parametrize("name", ["my slides", "a<b", "", "2nd", "né"])
def test_a_name_that_no_id_can_begin_with_is_left_out(name: str) -> None:
    (status,) = load_plugins([candidate(name, plugin(offer("x")))]).statuses
    assert status.state == "left out"
    assert status.problems[0].code == "bad-name"


@pytest.mark.parametrize("found", [5, None, "text", ["list"]])
def test_an_entry_point_that_gives_no_module_is_left_out(found: object) -> None:
    assert f"The entry point is {type(found).__name__}, not a module." in reason(found)


def test_a_name_that_comes_twice_is_left_out_the_second_time() -> None:
    plugins = load_plugins([GOOD, candidate("good", plugin(offer("again"))), LATER])
    assert [status.state for status in plugins.statuses] == ["in use", "left out", "in use"]
    assert list(plugins.formats) == ["good", "later"]


def test_a_module_that_is_named_twice_offers_its_formats_once() -> None:
    module = plugin(offer("one"))
    plugins = load_plugins([candidate("a", module), candidate("b", module)])
    assert list(plugins.formats) == ["one"]
    assert plugins.statuses[1].state == "left out"


def test_a_plugin_that_offers_one_name_twice_keeps_the_first_and_it_is_said() -> None:
    first, second = offer("same"), offer("same")
    plugins = load_plugins([candidate("twice", plugin(first, second))])
    (status,) = plugins.statuses
    assert plugins.format("same") is first
    assert status.formats == ("same",)
    assert "already used by twice" in str(status.problems[0])


@dataclass(frozen=True)
class OddOptions:
    """Options of a type that the Format's documentation does not allow."""

    share: float = 0.5


@dataclass(frozen=True)
class NeedyOptions:
    """An option without a default."""

    width: int


@pytest.mark.parametrize("options", [OddOptions, NeedyOptions, int])
def test_a_format_whose_options_nobody_can_read_is_refused_when_it_is_asked_for(options: type) -> None:
    plugins = load_plugins([GOOD, candidate("odd", plugin(Format("odd", "", load, options)))])
    assert plugins.format("good")
    with pytest.raises(PluginError, match="The odd format's options cannot be read") as refused:
        plugins.format("odd")
    assert refused.value.code == "plugin-options"


@dataclass(frozen=True)
class OwnCounselor:
    """An option by a name that every format has already."""

    counselor: str = ""


def test_a_format_with_an_option_that_every_format_has_is_refused_when_it_is_asked_for() -> None:
    plugins = load_plugins([candidate("own", plugin(Format("own", "", load, OwnCounselor)))])
    with pytest.raises(
        PluginError, match="an option named counselor, which every format already has"
    ) as refused:
        plugins.format("own")
    assert refused.value.code == "plugin-options"


# --------------------------------------------------------------------------- packs, commands, blocks


def packs(*found: object) -> ModuleType:
    @hookimpl
    def rekindle_register_packs() -> object:
        return found

    return plugin(rekindle_register_packs=rekindle_register_packs)


def commands(*found: object) -> ModuleType:
    @hookimpl
    def rekindle_register_commands() -> object:
        return found

    return plugin(rekindle_register_commands=rekindle_register_commands)


def command(name: str) -> Command:
    def no_command() -> Any:
        raise AssertionError("no command is imported here")

    return Command(name, "a test", no_command)


def test_a_pack_goes_by_its_name() -> None:
    garden = NamedPack("garden", Path("garden"))
    plugins = load_plugins([candidate("packs", packs(garden))], packs=[NamedPack("own", Path("own"))])
    assert plugins.pack("garden") is garden
    assert list(plugins.packs) == ["own", "garden"]
    assert plugins.statuses[0].packs == ("garden",)
    with pytest.raises(UsageError, match="did you mean “garden”") as refused:
        plugins.pack("gardn")
    assert refused.value.code == "unknown-pack"


def test_a_command_is_registered_and_not_imported() -> None:
    plugins = load_plugins(
        [candidate("a", commands(command("slides"), command("build")))], commands=["build"]
    )
    assert list(plugins.commands) == ["slides"]
    (status,) = plugins.statuses
    assert status.commands == ("slides",)
    assert "The command name build is already used by Rekindle" in str(status.problems[0])


@pytest.mark.parametrize("module", [packs("garden"), commands(offer("pdf")), packs(NamedPack("No", Path()))])
def test_a_hook_that_gives_another_kind_of_thing_is_left_out(module: ModuleType) -> None:
    assert problem_of(module).code == "plugin-offer"


def test_plugins_go_by_priority_and_then_by_name_whatever_order_they_were_found_in() -> None:
    def adder(name: str, priority: int | None) -> Candidate:
        @hookimpl
        def rekindle_add_blocks(document: object) -> object:
            return (Insertion("x", "start", ()),)

        module = plugin(offer(name), rekindle_add_blocks=rekindle_add_blocks)
        if priority is not None:
            module.__dict__["rekindle_priority"] = priority
        return candidate(name, module)

    found = [adder("b", None), adder("z", -1), adder("a", None), adder("m", 200), adder("y", 99)]
    for order in itertools.permutations(found):
        plugins = load_plugins(order)
        assert [status.name for status in plugins.statuses] == ["z", "y", "a", "b", "m"]
        assert list(plugins.formats) == ["z", "y", "a", "b", "m"]
        assert [name for name, _ in plugins.adders] == ["z", "y", "a", "b", "m"]


@pytest.mark.parametrize("priority", ["first", 1.5, True, None])
def test_a_priority_that_is_no_whole_number_is_named(priority: object) -> None:
    assert "rekindle_priority is" in reason(plugin(rekindle_priority=priority))


# --------------------------------------------------------------------------- versions


@pytest.mark.parametrize("range_", [">=2.0,<3", ">=1.1", "==2.1", "<=2.1, !=1.2", ">1.9"])
def test_a_plugin_for_this_version_is_in_use(range_: str) -> None:
    assert load_plugins([candidate("a", plugin(rekindle_api=range_))]).statuses[0].state == "in use"


@pytest.mark.parametrize("range_", [">=3", "<2", ">=1.2,<2", "==1.0", "!=2.1", ">2.1"])
def test_a_plugin_for_another_version_is_left_out_with_both_versions_named(range_: str) -> None:
    problem = problem_of(plugin(rekindle_api=range_))
    assert problem.code == "plugin-api"
    assert problem.message == f"It needs version {range_} of the plugin API, but this is 2.1."


@pytest.mark.parametrize("range_", ["", "1.0", ">=x", "~=1.0", ">=1,", 1, ("1",)])
def test_what_is_no_range_of_versions_is_named(range_: object) -> None:
    assert "rekindle_api is not a range of versions: " in reason(plugin(rekindle_api=range_))


def test_a_hook_that_is_given_a_new_argument_goes_on_calling_what_was_written_before() -> None:
    """An implementation takes the arguments that it names: here none, where the hook has one."""

    @hookimpl
    def rekindle_add_blocks() -> object:
        return (Insertion("x", "start", ()),)

    plugins = load_plugins([candidate("old", plugin(rekindle_add_blocks=rekindle_add_blocks))])
    ((name, call),) = plugins.adders
    assert (name, call(every_node())) == ("old", (Insertion("x", "start", ()),))


def test_of_several_plugins_with_one_hook_each_is_called_alone() -> None:
    def adder(name: str) -> Candidate:
        @hookimpl
        def rekindle_add_blocks() -> object:
            return (name,)

        return candidate(name, plugin(rekindle_add_blocks=rekindle_add_blocks))

    plugins = load_plugins([adder("a"), adder("b"), adder("c")])
    assert [(name, call(every_node())) for name, call in plugins.adders] == [
        (name, (name,)) for name in ("a", "b", "c")
    ]


def test_a_hook_can_be_given_an_argument_more_without_a_change_of_what_was_written_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @hookspecs.hookspec
    def rekindle_add_blocks(document: object, country: object) -> object:
        return ()

    monkeypatch.setattr(hookspecs, "rekindle_add_blocks", rekindle_add_blocks)

    def old() -> ModuleType:
        @hookimpl
        def rekindle_add_blocks(document: object) -> object:
            return (document,)

        return plugin(rekindle_add_blocks=rekindle_add_blocks)

    def new() -> ModuleType:
        @hookimpl
        def rekindle_add_blocks(country: object, document: object) -> object:
            return (document, country)

        return plugin(rekindle_add_blocks=rekindle_add_blocks)

    plugins = load_plugins([candidate("old", old()), candidate("young", new())])
    call: dict[str, Any] = dict(plugins.adders)
    assert call["old"]("words", "GB") == ("words",)
    assert call["young"]("words", "GB") == ("words", "GB")


def test_objects_in_a_module_that_answer_for_any_name_are_no_hooks() -> None:
    from unittest.mock import MagicMock

    plugins = load_plugins([candidate("mock", plugin(offer("mock"), mock=MagicMock(), odd=Unspeakable()))])
    assert plugins.statuses[0].state == "in use"


# --------------------------------------------------------------------------- printing


def test_what_a_plugin_prints_when_it_is_loaded_is_kept_out_of_stdout_and_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = plugin(offer("loud"))

    def open_() -> object:
        print("hello\nthere")
        sys.stdout.buffer.write(b"!")
        return module

    plugins = load_plugins([Candidate("loud", "rekindle-loud", open_)])
    assert capsys.readouterr().out == ""
    assert list(plugins.formats) == ["loud"]
    (problem,) = plugins.statuses[0].problems
    assert problem.code == "plugin-stdout"
    assert "It printed “hello there !” while it was imported." in problem.message


# --------------------------------------------------------------------------- asking for a format


def test_an_unknown_format_is_refused_with_the_nearest_one() -> None:
    plugins = load_plugins([GOOD, LATER])
    with pytest.raises(UsageError) as refused:
        plugins.format("latr")
    assert refused.value.code == "unknown-format"
    assert refused.value.exit_code == 2
    assert refused.value.hint == "did you mean “later”? Available: good, later."


def test_without_a_near_one_all_formats_are_named() -> None:
    with pytest.raises(UsageError, match="available: good, later"):
        load_plugins([GOOD, LATER]).format("xyz")
    with pytest.raises(UsageError, match="available: none"):
        Plugins((), ()).format("xyz")


def test_plugins_that_were_left_out_are_named_with_the_format_that_is_missing() -> None:
    plugins = load_plugins([GOOD, candidate("pdf", ImportError("no typst"))])
    with pytest.raises(UsageError) as refused:
        plugins.renderer("pdf")
    assert "Left out: pdf (" in refused.value.hint
    assert "plugin-import: It cannot be imported: ImportError: no typst." in refused.value.hint


@pytest.mark.parametrize("error", [ImportError("no typst"), AttributeError("x"), RuntimeError("\n")])
def test_a_renderer_that_cannot_be_imported_names_its_format(error: Exception) -> None:
    def late() -> Renderer:
        raise error

    plugins = load_plugins([candidate("late", plugin(Format("late", "", late)))])
    with pytest.raises(PluginError, match="the late format cannot be loaded") as refused:
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
        # What `assert_never` raises holds the value, and with it what a reader typed.
        (
            AssertionError(
                "Expected code to be unreachable, but got: Datum(text='Mara', fact='partner.name')"
            ),
            "AssertionError: there is no case for Datum; add `case Datum():`",
        ),
    ],
)
def test_an_error_is_described_in_one_line(error: Exception, said: str) -> None:
    assert describe(error) == said
