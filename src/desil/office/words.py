"""What the office's pages call things."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desil.office.area_page import Order
from desil.register.names import AreaLevel


def level_label(level: AreaLevel) -> str:
    """What a level of area is called."""
    return {
        AreaLevel.CITY: _("Kota"),
        AreaLevel.DISTRICT: _("Kecamatan"),
        AreaLevel.VILLAGE: _("Kelurahan"),
    }[level]


def parts_heading(level: AreaLevel | None) -> str:
    """The heading over the parts of an area; empty when it has none."""
    return {
        AreaLevel.DISTRICT: _("Menurut kecamatan"),
        AreaLevel.VILLAGE: _("Menurut kelurahan"),
    }.get(level or AreaLevel.CITY, "")


def order_label(order: Order) -> str:
    """What an order of areas is called."""
    return {
        Order.CODE: _("kode wilayah"),
        Order.NAME: _("nama"),
        Order.FIRST_FOUR: _("bagian desil 1–4"),
    }[order]
