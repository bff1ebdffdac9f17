"""The visit form as an XForm, compiled by pyxform and held to its own checks; no Java."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import md5

from pyxform.xls2xform import convert

from desil.api.openrosa.sheets import FORM_ID, TITLE, sheets


def md5_of(content: bytes) -> str:
    """The hash as OpenRosa wants it: it tells a phone what is new and protects nothing."""
    return f"md5:{md5(content, usedforsecurity=False).hexdigest()}"


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """An XForm: its id, title and version, and the document."""

    form_id: str
    title: str
    version: str
    xml: bytes


@cache
def visit_form() -> CompiledForm:
    """The form, compiled once; PyXFormError where the sheets are no form."""
    made = sheets()
    compiled = convert(xlsform=made, validate=False, form_name=FORM_ID)
    return CompiledForm(FORM_ID, TITLE, made["settings"][0]["version"], compiled.xform.encode())
