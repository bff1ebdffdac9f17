"""What the environment says, read once and typed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = "desil-home"
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that differ between machines.

    `database_url` is the address of the register that is open, else of the server that an
    administrator named, else empty; `hosts` the names
    under which the office may be called; `is_https` whether a proxy in front speaks TLS.
    """

    home: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    is_debug: bool
    is_https: bool


def environment_of(variables: Mapping[str, str]) -> Environment:
    """The environment that `variables` describe (see docs/reference for their names)."""
    hosts = tuple(h.strip() for h in variables.get("DESIL_HOSTS", "").split(",") if h.strip())
    return Environment(
        home=Path(variables.get("DESIL_HOME", DEFAULT_HOME)),
        database_url=variables.get("DESIL_REGISTER_URL", "")
        or variables.get("DESIL_DATABASE_URL", ""),
        # Nothing is signed for longer than a process lives until people sign in.
        secret_key=variables.get("DESIL_SECRET_KEY", "") or secrets.token_urlsafe(48),
        hosts=_LOCAL_HOSTS + hosts,
        is_debug=variables.get("DESIL_DEBUG", "") == "1",
        is_https=variables.get("DESIL_HTTPS", "") == "1",
    )
