"""A PDF as it is kept: opened in a process of its own, its pages alone taken over, written anew
without scripts."""

from __future__ import annotations

import json

from desil.cases.evidence.paper_child import CLEAN, EMPTY, LOCKED, TOO_LARGE
from desil.cases.evidence.policy import EvidencePolicy
from desil.engine.limited_process import ProcessDied, answer_of
from desil.errors import UsageFault, catalogued

MAGIC = b"%PDF-"
_CHILD = "desil.cases.evidence.paper_child"


def _refused(answer: bytes, policy: EvidencePolicy) -> UsageFault:
    if answer[:1] == TOO_LARGE:
        return UsageFault(
            f"PDF {answer[1:].decode('ascii')} halaman terlalu besar.",
            hint=f"Paling banyak {policy.most_pages} halaman.",
        )
    if answer[:1] == EMPTY:
        return UsageFault(
            catalogued("PDF itu kosong."), hint=catalogued("Kirim halaman yang dimaksud.")
        )
    if answer[:1] == LOCKED:
        return UsageFault(
            catalogued("PDF itu berkata sandi."), hint=catalogued("Kirim tanpa kata sandi.")
        )
    return UsageFault(
        catalogued("Berkas itu bukan PDF yang dapat dibaca."), hint=catalogued("Pindai lagi.")
    )


def cleaned_paper(content: bytes, policy: EvidencePolicy) -> bytes:
    """The PDF as it is kept; UsageFault for bytes that are no PDF, one under a password, one with
    too many pages or objects, or one that costs too much memory or time to open."""
    request = {
        "limits": {
            "memory_mib": policy.paper_memory_mib,
            "seconds": policy.paper_seconds,
            "written_mib": policy.paper_memory_mib,
        },
        "most_pages": policy.most_pages,
        "most_objects": policy.most_objects,
    }
    try:
        answer = answer_of(_CHILD, json.dumps(request), seconds=policy.paper_seconds, given=content)
    except ProcessDied as died:
        raise _refused(b"", policy) from died
    if answer[:1] != CLEAN:
        raise _refused(answer, policy)
    return answer[1:]
