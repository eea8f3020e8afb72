"""The application: the guard, the door, and behind it the screens.

Input: a Desk. Output: an ASGI application. Must not know: what any screen does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from rekindle_core.errors import DiagnosedError, RekindleError
from rekindle_core.web.forms.reading import read_form
from rekindle_core.web.replies.reply import Goto, Page, Reply
from rekindle_core.web.replies.respond import respond
from rekindle_core.web.screens.screen import Screen, Visit
from rekindle_core.web.screens.table import SCREENS
from rekindle_core.web.security.bodies import read_body
from rekindle_core.web.security.entry import Session, set_cookie
from rekindle_core.web.security.form_token import see_form_token
from rekindle_core.web.security.guard import Guard, place_of
from rekindle_core.web.security.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    from rekindle_core.web.state.desk import Desk

_METHODS = ["GET", "HEAD", "POST"]


def application(desk: Desk, screens: Sequence[Screen] = SCREENS) -> ASGIApp:
    """Return the application that serves a desk's screens."""
    routes = [Route("/enter", _entering(desk), methods=_METHODS)]
    routes += [Route(screen.path, _answering(desk, screen), methods=_METHODS) for screen in screens]
    router = Router(routes, redirect_slashes=False, default=_not_found, lifespan=_living(desk))
    return Guard(router, desk.hosts, _failing(desk))


def _living(desk: Desk) -> Callable[[object], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def living(app: object) -> AsyncIterator[None]:
        watching = asyncio.create_task(
            desk.locking.watch(
                desk.worker.run, lambda error: desk.tell(f"Something could not be closed: {place_of(error)}.")
            )
        )
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    return living


async def _not_found(scope: Scope, receive: Receive, send: Send) -> None:
    raise Refused(404, "not-found")


def _session(desk: Desk, request: Request) -> Session | None:
    return desk.entrance.session(request.cookies)


def _entering(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def enter(request: Request) -> Response:
        if request.method == "POST":
            raise Refused(405, "method")
        inside = _session(desk, request)
        # HEAD doesn't use the token up: programs that look at addresses ask so.
        session = (
            desk.entrance.enter(request.query_params.get("token", "")) if request.method == "GET" else None
        )
        if not session and not inside:
            raise Refused(403, "used-address")
        response = respond(Goto("/"), session, desk.locking)
        if session:
            response.headers["set-cookie"] = set_cookie(desk.entrance, session)
        return response

    return enter


def _answering(desk: Desk, screen: Screen) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        session = _session(desk, request)
        if not session:
            raise Refused(403, "no-session")
        visit = Visit(desk, session, request.path_params, request.url.path)
        if request.method == "POST":
            take = screen.take
            if not take:
                raise Refused(405, "method")
            body = await read_body(
                request.receive, request.headers.get("content-length", ""), screen.most_bytes
            )
            form = read_form(request.headers.get("content-type", ""), body)
            see_form_token(form, session)

            def job() -> Reply:
                return take(visit, form)
        else:
            show = screen.show
            if not show:
                raise Refused(404, "not-found")

            def job() -> Reply:
                return show(visit)

        if screen.counts:
            desk.locking.touch()
        reply = job() if screen.at_once else await desk.worker.run(job)
        return respond(reply, session, desk.locking)

    return answer


def _failing(desk: Desk) -> Callable[[Scope, BaseException], Awaitable[Response]]:
    async def failed(scope: Scope, error: BaseException) -> Response:
        inside = _session(desk, Request(scope)) if not _wrong_host(error) else None
        match error:
            case Refused():
                page = Page("refused.html", {"why": error.why}, error.status)
            case RekindleError() if not isinstance(error, DiagnosedError):
                page = Page("trouble.html", {"message": error.message, "hint": error.hint}, 500)
            case _:
                desk.tell(f"A page failed: {place_of(error)}.")
                page = Page("trouble.html", {"message": "", "hint": ""}, 500)
        response = respond(page, inside, desk.locking)
        if isinstance(error, Refused) and error.why in ("too-large", "too-slow"):
            # Nothing is waited for of a body that isn't read to its end.
            response.headers["connection"] = "close"
        return response

    return failed


def _wrong_host(error: BaseException) -> bool:
    return isinstance(error, Refused) and error.why == "host"
