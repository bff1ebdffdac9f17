"""Lists of programmes: frozen, proposed by one person, signed by another."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from desil.database.row_security import protect
from desil.dictionary.result_table import Access


class Migration(migrations.Migration):
    """Lists, their rows and counts."""

    dependencies: ClassVar = [
        ("registry", "0002_territory"),
        ("work", "0003_export_as_pdf"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ProgrammeList",
            fields=[
                (
                    "list_id",
                    models.CharField(
                        db_collation="C",
                        primary_key=True,
                        serialize=False,
                        verbose_name="nomor daftar",
                    ),
                ),
                ("programme", models.CharField(verbose_name="program")),
                ("name_id", models.CharField(verbose_name="nama")),
                ("name_en", models.CharField(verbose_name="nama (Inggris)")),
                ("unit", models.CharField(verbose_name="satuan")),
                ("period", models.CharField(verbose_name="periode")),
                ("on_date", models.DateField(verbose_name="hari penilaian")),
                ("run_id", models.CharField(verbose_name="nomor run")),
                ("rules_version", models.CharField(verbose_name="versi aturan")),
                ("reference", models.CharField(verbose_name="dasar hukum")),
                ("quota", models.CharField(verbose_name="kuota")),
                ("result_hash", models.CharField(verbose_name="sidik")),
                ("words", models.JSONField(default=dict, verbose_name="kata-kata")),
                ("listed", models.IntegerField(verbose_name="terdaftar")),
                ("waiting", models.IntegerField(verbose_name="menunggu")),
                ("state", models.CharField(default="loaded", verbose_name="keadaan")),
                ("loaded_by", models.CharField(verbose_name="dimuat oleh")),
                ("loaded_at", models.DateTimeField(verbose_name="dimuat pada")),
                ("reason", models.CharField(default="", verbose_name="alasan usulan")),
                ("proposed_by", models.CharField(null=True, verbose_name="diusulkan oleh")),
                ("proposed_by_name", models.CharField(null=True, verbose_name="nama pengusul")),
                ("proposed_at", models.DateTimeField(null=True, verbose_name="diusulkan pada")),
                ("decided_by", models.CharField(null=True, verbose_name="diputuskan oleh")),
                ("decided_by_name", models.CharField(null=True, verbose_name="nama pemutus")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="diputuskan pada")),
                ("decision_reason", models.CharField(default="", verbose_name="dasar putusan")),
            ],
            options={
                "db_table": "work_programme_list",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "approved"])),
                        fields=("programme", "period"),
                        name="one_list_of_a_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "rejected"]), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("proposed_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_second_person_signs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "list_id",
                        "village_code",
                        "state",
                        "verdict",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "village_code",
                    models.CharField(db_collation="C", verbose_name="kode kelurahan (BPS)"),
                ),
                ("state", models.CharField(db_collation="C", verbose_name="keadaan")),
                ("verdict", models.SmallIntegerField(verbose_name="putusan")),
                ("families", models.IntegerField(verbose_name="keluarga")),
                ("persons", models.IntegerField(verbose_name="jiwa")),
                ("thousand_rupiah", models.IntegerField(verbose_name="ribu rupiah setahun")),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="work.programmelist",
                    ),
                ),
            ],
            options={
                "db_table": "work_listed_count",
            },
        ),
        migrations.CreateModel(
            name="ListedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "list_id",
                        "place",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place", models.IntegerField(verbose_name="tempat")),
                ("village_place", models.IntegerField(verbose_name="tempat di kelurahan")),
                ("state", models.CharField(verbose_name="keadaan")),
                ("family_number", models.CharField(db_collation="C", verbose_name="Nomor KK")),
                ("nik", models.CharField(db_collation="C", null=True, verbose_name="NIK")),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", null=True, verbose_name="Kode kelurahan (BPS)"
                    ),
                ),
                ("desil", models.SmallIntegerField(null=True, verbose_name="desil")),
                ("desil_1_4_ppm", models.IntegerField(null=True, verbose_name="peluang desil 1-4")),
                ("components", models.CharField(null=True, verbose_name="komponen")),
                ("counted", models.SmallIntegerField(null=True, verbose_name="anggota dihitung")),
                ("rupiah", models.IntegerField(null=True, verbose_name="rupiah setahun")),
                ("is_borderline", models.SmallIntegerField(null=True, verbose_name="dekat batas")),
                ("is_by_lot", models.SmallIntegerField(null=True, verbose_name="diundi")),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="work.programmelist",
                    ),
                ),
            ],
            options={
                "db_table": "work_listed_row",
                "indexes": [
                    models.Index(
                        fields=["list", "village_code", "place"], name="listed_in_village"
                    ),
                    models.Index(fields=["family_number"], name="listed_of_family"),
                ],
            },
        ),
        protect("work_listed_row", Access.VILLAGE),
    ]
