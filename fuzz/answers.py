"""The readers of answers in JSON, of today and of earlier pages, given any bytes: the same answers, or a reason."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import atheris
from damage import damaged

# The seeds are made with what the tests have; a fuzzer runs in a folder of its own.
sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["rekindle_core", "rekindle_html"]):
    from rekindle_core import (
        Answers,
        AnswersError,
        answers_from_json,
        answers_to_json,
        fit_answers,
        read_answers,
    )
    from rekindle_core.extension.manager import Plugins
    from rekindle_html.saved import read_saved

from seeds import ANSWERS, EARLIER

from rekindle_core.testing.samples import every_node

DOCUMENT = every_node()
PLUGINS = Plugins(readers=[("html", lambda data, password: read_saved(data))])


def try_one(data: bytes) -> None:
    """Try the bytes as they are, and both kinds of file, which they damage."""
    see_read(data)
    see_read(damaged(data, json.loads(ANSWERS)))
    see_read(damaged(data, json.loads(EARLIER)))


def see_read(data: bytes) -> None:
    """See that answers come back as they were and can be fitted, and that what holds none is said to hold none."""
    try:
        answers = read_answers(data, plugins=PLUGINS)
    except AnswersError as refused:
        message, hint = refused.message, refused.hint
        assert message
        assert hint
        return
    assert isinstance(answers, Answers)
    assert answers_from_json(answers_to_json(answers)) == answers
    fit = fit_answers(DOCUMENT, answers, confirmed=["other-program"])
    assert len(fit.answers.answers) + len(fit.left) <= len(answers.answers)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
