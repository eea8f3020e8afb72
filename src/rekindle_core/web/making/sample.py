"""The sample: the program of a reader of whom nothing is known."""

from __future__ import annotations

import datetime as dt

from rekindle_core.content.model.pack import Pack
from rekindle_core.document.nodes import Document
from rekindle_core.engine import add_blocks, make_plan
from rekindle_core.extension.manager import Plugins
from rekindle_core.profile.profile import Profile
from rekindle_core.realisation.realise import realise
from rekindle_core.web.making.practice import Signed


def sample(pack: Pack, plugins: Plugins, signed: Signed, day: dt.date) -> Document:
    """Return the general program's Document."""
    plan = make_plan(pack, Profile(), date=day)
    document = realise(pack, plan, signed.practice, country=signed.country, own_lines=signed.help_lines)
    return add_blocks(pack, plan, document, plugins=plugins)
