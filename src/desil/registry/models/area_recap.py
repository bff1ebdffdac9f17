"""Families and people of one area at one release, by official decile: counted once, with the
publication, so that no page counts millions of rows."""

from __future__ import annotations

from django.db import models

from desil.registry.columns import identifier
from desil.registry.models.publication import Publication
from desil.registry.names import STANDINGS, AreaLevel


class AreaRecap(models.Model):
    """One area at one release; further columns `families_1` … `families_10`,
    `families_unranked`, and the same of `people`."""

    pk = models.CompositePrimaryKey("release_date", "level", "area_code", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    release_date = models.DateField("tanggal rilis")
    level = models.CharField("tingkat wilayah", choices=[(a.value, a.name) for a in AreaLevel])
    area_code = identifier("kode wilayah (BPS)")
    area_name = models.CharField("nama wilayah")
    parent_code = identifier("kode wilayah di atasnya")

    class Meta:
        """Its table and rules."""

        db_table = "area_recap"


for _unit, _label in (("families", "keluarga"), ("people", "jiwa")):
    for _standing in STANDINGS:
        AreaRecap.add_to_class(
            f"{_unit}_{_standing}", models.IntegerField(f"{_label}, desil {_standing}")
        )
