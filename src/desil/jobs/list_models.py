"""Lists of programmes in the register: frozen when loaded, proposed by one, signed by another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.jobs.states import ListProposalState


class ProgrammeList(models.Model):
    """A list of one programme for one period, as `desil lists make` froze it, and what was decided
    about it. `words` has the texts of its verdicts and components in both languages."""

    list_id = models.CharField("nomor daftar", primary_key=True, db_collation="C")
    programme = models.CharField("program")
    name_id = models.CharField("nama")
    name_en = models.CharField("nama (Inggris)")
    unit = models.CharField("satuan")
    period = models.CharField("periode")
    on_date = models.DateField("hari penilaian")
    run_id = models.CharField("nomor run")
    rules_version = models.CharField("versi aturan")
    reference = models.CharField("dasar hukum")
    quota = models.CharField("kuota")
    result_hash = models.CharField("sidik")
    words = models.JSONField("kata-kata", default=dict)
    listed = models.IntegerField("terdaftar")
    waiting = models.IntegerField("menunggu")
    state = models.CharField("keadaan", default=ListProposalState.LOADED.value)
    loaded_by = models.CharField("dimuat oleh")
    loaded_at = models.DateTimeField("dimuat pada")
    reason = models.CharField("alasan usulan", default="")
    proposed_by = models.CharField("diusulkan oleh", null=True)
    proposed_by_name = models.CharField("nama pengusul", null=True)
    proposed_at = models.DateTimeField("diusulkan pada", null=True)
    decided_by = models.CharField("diputuskan oleh", null=True)
    decided_by_name = models.CharField("nama pemutus", null=True)
    decided_at = models.DateTimeField("diputuskan pada", null=True)
    decision_reason = models.CharField("dasar putusan", default="")

    class Meta:
        """Its table and rules; the database itself refuses one person in both places, and two
        lists in force for one period."""

        db_table = "work_programme_list"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "period"],
                condition=models.Q(
                    state__in=[ListProposalState.OPEN.value, ListProposalState.APPROVED.value]
                ),
                name="one_list_of_a_period",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=[
                        ListProposalState.APPROVED.value,
                        ListProposalState.REJECTED.value,
                    ]
                )
                | (
                    models.Q(decided_by__isnull=False, proposed_by__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="a_second_person_signs",
            ),
        ]


class ListedRow(models.Model):
    """One of the eligible at its place on a list: a family, or a person where persons are listed.
    Seen by those whose territory has the kelurahan; nobody changes it."""

    pk = models.CompositePrimaryKey("list_id", "place")
    list = models.ForeignKey(ProgrammeList, models.CASCADE, related_name="rows", db_index=False)
    place = models.IntegerField("tempat")
    village_place = models.IntegerField("tempat di kelurahan")
    state = models.CharField("keadaan")
    family_number = models.CharField("Nomor KK", db_collation="C")
    nik = models.CharField("NIK", null=True, db_collation="C")
    village_code = models.CharField("Kode kelurahan (BPS)", null=True, db_collation="C")
    desil = models.SmallIntegerField("desil", null=True)
    desil_1_4_ppm = models.IntegerField("peluang desil 1-4", null=True)
    components = models.CharField("komponen", null=True)
    counted = models.SmallIntegerField("anggota dihitung", null=True)
    rupiah = models.IntegerField("rupiah setahun", null=True)
    is_borderline = models.SmallIntegerField("dekat batas", null=True)
    is_by_lot = models.SmallIntegerField("diundi", null=True)

    class Meta:
        """Its table."""

        db_table = "work_listed_row"
        indexes: ClassVar = [
            models.Index(fields=["list", "village_code", "place"], name="listed_in_village"),
            models.Index(fields=["family_number"], name="listed_of_family"),
        ]


class ListedCount(models.Model):
    """How many families of a kelurahan are in a state on a list, by verdict: nobody's data."""

    pk = models.CompositePrimaryKey("list_id", "village_code", "state", "verdict")
    list = models.ForeignKey(ProgrammeList, models.CASCADE, related_name="counts", db_index=False)
    village_code = models.CharField("kode kelurahan (BPS)", db_collation="C")
    state = models.CharField("keadaan", db_collation="C")
    verdict = models.SmallIntegerField("putusan")
    families = models.IntegerField("keluarga")
    persons = models.IntegerField("jiwa")
    thousand_rupiah = models.IntegerField("ribu rupiah setahun")

    class Meta:
        """Its table."""

        db_table = "work_listed_count"
