"""A form with files, from the bytes of its body: `Request.form` of Starlette's would write files to disk."""

from __future__ import annotations

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from rekindle_core.web.forms.form import MOST_FIELDS, Form, Upload, collected
from rekindle_core.web.security.refused import Refused


def read_multipart(media_type: str, body: bytes) -> Form:
    """Return a form with files.

    Raises:
        Refused: It is damaged, or has too many parts.
    """
    _, options = parse_options_header(media_type)
    parts = _Parts()
    try:
        parser = MultipartParser(options[b"boundary"], parts.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except (FormParserError, KeyError):
        raise Refused(400, "malformed") from None
    if not parts.ended:
        raise Refused(400, "malformed")
    return parts.form()


class _Parts:
    """The parts, as the parser finds them."""

    def __init__(self) -> None:
        self.ended = False
        self._name, self._value = bytearray(), bytearray()
        self._headers: dict[bytes, bytes] = {}
        self._data = bytearray()
        self._pairs: list[tuple[str, str]] = []
        self._files: dict[str, Upload] = {}

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_part_data": lambda data, start, end: self._data.extend(data[start:end]),
            "on_part_end": self._part,
            "on_end": self._end,
        }

    def form(self) -> Form:
        return Form(collected(self._pairs), self._files)

    def _begin(self) -> None:
        if len(self._pairs) + len(self._files) >= MOST_FIELDS:
            raise Refused(400, "malformed")
        self._headers, self._data = {}, bytearray()

    def _header(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def _part(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if b"name" not in options:
            raise Refused(400, "malformed")
        name = options[b"name"].decode("utf-8", "replace")
        if b"filename" not in options:
            self._pairs.append((name, self._data.decode("utf-8", "replace")))
        elif options[b"filename"] or self._data:
            self._files[name] = Upload(bytes(self._data))

    def _end(self) -> None:
        self.ended = True
