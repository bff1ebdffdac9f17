"""A PostgreSQL address in the form that Django's settings take."""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict


def database_of(url: str) -> dict[str, Any]:
    """Django's database entry for a PostgreSQL address; socket folders included."""
    parts = {k: str(v) for k, v in conninfo_to_dict(url).items() if v is not None}
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password"}
    entry: dict[str, Any] = {key: parts.pop(part, "") for key, part in known.items()}
    entry |= {"HOST": parts.pop("host", ""), "PORT": parts.pop("port", "")}
    return entry | {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,  # the server may have been restarted in between
        "OPTIONS": parts,
    }
