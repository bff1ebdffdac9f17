"""What a file carried beside the picture is not in the photo that is kept."""

import io

import pytest
from PIL import Image, PngImagePlugin

from desil.cases.evidence.photo import cleaned_photo
from desil.cases.evidence.policy import evidence_policy
from tests.case_pictures import picture

SECRET = b"rahasia-di-dalam-foto"


def _png_text() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SECRET.decode())
    return picture(format="PNG", pnginfo=told)


HIDING = {
    "a comment": lambda: picture(comment=SECRET),
    "XMP": lambda: picture(xmp=SECRET),
    "a colour profile": lambda: picture(icc_profile=SECRET),
    "bytes after the end": lambda: picture() + SECRET,
    "a text of PNG": _png_text,
    "XMP of WebP": lambda: picture(format="WEBP", xmp=SECRET),
}


@pytest.mark.parametrize("hidden", HIDING)
def test_nothing_hidden_is_kept(hidden: str) -> None:
    arrived = HIDING[hidden]()
    assert SECRET in arrived
    assert SECRET not in cleaned_photo(arrived, evidence_policy()).content


def test_a_photo_lying_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn (EXIF 2.32, Orientation)
    found = cleaned_photo(picture(size=(640, 480), exif=exif), evidence_policy())
    assert (found.width, found.height) == (480, 640)
    assert not Image.open(io.BytesIO(found.content)).getexif()


def test_the_pixels_are_the_same_but_for_jpeg() -> None:
    arrived = Image.open(io.BytesIO(picture(quality=95)))
    kept = Image.open(io.BytesIO(cleaned_photo(picture(quality=95), evidence_policy()).content))
    far = max(abs(a - b) for a, b in zip(arrived.tobytes(), kept.tobytes(), strict=True))
    assert far <= 8
