"""Families of the newest release, and every family's official deciles by release."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.dictionary.results import FAMILIES, FAMILY_DECILES
from desil.dictionary.tables import FAMILY
from desil.registry.columns import identifier, stores
from desil.registry.models.publication import Publication


@stores(FAMILIES, FAMILY)
class Family(models.Model):
    """A family with its dwelling and assets; each group of facts has its source and date.

    Its official deciles are in FamilyDecile.
    """

    pk = models.CompositePrimaryKey("family_number", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")
    unranked_reason = models.CharField("alasan belum diperingkat")

    class Meta:
        """Its table and rules."""

        db_table = "family"
        indexes: ClassVar = [models.Index(fields=["village_code"], name="family_village")]


@stores(FAMILY_DECILES, FAMILY)
class FamilyDecile(models.Model):
    """A family's official deciles in one release, imported and never edited.

    Unranked families have no decile (NULL) and a reason.
    """

    pk = models.CompositePrimaryKey("family_number", "release_date", "publication")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    family_number = identifier("Nomor KK")
    release_date = models.DateField("tanggal rilis")
    unranked_reason = models.CharField("alasan belum diperingkat")

    class Meta:
        """Its table and rules."""

        db_table = "family_decile"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decile_national__isnull=True)
                | models.Q(decile_national__range=(1, 10)),
                name="decile_national_is_1_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(decile_national__isnull=False) | ~models.Q(unranked_reason=""),
                name="unranked_has_a_reason",
            ),
        ]
