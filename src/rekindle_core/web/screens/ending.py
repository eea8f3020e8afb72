"""Quit: the server ends once its last page is sent."""

from __future__ import annotations

from rekindle_core.web.forms.form import Form
from rekindle_core.web.replies.reply import Page
from rekindle_core.web.screens.screen import Screen, Visit


def take(visit: Visit, form: Form) -> Page:
    """End the server. What is at work gets half a second to finish; this page is part of it."""
    visit.desk.stop()
    return Page("quit.html")


SCREENS = (Screen("/quit", take=take, at_once=True),)
