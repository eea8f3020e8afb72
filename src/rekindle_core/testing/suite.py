"""The conformance suite: subclass one class to test a format against what every format promises.

Input: the name of a format, and how its files are read. Output: tests, for pytest.
Must not know: any format.

It is only used in tests: nothing else in Rekindle imports pytest.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import pytest

from rekindle_core.document import nodes as n
from rekindle_core.errors import RekindleError, RenderError, describe
from rekindle_core.extension.format import Request
from rekindle_core.extension.options import describe_options, read_options
from rekindle_core.frozen import replace
from rekindle_core.testing.addresses import addresses_missing, with_links
from rekindle_core.testing.cases import CASES, nested, several_sessions, with_a_notice
from rekindle_core.testing.direction import named, right_to_left, spilling
from rekindle_core.testing.elsewhere import PLACES, digests, digests_elsewhere
from rekindle_core.testing.glance import seen_at_first
from rekindle_core.testing.looking_back import repeated
from rekindle_core.testing.marks import mark_texts, marks_in
from rekindle_core.testing.own_words import own_words, with_coded_words
from rekindle_core.testing.promises import frame_missing, help_missing
from rekindle_core.testing.reading import squeezed
from rekindle_core.testing.rebuilding import rebuilt
from rekindle_core.testing.reduction import reduced
from rekindle_core.testing.room import FEW, MANY, asking_for_lines, pairs
from rekindle_core.testing.samples import HOSTILE, every_node, practice
from rekindle_core.testing.trial import NAME, Trial

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_DEEP = 1000
_CLOCK = 1.1


class RendererSuite(Trial):
    """What every format promises, as tests: subclass it in a test file, under a name that begins with Test.

    ```python
    class TestSlides(RendererSuite):
        format_name = "slides"
    ```

    For files other than plain text, Markdown, HTML, email and tables, override `read`. To test an option as
    well, subclass again and set `options`. For a format that exports a selection, set `limits`:

    ```python
    class TestTable(RendererSuite):
        format_name = "table"
        limits = Limits(only=("prompt",))
    ```

    Attributes:
        format_name: The format, as given to `--format`.
        plugin: The plugin's module, if it is not installed.
        options: Options for all renderings, as they are typed.
        limits: The promises that the format says it does not keep; see `Limits`.
        examples: How many random Documents are tried; fewer for a slow format.
    """

    @pytest.fixture(params=list(CASES))
    def document(self, request: pytest.FixtureRequest) -> n.Document:
        """Return one of the Documents of `CASES`; a test that asks for it is run with each."""
        return CASES[request.param]()

    # ------------------------------------------------------------------ the format

    def test_the_format_is_offered_and_can_be_loaded(self) -> None:
        """It has a summary, and its renderer can be imported."""
        plugins = self._plugins
        try:
            summary = plugins.format(self.format_name).summary
            plugins.renderer(self.format_name)
        except RekindleError as error:
            self._fail(str(error))
        if not summary.strip():
            self._fail("Its Format has no `summary`, which `rekindle formats` shows.")

    def test_each_option_has_help_and_a_default_that_can_be_typed(self) -> None:
        """`rekindle formats NAME` shows them, and the default that it shows is accepted."""
        format_ = self._plugins.format(self.format_name)
        faults = [
            f"The “{option.name}” option has no help: give its field `metadata={{'help': …}}`."
            for option in describe_options(format_)
            if not option.help.strip()
        ]
        for option in describe_options(format_):
            try:
                same = read_options(format_, {option.name: option.default}) == read_options(format_, {})
            except RekindleError:
                same = False
            if not same:
                faults.append(f"The “{option.name}” option's default cannot be typed: “{option.default}”.")
        self._see(faults)

    def test_each_listed_value_of_an_option_gives_files(self) -> None:
        """Every choice that `rekindle formats NAME` offers is accepted."""
        format_ = self._plugins.format(self.format_name)
        faults: list[str] = []
        for option in describe_options(format_):
            for value in option.choices:
                try:
                    self.render(every_node(), **{option.name: value})
                except RekindleError as error:
                    faults.append(f"With the option {option.name}={value}: {error}")
        self._see(faults)

    # ------------------------------------------------------------------ files

    def test_files_are_proper_and_several_only_where_that_is_said(self, document: n.Document) -> None:
        """Every file is an Artifact with bytes, a media type and a matching suffix."""
        artifacts = self._made(document) or ()
        faults = [
            f"The file {artifact.suffix} has no bytes." for artifact in artifacts if not artifact.data
        ] + [
            f"“{artifact.media_type}” of {artifact.suffix} isn't a media type, such as text/plain."
            for artifact in artifacts
            if artifact.media_type.count("/") != 1
        ]
        if len(artifacts) > 1 and not self._plugins.format(self.format_name).many:
            faults.append(f"It made {len(artifacts)} files. Set `many=True` in its Format.")
        self._see(faults, document)

    def test_nothing_is_printed_written_or_fetched(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A renderer is pure: products may go to standard output, and nothing leaves the machine."""
        capfd.readouterr()

        def refuse(*_: object, **__: object) -> NoReturn:
            raise OSError("a renderer may not use the network")

        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        options = read_options(self._plugins.format(self.format_name), self.options)
        request = Request(options, self._render_another, lambda sentence: None)
        try:
            # Directly, without the command line's checks of what is printed.
            self._plugins.renderer(self.format_name)(several_sessions(), request)
        except Exception as error:  # whatever the plugin raises
            self._fail(f"It could not be rendered: {describe(error)}")
        printed = "".join(capfd.readouterr())
        faults = [f"It printed “{printed.strip()[:80]}”. Warn users with `request.warn`."] if printed else []
        written = sorted(path.name for path in self.folder.iterdir())
        faults += (
            [f"It wrote a file, {written[0]}. Return bytes; Rekindle writes the files."] if written else []
        )
        self._see(faults)

    # ------------------------------------------------------------------ words

    def test_everything_is_shown_once_and_in_order(self, document: n.Document) -> None:
        """Each block of each part: prompts, self-checks, notes, what replaces a step, help."""
        self._see(self._misplaced(document), document)

    def test_random_documents_are_shown_once_and_in_order(self) -> None:
        """Every node, everywhere it can be."""
        from rekindle_core.testing.strategies import documents, plain_words

        self._try(lambda: documents(texts=plain_words()), self._misplaced, reduced)

    def test_texts_of_any_script_are_shown(self) -> None:
        """Any characters; what cannot be shown is refused with a hint about what to do."""
        from rekindle_core.testing.strategies import documents

        def exported(node: object) -> object:
            return replace(node, kind=self.limits.only[0]) if isinstance(node, n.Task) else node

        def drawn() -> SearchStrategy[n.Document]:
            # Few random tasks are of the exported kind.
            return (
                documents().map(lambda one: replace(one, parts=rebuilt(one.parts, exported)))
                if self.limits.only
                else documents()
            )

        self._try(drawn, self._lost, reduced)

    def test_help_lines_are_whole(self, document: n.Document) -> None:
        """Name, number, audience, hours, address, place, and emergency numbers."""

        def find(one: n.Document, files: Sequence[str]) -> list[str]:
            return help_missing(one, files, in_brief=self.limits.help_in_brief)

        self._see(self._in_each_form(document, find), document)

    def test_title_reader_code_notice_and_practice_are_shown(self, document: n.Document) -> None:
        """The notice and the practice in every file that is read; an export needs only the notice."""

        def find(one: n.Document, files: Sequence[str]) -> list[str]:
            return frame_missing(one, files, exported=bool(self.limits.only))

        self._see(self._in_each_form(document, find), document)

    def test_links_keep_their_addresses(self) -> None:
        """To follow, or to type from paper."""
        marked = mark_texts(with_links(every_node()))
        faults = [fault for form in self._forms(marked.document) for fault in addresses_missing(marked, form)]
        self._see(faults, marked.document)

    def test_an_export_warns_that_it_is_not_the_whole_program(self) -> None:
        """With `Limits(only=…)`: the person who builds it gets a warning."""
        if not self.limits.only:
            return
        document, said = mark_texts(every_node()), list[str]()
        artifacts = self._render(document.document, self.options, said.append)
        words = "".join(squeezed(reading.words) for form in self._read_all(artifacts) for reading in form)
        left_out = {mark.number for mark in document.marks} - set(marks_in(words))
        if left_out and not said:
            self._fail(
                f"It leaves out {len(left_out)} of {len(document.marks)} pieces of text without a warning. Call "
                "`request.warn(…)` to say that the file is not the whole program.",
                document.document,
            )

    # ------------------------------------------------------------------ answers

    def test_each_kind_of_answer_has_a_place(self) -> None:
        """Lines to write on, boxes to tick, numbers to choose from, a plan in two parts."""
        if self.limits.answers_elsewhere:
            return
        made: dict[int, list[list[str]]] = {}
        for pair in tuple(pairs(self._kind)):
            for document in (pair.one, pair.other):
                if id(document) not in made:
                    made[id(document)] = digests(self._made(document) or ())
            if made[id(pair.one)] == made[id(pair.other)]:
                self._fail(pair.fault, pair.one)

    def test_more_lines_do_not_get_less_space(self) -> None:
        """`rows` says how much space to leave: it may be the same for all answers, but never less for more."""
        few, many = (
            sum(len(reading.words + reading.beside) for form in self._forms(document) for reading in form)
            for document in (asking_for_lines(self._kind, FEW), asking_for_lines(self._kind, MANY))
        )
        if many < few:
            self._fail(
                f"An answer of {MANY} lines gets less space than one of {FEW}. Make the space grow with `rows`."
            )

    def test_a_plan_is_repeated_only_where_it_may_be(self) -> None:
        """In formats that show answers: where a look-back names it, and never in a discreet Document."""
        if self._plugins.format(self.format_name).takes_answers:
            self._see(list(repeated(self._words, of=self._kind)))

    # ------------------------------------------------------------------ languages and directions

    def test_words_of_the_format_itself_are_in_the_documents_language(self, document: n.Document) -> None:
        """Labels come from `document.words`."""
        coded = with_coded_words(mark_texts(document).document)
        faults = [
            fault
            for form in self._forms(coded)
            for fault in own_words(coded, [reading.words for reading in form])
        ]
        self._see(faults, document)

    @pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl"), ("pt-BR", "ltr")])
    def test_a_file_names_the_documents_language_and_direction(
        self, language: str, direction: n.Direction
    ) -> None:
        """If a file has places for them: one sets a screen reader's voice, the other the page's direction."""
        document = every_node(language=language, direction=direction)
        readings = [reading for form in self._forms(document) for reading in form]
        languages = sorted({reading.language for reading in readings} - {None, language}, key=str)
        directions = sorted({reading.direction for reading in readings} - {None, direction}, key=str)
        faults = [f"It declares the language “{name}” instead of “{language}”." for name in languages]
        faults += [f"It declares the direction “{name}” instead of “{direction}”." for name in directions]
        self._see(faults, document)

    def test_typed_text_is_isolated_in_direction(self) -> None:
        """A Hebrew name in English, a Latin one in Hebrew; in text files, if that needs a mark or an element."""
        for name, document in (("נועה", every_node("נועה")), ("Alex", right_to_left("Alex"))):
            document = named(document, name)
            for form in self._forms(document):
                files = [reading.words for reading in form if reading.isolates]
                self._see(spilling(document, name, files), document)

    # ------------------------------------------------------------------ what someone typed

    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_hostile_name_is_shown_as_it_stands(self, name: str) -> None:
        """It has no effect, and the words around it stay the same."""
        harmless, document = (
            replace(every_node(given), practice=replace(practice(), clinician=given, footer=given))
            for given in (NAME, name)
        )
        before = self._misplaced(harmless, typed=False)
        around = [fault for fault in self._misplaced(document, typed=False) if fault not in before]
        self._see(self._typed(self._forms(every_node(NAME)), name) + around, document)

    def test_any_name_is_shown_as_it_stands(self) -> None:
        """In any script; what cannot be shown is refused with a hint about what to do."""
        from rekindle_core.testing.strategies import typed_texts

        harmless = self._forms(every_node(NAME))
        self._try(typed_texts, lambda text: self._typed(harmless, f"Qv{text}vQ"))

    def test_names_stay_out_of_file_names_and_of_what_is_beside_the_page(self) -> None:
        """Metadata, headers, ids and place names are seen by people other than the reader."""
        document = several_sessions()
        document = replace(
            document,
            reader=NAME,
            parts=tuple(_with_name(part) for part in document.parts),
        )
        artifacts = self._made(document) or ()
        faults = [
            f"The file name {artifact.suffix} contains a name. Use only numbers and dates."
            for artifact in artifacts
            if NAME.lower() in artifact.suffix.lower()
        ] + [
            f"The file {artifact.suffix}, which is included, contains a name. Use names only in the text."
            for artifact in artifacts
            if not self.read(artifact) and NAME.encode().lower() in artifact.data.lower()
        ]
        for form in self._forms(document):
            for reading in form:
                at = reading.beside.lower().find(NAME.lower())
                if at >= 0:
                    piece = " ".join(reading.beside[max(0, at - 30) : at + 30].split())
                    faults.append(
                        f"A name appears outside the pages: “…{piece}…”. Use names only in the text."
                    )
                    break
        self._see(faults, document)

    def test_a_discreet_document_tells_nothing_at_first_sight(self, document: n.Document) -> None:
        """No title, reader or practice in metadata, headers, footers, or on any page before the last words."""
        marked = mark_texts(replace(document, discreet=True, notice="", reader=document.reader and NAME))
        earlier, faults = self.limits.imprint_earlier, list[str]()
        for form in self._forms(marked.document):
            words, beside = [squeezed(one.words) for one in form], [one.beside for one in form]
            faults += seen_at_first(marked, words, beside, earlier=earlier)
        self._see(faults, document)

    # ------------------------------------------------------------------ the same bytes

    def test_the_same_document_gives_the_same_bytes(self, document: n.Document) -> None:
        """Even if another has been made in between."""
        first = digests(self._made(document) or ())
        self._made(with_a_notice())
        if digests(self._made(document) or ()) != first:
            self._fail(
                "The second run gave different bytes. Keep no state, and don't use the clock or random "
                "numbers.",
                document,
            )

    def test_another_process_on_another_day_gives_the_same_bytes(self) -> None:
        """Whatever the hash seed, the date, the time zone and the locale."""
        document, start = several_sessions(), time.monotonic()
        first = digests(self._made(document) or ())
        for place in PLACES:
            # A clock that counts seconds must have moved on.
            time.sleep(max(0.0, start + _CLOCK - time.monotonic()))
            try:
                found = digests_elsewhere(self.plugin, self.format_name, self.options, document, place)
            except RuntimeError as error:
                self._fail(f"It failed in a separate process: {error}", document)
            if found != first:
                said = ", ".join(f"{name}={value}" for name, value in place.items())
                self._fail(
                    f"Another process gave different bytes ({said}). Don't read the clock (use "
                    "`document.date`), and never iterate over a set.",
                    document,
                )

    # ------------------------------------------------------------------ at the edge

    def test_what_is_empty_is_shown_too(self) -> None:
        """A Document without parts, a reader or a code is odd, but no reason to fail."""
        document = replace(every_node(), parts=(), reader="", code="", practice=None)
        self._forms(document)

    def test_what_is_nested_deeply_is_shown_or_refused(self) -> None:
        """A plugin may have made it; RenderError is for such cases."""
        document = nested(_DEEP)
        try:
            self.render(document)
        except RenderError:
            return
        except RekindleError as error:
            self._fail(f"{error} Raise a RenderError if the Document is nested too deeply.", document)


def _with_name(part: n.Section) -> n.Section:
    """Return a part with a name in its title, as a pack may put it there."""
    return replace(part, title=(*part.title, n.Text(" with "), n.Datum(NAME, "partner.name")))
