"""What the record of one client holds, in short.

Input: an open store, and a client. Output: values. Must not know: how they are worded or shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rekindle_core.caseload.answers import Kind, list_answers
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.erase import Copy, copies_of
from rekindle_core.caseload.profiles import ProfileVersion, profile_versions
from rekindle_core.caseload.programs import Program, list_programs
from rekindle_core.caseload.store.store import Store
from rekindle_core.frozen import Frozen


class GivenProgram(Frozen):
    """A program or handout that a client was given, and how many answers to it are kept."""

    program: Program
    answers: int


class Overview(Frozen):
    """A record, in short.

    Attributes:
        client: The client.
        versions: The versions of the profile, the first at the front.
        given: What the client was given, the first at the front.
        answers: How many answers are kept, of each kind of which there are any.
        copies: The copies that may hold the record, and that erasing doesn't reach.
    """

    client: Client
    versions: tuple[ProfileVersion, ...]
    given: tuple[GivenProgram, ...]
    answers: Mapping[Kind, int]
    copies: tuple[Copy, ...]


def look_over(store: Store, client: Client) -> Overview:
    """Return what the record of a client holds."""
    answers = list_answers(store, client)
    counts = Counter(one.program for one in answers)
    kinds = Counter(one.kind for one in answers)
    kept: tuple[Kind, ...] = ("rating", "tick", "number", "text")
    return Overview(
        client,
        profile_versions(store, client),
        tuple(GivenProgram(one, counts[one.number]) for one in list_programs(store, client)),
        {kind: kinds[kind] for kind in kept if kinds[kind]},
        copies_of(store, client),
    )
