"""Runs, the publications made of them, and the releases that each publication holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.register.names import PublicationState


class Run(models.Model):
    """A finished run of the pipeline: a frozen recipe and its results."""

    run_id = models.CharField("nomor proses", primary_key=True, db_collation="C")
    code_version = models.CharField("versi program")
    result_hash = models.CharField("sidik hasil")
    recipe = models.JSONField("resep")
    made_at = models.DateTimeField("dibuat pada")

    class Meta:
        """Its table and rules."""

        db_table = "run"


class Publication(models.Model):
    """One run put into the register. At most one publication is current: it is what people see."""

    id = models.AutoField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="publications")
    state = models.CharField("keadaan", choices=[(s.value, s.name) for s in PublicationState])
    is_current = models.BooleanField("sedang berlaku", default=False)
    started_at = models.DateTimeField("mulai dimuat pada")
    published_at = models.DateTimeField("diterbitkan pada", null=True)
    published_by = models.CharField("diterbitkan oleh", null=True)
    made_current_at = models.DateTimeField("mulai berlaku pada", null=True)
    made_current_by = models.CharField("diberlakukan oleh", null=True)
    families = models.IntegerField("keluarga pada rilis terbaru", null=True)
    persons = models.IntegerField("orang pada rilis terbaru", null=True)

    class Meta:
        """Its table and rules."""

        db_table = "publication"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="one_current_publication",
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=False)
                | models.Q(state=PublicationState.PUBLISHED.value),
                name="current_publication_is_published",
            ),
        ]

    @classmethod
    def current(cls) -> Publication | None:
        """The publication that people see; None before the first."""
        return cls.objects.select_related("run").filter(is_current=True).first()

    @classmethod
    def current_id(cls) -> int | None:
        """Its number alone."""
        return cls.objects.filter(is_current=True).values_list("id", flat=True).first()

    @classmethod
    def current_run_id(cls) -> str | None:
        """The run that it was made from."""
        return cls.objects.filter(is_current=True).values_list("run_id", flat=True).first()


class Release(models.Model):
    """A national release as a publication holds it: its date, and how many it has."""

    pk = models.CompositePrimaryKey("publication", "release_date")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="releases")
    release_date = models.DateField("tanggal rilis")
    delivery_id = models.CharField("nomor kiriman", db_collation="C")
    families = models.IntegerField("keluarga")
    persons = models.IntegerField("orang")

    class Meta:
        """Its table and rules."""

        db_table = "release"
