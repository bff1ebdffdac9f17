"""The layers by name, as links keep them."""

from __future__ import annotations

from enum import StrEnum


class Layer(StrEnum):
    """By what a record was linked."""

    DECISION = "decision"
    NUMBER = "number"
    NUMBER_MISTYPED = "number_mistyped"
    NAME_EXACT = "name_exact"
    WEIGHT = "weight"
    NOT_LINKED = ""


LAYER_LABELS: dict[Layer, str] = {
    Layer.DECISION: "putusan petugas",
    Layer.NUMBER: "NIK, dikuatkan nama atau tanggal lahir",
    Layer.NUMBER_MISTYPED: "NIK salah satu angka, dikuatkan",
    Layer.NAME_EXACT: "nama, tanggal lahir, dan wilayah sama",
    Layer.WEIGHT: "bobot bukti (Splink)",
    Layer.NOT_LINKED: "belum tertaut",
}
