"""The two tables of the register that a hand-over file fills."""

from __future__ import annotations

from desil.dictionary.family import FAMILY
from desil.dictionary.person import PERSON

__all__ = ["FAMILY", "PERSON"]
