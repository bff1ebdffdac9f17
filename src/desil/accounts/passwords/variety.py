"""Refuses passwords that are long and yet guessed at once: one letter or a short piece repeated."""

from __future__ import annotations

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def is_repeated_piece(text: str, longest: int) -> bool:
    """Whether a text is a piece of at most `longest` signs, repeated to its end."""
    return any(
        text == (text[:n] * len(text))[: len(text)] for n in range(1, min(longest, len(text)) + 1)
    )


def is_run(text: str) -> bool:
    """Whether every sign follows the one before it: "abcdefghijkl", "987654321098"."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(text) > 1 and (steps <= {1, -9} or steps <= {-1, 9})


class VarietyValidator:
    """Refuses a password of fewer than `least` different signs (case does not count), of a short
    piece repeated, or of signs in a row."""

    def __init__(self, least: int = 6) -> None:
        self.least = least

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password of little variety."""
        plain = password.casefold()
        if len(set(plain)) < self.least or is_repeated_piece(plain, 8) or is_run(plain):
            raise ValidationError(
                _("Kata sandi ini terlalu seragam. Pakai paling sedikit %(n)d huruf yang berbeda.")
                % {"n": self.least},
                "uniform",
            )

    def get_help_text(self) -> str:
        """What the page says beforehand."""
        return _("Paling sedikit %(n)d huruf yang berbeda, bukan potongan yang diulang.") % {
            "n": self.least
        }
