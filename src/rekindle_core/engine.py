"""The stages in order, and nothing else: this page is the whole of Rekindle in one view.

pack = load_pack()                      content files  →  Pack
profile = load_profile(pack, path)      a file         →  Profile
plan = make_plan(pack, profile)         both, an id    →  Plan
document = realise(pack, plan)          both           →  Document
document = add_blocks(pack, plan, document)            what plugins add, each marked with its name
artifacts = render(document, "pdf")     a Document     →  files

pages = realise_for_counselor(pack, plan)   both       →  a Document for the counselor, never the client's
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

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
from rekindle_core.stopping import see_stopped

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.planning.plan import Plan
    from rekindle_core.profile.profile import Profile


def find_plugins(files: Iterable[str | Path] = (), *, commands: Iterable[str] = ()) -> Plugins:
    """Load every installed plugin; those that fail are named in `statuses` and left out.

    Args:
        files: Files and folders of plugins beside those that are installed.
        commands: The names of commands that there are already.

    Raises:
        UsageError: A file or folder is not there.
    """
    return load_plugins(candidates(files), builtin=(JSON_FORMAT,), packs=(BUNDLED_PACK,), commands=commands)


def candidates(files: Iterable[str | Path] = ()) -> tuple[Candidate, ...]:
    """Return what may turn out to be a plugin, none of it imported: the given files, and what is installed.

    Raises:
        UsageError: A file or folder is not there.
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
        date: The day for which it is made. It is printed, and tells which answers have expired.
        avoid: Ids of prompts that earlier programs used.
        program_id: What names the program apart from its pages: 1 to 40 letters A to Z, digits, `-` and `_`. With
            the same id, the same input gives the same bytes on every machine. Without one, the id is computed
            from all inputs but the date, under the secret that this installation keeps in the user's data
            folder (written there by the first call).

    Returns:
        The plan, with a reason for every choice and every refusal.

    Raises:
        UsageError: The seed is out of range, the id cannot be used, or an argument is of another type.
        OutputError: There is something else in the secret's place.
    """
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.profile import Profile

    _see_type("pack", pack, Pack, "pack = load_pack()")
    _see_type("profile", profile, Profile, 'profile = load_profile(pack, {"country": "GB"})')
    identity, _ = find_identity(program_id)
    return plan_program(pack, profile, seed=seed, date=date, avoid=avoid, identity=identity)


def _see_type(argument: str, value: object, expected: type, call: str) -> None:
    """See that an argument of make_plan is of a type; `call` makes one that is."""
    if not isinstance(value, expected):
        message = f"make_plan takes a {expected.__name__} as `{argument}`; got {type_name(value)}."
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
        plan: The plan that the Document was made from.
        document: The Document as the pack has it.
        plugins: The plugins to use; those that are installed, if none are given.
        warn: Takes a sentence about each plugin that adds something, or fails and adds nothing.

    Raises:
        GuardError: What the pack put there is not there any more; that is a fault of Rekindle's own.
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
    confirmed: Collection[str] = (),
    plugins: Plugins | None = None,
    warn: Callable[[str], None] | None = None,
) -> tuple[Artifact, ...]:
    """Render a Document.

    Of a discreet Document no renderer is given the title, the reader's name or the practice, but a neutral title
    and a last part that says them. Only `json` is the Document itself, with everything that is in it.

    Args:
        document: What to render.
        format_name: The name of a format, such as `pdf`.
        options: The format's options as `key: value` words. Without `paper` among them, a format that has
            such an option prints on the practice's.
        confirmed: The names of what a person has decided, such as `REPLACED_PROGRAM` where a format goes to
            the reader as it is.
        plugins: The plugins to use; those that are installed, if none are given.
        warn: Takes sentences about what the format cannot show.

    Returns:
        The files, one for most formats.

    Raises:
        ConfirmationError: The format goes to the reader as it is, a page stands in place of the program, and
            nobody has decided that it may be sent.
        UsageError: There is no such format or option.
        PluginError: The plugin cannot be loaded, raises, or gives something else than files.
        RenderError: This Document cannot be shown in this format.
    """
    plugins = plugins or find_plugins()
    format_ = plugins.format(format_name)
    shown = document if format_ is JSON_FORMAT else covered(document)
    paper = document.practice.paper if document.practice else ""
    return _rendered(shown, format_, options or {}, confirmed, plugins, warn, paper)


def _rendered(
    document: Document,
    format_: Format,
    options: Mapping[str, str],
    confirmed: Collection[str],
    plugins: Plugins,
    warn: Callable[[str], None] | None,
    paper: str,
) -> tuple[Artifact, ...]:
    """Render a Document as it is: a renderer that asks for another format has a covered one already."""
    format_name = format_.name
    if format_.addressed and REPLACED_PROGRAM not in confirmed:
        _see_not_replaced(document, format_name)
    request = Request(
        options=read_options(format_, {**_preferred(paper, format_), **options}),
        render=lambda name, part: _rendered(part, plugins.format(name), {}, confirmed, plugins, warn, paper),
        warn=warn or (lambda sentence: None),
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
            message = f"The plugin for the format {format_name} failed: {describe(error)}{where}."
            hint = "this is the plugin's fault; --debug shows where."
            raise PluginError(message, code="plugin-failed", hint=hint) from error
    see_stopped()
    for sentence in meanwhile.sentences(f"The format {format_name}"):
        request.warn(sentence)
    return artifacts


def _see_not_replaced(document: Document, format_name: str) -> None:
    """See that a Document is a program, and no page that stands in its place.

    Whom a gate holds such a page for may not be alone with their mail, or not be fit to meet it alone.
    """
    if is_replaced(document):
        message = (
            f"Nothing is made in the format {format_name}: a gate replaces the whole program for this reader, "
            "and what is sent may reach them where somebody else reads it first, or when nobody is with them. "
            "A person decides how they get the page in its place; `rekindle explain` tells which gate, and why."
        )
        raise ConfirmationError(message, name=REPLACED_PROGRAM)


def _preferred(paper: str, format_: Format) -> dict[str, str]:
    """Return the options that the practice prefers, where the format has them: its paper."""
    return {"paper": paper} if paper and takes(format_, "paper", paper) else {}


def _load_json() -> Renderer:
    from rekindle_core.document.codec import document_to_json

    def render_json(document: Document, request: Request) -> tuple[Artifact, ...]:
        return (Artifact(".json", "application/json", document_to_json(document).encode()),)

    return render_json


JSON_FORMAT = Format(
    "json", "the Document itself, for other programs (docs/reference/document.schema.json)", _load_json
)

BUNDLED_PACK = NamedPack("rekindle", bundled_content(), "the pack that comes with Rekindle")
