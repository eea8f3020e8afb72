"""How much, the pages to read, and the files: the same as `rekindle client build` makes, recorded once."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from tests.programs import Program, begun
from tests.serving import PASSPHRASE, Visitor, new_desk, words
from tests.support import garden_pack

from rekindle_core.caseload.clients import find_client
from rekindle_core.caseload.giving import program_for
from rekindle_core.caseload.profiles import profile_of
from rekindle_core.caseload.programs import Program as Kept
from rekindle_core.caseload.programs import list_programs
from rekindle_core.frozen import replace
from rekindle_core.making.wanted import Wanted, asked_formats
from rekindle_core.web.program.order import _files
from rekindle_core.web.state.drafts import MadeFile


def checked(tmp_path: Path) -> Program:
    program = begun(tmp_path)
    program.fill("happened", {"soil": "clay", "hours": "4"})
    program.check()
    return program


def kept(program: Program) -> tuple[Kept, ...]:
    store = program.visitor.desk.records.store
    assert store
    return list_programs(store, find_client(store, "K-14"))


def test_how_much_is_saved_and_the_answers_stay_checked(tmp_path: Path) -> None:
    program = checked(tmp_path)
    assert program.send("size", {"program.sessions": "many"}).status_code == 422
    program.send("size", {"program.sessions": "2"})
    assert program.address == "/read"
    program.visitor.get(f"{program.home}/result")
    assert "2 sessions" in words(program.page)


def test_the_pages_are_read_in_their_own_sandbox_and_nothing_is_recorded(tmp_path: Path) -> None:
    program = checked(tmp_path)
    program.visitor.get(f"{program.home}/read")
    assert f'src="{program.home}/read/look"' in program.page
    assert 'sandbox="allow-scripts"' in program.page
    response = program.visitor.get(f"{program.home}/read/look")
    assert response.headers["content-security-policy"] == "sandbox allow-scripts; frame-ancestors 'self'"
    assert kept(program) == ()


def test_the_files_are_those_that_client_build_makes(tmp_path: Path) -> None:
    program = checked(tmp_path)
    program.visitor.get(f"{program.home}/give")
    named = re.search(r'name="program" value="([^"]+)"', program.page)
    assert named
    desk = program.visitor.desk
    store, pack, plugins = desk.records.store, desk.content.pack, desk.content.plugins
    assert store
    client = find_client(store, "K-14")
    options = {"pdf": {"counselor": "yes"}, "html": {}}
    wanted = Wanted(asked_formats(plugins, options), plugins, desk.today(), program_id=named[1])
    made = program_for(store, client, pack, profile_of(store, client, pack), wanted, desk.now()).made
    program.send("give", {"format": ["pdf", "html"], "counselor": "yes"})
    assert program.address == "/given"
    found = re.findall(rf'href="({program.home}/given/\d+)">([^<]+)<', program.page)
    assert [name for _, name in found] == [str(path) for path, _ in made.files]
    for (address, name), (_, artifact) in zip(found, made.files, strict=True):
        response = program.visitor.get(address)
        assert response.content == artifact.data
        assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert [one.id for one in kept(program)] == [named[1]]
    assert "K-14" not in "".join(name for _, name in found)


def test_a_second_click_records_nothing_more(tmp_path: Path) -> None:
    program = checked(tmp_path)
    program.visitor.get(f"{program.home}/give")
    form = {**program.form, "format": "text"}
    for _ in range(2):
        program.visitor.post(f"{program.home}/give", form)
        assert program.address == "/given"
    assert len(kept(program)) == 1


def test_the_next_program_repeats_nothing_and_says_so(tmp_path: Path) -> None:
    program = checked(tmp_path)
    program.send("give", {"format": "text"})
    program.visitor.get(f"{program.home}/result")
    assert "that this client was given before are left out" in words(program.page)
    program.send("give", {"format": "text"})
    assert len({one.id for one in kept(program)}) == 2


def test_answers_that_changed_in_between_are_checked_before_anything_is_made(tmp_path: Path) -> None:
    program = checked(tmp_path)
    program.visitor.get(f"{program.home}/give")
    form = {**program.form, "format": "text"}
    program.fill("safety", {"moved_away": "yes"})
    program.visitor.post(f"{program.home}/give", form)
    assert program.address == "/check"
    program.check()
    assert "No worksheet for now" in words(program.page)
    program.visitor.post(f"{program.home}/give", form)
    assert program.address == "/result"
    assert kept(program) == ()


def test_no_format_is_made_that_was_not_offered(tmp_path: Path) -> None:
    program = checked(tmp_path)
    for chosen in ([], ["json"], ["email"], ["nothing"]):
        assert program.send("give", {"format": chosen}).status_code == 422, chosen
    assert "Choose at least one." in words(program.page)
    assert kept(program) == ()


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "²", "01", "9" * 5_000])
def test_a_file_that_was_not_made_is_no_longer_here(tmp_path: Path, number: str) -> None:
    program = checked(tmp_path)
    program.send("give", {"format": "text"})
    assert program.visitor.get(f"{program.home}/given/{number}").status_code == 404


def test_locking_forgets_the_files_and_what_was_checked(tmp_path: Path) -> None:
    program = checked(tmp_path)
    program.send("give", {"format": "text"})
    program.visitor.post("/lock")
    program.visitor.get(f"{program.home}/given")
    assert "Passphrase" in words(program.page)
    program.visitor.post("/clients/open", {"secret": PASSPHRASE, "back": f"{program.home}/given"})
    assert program.address == "/given"
    assert "the files are gone from here" in words(program.page)
    assert program.visitor.get(f"{program.home}/given/1").status_code == 404
    program.visitor.get(f"{program.home}/give")
    assert program.address == "/check"


def test_files_in_a_folder_become_one_archive(tmp_path: Path) -> None:
    program = checked(tmp_path)
    desk = program.visitor.desk
    assert desk.records.store
    client = find_client(desk.records.store, "K-14")
    plugins = desk.content.plugins
    wanted = Wanted(asked_formats(plugins, {"email": {}, "text": {}}), plugins, desk.today(), program_id="a")
    profile = profile_of(desk.records.store, client, garden_pack())
    given = program_for(desk.records.store, client, garden_pack(), profile, wanted, desk.now())
    text, archive = _files(given)
    assert text.name == "program-a.txt"
    assert (archive.name, archive.media_type) == ("program-a.zip", "application/zip")
    held = zipfile.ZipFile(io.BytesIO(archive.data))
    assert len(held.namelist()) == len(given.made.files) - 1
    assert _files(given) == (text, replace(archive, data=archive.data))
    assert isinstance(archive, MadeFile)


def test_just_this_once_needs_no_record_and_leaves_none(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/clients")
    visitor.post("/clients/once")
    program = Program(visitor, visitor.address)
    assert "A program, just this once" in words(visitor.page)
    program.fill("happened", {"soil": "clay"})
    visitor.get(f"{program.home}/ask/happened")
    assert "kept in the memory of this computer" in words(visitor.page)
    program.check()
    program.send("give", {"format": "text"})
    assert "record" not in words(visitor.page)
    assert visitor.get(f"{program.home}/given/1").status_code == 200
    assert visitor.desk.locking.active
    visitor.get("/clients")
    visitor.post("/clients/put-away")
    visitor.get(f"{program.home}/given/1")
    assert visitor.address == "/clients"
    assert visitor.desk.drafts.get(program.home.split("/")[2]) is None
    assert list(tmp_path.iterdir()) == []
