"""How families go on from number to number."""

from __future__ import annotations

from enum import StrEnum


class Succession(StrEnum):
    """How members of a family went on under another family card number."""

    CONTINUED = "continued"  # the number ended, a new one took its place
    MERGED = "merged"  # the number ended, its members joined another family
    SPLIT = "split"  # a new number, whose members came out of a family that goes on
