"""A PDF as it is kept: opened, its pages alone taken over, written anew without scripts."""

from __future__ import annotations

import io

import pikepdf

from desil.cases.evidence.policy import EvidencePolicy
from desil.errors import UsageFault, catalogued

MAGIC = b"%PDF-"
_ACTS = ("/AA", "/A", "/OpenAction")


def _without_acts(page: pikepdf.Page) -> None:
    """Drop what a page does by itself, and every annotation: links, scripts, attachments."""
    for name in (*_ACTS, "/Annots"):
        if name in page.obj:
            del page.obj[name]


def cleaned_paper(content: bytes, policy: EvidencePolicy) -> bytes:
    """The PDF as it is kept; UsageFault for bytes that are no PDF, one under a password, or one
    with too many pages or objects."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as source:
            if len(source.pages) > policy.most_pages or len(source.objects) > policy.most_objects:
                raise UsageFault(
                    f"PDF {len(source.pages)} halaman terlalu besar.",
                    hint=f"Paling banyak {policy.most_pages} halaman.",
                )
            if not len(source.pages):
                raise UsageFault(
                    catalogued("PDF itu kosong."), hint=catalogued("Kirim halaman yang dimaksud.")
                )
            clean = pikepdf.new()
            clean.pages.extend(source.pages)
            for page in clean.pages:
                _without_acts(page)
            sink = io.BytesIO()
            clean.save(sink, deterministic_id=True)
            return sink.getvalue()
    except pikepdf.PasswordError as fault:
        raise UsageFault(
            catalogued("PDF itu berkata sandi."), hint=catalogued("Kirim tanpa kata sandi.")
        ) from fault
    except (pikepdf.PdfError, ValueError, OSError, RecursionError) as fault:
        raise UsageFault(
            catalogued("Berkas itu bukan PDF yang dapat dibaca."), hint=catalogued("Pindai lagi.")
        ) from fault
