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

from desil.config.variables import environment_variables
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


# Whether a text is such a value, and how to write one.
VALUES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "switch": (_is_switch, "1 (ya), 0 (tidak), atau kosong"),
    "second_factor": (
        lambda text: text in ("required", "optional"), "required, optional, atau kosong"
    ),
    "size": (_is_size, f"bilangan bulat 1 sampai {_MOST_GB}, misalnya 4"),
    "networks": (_are_networks, "alamat atau jaringan: 10.0.0.5, 192.168.0.0/24"),
    "hosts": (_are_hosts, "nama tanpa https:// dan tanpa port: desil.dinsos.example"),
    "existing_path": (_is_there, "berkas atau folder yang ada"),
    "web_address": (_is_web_address, "alamat lengkap: https://masuk.example"),
    "key": (_is_key, f"{_KEY_BYTES} byte dalam base64"),
    "database": (
        _is_database,
        "postgresql://pengguna:sandi@server/basisdata; dalam sandi tulis / sebagai %2F, @ sebagai "
        "%40, : sebagai %3A, % sebagai %25, # sebagai %23",
    ),
}  # fmt: skip


def require_possible_values(variables: Mapping[str, str]) -> None:
    """MachineLacks for the first variable with a value that it cannot have; a secret one is not
    shown. Empty is as good as unset."""
    for variable in environment_variables().values():
        value = variables.get(variable.name, "")
        if not value or variable.value not in VALUES:
            continue
        is_possible, how = VALUES[variable.value]
        if not is_possible(value):
            shown = f"Isi {variable.name}" if variable.is_secret else f"{variable.name}='{value}'"
            raise MachineLacks(
                "{shown} tidak dapat dipakai.",
                hint="Yang boleh: {allowed}.",
                shown=shown,
                allowed=how,
            )
    if variables.get("DESIL_OIDC_SERVER") and not variables.get("DESIL_OIDC_CLIENT_ID"):
        raise MachineLacks(
            "DESIL_OIDC_SERVER diisi, tetapi DESIL_OIDC_CLIENT_ID tidak.",
            hint="Isi DESIL_OIDC_CLIENT_ID dan DESIL_OIDC_SECRET menurut server itu.",
        )
