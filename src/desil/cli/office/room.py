"""Reaching into the office's rooms from the command line.

They hold Django's models, which can be named only once a register is open; Django itself finds
such parts by their full names, and so do we.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from desil.audit.journal import Journal, journal_in


def office_part(name: str) -> Any:
    """A part of `desil.accounts` by its full name below it; a register must be open."""
    return import_string(f"desil.accounts.{name}")


def case_part(name: str) -> Any:
    """A part of `desil.cases` by its full name below it; a register must be open."""
    return import_string(f"desil.cases.{name}")


def delivery_part(name: str) -> Any:
    """A decision about deliveries by its name; a register must be open."""
    return import_string(f"desil.jobs.deliveries.standing.{name}")


def room_part(name: str) -> Any:
    """A part of another room by its full name below `desil`; a register must be open."""
    return import_string(f"desil.{name}")


def journal_of(home: Path) -> Journal:
    """The log of a home, with the keys that the environment or the home has."""
    return journal_in(
        home,
        os.environ.get("DESIL_AUDIT_SIGNING_KEY", ""),
        os.environ.get("DESIL_AUDIT_SECRET_KEY", ""),
    )


def system_actor(operator: str) -> str:
    """How the log names whoever runs a command."""
    return f"system:{operator}"
