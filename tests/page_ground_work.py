"""What the pages of every page look at: jobs, a list with what was counted about it, a what-if."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from django.utils import timezone

from desil.accounts.session import journal_of_office
from desil.dictionary.areas import city_villages
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS
from desil.dictionary.declarations.place import Written
from desil.eligibility.fairness.reach import GROUPINGS
from desil.eligibility.what_if.draft import Changes, Draft
from desil.exports.actions import ask_export
from desil.exports.listing import Question
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Job, ListedCount, ProgrammeCheck, ProgrammeList
from desil.jobs.states import ExportKind, FileFormat, JobKind
from desil.programmes.what_ifs import save_what_if
from desil.register.models import Publication
from tests.office_work import AT
from tests.register_runs import many_families, write_run


def jobs(by: Asker) -> dict[str, str]:
    """Jobs that wait, are done and were refused, and an export."""
    asked = {
        "source": "asn", "reference_date": "2026-01-23", "upload": "x", "names": ["asn.csv"]
    }  # fmt: skip
    waiting = new_job(JobKind.RUN, {}, by=by, at=AT)
    taken_in, rejected = (new_job(JobKind.DELIVERY, asked, by=by, at=AT) for _ in range(2))
    result = {
        "delivery": "dtsen-2026-01-23-0123456789ab",
        "is_repeat": True,
        "read": 3,
        "accepted": 2,
        "quarantined": 1,
    }
    Job.objects.filter(pk=taken_in.pk).update(state="done", result=result, ended_at=AT)
    Job.objects.filter(pk=rejected.pk).update(
        state="failed", says="Berkas asn.csv ditolak; paling mirip: asn/pegawai.", ended_at=AT
    )
    export = ask_export(
        Question(ExportKind.RECAP, "", "", False),
        file_format=FileFormat.CSV,
        purpose="rapat koordinasi",
        by=by,
        at=timezone.now(),
        journal=journal_of_office(),
    )
    return {
        "job": str(waiting.pk),
        "taken_in": str(taken_in.pk),
        "rejected": str(rejected.pk),
        "export": export.serial,
    }


def judged_survey(version: str, by: Asker) -> dict[str, str]:
    """A model that was judged on a survey, as the worker tells it."""
    job = new_job(JobKind.SURVEY, {"upload": "x", "version": version}, by=by, at=AT)
    figures = {
        key: [0.4, 0.35, 0.45, -0.02, -0.03, -0.01]
        for key in ("r2", "exclusion_20", "exclusion_40", "calibration_error")
    }
    reference = "contoh, tingkat disetel"
    result = {
        "reference": "Survei buatan 2026",
        "sha256": "0" * 64,
        "households": 1200,
        "weighting": "penimbang",
        "left_out": {"tanpa kesejahteraan": 3},
        "codes": [["rooms", "98", 12, "jauh dari jawaban lain"]],
        "notes": ["5 % jawaban 'wall_material' tidak dikenal model."],
        "models": [{"version": version, "name": "contoh", "drift": [0.07, 0.04, 0.1]}],
        "against": reference,
        "figures": [[name, figures] for name in (reference, "contoh", "ols")],
        "groups": [["head_sex=2", 240, *([[0.3, 0.2, 0.4]] * 3)]],
        "says": [{"id": "OLS sudah cukup.", "en": "OLS is enough."}],
        "proposed": version,
    }
    Job.objects.filter(pk=job.pk).update(state="done", result=result, ended_at=AT)
    return {"judged": str(job.pk)}


def programme_list() -> dict[str, str]:
    """A list with counts of one kelurahan, proposed by nobody yet."""
    words = {
        "verdicts": [
            {"says_id": "Layak", "says_en": "Eligible"},
            {"says_id": "Dikecualikan: PNS", "says_en": "Excluded: civil servant"},
        ],
        "components": {},
    }
    told = ProgrammeList.objects.create(
        list_id="0123456789abcdef", programme="PKH", name_id="Program Keluarga Harapan",
        name_en="Family Hope Programme", unit="family", period="2026-Q1",
        on_date=date(2026, 1, 1), run_id="0", rules_version="uji", reference="Permensos 1/2018",
        quota="total=10;per_village=None;by_village=", result_hash="0" * 64, words=words, listed=1,
        waiting=1, loaded_by="petugas", loaded_at=AT,
    )  # fmt: skip
    for state, verdict in (("terdaftar", 0), ("menunggu", 0), ("dikecualikan", 1)):
        ListedCount.objects.create(
            list=told, village_code="3275010009", state=state, verdict=verdict, families=1,
            persons=1, thousand_rupiah=0,
        )  # fmt: skip
    _programme_check(told)
    return {"list": told.pk}


def _programme_check(told: ProgrammeList) -> None:
    """What a worker counted about it: every finding in every kelurahan, groups, and a mark."""
    villages = [v.bps for v in city_villages()]
    groups = [(name, answer) for name in GROUPINGS if name != "village" for answer in ("a", "b")]
    reach = [
        *([g, a, a, 40, 20, 0.35, 0.5, 0.65, False] for g, a in groups),
        *(["village", v, v, 40, 8, 0.1, 0.2, 0.35, True] for v in villages),
    ]
    ProgrammeCheck.objects.create(
        run_id=Publication.objects.get(is_current=True).run_id, made_at=AT,
        lists=[
            {
                "list": told.pk, "paid": "2026-01", "reach": reach,
                "findings": [[f, v, 12, 900] for f in RECONCILED_FINDINGS for v in villages],
                "take_up": [[v, 40, 30, 20, 50, 25] for v in villages],
            }
        ],
        overlaps=[
            [s, v, n, 5] for n, s in enumerate(("PKH", "PKH+SEMBAKO", "SEMBAKO", ""), 9)
            for v in villages
        ],
        clusters=[["", 900, 900, 0.01, 0.1, 0.9, False],
                  *([v, 200, 100, -0.6, 0.1, 0.00001, True] for v in villages)],
    )  # fmt: skip


def what_if(folder: Path, home: Path, by: Asker) -> dict[str, str]:
    """A what-if that somebody saved, with a criterion that they wrote; and the files of the
    published run that it is answered from."""
    made = write_run(folder / "asked", many_families(40), ranking=3)
    run = Publication.objects.get(is_current=True).run_id
    shutil.copytree(made, home / "runs" / str(run))
    changes = Changes("desil lima", {"desil": Written("desil <= 5 and size > 1")})
    draft = Draft("rapat Mei", Written("PKH"), "2026-Q1", (Changes("Aturan sekarang"), changes))
    told = save_what_if(draft, by=by, at=AT, journal=journal_of_office())
    return {"what_if": str(told.pk)}
