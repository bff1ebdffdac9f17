"""The address of whoever asks, behind proxies that are named (DESIL_PROXIES).

Every limit on attempts counts this address: the sign-in's, the portal's, the phones'. A header that
a caller wrote counts for nothing: X-Forwarded-For is read from the right, as far as our own proxies
wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address
_HOME_BITS = 64  # a household or an office is given at least so many addresses of IPv6


def address_in(text: str) -> Address | None:
    """The address in one part of X-Forwarded-For, with or without a port; None where none is."""
    told = text.strip()
    if told.startswith("["):
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        found = ip_address(told)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def is_ours(address: Address, proxies: Sequence[str]) -> bool:
    """Whether an address is one of the named proxies (addresses or networks)."""
    return any(address in ip_network(proxy, strict=False) for proxy in proxies)


def real_address(peer: str, forwarded: str, proxies: Sequence[str]) -> str:
    """Who asks: `peer`, or where that is one of our proxies, the last in `forwarded` that is not.
    Of IPv6 the network, which one household holds."""
    found = address_in(peer)
    if found is None:
        return peer
    for part in reversed(forwarded.split(",")):
        if not is_ours(found, proxies):
            break
        told = address_in(part)
        if told is None:
            break
        found = told
    if isinstance(found, IPv6Address) and not found.is_loopback:
        return str(IPv6Network((found, _HOME_BITS), strict=False).network_address)
    return str(found)


class RealAddress:
    """Middleware: REMOTE_ADDR is from here on the address of whoever asks."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        peer = request.META.get("REMOTE_ADDR", "")
        forwarded = request.headers.get("X-Forwarded-For", "")
        request.META["REMOTE_ADDR"] = real_address(peer, forwarded, settings.TRUSTED_PROXIES)
        return self.respond(request)
