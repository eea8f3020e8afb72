"""From the bytes of a body to a Form.

Input: a body and its type. Output: a Form. Must not know: which screen it is for.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from rekindle_core.web.forms.form import MOST_FIELDS, Form, collected
from rekindle_core.web.forms.multipart import read_multipart
from rekindle_core.web.security.refused import Refused


def read_form(media_type: str, body: bytes) -> Form:
    """Return a form.

    Args:
        media_type: The request's Content-Type.
        body: Its body, whole.

    Raises:
        Refused: It is no form, or a damaged one.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        try:
            pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            raise Refused(400, "malformed") from None
        return Form(collected(pairs))
    if kind == "multipart/form-data":
        return read_multipart(media_type, body)
    raise Refused(400, "malformed")
