"""What a group meets: slides of one task each, sheets of the same prompts, and nobody's name on a wall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rekindle_slides.command import slides
from rekindle_slides.deck import deck
from rekindle_slides.names import names_in

from rekindle_core import (
    Addition,
    Choices,
    Datum,
    Document,
    HelpGroup,
    HelpLine,
    HelpLines,
    Link,
    Option,
    Paragraph,
    Section,
    SelfCheck,
    Task,
    Text,
    UsageError,
    add_blocks,
    find_plugins,
    load_pack,
    load_profile,
    make_plan,
    plain,
    realise,
    render,
    replace,
    walk,
)
from rekindle_core.testing import every_node


def page(document: Document, **options: str) -> str:
    (artifact,) = render(document, "slides", options)
    assert artifact.suffix == ".slides.html"
    return artifact.data.decode()


def program(pack_name: str = "first-evening", **facts: object) -> Document:
    plugins = find_plugins()
    pack = load_pack(plugins.pack(pack_name).folder)
    plan = make_plan(pack, load_profile(pack, facts))
    return add_blocks(pack, plan, realise(pack, plan, confirmed=("replaced-program",)), plugins=plugins)


class Slides(HTMLParser):
    """The words of each slide."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.slides: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.slides.append("")

    def handle_data(self, data: str) -> None:
        if self.slides:
            self.slides[-1] += data


def test_each_prompt_has_a_slide_to_itself() -> None:
    document = program()
    prompts = [block for block in walk(document) if isinstance(block, Task) and block.kind == "prompt"]
    shown = Slides(page(document)).slides
    assert len(prompts) >= 8
    for prompt in prompts:
        (slide,) = (words for words in shown if f"Prompt {prompt.number}" in words)
        (question,) = prompt.body
        assert isinstance(question, Paragraph)
        assert plain(question.children) in slide
        assert slide.count("Prompt ") == 1


def test_long_prose_is_parted_and_a_heading_stands_with_its_first_words() -> None:
    prose = tuple(Paragraph((Text(f"Paragraph {n}: " + "word " * 40),)) for n in range(5))
    document = replace(every_node(), parts=(Section("long", "opening", (Text("Long"),), prose),))
    heads = [(bool(slide.section), len(slide.blocks)) for slide in deck(document)]
    assert heads == [(True, 2), (False, 2), (False, 1)]


def test_no_slide_is_empty() -> None:
    for words in Slides(page(every_node())).slides:
        assert re.sub(r"Page \d+ of \d+", "", words).strip()


def test_one_session_comes_with_what_keeps_a_reader_safe() -> None:
    words = " ".join(Slides(page(program(), session="2")).slides)
    assert "Session 2" in words
    assert "Session 1" not in words
    assert "Somebody in this room frightens me." in words
    assert "You can go, and need not say why" in words
    assert "findahelpline.com" in words


def test_a_session_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="session 7") as told:
        page(program(), session="7")
    assert told.value.hint == "it has 1, 2."


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_nothing_is_fetched_or_run(ground: str) -> None:
    html = unescape(page(every_node(), ground=ground))
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert not re.search(r"(?:src|@import|url\()", html.replace("default-src", "").replace("style-src", ""))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org/", "data:text/html,x"])
def test_no_link_leads_to_what_a_document_should_not_hold(url: str) -> None:
    prose = Paragraph((Link(url, (Text("a page"),)),))
    html = page(replace(every_node(), parts=(Section("a", "opening", (), (prose,)),)))
    assert url not in html
    assert "a page" in html


# --------------------------------------------------------------------------- blocks


def rounds(document: Document) -> Sequence[Addition]:
    return [block for block in walk(document) if isinstance(block, Addition)]


def test_a_program_that_names_nobody_gets_a_round_at_the_end_of_each_session() -> None:
    document = program()
    sessions = [part for part in document.parts if part.role == "session"]
    assert [session.children[-1] for session in sessions] == rounds(document)
    assert {addition.plugin for addition in rounds(document)} == {"slides"}
    assert "Added by slides" in render(document, "text")[0].data.decode()


