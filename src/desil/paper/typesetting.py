"""A template and its values, set as PDF/UA-1 (ISO 14289-1: tagged, titled, with a language).

Typst sets the page: one wheel, no system libraries, and no fonts but its own, so that the same
values give the same bytes on every machine. Values reach a template as JSON: a text in them is
text, whatever it looks like.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from importlib import resources

import typst


class Template(StrEnum):
    """A kind of document, by the file of its template."""

    TABLE = "table"
    LETTER = "letter"


def typeset(template: Template, values: Mapping[str, object], *, at: datetime) -> bytes:
    """The PDF of a template with its values, dated `at`; which values a template takes stands at
    its top."""
    source = resources.files("desil.paper") / "templates" / f"{template.value}.typ"
    return typst.compile(
        source.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"values": json.dumps(dict(values), ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
