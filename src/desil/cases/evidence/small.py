"""A photo in small, for a page that shows what lies there."""

from __future__ import annotations

import io

from PIL import Image

SIDE = 160  # pixels of the longer side
_QUALITY = 60


def small_size(width: int, height: int) -> tuple[int, int]:
    """How large `small_photo` makes a photo of this size."""
    longest = max(width, height)
    if longest <= SIDE:
        return width, height
    return max(1, round(width * SIDE / longest)), max(1, round(height * SIDE / longest))


def small_photo(content: bytes) -> bytes:
    """A kept photo (JPEG, as `evidence.photo` wrote it) as a JPEG of at most `SIDE` pixels, without
    anything that a camera wrote."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        wanted = small_size(image.width, image.height)
        image.draft("RGB", wanted)
        small = image.convert("RGB").resize(wanted, Image.Resampling.BILINEAR)
    small.info = {}
    sink = io.BytesIO()
    small.save(sink, "JPEG", quality=_QUALITY)
    return sink.getvalue()