def test_a_program_that_names_somebody_is_left_alone() -> None:
    assert not rounds(program("rekindle", **{"partner.name": "Qvorzhyk"}))
    assert rounds(program("rekindle"))


def test_a_program_in_another_language_is_left_alone() -> None:
    from rekindle_slides.sharing import insertions

    nobody = replace(program(), language="de")
    assert insertions(nobody) == ()


def test_names_are_found_wherever_a_document_can_hold_them() -> None:
    assert names_in(every_node()) == ("client.name", "partner.name")
    assert names_in(program()) == ()


@pytest.mark.parametrize("place", ["confirm", "group", "purpose"])
def test_names_in_self_checks_and_help_lines_are_found(place: str) -> None:
    said = {one: (Text("Go on"),) for one in ("confirm", "group", "purpose")}
    said[place] = (Datum("Alex", "partner.name"),)
    box = Choices("box", (Option("read", said["confirm"]),), many=True)
    line = HelpLine("a", "A", "1", "", "", "", purpose=said["purpose"])
    blocks = (
        SelfCheck("check", (Text("If"),), (), box),
        HelpLines("lines", (), (HelpGroup(said["group"], (), (line,)),), ()),
    )
    document = replace(every_node(), reader="", parts=(Section("a", "help", (), blocks),))
    assert names_in(document) == ("partner.name",)


# --------------------------------------------------------------------------- the pack


@pytest.mark.parametrize("met", [None, "strangers", "acquainted"])
@pytest.mark.parametrize("sessions", [1, 2])
def test_the_pack_gives_each_group_its_evenings(met: str | None, sessions: int) -> None:
    facts = {"program.sessions": sessions, **({"met": met} if met else {})}
    document = program(**facts)
    held = [part for part in document.parts if part.role == "session"]
    assert len(held) == sessions
    for session in held:
        assert sum(isinstance(block, Task) and block.kind == "prompt" for block in walk(session)) >= 4


def test_who_is_frightened_gets_a_page_on_how_to_go_and_no_round() -> None:
    document = program(afraid="yes")
    assert document.title == "You can go, and need not say why"
    assert not rounds(document)


# --------------------------------------------------------------------------- the command


def run(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(slides, [*words, "--date", "2027-01-04", "--output", str(tmp_path / "evening")])


def test_the_command_makes_slides_and_sheets_of_the_same_prompts(tmp_path: Path) -> None:
    done = run(tmp_path, "--session", "1", "--sheet", "text", "--sheet", "html", "--dark")
    assert done.exit_code == 0, done.output
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "evening").iterdir()}
    assert sorted(made) == ["first-evening.html", "first-evening.slides.html", "first-evening.txt"]
    assert 'class="dark"' in made["first-evening.slides.html"]
    document = program()
    for block in walk(next(part for part in document.parts if part.number == 1)):
        if isinstance(block, Task) and block.kind == "prompt":
            (question,) = block.body
            assert isinstance(question, Paragraph)
            words = plain(question.children)
            assert all(words in " ".join(text.split()) for text in made.values())


def test_the_command_puts_no_name_on_a_wall(tmp_path: Path) -> None:
    profile = tmp_path / "alex.yaml"
    profile.write_text('partner.name: "Alex"\n', encoding="utf-8")
    done = run(tmp_path, "--pack", "rekindle", "--profile", str(profile))
    assert isinstance(done.exception, UsageError)
    assert "partner.name" in str(done.exception)
    assert not (tmp_path / "evening").exists()


def test_the_command_writes_nothing_when_a_sheet_cannot_be_made(tmp_path: Path) -> None:
    done = run(tmp_path, "--sheet", "pfd")
    assert isinstance(done.exception, UsageError)
    assert not list((tmp_path / "evening").iterdir())


def test_the_command_line_has_it(tmp_path: Path) -> None:
    assert list(find_plugins().commands) == ["slides"]
