"""A submission's XML, read without trust: no entities, no documents from elsewhere, a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desil.accounts.handles import Handles
from desil.api.openrosa.sheets import FORM_ID, MEMBER, PERSON
from desil.cases.actions.field import VisitForm
from desil.cases.changes.member_findings import MemberAnswers
from desil.cases.changes.visited import FACTS, PERSON_FACTS, PHOTOS
from desil.cases.evidence.photo import Place, checked_place
from desil.errors import NotFound, UsageFault

MOST_XML_BYTES = 200_000
MOST_MEMBERS = 30
_INSTANCE = re.compile(r"uuid:[0-9a-fA-F-]{32,36}")
_FILE_NAME = re.compile(r"[\w.-]{1,100}")
_NOT_OURS = "Isian itu bukan formulir kunjungan yang sah."


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _root(content: bytes) -> Element:
    if len(content) > MOST_XML_BYTES:
        raise UsageFault(
            "Isian {content} byte.",
            hint="Paling banyak {most_xml_bytes}.",
            content=len(content),
            most_xml_bytes=MOST_XML_BYTES,
        )
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UsageFault(_NOT_OURS, hint="XML yang utuh, tanpa DTD dan entitas.") from None
    if _local(root) != FORM_ID or root.get("id") != FORM_ID:
        raise UsageFault(
            _NOT_OURS, hint="Formulirnya {form_id}; ambil lagi dari server.", form_id=FORM_ID
        )
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


def _leaves(element: Element) -> Iterator[tuple[str, str]]:
    """The answers under an element by their names, in order, without those of members; however
    deep a hostile form is nested."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if len(here) == 0:
            yield _local(here), (here.text or "").strip()
        elif here is element or _local(here) != MEMBER:
            waiting += reversed(here)


def _member(told: Mapping[str, str], handles: Handles) -> MemberAnswers:
    try:
        nik = handles.number("nik", told.get(PERSON, ""))
    except NotFound:
        nik = ""
    return MemberAnswers(nik, {c.name: told[c.name] for c in PERSON_FACTS if told.get(c.name)})


def _members(root: Element, handles: Handles) -> tuple[MemberAnswers, ...]:
    """What was answered of each person; repeats that say nothing are left out."""
    repeats = [dict(_leaves(e)) for e in root if _local(e) == MEMBER]
    if len(repeats) > MOST_MEMBERS:
        raise UsageFault(
            "Isian tentang {repeats} orang.",
            hint="Paling banyak {most_members}.",
            repeats=len(repeats),
            most_members=MOST_MEMBERS,
        )
    found = [_member(told, handles) for told in repeats]
    return tuple(one for one in found if one.answers)


def visit_in(content: bytes, handles: Handles) -> VisitForm:
    """The visit form that the XML is; UsageFault for anything else. A form of an older version that
    asked less is as good; a person whose handle is none of ours has no NIK."""
    root = _root(content)
    told = dict(_leaves(root))
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
        members=_members(root, handles),
    )
