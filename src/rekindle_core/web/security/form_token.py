"""Rule: a form that is posted holds the token of its session, so that it was made by one of our pages."""

from __future__ import annotations

import hmac

from rekindle_core.web.forms.form import Form
from rekindle_core.web.security.entry import Session
from rekindle_core.web.security.refused import Refused

FIELD = "form_token"


def see_form_token(form: Form, session: Session) -> None:
    """Check that a form belongs to a session.

    Raises:
        Refused: It doesn't.
    """
    if not hmac.compare_digest(form.text(FIELD).encode("utf-8", "replace"), session.form_token.encode()):
        raise Refused(403, "form")
