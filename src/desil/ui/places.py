"""Names of places as pages show them."""

from __future__ import annotations


def place_name(name: str) -> str:
    """A name that hand-over files write in capitals, in ordinary letters; any other as it is."""
    return name.title() if name.isupper() else name
