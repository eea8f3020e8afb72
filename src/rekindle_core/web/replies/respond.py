"""From a reply to a response, with the policy that it needs.

Input: a reply, and whose page it is. Output: a response. Must not know: what is on any page.
"""

from __future__ import annotations

from typing import assert_never

from starlette.responses import Response

from rekindle_core.web.replies.reply import Download, Goto, Nothing, Page, Picture, Preview, Reply
from rekindle_core.web.replies.templates import page
from rekindle_core.web.security.entry import Session
from rekindle_core.web.security.headers import (
    NO_REFERRER,
    NOTHING,
    OWN_REFERRER,
    PREVIEW,
    new_nonce,
    page_policy,
)
from rekindle_core.web.state.locking import Locking

_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


def respond(reply: Reply, session: Session | None, locking: Locking) -> Response:
    """Return the response that carries a reply.

    Args:
        reply: The reply.
        session: Whose page it is; None for someone who isn't in. Forms of the page hold its token.
        locking: How long it is until it locks, which the page says.
    """
    match reply:
        case Page():
            nonce = new_nonce()
            around = {
                "nonce": nonce,
                "form_token": session.form_token if session else "",
                "inside": session is not None,
                "idle": {"left": int(locking.left()), "warned": int(locking.warned)}
                if locking.active
                else None,
            }
            data = page(reply.template, {**around, **reply.values})
            return _response(data, _HTML, page_policy(nonce), reply.status, referrer=OWN_REFERRER)
        case Goto():
            response = _response(b"", _TEXT, NOTHING, 303)
            response.headers["location"] = reply.path
            return response
        case Download():
            return _response(reply.data, reply.media_type, NOTHING, name=reply.name)
        case Preview():
            return _response(reply.data, _HTML, PREVIEW)
        case Picture():
            return _response(reply.data, reply.media_type, NOTHING, name="picture")
        case Nothing():
            return _response(reply.said.encode(), _TEXT, NOTHING)
        case _ as never:
            assert_never(never)


def _response(
    data: bytes,
    media_type: str,
    policy: str,
    status: int = 200,
    *,
    name: str = "",
    referrer: str = NO_REFERRER,
) -> Response:
    headers = {
        "content-type": media_type,
        "content-security-policy": policy,
        "referrer-policy": referrer,
    }
    if name:
        # Where it is opened by itself, it is saved, and never shown as if it were ours.
        headers["content-disposition"] = f'attachment; filename="{name}"'
    return Response(data, status, headers)
