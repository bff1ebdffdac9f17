"""A template and its values, set as PDF/UA-1 (ISO 14289-1: tagged, titled, with a language).

Typst sets the page: one wheel, no system libraries, and no fonts but its own and those that a home
keeps, so that the same values give the same bytes. Values reach a template as JSON: a text in them
is text, whatever it looks like. A letter that no font has never breaks a document (`printable`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from importlib import resources
from pathlib import Path

import typst

from desil.paper.printable import coded_text, fonts_of, printable_text

FONTS = "fonts"
"""The folder of a home with fonts of its own (TTF, OTF), for scripts that Typst's fonts lack."""


class Template(StrEnum):
    """A kind of document, by the file of its template."""

    TABLE = "table"
    LETTER = "letter"


def _texts(value: object, made: Callable[[str], str]) -> object:
    """A value with every text in it made anew."""
    if isinstance(value, str):
        return made(value)
    if isinstance(value, Mapping):
        return {key: _texts(one, made) for key, one in value.items()}
    return [_texts(one, made) for one in value] if isinstance(value, list | tuple) else value


def _compiled(
    template: Template, values: Mapping[str, object], at: datetime, fonts: Path | None
) -> bytes:
    source = resources.files("desil.paper") / "templates" / f"{template.value}.typ"
    return typst.compile(
        source.read_bytes(),
        format="pdf",
        font_paths=fonts_of(fonts),
        pdf_standards=["ua-1"],
        sys_inputs={"values": json.dumps(dict(values), ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )


def typeset(
    template: Template, values: Mapping[str, object], *, at: datetime, home: Path | None = None
) -> bytes:
    """The PDF of a template with its values, dated `at`; which values a template takes stands at
    its top. `home` may have fonts of its own. A letter without a glyph stands as its code."""
    fonts = home / FONTS if home is not None else None
    told = {name: _texts(v, lambda text: printable_text(text, fonts)) for name, v in values.items()}
    try:
        return _compiled(template, told, at, fonts)
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
    coded = {name: _texts(value, coded_text) for name, value in values.items()}
    return _compiled(template, coded, at, fonts)
