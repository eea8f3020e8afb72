"""Countries by the two-letter codes of ISO 3166-1, and what people write instead.

Input: a code or a name. Output: a code, or what to write instead.
Must not know: which countries a pack has help lines for.

Of the codes that ISO only reserves or leaves to users, two are accepted:

- `UK` is reserved for the United Kingdom and can mean nothing else, so it is read as `GB`.
- `XK` is what the EU, the IMF and Unicode's CLDR use for Kosovo, which has no code in ISO 3166-1. Without it,
  someone there could not say where they live. ISO has promised never to assign it.

All others (`EU`, `AC`, the other codes from `XA` to `XZ`, …) are not countries, or are parts of countries
that have a code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rekindle_core.content.model.iso_3166 import TABLE
from rekindle_core.diagnostics import near_words

_KOSOVO = "XK XKX Kosovo"
_ROWS = tuple(row.split(" ", 2) for row in sorted([*TABLE.splitlines(), _KOSOVO]))

COUNTRIES: Mapping[str, str] = MappingProxyType({code: name for code, _, name in _ROWS})
"""The English short name of each country, by its code, in the order of the codes."""

READ_AS: Mapping[str, str] = MappingProxyType({"UK": "GB"})
"""Codes that are not in ISO 3166-1, but are reserved for one country and read as its code."""

LETTER_PAPER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Countries that print on US Letter; all others print on A4. Source: Unicode CLDR, supplemental data, paperSize."""

# What people write for a country, besides its code and its short name.
_ALSO = {
    "AE": "uae|emirates",
    "AT": "österreich",
    "BE": "belgique|belgië|belgien",
    "BN": "brunei",
    "BO": "plurinational state of bolivia",
    "BR": "brasil",
    "CD": "dr congo|drc|democratic republic of the congo|congo-kinshasa",
    "CG": "republic of the congo|congo-brazzaville",
    "CH": "schweiz|suisse|svizzera",
    "CI": "ivory coast",
    "CV": "cape verde",
    "CZ": "czech republic|česko",
    "DE": "deutschland|federal republic of germany",
    "DK": "danmark",
    "ES": "españa",
    "FI": "suomi",
    "FK": "falkland islands|falklands",
    "FM": "micronesia",
    "GB": "uk|great britain|britain|england|scotland|wales|northern ireland",
    "GR": "hellas|ellada",
    "HU": "magyarország",
    "IE": "éire|republic of ireland",
    "IT": "italia",
    "KR": "korea|republic of korea",
    "LU": "luxemburg",
    "MK": "macedonia",
    "MM": "burma",
    "MO": "macau",
    "MX": "méxico",
    "NL": "nederland|holland",
    "NO": "norge|noreg",
    "NZ": "aotearoa",
    "PL": "polska",
    "PS": "palestine",
    "RU": "russia",
    "SE": "sverige",
    "ST": "são tomé and príncipe",
    "SZ": "swaziland",
    "TL": "east timor",
    "TR": "turkey",
    "US": "america|united states of america",
    "VA": "vatican|vatican city|holy see",
    "VG": "british virgin islands",
    "VI": "us virgin islands",
}
# Codes that many people take for a country's: of a language, of a region, or ISO's for something that isn't a
# country.
_TAKEN_FOR = {
    "AC": "SH",
    "CS": "CZ",
    "DA": "DK",
    "DG": "IO",
    "EA": "ES",
    "EL": "GR",
    "EN": "GB",
    "FX": "FR",
    "IC": "ES",
    "JA": "JP",
    "KO": "KR",
    "SP": "ES",
    "TA": "SH",
    "ZH": "CN",
}
_SEVERAL = {"congo": ("CD", "CG")}
_NO_COUNTRY = {"EU": "the European Union", "EZ": "the euro area", "UN": "the United Nations"}


def named(code: str) -> str:
    """Return a code with its country's name.

    >>> named("DE")
    'DE (Germany)'
    """
    return f"{code} ({COUNTRIES[code]})" if code in COUNTRIES else code


def country_meant(text: str) -> str:
    """Return the code of the country that a person means, or an empty string.

    Args:
        text: A code of two or three letters, or a name, in any case.

    >>> country_meant("great britain"), country_meant("DEU"), country_meant("Atlantis")
    ('GB', 'DE', '')
    """
    return _by_words().get(_key(text), "")


def country_fault(text: str) -> tuple[str, str]:
    """Return the fault of something that isn't a country's code, and what to write instead.

    >>> country_fault("usa")
    ('“usa” is not an ISO 3166-1 country code.', 'did you mean “US” (United States)?')
    """
    return f"“{text[:60]}” is not an ISO 3166-1 country code.", _hint(text)


def read_as(code: str) -> str:
    """Return the message for a person whose country was read as another code."""
    return f"The country “{code}” is read as “{READ_AS[code]}”, its ISO 3166-1 code."


def _hint(text: str) -> str:
    upper = text.strip().upper()
    if upper in _NO_COUNTRY:
        return f"{upper} is the code of {_NO_COUNTRY[upper]}; use the code of one country, such as GB."
    meant = country_meant(text) or _TAKEN_FOR.get(upper, "")
    codes = [meant] if meant else list(_SEVERAL.get(_key(text), ()))
    if not codes and len(upper) > 3:
        codes = [_by_words()[near] for near in near_words(_key(text), _by_words())]
    if codes:
        return f"did you mean {' or '.join(f'“{code}” ({COUNTRIES[code]})' for code in codes)}?"
    return "use a code of two capital letters, such as GB, US or DE."


@cache
def _by_words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, longer, name in _ROWS:
        for word in (code, longer, name, *_ALSO.get(code, "").split("|")):
            found[_key(word)] = code
    return {word: code for word, code in found.items() if word and word not in _SEVERAL}


def _key(text: str) -> str:
    """Normalize a name: without case, accents, punctuation or a leading article, so that spellings match."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    letters = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    words = letters.split()
    if all(len(word) == 1 for word in words):
        return "".join(words)
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
