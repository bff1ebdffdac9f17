"""The square code on a letter, read by a phone's camera."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """An SVG picture of the QR code (ISO/IEC 18004, level M) of an address."""
    picture = io.BytesIO()
    segno.make_qr(address, error="m").save(
        picture, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return picture.getvalue().decode("ascii")
