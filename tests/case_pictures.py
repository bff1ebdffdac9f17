"""Made-up photos, and cases that they are added to."""

from __future__ import annotations

import io
import random
from typing import Any

from django.conf import settings
from PIL import Image

from desil.cases.actions.evidence import add_evidence
from desil.cases.evidence.folder import EvidenceFolder
from tests.case_office import acting, at_desk


def picture(drawn: int = 90, size: tuple[int, int] = (640, 480), **saved: Any) -> bytes:
    noise = random.Random(drawn).randbytes(9 * 8)
    image = Image.frombytes("L", (9, 8), noise).resize(size, Image.Resampling.BICUBIC)
    sink = io.BytesIO()
    image.convert("RGB").save(sink, saved.pop("format", "JPEG"), **saved)
    return sink.getvalue()


def placed_picture(latitude: float = 6.2341, longitude: float = 106.9912, drawn: int = 90) -> bytes:
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "S", (float(int(latitude)), (latitude % 1) * 60, 0.0)
    gps[3], gps[4] = "E", (float(int(longitude)), (longitude % 1) * 60, 0.0)
    exif[0x010E] = "<script>alert(1)</script>"
    exif.get_ifd(0x8769)[36867] = "2026:11:24 09:30:00"
    return picture(drawn, exif=exif)


def folder() -> EvidenceFolder:
    return EvidenceFolder(settings.DESIL_HOME)


def added(case: Any, document: str = "house_front", content: bytes = b"", **told: Any) -> Any:
    with at_desk("operator"):
        return add_evidence(
            case.number, document=document, content=content or placed_picture(),
            folder=folder(), **told, **acting("operator"),
        )  # fmt: skip
