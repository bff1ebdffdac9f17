"""The values that environment variables may have: a slip of the pen is reported at the start."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from desil.errors import MachineLacks

_HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_KEY_BYTES = 32
_MOST_GB = 1024


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list with commas, without blanks."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_switch(text: str) -> bool:
    return text in ("0", "1")


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _MOST_GB


def _are_networks(text: str) -> bool:
    try:
        return bool([ip_network(part, strict=False) for part in listed(text)])
    except ValueError:
        return False


def _are_hosts(text: str) -> bool:
    return all(_HOST.fullmatch(part) for part in listed(text))


def _is_database(text: str) -> bool:
    try:
        return bool(conninfo_to_dict(text))
    except psycopg.Error:
        return False


def _is_key(text: str) -> bool:
    try:
        return len(b64decode(text.strip(), validate=True)) == _KEY_BYTES
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)


def _is_there(text: str) -> bool:
    return Path(text).exists()


_DATABASE = (
    "postgresql://pengguna:sandi@server/basisdata; dalam sandi tulis / sebagai %2F, @ sebagai %40, "
    ": sebagai %3A, % sebagai %25, # sebagai %23"
)
_KEY = "32 byte dalam base64"
_SWITCH = "1 (ya), 0 (tidak), atau kosong"
# Which values each may have, whether a wrong one may be shown, and how to write it.
_ALLOWED: Mapping[str, tuple[Callable[[str], bool], bool, str]] = {
    "DESIL_DEBUG": (_is_switch, True, _SWITCH),
    "DESIL_HTTPS": (_is_switch, True, _SWITCH),
    "DESIL_PUBLIC_AGGREGATES": (_is_switch, True, _SWITCH),
    "DESIL_SECOND_FACTOR": (
        lambda text: text in ("required", "optional"), True, "required, optional, atau kosong"
    ),
    "DESIL_UPLOAD_GB": (_is_size, True, f"bilangan bulat 1 sampai {_MOST_GB}, misalnya 4"),
    "DESIL_PROXIES": (_are_networks, True, "alamat atau jaringan: 10.0.0.5, 192.168.0.0/24"),
    "DESIL_HOSTS": (_are_hosts, True, "nama tanpa https:// dan tanpa port: desil.dinsos.example"),
    "DESIL_BREACHED_PASSWORDS": (_is_there, True, "berkas atau folder yang ada"),
    "DESIL_OIDC_SERVER": (_is_web_address, True, "alamat lengkap: https://masuk.example"),
    "DESIL_AUDIT_SIGNING_KEY": (_is_key, False, _KEY),
    "DESIL_AUDIT_SECRET_KEY": (_is_key, False, _KEY),
    "DESIL_DATABASE_URL": (_is_database, False, _DATABASE),
    "DESIL_OFFICE_DATABASE_URL": (_is_database, False, _DATABASE),
}  # fmt: skip


def require_possible_values(variables: Mapping[str, str]) -> None:
    """MachineLacks for the first variable with a value that it cannot have; a secret one is not
    shown. Empty is as good as unset."""
    for name, (is_possible, may_be_shown, how) in _ALLOWED.items():
        value = variables.get(name, "")
        if value and not is_possible(value):
            shown = f"{name}='{value}'" if may_be_shown else f"Isi {name}"
            raise MachineLacks(f"{shown} tidak dapat dipakai.", hint=f"Yang boleh: {how}.")
    if variables.get("DESIL_OIDC_SERVER") and not variables.get("DESIL_OIDC_CLIENT_ID"):
        raise MachineLacks(
            "DESIL_OIDC_SERVER diisi, tetapi DESIL_OIDC_CLIENT_ID tidak.",
            hint="Isi DESIL_OIDC_CLIENT_ID dan DESIL_OIDC_SECRET menurut server itu.",
        )
