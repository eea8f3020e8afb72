"""Client records: opening, listing and size with 1,000 clients and 20,000 programs, and a cold `client list`.

The passphrase is stretched as often as in a release, so opening is half a second of that and little else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from rekindle_core import load_pack, load_profile, make_plan, realise
from rekindle_core.caseload.clients import add_client, find_client, list_clients
from rekindle_core.caseload.programs import Details, had, list_programs, record_program
from rekindle_core.caseload.store import keys
from rekindle_core.caseload.store.store import create_store, open_store
from rekindle_core.document.codec import document_to_json

CLIENTS, PROGRAMS, ROUNDS = 1_000, 20_000, 9
PASSPHRASE = "ivy-ladder-harbor-nine"
NOW = dt.datetime(2027, 1, 11, 12, tzinfo=dt.UTC)
EXAMPLE = Path(__file__).parent.parent / "examples" / "profiles" / "trust-broken-by-client.yaml"


def timed(what: object) -> float:
    began = time.perf_counter()
    what()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - began)


def fill(path: Path) -> None:
    pack = load_pack()
    plan = make_plan(pack, load_profile(pack, EXAMPLE), program_id="example")
    document = document_to_json(realise(pack, plan))
    parts = [part for session in plan.sessions for part in session.parts]
    used = {pick.prompt: "prompt" for part in parts for pick in part.picks}
    store, _ = create_store(path, PASSPHRASE)
    with store, store.writing():
        clients = [add_client(store, f"K-{number:04}", NOW) for number in range(CLIENTS)]
        details = Details("rekindle", pack.version, plan.pack_digest, 1, NOW.date(), plan.code)
        record_program(store, clients[0], "program", document, details, used, "first", NOW)
        # The others are copies of that one: compressing 20,000 Documents would measure zlib.
        rows = [(clients[number % CLIENTS].id, f"copy-{number}") for number in range(1, PROGRAMS)]
        store.run_many(
            "INSERT INTO programs (client, program, kind, made, details, document) "
            "SELECT ?, ?, kind, made, details, document FROM programs WHERE number = 1",
            rows,
        )
        store.run(
            "INSERT INTO used SELECT p.number, u.item, u.kind FROM programs AS p, used AS u "
            "WHERE p.number > 1 AND u.program = 1"
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.db"
        took = timed(lambda: fill(path))
        size = path.stat().st_size
        with open_store(path, PASSPHRASE) as store:
            ((stored,),) = store.rows("SELECT sum(length(document)) FROM programs")
        print(
            f"{CLIENTS:,} clients, {PROGRAMS:,} programs: {size / 1e6:.0f} MB, filled in {took / 1000:.0f} s"
        )
        print(
            f"for each program {size / PROGRAMS:,.0f} bytes, of which the Document {stored / PROGRAMS:,.0f}"
        )
        stretch = timed(lambda: hashlib.pbkdf2_hmac("sha512", b"x" * 12, b"y" * 16, keys.ITERATIONS, 64))
        opened = statistics.median(timed(lambda: open_store(path, PASSPHRASE).close()) for _ in range(ROUNDS))
        print(f"opening {opened:.0f} ms, of which stretching the passphrase about {stretch:.0f} ms")
        with open_store(path, PASSPHRASE) as store:
            client = find_client(store, "K-0500")
            for name, what in (
                ("list of all clients", lambda: list_clients(store)),
                ("programs of one", lambda: list_programs(store, client)),
                ("items that one had", lambda: had(store, client, None)),
            ):
                print(f"{name}: {statistics.median(timed(what) for _ in range(ROUNDS)):.1f} ms")
            ((data,),) = store.rows("SELECT document FROM programs WHERE number = 1")
            print(f"a Document as JSON {len(zlib.decompress(data)):,} bytes, stored {len(data):,}")
        rekindle = str(Path(sys.executable).with_name("rekindle"))
        words = [rekindle, "client", "list", "--store", str(path), "--passphrase", "env:P"]
        env = {**os.environ, "P": PASSPHRASE}
        env.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(command: list[str]) -> float:
            return timed(lambda: subprocess.run(command, check=True, capture_output=True, env=env))

        run(words)
        pairs = [(run(words), run([sys.executable, "-c", "pass"])) for _ in range(ROUNDS)]
        ratio = statistics.median(one / other for one, other in pairs)
        cold = statistics.median(one for one, _ in pairs)
        print(
            f"client list, cold: {cold:.0f} ms, {ratio:.1f} times `python -c pass` (median of {ROUNDS} pairs)"
        )


if __name__ == "__main__":
    main()
