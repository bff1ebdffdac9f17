"""Evidence: by its content, without what a camera or an author hid in it, opened on record."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from PIL import Image

from desil.audit.models import AuditEvent
from desil.cases.actions.evidence import open_evidence
from desil.cases.evidence.photo import Place
from desil.cases.models import CaseEvent, CaseEvidence
from desil.errors import CheckFailed, Conflict, NotFound, Refused, UsageFault
from tests.case_office import OTHER_VILLAGE, acting, again, at_desk, entered
from tests.case_pictures import added, folder, picture, placed_picture
from tests.case_walk import walked_to

pytestmark = pytest.mark.usefixtures("register")


def test_a_photo_is_written_anew_and_its_place_kept_apart() -> None:
    case = entered().case
    row = added(case)
    assert (round(row.latitude, 3), round(row.longitude, 3)) == (-6.234, 106.991)
    assert row.taken_at.isoformat() == "2026-11-24T09:30:00+07:00"
    kept = folder().read(row.sha256)
    assert b"script" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert again(case).events == 3


def test_a_paper_keeps_no_place() -> None:
    row = added(entered().case, "ktp")
    assert (row.latitude, row.longitude) == (None, None)


def test_the_phone_says_the_place_where_the_photo_does_not() -> None:
    case = entered().case
    row = added(case, content=picture(), place=Place(-6.3, 107.0))
    assert row.latitude == -6.3


def test_the_same_photo_again_is_no_second_document() -> None:
    case = entered().case
    first, retry = added(case), added(case)
    assert first.pk == retry.pk
    assert again(case).events == 3


def png_bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\x00" * (width // 8 + 1)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * min(height, 2000))) + chunk(b"IEND", b"")
    )  # fmt: skip


BAD = {
    "nothing": b"",
    "a script": b"#!/bin/sh\necho halo\n",
    "a page": b"<html><script>alert(1)</script></html>",
    "a picture that ends early": placed_picture()[:2000],
    "a drawing with scripts": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a bomb of 10 thousand million points": png_bomb(100_000, 100_000),
    "a bomb just over the limit": png_bomb(10_000, 5_001),
    "a PDF that is none": b"%PDF-1.7 nothing",
    "a GIF": picture(format="GIF"),
    "eleven million bytes": b"\xff\xd8" + bytes(11_000_000),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_or_paper_leaves_nothing(name: str) -> None:
    case = entered().case
    with pytest.raises(UsageFault):
        added(case, "ktp", BAD[name]) if BAD[name] else added(case, "hat")
    assert again(case).events == 2
    assert not (settings.DESIL_HOME / "evidence").exists()


def paper(pages: int = 1, *, password: str = "") -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.pages[0].obj["/AA"] = pikepdf.Dictionary(O=script)
    pdf.attachments["evil.exe"] = b"MZ evil"
    sink = io.BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else None
    pdf.save(sink, encryption=locked)
    return sink.getvalue()


def test_a_paper_loses_its_scripts_and_attachments() -> None:
    row = added(entered().case, "kk", paper())
    kept = folder().read(row.sha256)
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert len(pdf.pages) == 1
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.pages[0].obj
        assert not len(pdf.attachments)
    assert b"alert" not in kept
    for content in (paper(31), paper(password="rahasia")):
        with pytest.raises(UsageFault):
            added(entered(seed=2).case, "kk", content)
    with pytest.raises(UsageFault, match="harus berupa foto"):
        added(entered(seed=3).case, "house_front", paper())


def test_evidence_is_opened_on_record_by_those_who_may() -> None:
    row = added(entered().case)
    with at_desk("lurah"):
        opened = open_evidence(row.pk, folder=folder(), **acting("lurah"))
    assert (opened.media_type, opened.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert AuditEvent.objects.filter(verb="EVIDENCE_OPEN", actor="user:lurah1").count() == 1
    with at_desk("lurah", OTHER_VILLAGE), pytest.raises(NotFound):
        open_evidence(row.pk, folder=folder(), **acting("lurah"))
    with at_desk("verifier"), pytest.raises(Refused):
        open_evidence(row.pk, folder=folder(), **acting("head"))
    folder().path_of(row.sha256).write_bytes(b"other")
    with at_desk("lurah"), pytest.raises(CheckFailed):
        open_evidence(row.pk, folder=folder(), **acting("lurah"))


def test_only_the_owner_reads_the_files() -> None:
    row = added(entered().case)
    path: Path = folder().path_of(row.sha256)
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
    with at_desk("verifier"):
        assert CaseEvidence.objects.count() == 1
        assert CaseEvent.objects.filter(move="document").count() == 1


def test_no_evidence_is_added_once_it_is_signed() -> None:
    with pytest.raises(Conflict):
        added(walked_to("send"))
