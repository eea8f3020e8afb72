"""The screens, in the order in which people meet them. To add one, write its module and add it here."""

from __future__ import annotations

from rekindle_core.web.screens import client, ending, presence, start

SCREENS = (*start.SCREENS, *client.SCREENS, *presence.SCREENS, *ending.SCREENS)
