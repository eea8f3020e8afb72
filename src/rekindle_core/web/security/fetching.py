"""Rule: only our own pages ask for anything, but for the first visit; and only our own forms post.

Browsers say in Sec-Fetch-Site where a request comes from, and no page can change that. `none` is a person: an address
that was typed, or opened by another program. Cookies don't tell ports apart, so a page on another port of this machine
would send ours along: it arrives as `same-site`, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from rekindle_core.web.security.refused import Refused

METHODS = ("GET", "HEAD", "POST")


def see_fetching(method: str, headers: Mapping[str, str], host: str) -> None:
    """Check where a request comes from.

    Args:
        method: Its method.
        headers: Its headers, by names in lower case.
        host: The host that it names, which is this server.

    Raises:
        Refused: It comes from elsewhere, or from a browser that doesn't say.
    """
    if method not in METHODS:
        raise Refused(405, "method")
    site = headers.get("sec-fetch-site", "")
    if method == "POST":
        if site != "same-origin" or headers.get("origin", "") != f"http://{host}":
            raise Refused(403, "elsewhere")
        return
    visit = site == "none" and headers.get("sec-fetch-mode", "") == "navigate"
    if site != "same-origin" and not visit:
        raise Refused(403, "elsewhere")
