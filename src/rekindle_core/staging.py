"""Writing files atomically: first in a hidden folder next to their destination, then renamed together.

Input: paths and bytes. Output: files that only their owner can read, each complete, and all of them or
none. Must not know: what the files are, or how they get their names.

A killed process leaves a hidden folder behind. The next process that writes to the same place removes it: a
lock distinguishes a folder in use from one left behind, and the system releases the lock when its process
ends.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from rekindle_core.stopping import held

_NAME = re.compile(r"\.rekindle-[0-9a-f]{12}")
_NO_LOCKS = -1
_LONG_AGO = 3600
"""The age in seconds at which a folder counts as left behind, on a file system without locks."""


def make_folder(folder: Path) -> None:
    """Make a folder and any missing parents, accessible only to their owner, whatever the umask is.

    Raises:
        OSError: One of them cannot be made.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a new file that only its owner can read, and make sure that it is on the disk.

    Raises:
        OSError: It cannot be written; the caller has to remove what was written of it.
    """
    with open(path, "xb", opener=_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Provide a hidden folder inside another one; remove it afterwards, with anything killed processes left.

    Raises:
        OSError: It cannot be made.
    """
    remove_left(folder)
    place, lock = None, None
    try:
        while place is None or lock is None:
            place = folder / f".rekindle-{os.urandom(6).hex()}"
            place.mkdir(mode=0o700)
            # Another process that looks before this line takes it for a leftover.
            lock = _lock(place)
        yield place
    finally:
        with held():
            if place is not None:
                shutil.rmtree(place, ignore_errors=True)
            if lock not in (None, _NO_LOCKS):
                os.close(lock)


def remove_left(folder: Path) -> None:
    """Remove what killed processes left in a folder; ignore what cannot be removed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    _remove_if_left(Path(entry.path))


def _remove_if_left(place: Path) -> None:
    lock = _lock(place)
    if lock is None or (lock == _NO_LOCKS and time.time() - place.stat().st_mtime < _LONG_AGO):
        return
    shutil.rmtree(place, ignore_errors=True)
    if lock != _NO_LOCKS:
        os.close(lock)


def _lock(place: Path) -> int | None:
    """Return the open lock of a folder; None if another process has it, or the folder is gone.

    Raises:
        OSError: The folder cannot be opened.
    """
    try:
        import fcntl
    except ImportError:
        return _NO_LOCKS
    try:
        lock = os.open(place, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        place.stat()
    except OSError as error:
        os.close(lock)
        return None if isinstance(error, BlockingIOError | FileNotFoundError) else _NO_LOCKS
    return lock


@contextmanager
def written_together(files: Sequence[tuple[Path, bytes]]) -> Iterator[None]:
    """Write regular files around the enclosed code: afterwards, either all of them are in place or none is.

    Each file is on the disk before the first one gets its name. A new folder appears with all of its files at
    once. If a rename fails, the earlier ones are undone. A signal waits until all are done; only a process
    that is killed, or a machine that stops, between two renames leaves some files new and others old.

    Args:
        files: Each file's path, which must not be a link, and its bytes.

    Raises:
        OSError: A file cannot be written, and `filename` says which; everything has been restored.
    """
    with ExitStack() as stack:
        steps: dict[Path, tuple[Path, Path]] = {}
        stages: dict[Path, Path] = {}
        for path, data in files:
            with _naming(path):
                first = _first_missing(path)
                # A new folder is a renamed hidden one, and leaves nothing behind.
                home = path.parent if first == path else first
                if home not in stages:
                    stages[home] = stack.enter_context(staging(first.parent))
                stage = stages[home]
                new = stage / ("new" / path.relative_to(home) if first == path else path.relative_to(first))
                make_folder(new.parent)
                write_new(new, data)
            steps[first] = (new if first == path else stage, stage / f".before-{len(steps)}")
        yield
        with held():
            _put_in_place([(new, path, before) for path, (new, before) in steps.items()])


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Make an error name the intended file, instead of its temporary one."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _first_missing(path: Path) -> Path:
    """Return the first missing folder on the way to a file, else the file itself."""
    for folder in reversed(path.parents):
        if not folder.exists():
            return folder
    return path


def _put_in_place(steps: Sequence[tuple[Path, Path, Path]]) -> None:
    """Rename each new file to its path; existing files are set aside until all are done."""
    waiting, done = deque(steps), list[tuple[Path, Path, Path | None]]()
    try:
        while waiting:
            new, path, before = waiting.popleft()
            if new.is_dir() and path.is_dir():
                # Another process has made the folder in the meantime.
                inner = [
                    (one, path / one.name, before.with_name(f"{before.name}-{n}")) for n, one in _in(new)
                ]
                waiting.extendleft(inner)
                continue
            with _naming(path):
                kept = _keep(path, before)
                new.replace(path)
            done.append((new, path, kept))
    except BaseException:
        for new, path, kept in reversed(done):
            with suppress(OSError):
                if kept is None:
                    path.replace(new)
                else:
                    kept.replace(path)
        raise


def _in(folder: Path) -> Iterator[tuple[int, Path]]:
    return enumerate(sorted(folder.iterdir()))


def _keep(path: Path, before: Path) -> Path | None:
    """Keep the existing file under another name as well; None if there is none."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise IsADirectoryError(21, os.strerror(21), str(path))
    except FileNotFoundError:
        return None
    try:
        before.hardlink_to(path)
    except OSError:
        # Some file systems do not support links.
        shutil.copy2(path, before)
    return before
