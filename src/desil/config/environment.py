"""What the environment says, read once and typed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desil.config.values import listed, require_possible_values

DEFAULT_HOME = "desil-home"
DEFAULT_UPLOAD_GB = 4
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that differ between machines.

    `database_url` is the address of the register that is open, else that of the office on the
    server that an administrator named, else the owner's there, else empty; `hosts` the names
    under which the office may be called; `proxies` the addresses or networks whose word about a
    caller's address is taken; `is_https` whether a proxy in front speaks TLS.
    `is_debug`: only where nobody but this machine is served.
    `second_factor` is "required", "optional", or empty for the usual: required, but in a
    demonstration. `has_public_aggregates`: counts by area are shown without signing in.
    `breached_passwords` is the path of a list (desil/accounts/breached.py); `audit_*_key` are
    base64 and take the place of the files in the home. `most_upload_bytes` is the largest delivery
    that may be sent over the web.
    """

    home: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...]
    proxies: tuple[str, ...]
    is_debug: bool
    is_https: bool
    second_factor: str
    has_public_aggregates: bool
    breached_passwords: str
    audit_signing_key: str = field(repr=False)
    audit_secret_key: str = field(repr=False)
    oidc: OpenIdConnect | None
    most_upload_bytes: int = DEFAULT_UPLOAD_GB << 30


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    """Another server where people may sign in: its address, and this office's name and secret
    there; `label` is what the button says."""

    server: str
    client_id: str
    secret: str = field(repr=False)
    label: str


def _oidc_of(variables: Mapping[str, str]) -> OpenIdConnect | None:
    server = variables.get("DESIL_OIDC_SERVER", "")
    if not server:
        return None
    return OpenIdConnect(
        server,
        variables.get("DESIL_OIDC_CLIENT_ID", ""),
        variables.get("DESIL_OIDC_SECRET", ""),
        variables.get("DESIL_OIDC_LABEL", "OpenID Connect"),
    )


def _kept_secret(home: Path) -> str:
    """The key that sessions and links are signed with: a file of the home, made at first use,
    readable by its owner only. A passing one where there is no home yet."""
    fresh = secrets.token_urlsafe(48)
    if not home.is_dir():
        return fresh
    path = home / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    except PermissionError:
        return fresh
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh


def _proxies_of(variables: Mapping[str, str], *, is_https: bool) -> tuple[str, ...]:
    """Those that are named; else, where TLS is spoken in front of us, this machine's own."""
    named = listed(variables.get("DESIL_PROXIES", ""))
    return named or (("127.0.0.0/8", "::1") if is_https else ())


def environment_of(variables: Mapping[str, str]) -> Environment:
    """The environment that `variables` describe (environment.yaml has their names);
    MachineLacks where one has a value that it cannot have."""
    require_possible_values(variables)
    hosts = listed(variables.get("DESIL_HOSTS", ""))
    home, is_https = (
        Path(variables.get("DESIL_HOME", DEFAULT_HOME)),
        variables.get("DESIL_HTTPS", "") == "1",
    )
    return Environment(
        home=home,
        database_url=variables.get("DESIL_REGISTER_URL", "")
        or variables.get("DESIL_OFFICE_DATABASE_URL", "")
        or variables.get("DESIL_DATABASE_URL", ""),
        secret_key=variables.get("DESIL_SECRET_KEY", "") or _kept_secret(home),
        hosts=_LOCAL_HOSTS + hosts,
        proxies=_proxies_of(variables, is_https=is_https),
        is_debug=variables.get("DESIL_DEBUG", "") == "1" and not hosts and not is_https,
        is_https=is_https,
        second_factor=variables.get("DESIL_SECOND_FACTOR", ""),
        has_public_aggregates=variables.get("DESIL_PUBLIC_AGGREGATES", "") == "1",
        breached_passwords=variables.get("DESIL_BREACHED_PASSWORDS", ""),
        audit_signing_key=variables.get("DESIL_AUDIT_SIGNING_KEY", ""),
        audit_secret_key=variables.get("DESIL_AUDIT_SECRET_KEY", ""),
        oidc=_oidc_of(variables),
        most_upload_bytes=int(variables.get("DESIL_UPLOAD_GB") or DEFAULT_UPLOAD_GB) << 30,
    )
