"""The options of the `pdf` format: designs, sizes, fonts, and who may open or read a file."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pikepdf
import pypdf
import pytest
import yaml
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from tests.node_tools import package
from tests.pictures import KINDS, png
from tests.support import CONFIRMED, PROFILES, bundled_pack, example
from tests.tagged_pdf import faults

import rekindle_pdf
from rekindle_core import (
    Document,
    Paragraph,
    ProfileError,
    RenderError,
    Section,
    Text,
    UsageError,
    contrast,
    excerpt,
    load_profile,
    make_plan,
    realise,
    render,
    replace,
)
from rekindle_core.testing.samples import every_node
from rekindle_pdf.theme import load_theme, themes

pytestmark = pytest.mark.slow

OWN = Path(rekindle_pdf.__file__).parent
FONTS = OWN / "fonts"


def made(document: Document, **options: str) -> bytes:
    (artifact,) = render(document, "pdf", options)
    return artifact.data


def words_of(data: bytes, password: str = "") -> str:
    if password:
        with pikepdf.open(io.BytesIO(data), password=password) as pdf:
            out = io.BytesIO()
            pdf.save(out)
        data = out.getvalue()
    reader = pypdf.PdfReader(io.BytesIO(data))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


# ---------------------------------------------------------------- designs


def test_all_text_of_each_design_can_be_told_from_its_ground() -> None:
    assert {"warm", "plain"} <= set(themes())
    for name in themes():
        colours = load_theme(name).look["colours"]
        for text in ("ink", "quiet", "accent"):
            assert contrast(colours[text], "#ffffff") >= 4.5
            assert contrast(colours[text], colours["wash"]) >= 4.5


def test_the_plain_design_prints_in_black_alone() -> None:
    for hue in load_theme("plain").look["colours"].values():
        assert hue[1:3] == hue[3:5] == hue[5:7]


@pytest.fixture
def own_theme(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(OWN / "themes" / "warm", folder)
    return folder


def test_a_copy_of_a_design_is_used_by_its_path(own_theme: Path) -> None:
    assert made(every_node(), theme=str(own_theme)) == made(every_node())
    data = json.loads((own_theme / "theme.json").read_text())
    data["colours"]["accent"] = "#00557f"
    (own_theme / "theme.json").write_text(json.dumps(data))
    # A practice's own colour would go before the design's.
    document = replace(every_node(), practice=None)
    changed = made(document, theme=str(own_theme))
    assert changed != made(document)
    assert words_of(changed) == words_of(made(document))


def test_a_design_may_bring_a_template(own_theme: Path) -> None:
    help_lines = (OWN / "template" / "help.typ").read_text()
    (own_theme / "help.typ").write_text(
        help_lines.replace("inside(node.lead)", "inside(node.lead); [Our own door is open.]")
    )
    assert "Our own door is open." in words_of(made(every_node(), theme=str(own_theme)))


@pytest.mark.parametrize("source", ['image("p.png"', 'let name = "p"\n#image(name + ".png"'])
def test_a_design_may_bring_pictures_of_any_kind(own_theme: Path, source: str) -> None:
    (own_theme / "practice.typ").write_text(
        f'#let letterhead(practice) = [#{source}, alt: "Ours")]\n#let reach(way) = []\n'
    )
    before = set(Path(tempfile.gettempdir()).glob("rekindle-*"))
    for kind in KINDS[::7]:
        (own_theme / "p.png").write_bytes(png(kind))
        with pikepdf.open(io.BytesIO(made(every_node(), theme=str(own_theme)))) as pdf:
            streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
            assert "/Image" in [item.get("/Subtype") for item in streams]
    assert set(Path(tempfile.gettempdir()).glob("rekindle-*")) == before
    # What is set after it finds its templates again.
    assert made(every_node())


def test_a_picture_that_cannot_be_put_anywhere_is_an_error(
    own_theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_theme / "p.png").write_bytes(png(KINDS[0]))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(RenderError, match="temporary folder") as caught:
        made(every_node(), theme=str(own_theme))
    assert "TMPDIR" in caught.value.hint


def test_a_damaged_picture_of_a_design_is_an_error(own_theme: Path) -> None:
    (own_theme / "p.png").write_bytes(png(KINDS[0])[:40])
    (own_theme / "practice.typ").write_text(
        '#let letterhead(practice) = image("p.png", alt: "Ours")\n#let reach(way) = []\n'
    )
    with pytest.raises(RenderError, match="failed to decode image"):
        made(every_node(), theme=str(own_theme))


@pytest.mark.parametrize("name", ["help.typ", "p.svg"])
def test_text_of_a_design_is_utf_8(own_theme: Path, name: str) -> None:
    (own_theme / name).write_bytes("<svg>é</svg>".encode("latin-1"))
    assert refused(own_theme).endswith(f"{name} is not UTF-8.")


def refused(folder: Path | str) -> str:
    with pytest.raises(UsageError) as caught:
        made(every_node(), theme=str(folder))
    assert caught.value.code == "bad-theme"
    return caught.value.message


@pytest.mark.parametrize(
    "source",
    [
        '#import "@preview/x:1.0.0": *',
        '#import "@local/x:1.0.0"',
        '#import ("@pre" + "view/x:1.0.0")',
        '#let a = "x.typ"\n#import a',
        '#include "../other.typ"',
        '#include "/etc/passwd"',
        '#import "\\u{40}preview/x:1.0.0"',
        '#eval("1")',
        '#plugin("x.wasm")',
    ],
)
def test_a_template_imports_nothing_but_its_neighbours(own_theme: Path, source: str) -> None:
    (own_theme / "help.typ").write_text(source)
    assert re.search(r"help\.typ:\d+ (imports|uses)", refused(own_theme))


def test_a_design_holds_no_links(own_theme: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(own_theme, target_is_directory=True)
    assert "isn't a folder" in refused(tmp_path / "link")
    (own_theme / "logo.svg").symlink_to("/etc/passwd")
    assert "is a link or a folder" in refused(own_theme)


def test_a_template_cannot_read_what_lies_elsewhere(own_theme: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("../secret.txt", str(tmp_path / "secret.txt"), "/etc/passwd"):
        (own_theme / "ratings.typ").write_text(
            f'#let ratings-chart(data, frame) = read("{path}")\n#read("{path}")\n'
        )
        with pytest.raises(RenderError):
            made(every_node(), theme=str(own_theme))


def test_a_design_is_named_or_has_a_path() -> None:
    assert refused("mine") == "There is no theme “mine”."
    assert "isn't a folder" in refused("./no-such-folder")


def test_what_is_wrong_with_a_designs_data_is_said(own_theme: Path) -> None:
    good = json.loads((own_theme / "theme.json").read_text())
    for path, value, words in (
        (("colours", "accent"), "#ffcc99", "accent a colour that is too light"),
        (("colours", "ink"), "black", "no valid ink"),
        (("faces", "numbers"), "roman", "no valid numbers"),
        (("faces", "stress"), "underlined", "no valid stress"),
        (("colours", "glow"), "#000000", "must say ink"),
    ):
        data = json.loads(json.dumps(good))
        data[path[0]][path[1]] = value
        (own_theme / "theme.json").write_text(json.dumps(data))
        assert words in refused(own_theme)
    (own_theme / "theme.json").write_text("{")
    assert "isn't JSON" in refused(own_theme)
    (own_theme / "theme.json").write_text("[" * 100_000)
    assert "isn't JSON" in refused(own_theme)


# ---------------------------------------------------------------- sizes and paper


def test_large_print_has_18_points_and_nothing_under_14() -> None:
    sizes: set[int] = set()

    def note(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3])))

    for page in pypdf.PdfReader(io.BytesIO(made(every_node(), size="large"))).pages:
        page.extract_text(visitor_text=note)
    assert 18 in sizes
    assert min(sizes) >= 14


def test_answers_in_large_print_are_large() -> None:
    fields = pypdf.PdfReader(io.BytesIO(made(every_node(), size="large"))).get_fields()
    assert fields
    with pikepdf.open(io.BytesIO(made(every_node(), size="large"))) as pdf:
        assert "/Answers 16 Tf" in str(pdf.Root.AcroForm.DA)


def test_what_guides_the_pen_changes_no_word() -> None:
    ways = {
        writing: made(every_node(), fillable="no", writing=writing) for writing in ("lines", "dots", "blank")
    }
    assert len(set(ways.values())) == 3
    assert len({words_of(data) for data in ways.values()}) == 1


# ---------------------------------------------------------------- the page that collects the ratings


def test_the_page_that_collects_the_ratings_stands_after_the_closing_and_has_room_to_look_back() -> None:
    data = made(example("trust-broken-by-client"))
    names = list(pypdf.PdfReader(io.BytesIO(data)).get_fields() or {})
    assert [name.partition(".")[2] for name in names if "review" in name] == [
        "review-helped",
        "review-hindered",
    ]
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages[2:]]
    (page,) = (page for page in pages if "Looking back together" in page)
    assert "Copy your ratings" in page
    assert "How much distress do you feel today?" in page
    assert "What got in the way" in page


# ---------------------------------------------------------------- scripts and fonts


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "Đặng Thị Ngọc Ánh",
        "Ελένη Παπαδοπούλου",
        "Олександр Їжак",
        "محمد عبد الله",
        "נועה",
        "अनुष्का शर्मा",
        "Zoë 🌻",
    ],
)
@pytest.mark.parametrize("theme", ["warm", "plain"])
def test_a_name_in_any_of_these_scripts_is_set(name: str, theme: str) -> None:
    data = made(every_node(name), theme=theme)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert faults(pdf) == []


def test_a_folder_adds_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that no font of ours has is set with one from the folder."""
    from rekindle_pdf import compile as typesetter

    ours = tmp_path / "ours"
    shutil.copytree(FONTS, ours)
    more = tmp_path / "more"
    more.mkdir()
    for path in ours.glob("NotoEmoji*.ttf"):
        path.rename(more / path.name)
    monkeypatch.setattr(typesetter, "_FONTS", ours)
    typesetter._compiler.cache_clear()
    try:
        with pytest.raises(RenderError, match="no character for “🌻”"):
            made(every_node("Zoë 🌻"))
        assert made(every_node("Zoë 🌻"), fonts=str(more))
    finally:
        typesetter._compiler.cache_clear()


