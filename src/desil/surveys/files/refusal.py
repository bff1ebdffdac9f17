"""Why a survey file cannot be read, in words for the person who handed it in."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that cannot be read; `hint` says what to do next."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
