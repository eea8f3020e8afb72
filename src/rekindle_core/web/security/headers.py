"""Rule: what every response tells the browser: keep nothing, send nothing on, run nothing that isn't ours.

There are no CORS headers: no other site may read anything.

No address of ours goes to another site as a referrer. Our own pages get one, because a browser that may send none says
of a form that is posted that it comes from nowhere (`Origin: null`), and we couldn't tell it from another's.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

ALWAYS: Mapping[str, str] = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
NO_REFERRER, OWN_REFERRER = "no-referrer", "same-origin"
"""Which referrers are sent from a response: none, or one to our own pages."""
NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy for what is no page: a file, a picture."""

PREVIEW = "sandbox allow-scripts; frame-ancestors 'self'"
"""The policy for a page of a format's: its script runs, but in another origin, from which it reaches nothing here.

The page has a policy of its own for what it loads. Without the sandbox, a plugin's HTML would run as ours."""


def new_nonce() -> str:
    """Return what marks the scripts and styles of one response as ours."""
    return secrets.token_urlsafe(16)


def page_policy(nonce: str) -> str:
    """Return the policy for a page of ours: scripts and styles with the nonce, and all else from here alone."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
