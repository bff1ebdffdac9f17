"""The process that opens one PDF: bytes in, the cleaned PDF or what is wrong with it out.

Called by `paper.py` with the limits as JSON. The first byte of the answer says which it is.
"""

from __future__ import annotations

import io
import json
import sys

import pikepdf

from desil.engine.limited_process import ProcessLimits, limit_this_process

CLEAN, TOO_LARGE, EMPTY, LOCKED, BROKEN = b"C", b"L", b"E", b"P", b"B"
_ACTS = ("/AA", "/A", "/OpenAction")


def _without_acts(page: pikepdf.Page) -> None:
    """Drop what a page does by itself, and every annotation: links, scripts, attachments."""
    for name in (*_ACTS, "/Annots"):
        if name in page.obj:
            del page.obj[name]


def cleaned(content: bytes, most_pages: int, most_objects: int) -> bytes:
    """Return the pages alone, written anew, or the number of pages, after the byte that says."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as source:
            if len(source.pages) > most_pages or len(source.objects) > most_objects:
                return TOO_LARGE + str(len(source.pages)).encode()
            if not len(source.pages):
                return EMPTY
            clean = pikepdf.new()
            clean.pages.extend(source.pages)
            for page in clean.pages:
                _without_acts(page)
            sink = io.BytesIO()
            clean.save(sink, deterministic_id=True)
            return CLEAN + sink.getvalue()
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, OSError, RecursionError, MemoryError):
        return BROKEN


if __name__ == "__main__":
    request = json.loads(sys.argv[1])
    limit_this_process(ProcessLimits(**request["limits"]))
    answer = cleaned(sys.stdin.buffer.read(), request["most_pages"], request["most_objects"])
    sys.stdout.buffer.write(answer)
