"""A label in both languages of the product, and the spelling under which texts are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
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


def without_unseen(text: str) -> str:
    """`text` without letters that are not seen: control (but for new lines and tabs), direction,
    width zero, variants; a broken half of a letter becomes U+FFFD."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", whole)
