"""Answers as OpenRosa wants them: its headers, its XML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from desil.api.openrosa.submitted import MOST_XML_BYTES
from desil.cases.evidence.policy import evidence_policy
from desil.errors import Conflict, DesilError, NotFound, Refused

VERSION = "1.0"
XML = "text/xml; charset=utf-8"
_NAMESPACES = {
    "xforms": "http://openrosa.org/xforms/xformsList",
    "manifest": "http://openrosa.org/xforms/xformsManifest",
    "OpenRosaResponse": "http://openrosa.org/http/response",
}
_STATUS: tuple[tuple[type[DesilError], int], ...] = (
    (NotFound, 404),
    (Conflict, 409),
    (Refused, 403),
)


def most_bytes() -> int:
    """The largest submission that is taken in one sending: a form and three photos."""
    return 3 * evidence_policy().most_bytes + MOST_XML_BYTES + 20_000


def answered(
    request: HttpRequest, at: datetime, content: bytes = b"", *, status: int = 200, kind: str = XML
) -> HttpResponse:
    """An answer with OpenRosa's headers."""
    answer = HttpResponse(content, status=status, content_type=kind)
    answer["X-OpenRosa-Version"] = VERSION
    answer["X-OpenRosa-Accept-Content-Length"] = str(most_bytes())
    answer["Date"] = http_date(at.timestamp())
    answer["Cache-Control"] = "no-store"
    return answer


def _document(root: Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root)


def listed(kind: str, entry: str, entries: list[Mapping[str, str]]) -> bytes:
    """A form list ("xforms", "xform") or a manifest ("manifest", "mediaFile")."""
    root = Element(kind, {"xmlns": _NAMESPACES[kind]})
    for told in entries:
        element = SubElement(root, entry)
        for name, text in told.items():
            SubElement(element, name).text = text
    return _document(root)


def message_response(
    request: HttpRequest, at: datetime, message: str, *, status: int, nature: str = ""
) -> HttpResponse:
    """A message for whoever holds the phone."""
    root = Element("OpenRosaResponse", {"xmlns": _NAMESPACES["OpenRosaResponse"]})
    SubElement(root, "message", {"nature": nature} if nature else {}).text = message
    return answered(request, at, _document(root), status=status)


def refused(request: HttpRequest, at: datetime, fault: DesilError) -> HttpResponse:
    """What was wrong, and what next."""
    status = next((code for kind, code in _STATUS if isinstance(fault, kind)), 400)
    return message_response(request, at, f"{fault.message} {fault.hint}".strip(), status=status,
                nature="submit_error")  # fmt: skip
