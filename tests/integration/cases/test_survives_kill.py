"""Whatever was acknowledged is there after kill -9, and a retry finds it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from desil.audit.models import AuditEvent
from desil.cases.actions.history import case_state
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.models import Case, CaseApplicant, CaseEvidence
from tests.case_office import FIRST, at_desk, entered
from tests.case_pictures import added, placed_picture

pytestmark = pytest.mark.usefixtures("register")
ROOT = Path(__file__).parents[3]


def acknowledged_before_kill(count: int) -> list[tuple[int, str, str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.cases.enterer"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(count)]
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines(keepends=True)
    process.wait()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(number), case, digest) for number, case, digest in whole]


def test_no_acknowledged_case_or_photo_is_lost_and_none_is_half() -> None:
    told = acknowledged_before_kill(5)
    assert len(told) >= 5
    folder = EvidenceFolder(settings.DESIL_HOME)
    with at_desk("verifier"):
        numbers = {case.number for case in Case.objects.all()}
        assert {case for _, case, _ in told} <= numbers
        for case in Case.objects.all():
            assert case_state(case).step is not None
            assert CaseApplicant.objects.filter(case=case).exists()
        assert all(folder.read(row.sha256) for row in CaseEvidence.objects.all())
        assert {digest for _, _, digest in told} <= {
            row.sha256 for row in CaseEvidence.objects.all()
        }
    assert AuditEvent.objects.filter(verb="CASE_ENTER").count() == len(numbers)


def test_the_same_forms_sent_again_after_the_kill_double_nothing() -> None:
    told = acknowledged_before_kill(3)
    with at_desk("verifier"):
        before = Case.objects.count()
    for number, case_number, digest in told:
        again = entered(seed=number, family_number=FIRST)
        assert (again.is_new, again.case.number) == (False, case_number)
        assert added(again.case, "house_front", placed_picture(drawn=number)).sha256 == digest
    with at_desk("verifier"):
        assert Case.objects.count() == before
