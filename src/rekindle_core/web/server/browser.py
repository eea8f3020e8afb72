"""Opening this user's browser, where there is one with a window.

Input: an address. Output: whether a browser was asked to open it. Must not know: what the address leads to.
"""

from __future__ import annotations

import threading


def open_browser(address: str) -> bool:
    """Ask the browser to open an address, without waiting for it; return False if there is none with a window."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if isinstance(browser, webbrowser.GenericBrowser) and not isinstance(
        browser, webbrowser.BackgroundBrowser
    ):
        # One that draws in the terminal would take this one over.
        return False
    # Some are waited for until their window is closed.
    threading.Thread(target=browser.open, args=(address,), name="browser", daemon=True).start()
    return True
