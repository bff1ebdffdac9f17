"""A label in both languages of the product, and the spelling under which texts are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NOT_A_SIGN = re.compile(r"[^a-z0-9<>=]+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called on screen: Indonesian first, English beside it."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("id" or "en"); Indonesian for any other."""
        return self.en if language == "en" else self.id


def spelling_of(text: str) -> str:
    """`text` in lower case with letters, digits and `< > =` only.

    Two labels that differ in spaces, punctuation, accents or case have one spelling, so that
    "Arenjaya" meets "Aren Jaya" and "<= 900 Watt" meets "<=900 watt".
    """
    plain = text.replace("≤", "<=").replace("≥", ">=")
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return _NOT_A_SIGN.sub("", folded.lower())
