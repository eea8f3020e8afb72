"""A Document with every node and every awkward text once, to try a renderer with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from types import MappingProxyType

from rekindle_core.document import nodes as n
from rekindle_core.testing.responses import asked

HOSTILE = (
    '#read("/etc/passwd")',
    "<script>alert(1)</script>",
    "[x](javascript:1)",
    "{partner.name}",
    "*a*",
    "=1+1",
    "נועה",
    "ليلى",
    "Zoë 🌻",
    "N" * 300,
)
"""Names that must not have any effect in a format; each has to be shown unchanged."""

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    '<path d="M4 30q28-28 56 0t56 0" fill="none" stroke="#2a6f97" stroke-width="6"/></svg>'
)
"""A picture to try a renderer with."""


def _text(text: str) -> n.Inlines:
    return (n.Text(text),)


def _paragraph(text: str) -> n.Paragraph:
    return n.Paragraph(_text(text))


def every_node(name: str = "Alex", *, language: str = "en", direction: n.Direction = "ltr") -> n.Document:
    """Return a Document in which every kind of node occurs, with `name` as the given name throughout.

    Args:
        name: A name as a reader might type it; see `HOSTILE`.
        language: The Document's language tag.
        direction: The direction of its page.
    """
    datum = n.Datum(name, "partner.name")
    questions = asked(datum)
    plan = next(response for _, response in questions if isinstance(response, n.IfThen))
    prose: n.Blocks = (
        n.Paragraph(
            (
                n.Text("Dear "),
                datum,
                n.Text(", this is "),
                n.Emphasis(_text("stressed")),
                n.Text(", "),
                n.Strong((n.Text("important to "), datum)),
                n.Text(", "),
                n.Code("a_code * 2"),
                n.LineBreak(),
                n.Link("https://example.org/a?b=1&c=2", _text("a page")),
                n.Text("."),
            )
        ),
        n.ItemList(
            ordered=False,
            items=((_paragraph("One thing."),), (_paragraph("Another."), _paragraph("And more."))),
        ),
        n.ItemList(ordered=True, items=((_paragraph("First."),), (_paragraph("Second."),))),
        n.Quotation((_paragraph("“I listened badly.”"),)),
    )
    tasks: n.Blocks = (
        n.Task("settle-a", "settle", (_paragraph("Feel both feet on the floor."),), None),
        n.Task(
            "prompt-d-look-back",
            "look-back",
            (_paragraph("Did the moment come?"),),
            n.Choices(
                "s1-prompt-d-look-back",
                (n.Option("came", _text("It came.")), n.Option("not-yet", _text("Not yet."))),
                many=False,
            ),
            item="prompt-d",
            help=(n.Reference("session-1", _text("Prompt 4")),),
            earlier=plan,
        ),
        *(
            n.Task(
                f"prompt-{ascii_lowercase[number - 1]}",
                "prompt",
                (n.Paragraph(question),),
                response,
                number=number,
                minutes=5 if number == 1 else None,
                help=_text("A small one is enough.") if number == 1 else (),
            )
            for number, (question, response) in enumerate(questions, start=1)
        ),
        n.Task(
            "exercise-a",
            "exercise",
            (_paragraph("Set a timer."), n.ItemList(ordered=True, items=((_paragraph("Walk."),),))),
            None,
            title=_text("A walk"),
            minutes=20,
        ),
        n.Task(
            "checklist-a",
            "checklist",
            (_paragraph("This week:"),),
            n.Choices(
                "s1-checklist-a", (n.Option("slept", _text("I slept.")), n.Option("ate", (datum,))), many=True
            ),
            title=_text("Small things"),
        ),
        n.Sample(
            "sample-a", _text("A short message"), (n.Quotation((n.Paragraph((n.Text("Hello "), datum)),)),)
        ),
        n.Task(
            "ratings-s1",
            "rating",
            (),
            n.Ratings(
                0,
                10,
                (),
                (),
                (
                    n.RatingRow(
                        "rating-a-s1", "s1-rating-a", _text("Sleep"), _text("bad"), _text("good"), "rating-a"
                    ),
                    n.RatingRow("rating-b-s1", "s1-rating-b", (n.Text("Calm with "), datum), item="rating-b"),
                ),
            ),
            item="ratings",
        ),
        n.Task(
            "action-a",
            "action",
            (_paragraph("Drink a glass of water."),),
            n.Choices("s1-action-a", (n.Option("done", _text("Done")),), many=True),
        ),
        n.Task("close-a", "close", (_paragraph("That is enough for today."),), None),
    )
    check = n.SelfCheck(
        "self-check-front",
        _text("If one of these is true, stop here and read the named page."),
        (n.Statement(_text("I am under eighteen."), "alternative-a"),),
        n.Choices(
            "self-check-front", (n.Option("none", _text("I have read these; none is true.")),), many=True
        ),
    )
    line = n.HelpLine(
        "line-a",
        "Samaritans",
        "116 123",
        "anyone",
        "day and night",
        "https://www.samaritans.org",
    )
    row = n.HelpLine(
        "line-b", "Lifeline", "13 11 14", "", "", "", place="Australia", emergency=("000", "112")
    )
    return n.Document(
        language=language,
        direction=direction,
        title="A Sample Program",
        reader=name,
        reader_fact="client.name",
        code="10000-00000-00000-00000-0000Z",
        program_id="0" * 12,
        date=dt.date(2027, 1, 4),
        parts=(
            n.Section("opening", "opening", _text("Before you begin"), prose),
            n.Section(
                "self-checks", "self-checks", _text("First, a look"), (_paragraph("Read these."), check)
            ),
            n.Section(
                "session-1",
                "session",
                _text("Look back"),
                (
                    n.Section(
                        "session-1-step-a",
                        "step",
                        _text("Look back"),
                        (
                            n.SelfCheck(
                                "self-check-step-a", _text("Leave this out if:"), check.statements, None, True
                            ),
                            *prose,
                            n.Section(
                                "passage-a",
                                "passage",
                                (n.Text("For "), datum),
                                prose,
                                key=(_paragraph("In short."),),
                            ),
                            *tasks,
                            n.Addition("a-plugin", (_paragraph("A word from a plugin."),)),
                        ),
                        step="step-a",
                    ),
                ),
                number=1,
                date=dt.date(2027, 1, 11),
                minutes=30,
            ),
            n.Section("closing", "closing", _text("To end with"), (_paragraph("It was worth it."),)),
            n.Section(
                "review",
                "review",
                _text("Looking back"),
                (
                    _paragraph("Your ratings, side by side."),
                    n.RatingsChart(
                        "ratings-chart",
                        (1, 2),
                        0,
                        10,
                        (
                            n.RatingSeries("rating-a-over-sessions", _text("Sleep"), ("s1-rating-a", "")),
                            n.RatingSeries("rating-b-over-sessions", _text("Calm"), ("s1-rating-b", "")),
                        ),
                    ),
                    n.Task(
                        "review-helped",
                        "exercise",
                        (),
                        n.Lines("review-helped", 3),
                        title=_text("What helped"),
                        item="review-helped",
                    ),
                ),
                skippable=True,
            ),
            n.Section(
                "alternatives",
                "alternatives",
                _text("Other pages"),
                (
                    n.Section(
                        "alternative-a",
                        "alternative",
                        _text("If you are young"),
                        (n.Paragraph((n.Text("See "), n.Reference("help", _text("Help")), n.Text("."))),),
                    ),
                ),
            ),
            n.Section(
                "help",
                "help",
                _text("Help"),
                (
                    n.HelpLines(
                        "help-lines",
                        (_paragraph("You can talk to someone now."),),
                        (
                            n.HelpGroup(_text("United Kingdom"), ("999",), (line,)),
                            n.HelpGroup(_text("When it is too much to carry"), (), (row,)),
                        ),
                        _text("None of this replaces professional help."),
                    ),
                ),
            ),
        ),
        words=english_words(),
        practice=practice(),
        discreet=False,
    )


def practice(name: str = "Harbour Lane Counselling") -> n.Practice:
    """Return a practice with every field filled in, and a small logo."""
    return n.Practice(
        name=name,
        clinician="Dr Ada Marsh",
        phone="020 7946 0000",
        email="hello@harbourlane.example",
        web="https://harbourlane.example/",
        footer="Between you and us.",
        accent="#2a6f97",
        paper="a4",
        logo=n.Logo("image/svg+xml", LOGO.encode(), 3.0),
    )


@cache
def english_words() -> Mapping[str, str]:
    """Return the interface's words in English, as a realised Document carries them."""
    import yaml

    path = Path(__file__).parent.parent / "content" / "languages" / "en.yaml"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))["words"]
    return MappingProxyType({str(key): str(value) for key, value in words.items()})
