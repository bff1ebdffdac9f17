"""Pictures in the place of papers and homes: they say that they are examples."""

from __future__ import annotations

import io
from hashlib import sha256

from PIL import Image, ImageDraw

_SIZE, _INK = (720, 480), (40, 40, 40)
_TILES = (6, 4)


def example_picture(title: str, number: str) -> bytes:
    """A JPEG that says `title` and the number of its case, before tiles in colours that follow from
    both: no two look alike, so that none is taken for a photo of another home."""
    image = Image.new("RGB", _SIZE)
    draw = ImageDraw.Draw(image)
    wide, high = (side // tiles for side, tiles in zip(_SIZE, _TILES, strict=True))
    shades = sha256(f"{title} {number}".encode()).digest()
    for place in range(_TILES[0] * _TILES[1]):
        left, top = place % _TILES[0] * wide, place // _TILES[0] * high
        shade = 120 + shades[place] * 120 // 255
        draw.rectangle((left, top, left + wide, top + high), fill=(shade, shade + 12, shade))
    draw.rectangle((30, 180, _SIZE[0] - 30, 300), fill=(250, 250, 245))
    draw.text((50, 200), f"CONTOH: {title}\n{number}", fill=_INK, font_size=30)
    made = io.BytesIO()
    image.save(made, "JPEG")
    return made.getvalue()
