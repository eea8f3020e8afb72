"""The slides format keeps what every format promises, on either ground."""

from __future__ import annotations

from typing import ClassVar

from rekindle_core.testing import Limits, RendererSuite


class TestSlides(RendererSuite):
    """As they are shown without any option: on a wall, where nobody writes."""

    format_name = "slides"
    limits = Limits(answers_elsewhere=True)


class TestDarkSlides(TestSlides):
    """In light letters."""

    options: ClassVar[dict[str, str]] = {"ground": "dark"}
    examples = 5
