"""A refused document leaves nothing on disk; a case takes so many a day."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from desil.cases.actions.evidence import add_evidence
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.evidence.policy import EvidencePolicy, evidence_policy
from desil.cases.models import CaseEvidence
from desil.errors import Conflict, DesilError
from tests.case_office import acting, at_desk, entered
from tests.case_pictures import added, folder, picture

pytestmark = pytest.mark.usefixtures("register")


def files() -> list[Path]:
    return [p for p in (Path(settings.DESIL_HOME) / "evidence").rglob("*") if p.is_file()]


def fewer(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    known = evidence_policy()
    told = {n: getattr(known, n) for n in EvidencePolicy.__slots__}
    policy = EvidencePolicy(**(told | limits))
    monkeypatch.setattr("desil.cases.actions.evidence.evidence_policy", lambda: policy)


@pytest.mark.parametrize("limit", ["most_per_case", "most_per_case_day"])
def test_one_document_too_many_is_refused_and_leaves_nothing(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer(monkeypatch, **{limit: 2})
    case = entered().case
    for drawn in (1, 2):
        added(case, content=picture(drawn))
    before = files()
    with pytest.raises(Conflict):
        added(case, content=picture(3))
    assert files() == before
    CaseEvidence.objects.update(added_at=timezone.now() - timedelta(days=400))


@pytest.mark.parametrize("content", [b"", b"not a picture", b"%PDF-1.7 broken", b"x" * 200_000])
def test_what_is_no_document_leaves_nothing(content: bytes) -> None:
    case = entered().case
    with at_desk("operator"), pytest.raises(DesilError):
        add_evidence(case.number, document="house_front", content=content, folder=folder(),
                     **acting("operator"))  # fmt: skip
    assert files() == []


def test_whoever_may_not_add_leaves_nothing() -> None:
    case = entered().case
    with at_desk("verifier"), pytest.raises(DesilError):
        add_evidence(case.number, document="house_front", content=picture(5), folder=folder(),
                     **acting("verifier"))  # fmt: skip
    assert files() == []


def test_the_worker_sweeps_what_a_killed_process_left_and_nothing_else() -> None:
    case = entered().case
    row = added(case, content=picture(7))
    left = folder().path_of(row.sha256).with_name(".tmp-left")
    left.write_bytes(b"half")
    assert EvidenceFolder(settings.DESIL_HOME).sweep(timezone.now()) == 0
    assert EvidenceFolder(settings.DESIL_HOME).sweep(timezone.now() + timedelta(days=2)) == 1
    assert folder().read(row.sha256)
    assert not left.exists()
