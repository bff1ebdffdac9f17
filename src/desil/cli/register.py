"""Opening a home's register on behalf of a command."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path

from desil.registry.register import Register, open_register


def opened_register(home: Path, purpose: str) -> AbstractContextManager[Register]:
    """The register of `home`; `purpose` is what other commands are told while it is held."""
    return open_register(
        home,
        database_url=os.environ.get("DESIL_DATABASE_URL", ""),
        office_login=os.environ.get("DESIL_OFFICE_DATABASE_URL", ""),
        search_path=os.environ.get("PATH", os.defpath),
        purpose=purpose,
    )
