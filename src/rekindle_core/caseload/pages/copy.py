"""What a client reads about their record: what is kept, why, and why each item was chosen.

Input: an open store, a client, and the pack. Output: lines of text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator

from rekindle_core.answers.places import answer_places
from rekindle_core.answers.saying import said_at
from rekindle_core.caseload.answers import list_answers, list_consents
from rekindle_core.caseload.chosen import given_items, told
from rekindle_core.caseload.clients import Client
from rekindle_core.caseload.moments import local_day
from rekindle_core.caseload.profiles import profile_of, profile_versions
from rekindle_core.caseload.programs import Program, document_of, list_programs
from rekindle_core.caseload.store.store import Store
from rekindle_core.content.model.pack import Pack
from rekindle_core.document.characters import on_one_line
from rekindle_core.document.cover import is_replaced
from rekindle_core.document.quoted import without_own_words
from rekindle_core.errors import ConfirmationError
from rekindle_core.planning.exposure import MAY_BE_FOUND
from rekindle_core.profile.answer import in_words
from rekindle_core.profile.load import load_profile
from rekindle_core.profile.profile import Profile

_WIDTH = 88
_NONE = "None on this page."
"""The same where nothing is kept, and where what is kept may not be told."""


def copy_text(store: Store, client: Client, pack: Pack, confirmed: Collection[str] = ()) -> str:
    """Return the copy as plain text.

    Args:
        store: The store.
        client: The client.
        pack: The pack that their profile answers.
        confirmed: What a person has decided.

    Raises:
        ConfirmationError: It isn't known to be safe with this client, and nobody has decided about it.
        UsageError: The profile answers the questions of another pack.
    """
    see_copy_decided(store, client, pack, confirmed)
    return "\n".join(copy_lines(store, client, pack)) + "\n"


def see_copy_decided(store: Store, client: Client, pack: Pack, confirmed: Collection[str] = ()) -> None:
    """Check that a person has decided about the file, unless it is known to be safe with this client.

    Raises:
        ConfirmationError: Nobody has.
        UsageError: The profile answers the questions of another pack.
    """
    profile = profile_of(store, client, pack)
    safe = bool(pack.private_facts) and all(profile[name] == "yes" for name in pack.private_facts)
    if not safe and MAY_BE_FOUND not in confirmed:
        message = (
            "Before this copy is made, someone has to decide whether it should be: it isn't known to be safe with this "
            "client, and anyone who finds it can read the answers in it."
        )
        hint = f"once you have agreed with your client who may see it, add --confirm {MAY_BE_FOUND}."
        raise ConfirmationError(message, name=MAY_BE_FOUND, hint=hint)


def copy_lines(store: Store, client: Client, pack: Pack) -> Iterator[str]:
    """Yield the lines of the copy."""
    yield "What is kept about you"
    yield ""
    yield from _wrapped(
        f"Your counselor has kept this record, encrypted, since {local_day(client.added)}. You can ask for it to be "
        "corrected, and ask how long it has to be kept. Some answers and programs may not be on this page, because "
        "a page can be found. Ask your counselor to go through all of them with you."
    )
    yield from _answers(store, client, pack)
    yield from _programs(store, client, pack)
    yield from _handed_over(store, client)


def _answers(store: Store, client: Client, pack: Pack) -> Iterator[str]:
    """Yield the answers that may be told, once each, and again only where they changed.

    A later version in which none of these changed isn't mentioned: it would say that another answer did. Own words are
    told of an earlier version only if they might be today.
    """
    versions = profile_versions(store, client)
    profiles = [load_profile(pack, dict(one.facts)) for one in versions]
    quoted = set(told(pack, profiles[-1])) if profiles else set()
    known: dict[str, str] = {}
    lines: list[str] = []
    for version, profile in zip(versions, profiles, strict=True):
        now = {
            name: _answer(pack, profile, name)
            for name in told(pack, profile)
            if name in quoted or pack.facts[name].quoted_when is None
        }
        changed = {name: words for name, words in now.items() if known.get(name) != words}
        changed |= {name: "no answer any more" for name in known if name not in profile.values}
        if changed:
            lines += ["", f"{'Since' if known else 'As of'} {local_day(version.saved)}:"]
        for name, words in changed.items():
            lines += [*_bullet(_question(pack, name)), *_wrapped(words, "    ")]
        known = now
    yield from ("", "", "Your answers", "Kept so that your pages fit you." if lines else _NONE)
    yield from lines


def _programs(store: Store, client: Client, pack: Pack) -> Iterator[str]:
    programs = _told_programs(store, client)
    yield from ("", "", "Pages you were given")
    if not programs:
        yield _NONE
        return
    yield "Kept so that you don't get the same pages twice, and so that lost pages can be made again."
    profiles = {one.number: load_profile(pack, dict(one.facts)) for one in profile_versions(store, client)}
    for one in programs:
        yield from ("", f"{local_day(one.made)}: a {one.kind}, {one.id}")
        yield from _contents(store, one, pack, profiles.get(one.details.profile, Profile()))


def _told_programs(store: Store, client: Client) -> list[Program]:
    """Return the programs that the copy names: a program without items would say that a page replaced it."""
    return [one for one in list_programs(store, client) if not is_replaced(document_of(store, one))]


def _contents(store: Store, program: Program, pack: Pack, profile: Profile) -> Iterator[str]:
    """Yield what a program or handout contained, and why."""
    if program.kind == "handout":
        yield "Your counselor chose these for you:"
    else:
        yield from _wrapped(
            "Each session is about a step, and these are pages of that step. They were partly chosen at random. If one "
            "was chosen because of your answer, the answer is printed below it."
        )
    place = (0, "")
    for item in given_items(pack, document_of(store, program), profile):
        if item.session and (item.session, item.step) != place:
            place = (item.session, item.step)
            yield f"  Session {item.session}{': ' if item.step else ''}{on_one_line(item.step)}"
        words = textwrap.shorten(on_one_line(item.words), _WIDTH, placeholder=" \N{HORIZONTAL ELLIPSIS}")
        yield f"  - {words}"
        for name in item.because:
            why = f"Chosen because, asked “{_question(pack, name)}”, you said: {_answer(pack, profile, name)}"
            yield from _wrapped(why, "    ")


def _handed_over(store: Store, client: Client) -> Iterator[str]:
    answers, programs = list_answers(store, client), _told_programs(store, client)
    yield from ("", "", "What you handed over")
    if not answers:
        yield _NONE
    else:
        yield from _wrapped(
            "Your ratings and ticks are kept so that you can look back on them together. What you wrote is kept only "
            "for programs for which you agreed, and you can withdraw that at any time."
        )
    places = {
        program.number: {
            place.id: place for place in answer_places(without_own_words(document_of(store, program)))
        }
        for program in programs
        if any(one.program == program.number for one in answers)
    }
    last = None
    for one in answers:
        if (day := local_day(one.given)) != last:
            yield from ("", f"On {day}:")
            last = day
        place = places[one.program].get(one.answer.id)
        yield from _bullet(on_one_line(place.question if place else one.answer.id.name))
        for line in said_at(place, one.answer.value).split("\n"):
            yield from _wrapped(on_one_line(line), "    ")
    consents = [(program, each) for program in programs for each in list_consents(store, program)]
    if consents:
        yield ""
    for program, consent in consents:
        until = f", and withdrew that on {consent.revoked}" if consent.revoked else ""
        yield from _bullet(
            f"On {consent.given} you agreed that what you wrote in {program.id} is kept{until}."
        )


def _question(pack: Pack, name: str) -> str:
    """Return a question as a client is asked it, on one line."""
    return on_one_line(pack.to_reader.get(name, pack.facts[name]).ask)


def _answer(pack: Pack, profile: Profile, name: str) -> str:
    """Return a client's answer, on one line."""
    fact = pack.to_reader.get(name, pack.facts[name])
    return on_one_line(in_words(pack, fact, profile[name]))


def _bullet(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
