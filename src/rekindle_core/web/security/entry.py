"""Rule: anyone with the printed address gets in once, and a cookie lets them stay.

Input: tokens and cookies. Output: a Session. Must not know: what is behind the door.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping

from rekindle_core.frozen import Frozen

_BYTES = 32
_MOST_SESSIONS = 8


class Session(Frozen):
    """One browser that was let in.

    Attributes:
        key: The value of its cookie.
        form_token: What each of its forms holds.
    """

    key: str
    form_token: str


class Entrance:
    """The door: a token that opens it once, and the sessions of those who came in."""

    def __init__(self, port: int) -> None:
        # Cookies don't tell ports apart: two servers on one machine would overwrite each other's.
        self.cookie = f"rekindle-{port}"
        self.when_used: Callable[[], None] = lambda: None
        self._token = _secret()
        self._sessions: dict[str, Session] = {}

    @property
    def token(self) -> str:
        """The token that opens the door next."""
        return self._token

    def enter(self, token: str) -> Session | None:
        """Return a new session for the token, which is used up by that; None if it isn't the one."""
        if not _same(token, self._token):
            return None
        self._token = _secret()
        session = Session(_secret(), _secret())
        self._sessions[session.key] = session
        for old in list(self._sessions)[:-_MOST_SESSIONS]:
            del self._sessions[old]
        self.when_used()
        return session

    def session(self, cookies: Mapping[str, str]) -> Session | None:
        """Return the session that a request's cookie belongs to."""
        given = cookies.get(self.cookie, "")
        return next((one for key, one in self._sessions.items() if _same(given, key)), None)


def set_cookie(entrance: Entrance, session: Session) -> str:
    """Return the header that gives a browser its cookie: no script reads it, and no other site sends it."""
    return f"{entrance.cookie}={session.key}; HttpOnly; SameSite=Strict; Path=/"


def _secret() -> str:
    return secrets.token_urlsafe(_BYTES)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogateescape"), other.encode())
