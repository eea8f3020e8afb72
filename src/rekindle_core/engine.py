"""The stages in order, and nothing else: this module shows the whole of Rekindle at a glance.

pack = load_pack()                      content files  →  Pack
profile = load_profile(pack, path)      a file         →  Profile
plan = make_plan(pack, profile)         both, an id    →  Plan
document = realise(pack, plan)          both           →  Document
document = add_blocks(pack, plan, document)            what plugins add, each marked with its name
artifacts = render(document, "pdf")     a Document     →  files

pages = realise_for_counselor(pack, plan)   both       →  a Document for the counselor, never the client's
sheet = make_handout(pack, ids, profile)    items, chosen by hand  →  Handout, for `realise_handout`
answers = read_answers(data)            a file         →  Answers, for `render` to fill in again
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from rekindle_core.answers.fit import fit_answers
from rekindle_core.content.reading.bundled import bundled_content
from rekindle_core.document.cover import covered, is_replaced
from rekindle_core.document.guard import guard
from rekindle_core.document.nodes import Document
from rekindle_core.errors import ConfirmationError, PluginError, RekindleError, UsageError, describe
from rekindle_core.extension.apart import apart
from rekindle_core.extension.discovery import Candidate, installed
from rekindle_core.extension.format import Artifact, Format, Renderer, Request
from rekindle_core.extension.manager import Plugins, load_plugins
from rekindle_core.extension.offers import NamedPack
from rekindle_core.extension.options import read_options, takes
from rekindle_core.extension.problem import raised_at
from rekindle_core.extension.returned import artifacts_of, type_name, wrong_signature
from rekindle_core.planning.exposure import REPLACED_PROGRAM as REPLACED_PROGRAM
from rekindle_core.planning.exposure import see_answers_agreed
from rekindle_core.stopping import see_stopped

if TYPE_CHECKING:
    from rekindle_core.answers.values import Answer, Answers
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.handout.value import Handout
    from rekindle_core.planning.plan import Plan
    from rekindle_core.profile.profile import Profile


def find_plugins(files: Iterable[str | Path] = (), *, commands: Iterable[str] = ()) -> Plugins:
    """Load every installed plugin; those that fail are named in `statuses` and left out.

    Args:
        files: Files and folders of plugins, in addition to the installed ones.
        commands: The names of existing commands.

    Raises:
        UsageError: A file or folder does not exist.
    """
    return load_plugins(candidates(files), builtin=(JSON_FORMAT,), packs=(BUNDLED_PACK,), commands=commands)


def candidates(files: Iterable[str | Path] = ()) -> tuple[Candidate, ...]:
    """Return candidates for plugins without importing them: the given files and the installed ones.

    Raises:
        UsageError: A file or folder does not exist.
    """
    files = tuple(files)
    if not files:
        return installed()
    from rekindle_core.extension.files import in_files

    return (*in_files(files), *installed())


def make_plan(
    pack: Pack,
    profile: Profile,
    *,
    seed: int = 1,
    date: dt.date = dt.date(1970, 1, 1),
    avoid: Collection[str] = frozenset(),
    program_id: str | None = None,
) -> Plan:
    """Choose what one reader gets.

    Args:
        pack: The pack to choose from.
        profile: The reader's facts, read for this pack.
        seed: Varies the selection: 0 to 2³²−1. The same seed gives the same result.
        date: The date of the program. It is printed, and decides which answers have expired.
        avoid: Ids of prompts, exercises and checklists that earlier programs used.
        program_id: The program's id outside its pages: 1 to 40 letters A to Z, digits, `-` and `_`. With the
            same id, the same input gives the same bytes on every machine. Without one, the id is computed
            from all inputs except the date, with this installation's secret in the user's data folder
            (written by the first call).

    Returns:
        The plan, with a reason for every choice and every refusal.

    Raises:
        UsageError: The seed is out of range, the id is invalid, or an argument has the wrong type.
        OutputError: The secret's file is damaged.
    """
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.profile import Profile

    _see_type("pack", pack, Pack, "pack = load_pack()")
    _see_type("profile", profile, Profile, 'profile = load_profile(pack, {"country": "GB"})')
    identity, _ = find_identity(program_id)
    return plan_program(pack, profile, seed=seed, date=date, avoid=avoid, identity=identity)


def make_handout(
    pack: Pack,
    items: Sequence[str],
    profile: Profile | None = None,
    *,
    seed: int = 1,
    date: dt.date = dt.date(1970, 1, 1),
    handout_id: str | None = None,
) -> Handout:
    """Choose individual items for one sheet, by the rules of a program.

    Args:
        pack: The pack to choose from.
        items: The ids of prompts, exercises, checklists and passages; `rekindle catalogue` lists them. Levels
            rise on the sheet, whatever their order here.
        profile: The reader's facts, read for this pack. If an answer that a gate or an item needs is missing,
            the sheet begins with a self-check.
        seed: Varies wording among equals, as for `make_plan`.
        date: The date of the sheet. It is printed, and decides which answers have expired.
        handout_id: Its id outside its page, as for `make_plan`.

    Raises:
        WithheldError: The reader may not get one of the items, or the whole program is replaced for them.
        UsageError: There is no such item, or the pack has no handouts; otherwise as for `make_plan`.
        OutputError: The secret's file is damaged.
    """
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.handout.make import choose_handout
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.profile.profile import Profile

    _see_type("pack", pack, Pack, "pack = load_pack()", "make_handout")
    if profile is not None:
        _see_type(
            "profile", profile, Profile, 'profile = load_profile(pack, {"country": "GB"})', "make_handout"
        )
    if isinstance(items, str) or not all(isinstance(one, str) for one in items):
        message = "make_handout takes a list of ids as `items`."
        raise UsageError(message, code="wrong-type", hint='items = ["space-three-plans"].')
    identity, _ = find_identity(handout_id)
    return choose_handout(pack, items, profile, seed=seed, date=date, identity=identity)


def _see_type(argument: str, value: object, expected: type, call: str, function: str = "make_plan") -> None:
    """Check that an argument has a type; `call` is an example that makes one."""
    if not isinstance(value, expected):
        message = f"{function} takes a {expected.__name__} as `{argument}`; got {type_name(value)}."
        raise UsageError(message, code="wrong-type", hint=f"{call}.")


def add_blocks(
    pack: Pack,
    plan: Plan,
    document: Document,
    *,
    plugins: Plugins | None = None,
    warn: Callable[[str], None] | None = None,
) -> Document:
    """Return a client's Document with what plugins add to it, guarded again.

    Args:
        pack: The pack.
        plan: The plan of the Document.
        document: The Document without additions.
        plugins: The plugins to use; by default, the installed ones.
        warn: Receives a sentence about each plugin that adds something, or fails and adds nothing.

    Raises:
        GuardError: Content of the pack is missing; that is a bug in Rekindle.
    """
    plugins = plugins or find_plugins()
    if not plugins.adders:
        return document
    from rekindle_core.extension.additions import with_additions
    from rekindle_core.planning.contract import contract

    document = with_additions(document, plugins.adders, warn or (lambda sentence: None))
    guard(document, contract(pack, plan))
    return document


def render(
    document: Document,
    format_name: str,
    options: Mapping[str, str] | None = None,
    *,
    answers: Answers | None = None,
    confirmed: Collection[str] = (),
    plugins: Plugins | None = None,
    warn: Callable[[str], None] | None = None,
) -> tuple[Artifact, ...]:
    """Render a Document.

    For a discreet Document, renderers don't get the title, the reader's name or the practice; they get a
    neutral title, and a last part with these. A format that goes directly to the reader, such as email, gets
    none of the reader's own sentences. Only `json` gets the Document itself, with everything in it.

    Args:
        document: The Document to render.
        format_name: The name of a format, such as `pdf`.
        options: The format's options as `key: value` words. Without `paper`, a format with that option uses
            the practice's paper size.
        answers: The reader's answers. Those that fit are filled in; `warn` gets a sentence about the others,
            or if the format shows none.
        confirmed: The names of checks that a person has confirmed, such as `REPLACED_PROGRAM` if a format
            goes directly to the reader; `may-be-found` if answers go into a discreet Document;
            `other-program` if they belong to another program.
        plugins: The plugins to use; by default, the installed ones.
        warn: Receives sentences about what the format cannot show.

    Returns:
        The files, one for most formats.

    Raises:
        ConfirmationError: The format goes directly to the reader, a page replaces the program, and nobody has
            decided that it may be sent. Or there are answers, and nobody has decided about those.
        AnswersError: The answers belong to another pack.
        UsageError: There is no such format or option.
        PluginError: The plugin cannot be loaded, raises, or returns something other than files.
        RenderError: This Document cannot be shown in this format.
    """
    plugins = plugins or find_plugins()
    format_ = plugins.format(format_name)
    shown = document if format_ is JSON_FORMAT else covered(document)
    if format_.addressed:
        from rekindle_core.document.quoted import without_own_words

        shown = without_own_words(shown)
    paper = document.practice.paper if document.practice else ""
    given = _given(document, format_, answers, confirmed, warn) if answers else {}
    return _rendered(shown, format_, options or {}, confirmed, plugins, warn, paper, given)


def _given(
    document: Document,
    format_: Format,
    answers: Answers,
    confirmed: Collection[str],
    warn: Callable[[str], None] | None,
) -> Mapping[str, Answer]:
    """Return the answers to pass to a format, and warn about those left out."""
    from rekindle_core.answers.telling import fit_sentences

    tell = warn or (lambda sentence: None)
    if not format_.takes_answers:
        tell(f"The {format_.name} format can't show answers.")
        return {}
    fit = fit_answers(document, answers, confirmed=confirmed)
    if fit.answers.answers:
        see_answers_agreed(document, confirmed)
    for sentence in fit_sentences(fit):
        tell(sentence)
    return fit.by_name


def _rendered(
    document: Document,
    format_: Format,
    options: Mapping[str, str],
    confirmed: Collection[str],
    plugins: Plugins,
    warn: Callable[[str], None] | None,
    paper: str,
    answers: Mapping[str, Answer] = MappingProxyType({}),
) -> tuple[Artifact, ...]:
    """Render a Document without covering it: a renderer that calls another format already has a covered one."""
    format_name = format_.name
    if format_.addressed and REPLACED_PROGRAM not in confirmed:
        _see_not_replaced(document, format_name)
    request = Request(
        options=read_options(format_, {**_preferred(paper, format_), **options}),
        render=lambda name, part: _rendered(part, plugins.format(name), {}, confirmed, plugins, warn, paper),
        warn=warn or (lambda sentence: None),
        answers=MappingProxyType(dict(answers)),
    )
    with apart() as meanwhile:
        renderer = plugins.renderer(format_name)
        try:
            artifacts = artifacts_of(renderer(document, request), format_name, renderer)
        except RekindleError:
            raise
        except BaseException as error:
            see_stopped(error)
            if isinstance(error, TypeError) and (wrong := wrong_signature(renderer, format_name)):
                raise wrong from error
            place = raised_at(error)
            where = f" ({place})" if place else ""
            message = f"The plugin for the {format_name} format failed: {describe(error)}{where}."
            hint = "the error is in the plugin; --debug shows where."
            raise PluginError(message, code="plugin-failed", hint=hint) from error
    see_stopped()
    for sentence in meanwhile.sentences(f"The {format_name} format"):
        request.warn(sentence)
    return artifacts


def read_answers(
    data: bytes, *, password: str = "", when: dt.datetime | None = None, plugins: Plugins | None = None
) -> Answers:
    """Return the answers in a file: a file of answers, or a filled-in file in a plugin's format.

    Args:
        data: The file.
        password: The password for a locked file.
        when: The file's time, with its offset from UTC; used for answers without a time.
        plugins: The plugins to use; by default, the installed ones.

    Raises:
        AnswersError: The file contains no readable answers; the message says what it is, if known.
        PluginError: A plugin fails.
        UsageError: `when` has no offset.
    """
    from rekindle_core.answers.reading import dated, known_as, own_answers, see_size

    see_size(data)
    answers = own_answers(data)
    if answers is None:
        from rekindle_core.extension.reading import ask_readers

        answers = ask_readers(data, password, (plugins or find_plugins()).readers)
    if answers is None:
        raise known_as(data)
    return dated(answers, when)


def _see_not_replaced(document: Document, format_name: str) -> None:
    """Check that a Document is a program, not a page that replaces it.

    The reader of such a page may not be the only one who reads their email, or should not be alone when they
    read it.
    """
    if is_replaced(document):
        message = (
            f"Nothing was made in the {format_name} format: a gate replaces the whole program for this "
            "reader, and someone else may read a message first, or the reader may be alone when it "
            "arrives. A person has to decide how they get the page that replaces it; `rekindle explain` "
            "shows which gate, and why."
        )
        raise ConfirmationError(message, name=REPLACED_PROGRAM)


def _preferred(paper: str, format_: Format) -> dict[str, str]:
    """Return the options that the practice prefers, if the format has them: its paper size."""
    return {"paper": paper} if paper and takes(format_, "paper", paper) else {}


def _load_json() -> Renderer:
    from rekindle_core.document.codec import document_to_json

    def render_json(document: Document, request: Request) -> tuple[Artifact, ...]:
        return (Artifact(".json", "application/json", document_to_json(document).encode()),)

    return render_json


JSON_FORMAT = Format(
    "json", "the Document as JSON, for other programs (docs/reference/document.schema.json)", _load_json
)

BUNDLED_PACK = NamedPack("rekindle", bundled_content(), "the pack that comes with Rekindle")
