"""The format slides keeps what every format promises, on either ground."""

from __future__ import annotations

from typing import ClassVar

from rekindle_core.testing import RendererSuite


class TestSlides(RendererSuite):
    """As they are shown without any option."""

    format_name = "slides"


class TestDarkSlides(RendererSuite):
    """In light letters."""

    format_name = "slides"
    options: ClassVar[dict[str, str]] = {"ground": "dark"}
    examples = 5