def test_a_folder_of_fonts_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no font folder"):
        made(every_node(), fonts=str(tmp_path / "nowhere"))


# ---------------------------------------------------------------- who may open it, and whose it is


def test_a_password_locks_the_file_with_aes_256(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PDF_LOCK", "correct horse")
    data = made(every_node("Q7wName"), password="env:PDF_LOCK")
    assert b"Q7wName" not in data
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data), password="correct horse") as pdf:
        assert pdf.encryption.bits == 256
        assert "aesv3" in str(pdf.encryption.stream_method).lower()
        assert pdf.allow.accessibility
        assert faults(pdf) == []
    assert "Q7wName" in words_of(data, "correct horse")


def locked_with(password: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv("PDF_LOCK", password)
    return made(every_node(), password="env:PDF_LOCK")


@pytest.mark.parametrize(
    "password",
    ["correct horse", " ", "x" * 127, "é" * 63, "Zu\u0308rich", "Zürich", "שלום", "пароль", "ab#()\\%~"],
)
def test_a_file_is_opened_by_the_password_as_people_type_it(
    password: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked_with(password, monkeypatch))
    typed = unicodedata.normalize("NFC", password)
    with pikepdf.open(path, password=typed) as pdf:
        assert pdf.is_encrypted
    if qpdf := shutil.which("qpdf"):
        run = [qpdf, f"--password={typed}", "--requires-password", path]
        # 3: there is a password, and this is it.
        assert subprocess.run(run, check=False).returncode == 3
    # Its command line takes no more than 32 bytes.
    if (poppler := shutil.which("pdfinfo")) and len(typed.encode()) <= 32:
        assert (
            subprocess.run([poppler, "-upw", typed, path], capture_output=True, check=False).returncode == 0
        )
    assert_opened_by_pdfjs(path, typed)


def assert_opened_by_pdfjs(path: Path, password: str) -> None:
    script = (
        "for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};"
        "const { getDocument } = await import(process.argv[1]);"
        "const { readFileSync } = await import('node:fs');"
        "const data = new Uint8Array(readFileSync(process.argv[2]));"
        "const pdf = await getDocument({ data, password: process.argv[3], verbosity: 0 }).promise;"
        "process.stdout.write(String(pdf.numPages));"
    )
    program = package("pdfjs-dist") / "legacy/build/pdf.mjs"
    node = shutil.which("node") or pytest.skip("node is not installed")
    command = [node, "--input-type=module", "-e", script, str(program), str(path), password]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout.isdigit(), run.stderr


@pytest.mark.parametrize(
    "password",
    [
        "x" * 128,
        "é" * 64,
        "correct horse\n",
        "correct\thorse",
        "a\u200bb",
        "soft\u00adhyphen",
        "no\u00a0break",
        "\ufb01ne",
        "x\u00b2",
        "\uff41",
        "🌻 sunflower",
        "\u202eabc",
        "abשלום",
        "1שלום",
        "\udcff",
        "\ue000",
    ],
    ids=ascii,
)
def test_a_password_that_programs_read_in_different_ways_is_refused(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError) as caught:
        locked_with(password, monkeypatch)
    assert caught.value.code == "bad-password"
    assert password not in str(caught.value)
    assert caught.value.hint


def test_a_password_on_the_command_line_is_taken_with_a_warning() -> None:
    warnings: list[str] = []
    render(every_node(), "pdf", {"password": "open"}, warn=warnings.append)
    assert "shell's history" in warnings[0]
    assert "open" not in warnings[0]


@pytest.mark.parametrize("given", ["ask", "env:NO_SUCH_VARIABLE", "env:"])
def test_a_password_that_cannot_be_had_is_an_error(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(UsageError) as caught:
        made(every_node(), password=given)
    assert caught.value.code == "no-password"


def test_a_password_is_asked_for_twice_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(["one", "one", "one", "two", ""])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("rekindle_pdf.password.getpass", lambda prompt: next(typed))
    with pikepdf.open(io.BytesIO(made(every_node(), password="ask")), password="one") as pdf:
        assert pdf.is_encrypted
    for words in ("differ", "No password"):
        with pytest.raises(UsageError, match=words):
            made(every_node(), password="ask")


def test_a_private_file_names_its_reader_nowhere() -> None:
    document = replace(every_node(), reader="Q7wName", reader_fact="client.name")
    (artifact,) = render(document, "pdf", {"private": "yes"})
    assert artifact.suffix == ".pdf"
    assert "Q7wName" not in words_of(artifact.data)
    assert "Q7wName" in words_of(made(document))


def test_what_is_too_long_to_be_set_is_refused_before_the_compiler_runs_out_of_memory() -> None:
    words = "The quick brown fox jumps over the lazy dog. " * 50_000
    document = every_node()
    long = Section("long", "passage", (Text("Long"),), (Paragraph((Text(words),)),))
    with pytest.raises(RenderError, match=r"2\.3 MB of data, and at most 2\.0 MB fit") as refused:
        made(replace(document, parts=(*document.parts, long)))
    assert refused.value.code == "too-long"
    assert "--option steps=" in refused.value.hint


# ---------------------------------------------------------------- whatever is typed

TYPED = st.text(
    st.one_of(
        st.characters(codec="utf-8", max_codepoint=0x24F),
        st.sampled_from("#[]{}()<>\\/$*_`@=~\"'%&;\n\t\r\0\u200b\u200d\u202e\u2066\u2069\u00ad\ufeff"),
        st.sampled_from("äßłŐğ αβγ Дмї שלום مرحبا नमस्ते 🌻👩‍👩‍👧 日本 ก"),
    ),
    min_size=1,
    max_size=80,
)
BUILDS = int(os.environ.get("TESTS_PDF_BUILDS", "15"))


PARTS = 4
"""So many parts the builds are made in, side by side where there are several processes."""


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_facts_give_a_sound_file_or_a_clear_refusal(part: int) -> None:
    facts = st.dictionaries(
        st.sampled_from(["partner.name", "client.name", "own_words.what_i_miss"]), TYPED, min_size=1
    )
    some = settings(deadline=None, database=None, max_examples=-(-BUILDS // PARTS))
    seed(part)(some(given(facts, st.booleans())(sound_or_refused)))()


KNOWN: dict[str, object] = {
    **yaml.safe_load((PROFILES / "drifted-living-together.yaml").read_text(encoding="utf-8")),
    "program.minutes": 15,
}


def sound_or_refused(facts: dict[str, str], fillable: bool) -> None:
    """From the profile on: what is typed is shown as it stands, or the fact and the character are named.

    All else is known of the reader, so that no pages for what may be the case make the file longer.
    """
    pack = bundled_pack()
    refusal: ProfileError | RenderError
    data = b""
    try:
        profile = load_profile(pack, KNOWN | facts)
        document = realise(pack, make_plan(pack, profile, date=dt.date(2027, 1, 4)), confirmed=CONFIRMED)
        data = made(excerpt(document, "1"), fillable="yes" if fillable else "no")
    except (ProfileError, RenderError) as error:
        refusal = error
    if not data:
        assert any(name in str(refusal) for name in facts)
        assert isinstance(refusal, ProfileError) or re.search(r"“.”|U\+[0-9A-F]{4,6}", refusal.message)
        return
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert faults(pdf) == []
    name = profile.text("client.name")
    if re.fullmatch("[A-Za-z0-9]{1,20}", name):
        # To read all pages takes longer than to make them.
        assert name in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
