"""The base of Rekindle's values: frozen, compared by their fields, and cheap to define.

A frozen dataclass would do the same. But defining one takes thirty times as long (it compiles six methods), a
start defines a hundred, and no library can read one back from JSON without extra code.

Must not know: what any value means.
"""

from __future__ import annotations

from typing import dataclass_transform

import msgspec
from msgspec.structs import force_setattr as force_setattr
from msgspec.structs import replace as replace


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A value: set once, equal to values with equal fields, serialized compactly as `[name, field, …]`."""
