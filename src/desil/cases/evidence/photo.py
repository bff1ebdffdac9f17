"""A photo as it is kept: decoded, turned upright, made smaller, written anew without metadata.

What the camera wrote (place, moment) is read first and kept beside it; nothing else of the file
survives, so nothing can hide in it.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from desil.cases.evidence.policy import EvidencePolicy
from desil.errors import UsageFault, catalogued

FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, EOFError,
           Image.DecompressionBombError, MemoryError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, WGS 84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo's new bytes (JPEG), its size in pixels, its fingerprint (64 bits, signed), and what
    the camera said of place and moment (its own clock, no time zone)."""

    content: bytes
    width: int
    height: int
    likeness: int
    place: Place | None
    taken_at: datetime | None


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    try:
        degrees, minutes, seconds = (float(p) for p in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(side).upper().startswith(negative) else value


def _place_of(exif: Image.Exif) -> Place | None:
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    tag = ExifTags.GPS
    return checked_place(
        _degrees(gps.get(tag.GPSLatitude), gps.get(tag.GPSLatitudeRef), "S"),
        _degrees(gps.get(tag.GPSLongitude), gps.get(tag.GPSLongitudeRef), "W"),
    )


def checked_place(latitude: float | None, longitude: float | None) -> Place | None:
    """A place, or None where it is not known or on no map (0, 0 is a phone without a fix)."""
    if latitude is None or longitude is None or (latitude, longitude) == (0.0, 0.0):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return Place(round(latitude, 6), round(longitude, 6))


def _moment_of(exif: Image.Exif) -> datetime | None:
    told = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    try:
        return datetime.strptime(str(told), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - has no zone
    except ValueError:
        return None


def likeness_of(image: Image.Image) -> int:
    """The difference hash of a picture (Krawetz 2013): each of 64 bits says whether a point is
    brighter than its right neighbour in a 9 x 8 grey thumbnail. As a signed number."""
    small = image.convert("L").resize((9, 8), Image.Resampling.BILINEAR)
    grey = list(small.tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] > grey[row * 9 + column + 1])
    return bits - (1 << 64) if bits >> 63 else bits


def _image_of(content: bytes, policy: EvidencePolicy) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=FORMATS)
    if image.width * image.height > policy.most_pixels:
        raise UsageFault(
            f"Foto {image.width} x {image.height} titik terlalu besar.",
            hint=f"Paling banyak {policy.most_pixels // 1_000_000} juta titik.",
        )
    return image


def cleaned_photo(content: bytes, policy: EvidencePolicy) -> Photo:
    """The photo as it is kept; UsageFault for bytes that are no JPEG, PNG or WebP, or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # held to our own limit
            image = _image_of(content, policy)
            image.draft("RGB", (policy.longest_side, policy.longest_side))
            exif = image.getexif()
            place, moment = _place_of(exif), _moment_of(exif)
            ImageOps.exif_transpose(image, in_place=True)
            clean = image if image.mode == "RGB" else image.convert("RGB")
            clean.thumbnail((policy.longest_side, policy.longest_side))
            clean.info = {}  # what else the file carried: nothing of it is written
    except _BROKEN as fault:
        raise UsageFault(
            catalogued("Berkas itu bukan foto yang dapat dibaca."),
            hint=catalogued("Kirim foto JPEG, PNG, atau WebP."),
        ) from fault
    sink = io.BytesIO()
    clean.save(sink, "JPEG", quality=policy.jpeg_quality, optimize=False)
    return Photo(sink.getvalue(), clean.width, clean.height, likeness_of(clean), place, moment)
