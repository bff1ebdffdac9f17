"""A submission's XML, read without trust: no entities, no documents from elsewhere, a limit."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desil.api.openrosa.sheets import FACTS, FORM_ID, PHOTOS
from desil.cases.actions.field import VisitForm
from desil.cases.evidence.photo import Place, checked_place
from desil.errors import UsageFault

MOST_XML_BYTES = 200_000
_INSTANCE = re.compile(r"uuid:[0-9a-fA-F-]{32,36}")
_FILE_NAME = re.compile(r"[\w.-]{1,100}")
_NOT_OURS = "Isian itu bukan formulir kunjungan yang sah."


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _root(content: bytes) -> Element:
    if len(content) > MOST_XML_BYTES:
        raise UsageFault(f"Isian {len(content)} byte.", hint=f"Paling banyak {MOST_XML_BYTES}.")
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UsageFault(_NOT_OURS, hint="XML yang utuh, tanpa DTD dan entitas.") from None
    if _local(root) != FORM_ID or root.get("id") != FORM_ID:
        raise UsageFault(_NOT_OURS, hint=f"Formulirnya {FORM_ID}; ambil lagi dari server.")
    return root


def _place(text: str) -> Place | None:
    try:
        latitude, longitude = (float(part) for part in text.split()[:2])
    except ValueError:
        return None
    return checked_place(latitude, longitude)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise UsageFault("Tanggal kunjungan tidak terbaca.", hint="TAHUN-BULAN-HARI.") from None


def _photos(told: dict[str, str]) -> dict[str, str]:
    """The document of each file name; UsageFault for a name that is no plain file name."""
    found = {told[name]: name for name in PHOTOS if told.get(name)}
    wrong = [name for name in found if not _FILE_NAME.fullmatch(name)]
    if wrong or len(found) < sum(bool(told.get(name)) for name in PHOTOS):
        raise UsageFault(
            "Nama foto tidak sah.", hint="Huruf, angka, '.', '-', '_'; tiap foto beda."
        )
    return found


def visit_in(content: bytes) -> VisitForm:
    """The visit form that the XML is; UsageFault for anything else."""
    root = _root(content)
    told = {_local(e): (e.text or "").strip() for e in root.iter() if len(e) == 0}
    instance = told.get("instanceID", "")
    if not _INSTANCE.fullmatch(instance):
        raise UsageFault(_NOT_OURS, hint="Nomor isiannya (instanceID) harus uuid.")
    if not told.get("case_number"):
        raise UsageFault("Pengaduan yang dikunjungi belum dipilih.", hint="Pilih dari daftar.")
    return VisitForm(
        instance_id=instance,
        form_version=root.get("version", "")[:20],
        number=told["case_number"],
        seen=told.get("seen", "")[:40],
        visited_on=_day(told.get("visited_on", "")),
        place=_place(told.get("place", "")),
        answers={c.name: told[c.name] for c in FACTS if told.get(c.name)},
        photos=_photos(told),
        remark=told.get("remark", "")[:1_000],
        content=content.decode("utf-8", errors="replace"),
    )
