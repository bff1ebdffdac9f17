"""Django's page about an error (DESIL_DEBUG=1): where it happened, and no value of anything.

Settings, variables, forms and cookies hold passwords, keys and residents' data, so the page names
the lines of code alone; it opens for programs on this machine only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, ItemsView
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseForbidden
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from desil.ui.loopback import is_loopback

_SHOWN_META = ("REQUEST_METHOD", "PATH_INFO", "SERVER_NAME", "SERVER_PORT")
_SECRETS = (
    re.compile(r"(?<=://)[^/\s@]+:[^/\s@]*(?=@)"),  # user:password@ of an address
    re.compile(r"(?i)(?<=password=)('[^']*'|[^\s&'\"]+)"),
    re.compile(r"\b\d{16}\b"),  # NIK and KK
)


def without_secrets(text: str) -> str:
    """A text without the passwords of addresses and without numbers of people."""
    for secret in _SECRETS:
        text = secret.sub("***", text)
    return text


class NoValues(SafeExceptionReporterFilter):
    """Shows no settings, variables, forms or cookies."""

    def get_safe_settings(self) -> dict[str, Any]:
        """None of them."""
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """What was asked for, without headers or the environment."""
        return {name: request.META.get(name, "") for name in _SHOWN_META} if request else {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        """Their names."""
        return dict.fromkeys(request.COOKIES, "***") if request else {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Their names."""
        return dict.fromkeys(request.POST, "***") if request else {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        """None of them."""
        return dict[str, Any]().items()


class NoSecrets(ExceptionReporter):
    """Takes passwords out of the text of the error too."""

    def get_traceback_data(self) -> dict[str, Any]:
        """What the page shows."""
        shown: dict[str, Any] = super().get_traceback_data()
        for name in ("exception_value", "exception_notes"):
            if name in shown:
                shown[name] = without_secrets(str(shown[name]))
        if "request_insecure_uri" in shown:
            shown["request_insecure_uri"] = str(shown["request_insecure_uri"]).partition("?")[0]
        shown["request_GET_items"] = [(key, "***") for key, _ in shown.get("request_GET_items", ())]
        return shown


class LoopbackOnly:
    """Middleware of debugging: answers nobody from beyond this machine."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse whoever is not here, or comes through a proxy."""
        came_through = request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded")
        if came_through or not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return HttpResponseForbidden("DESIL_DEBUG=1: hanya dari komputer ini.")
        return self.respond(request)
