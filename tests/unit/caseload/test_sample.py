"""The sample: made-up records to look at, in no file, without a passphrase, to which nothing can be added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support import GARDEN, bundled_pack

from rekindle_core import find_plugins
from rekindle_core.caseload.answers import has_consent
from rekindle_core.caseload.clients import add_client, find_client, hold_client, list_clients
from rekindle_core.caseload.erase import erase_client, record_copy
from rekindle_core.caseload.errors import SampleError, StoreDiskError
from rekindle_core.caseload.export import export_client, import_client
from rekindle_core.caseload.overview import look_over
from rekindle_core.caseload.profiles import profile_of, save_profile
from rekindle_core.caseload.progress import find_progress, worsened
from rekindle_core.caseload.reprinting import reprint
from rekindle_core.caseload.sample import LABEL, OTHER, open_sample
from rekindle_core.caseload.store.backup import back_up
from rekindle_core.caseload.store.store import Store
from rekindle_core.caseload.visit import look_ahead
from rekindle_core.cli.app import app
from rekindle_core.errors import RekindleError

NOW = dt.datetime(2027, 1, 11, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def sample() -> Iterator[Store]:
    with open_sample(bundled_pack(), find_plugins(), NOW) as store:
        yield store


def test_it_has_what_a_record_of_six_weeks_has(sample: Store) -> None:
    pack, client = bundled_pack(), find_client(sample, LABEL)
    found = look_over(sample, client)
    assert [one.program.kind for one in found.given] == ["program", "handout", "program"]
    assert set(found.answers) == {"rating", "tick", "text"}
    assert [has_consent(sample, one.program) for one in found.given] == [True, False, False]
    first, _, second = (one.program for one in found.given)
    assert second.details.avoided > 0
    progress = find_progress(sample, client)
    assert len(progress.weeks) == 6
    assert len(progress.ratings) == 4
    assert all(() in rated.weeks for rated in progress.ratings)
    assert [one.item for one in worsened(progress, pack)] == ["rating-sleep"]
    visit = look_ahead(sample, client, pack, NOW.date())
    assert [one.fact for one in visit.eased] == ["safety.self_harm"]
    assert visit.asked
    assert visit.asked.state == "expired"
    assert all(not done.blank for done in visit.done)
    assert reprint(sample, first, find_plugins()).same
    assert look_ahead(sample, find_client(sample, OTHER), pack, NOW.date()).open


def test_nothing_can_be_added_to_it_or_changed_in_it(sample: Store, tmp_path: Path) -> None:
    client, pack = find_client(sample, LABEL), bundled_pack()
    text = export_client(sample, client)
    profile = profile_of(sample, find_client(sample, OTHER), pack)
    for change in (
        lambda: add_client(sample, "K-14", NOW),
        lambda: hold_client(sample, client, NOW),
        lambda: save_profile(sample, client, pack, profile, NOW, note="x"),
        lambda: erase_client(sample, client),
        lambda: import_client(sample, text.encode(), NOW, label="K-15"),
        lambda: record_copy(sample, "copy", tmp_path / "copy.txt", NOW, client),
        lambda: back_up(sample, tmp_path / "b.backup"),
    ):
        with pytest.raises(SampleError, match="made-up records only"):
            change()
    # What would write past that is stopped by the database.
    with pytest.raises(StoreDiskError):
        sample.run("DELETE FROM clients")
    assert [one.client.label for one in list_clients(sample)] == [LABEL, OTHER]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("days", range(7))
def test_it_has_the_same_weeks_on_whatever_day_it_is_opened(days: int) -> None:
    now = NOW + dt.timedelta(days=days, hours=-12 + 3 * days)
    with open_sample(bundled_pack(), find_plugins(), now) as store:
        client = find_client(store, LABEL)
        assert [len(one) for one in find_progress(store, client).ratings[0].weeks] == [1, 1, 0, 1, 1, 1]
        assert all(one.program.made <= now.isoformat() for one in look_over(store, client).given)


def looked(*words: str) -> str:
    done = CliRunner().invoke(app, ["client", *words, "--sample"])
    assert done.exit_code == 0, (words, done.output, done.exception)
    assert "These records are made up." in done.stderr
    return done.stdout


def refused(*words: str) -> RekindleError:
    done = CliRunner().invoke(app, ["client", *words, "--sample"])
    assert isinstance(done.exception, RekindleError), (words, done.output)
    return done.exception


@pytest.mark.slow
def test_every_command_that_only_looks_looks_at_it_without_a_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert LABEL in looked("list")
    assert "3 written answers" in looked("show", LABEL)
    assert "sample-3" in looked("programs", LABEL)
    assert "Made up:" in looked("answers", LABEL)
    assert "first answer 6" in looked("progress", LABEL)
    assert "“declined” to “no”" in looked("next", LABEL)
    assert "Version 2" in looked("profile", LABEL, "--history")
    looked("copy", LABEL)
    looked("reprint", LABEL)
    looked("progress", LABEL, "--format", "html")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "copy.txt",
        "program-sample-3.txt",
        "ratings.html",
    }
    # Nothing is kept: neither a store, nor that there is a copy.
    assert not list(tmp_path.rglob("clients.db*"))
    assert refused("profile", LABEL, "--set", "country=GB").code == "sample-only"
    assert refused("answers", LABEL, "--consent", "sample-3").code == "sample-only"
    assert refused("next", LABEL, "--pack", str(GARDEN)).code == "other-pack"


def test_a_store_and_a_passphrase_do_not_go_with_it(tmp_path: Path) -> None:
    for words in (("--store", str(tmp_path / "a.db")), ("--passphrase", "env:P")):
        assert "is in no file, and has no passphrase" in str(refused("list", *words))
    done = CliRunner().invoke(app, ["client", "add", "A", "--sample"])
    assert done.exit_code == 2
    assert "--sample" in done.output
