"""The pack and the plugins: loaded in a thread from the start, and waited for by the first page that needs them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.extension.manager import Plugins

T = TypeVar("T")


class Content:
    """What programs and sheets are made from."""

    def __init__(self, load_pack: Callable[[], Pack], load_plugins: Callable[[], Plugins]) -> None:
        self._load_pack, self._load_plugins = load_pack, load_plugins
        self._of_pack: dict[Callable[[Pack], Any], Any] = {}
        self._pack: Future[Pack] = Future()
        self._plugins: Future[Plugins] = Future()

    def begin(self) -> None:
        """Load, in a thread of its own."""
        threading.Thread(target=self._load, name="content", daemon=True).start()

    @property
    def pack(self) -> Pack:
        """The pack, once it is loaded.

        Raises:
            RekindleError: It cannot be used.
        """
        return self._pack.result()

    def of_pack(self, make: Callable[[Pack], T]) -> T:
        """Return what is made of the pack, such as its catalogue; it is made once."""
        if make not in self._of_pack:
            self._of_pack[make] = make(self.pack)
        made: T = self._of_pack[make]
        return made

    @property
    def plugins(self) -> Plugins:
        """The plugins, once they are loaded."""
        return self._plugins.result()

    def _load(self) -> None:
        _fulfil(self._pack, self._load_pack)
        _fulfil(self._plugins, self._load_plugins)


def _fulfil(future: Future[T], load: Callable[[], T]) -> None:
    try:
        future.set_result(load())
    except BaseException as error:
        future.set_exception(error)
