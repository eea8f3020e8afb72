"""Every gate of the bundled pack has a title of its own, which the counselor reads in place of its id."""

from __future__ import annotations

from tests.support import bundled_pack


def test_every_gate_has_a_title_and_no_two_the_same() -> None:
    titles = [gate.title for gate in bundled_pack().gates]
    assert all(titles)
    assert len({title.casefold() for title in titles}) == len(titles)


def test_titles_are_a_few_words_in_plain_type() -> None:
    for gate in bundled_pack().gates:
        assert 1 <= len(gate.title.split()) <= 7, gate.title
        assert gate.title[0].isupper()
        assert not gate.title.endswith(".")
        assert not set("{}*_`") & set(gate.title)
