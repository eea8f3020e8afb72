"""`rekindle serve`: the pages in the browser, for as long as this process runs."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.clients.opening import store_file, store_option
from rekindle_core.cli.inputs import pack_folder
from rekindle_core.cli.loading import plugins_in_use
from rekindle_core.cli.options import pack_options, practice_option
from rekindle_core.cli.terminal.messages import note

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.extension.manager import Plugins

_NEEDED = ("starlette", "uvicorn", "jinja2", "python_multipart")


@click.command(
    epilog="""\b
Examples:
    rekindle serve
    rekindle serve --port 8710 --no-open
"""
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Use port N of this machine. Default: any that is free.",
)
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
@store_option
@practice_option
@pack_options
def serve(
    port: int,
    no_open: bool,
    store_path: str | None,
    practice: str | None,
    pack_path: Path | None,
    no_cache: bool,
) -> None:
    """Open Rekindle in your browser.

    The pages are served by this process, to this machine alone. The first line of output is their address; it works
    once. To stop, press Quit on a page, or Ctrl-C here.
    """
    from rekindle_core.cli.ending import collect_as_usual
    from rekindle_core.web.errors import BusyServerError, ServeExtraError

    if missing := next((name for name in _NEEDED if importlib.util.find_spec(name) is None), ""):
        raise ServeExtraError(missing)
    from rekindle_core.installation.places import data_folder
    from rekindle_core.web.server.instance import running_address, take_instance
    from rekindle_core.web.server.port import open_port, port_of
    from rekindle_core.web.state.content import Content
    from rekindle_core.web.state.desk import Desk

    instance = take_instance(data_folder())
    if instance is None:
        if not (address := running_address(data_folder())):
            raise BusyServerError
        _show(address, no_open=no_open)
        note("Rekindle is already running, so this opens it once more. Options that you gave have no effect.")
        return
    try:
        content = Content(_pack_loader(pack_path, no_cache=no_cache), _plugin_loader())
        place, store = _practice_place(practice), store_file(store_path)
        with open_port(port) as listener:
            from rekindle_core.web.serve import serve_pages

            collect_as_usual()
            desk = Desk(port_of(listener), content, practice=place, store=store, tell=note)
            serve_pages(desk, listener, instance, lambda address: _show(address, no_open=no_open))
    finally:
        instance.close()


def _show(address: str, *, no_open: bool) -> None:
    """Print the address, as the first line of output, and open it."""
    from rekindle_core.web.server.browser import open_browser

    click.echo(address)
    if no_open:
        note("Open this address in your browser. To stop Rekindle, press Quit on its page, or Ctrl-C here.")
    elif open_browser(address):
        note("Rekindle opens in your browser. To stop it, press Quit on its page, or Ctrl-C here.")
    else:
        note("No browser could be opened. Copy the address into yours. To stop Rekindle, press Ctrl-C here.")


def _practice_place(given: str | None) -> Path:
    """Return where the practice's file is, or will be."""
    from rekindle_core.installation.places import PRACTICE, config_folder

    path = Path(given) if given else config_folder() / PRACTICE
    return path / PRACTICE if path.is_dir() else path


def _pack_loader(given: Path | None, *, no_cache: bool) -> Callable[[], Pack]:
    from rekindle_core.content.building.load import load_pack
    from rekindle_core.errors import ContentError, RekindleError
    from rekindle_core.installation.places import cache_folder

    folder = None if given is None else pack_folder(given)

    def load() -> Pack:
        try:
            return load_pack(folder, cache=None if no_cache else cache_folder())
        except ContentError as error:
            message = f"The pack {folder} can't be used, because there are mistakes in its files."
            hint = f"quit, and run `rekindle check {folder}`, which lists them."
            raise RekindleError(message, code="content", hint=hint) from error

    return load


def _plugin_loader() -> Callable[[], Plugins]:
    ctx = click.get_current_context()
    return lambda: plugins_in_use(ctx)
