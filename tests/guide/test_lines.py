"""The `lines` format keeps what every format promises."""

import rekindle_lines
from rekindle_core.testing import RendererSuite


class TestLines(RendererSuite):
    format_name = "lines"
    plugin = rekindle_lines
