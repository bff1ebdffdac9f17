"""A programme's list in the register, held against what was signed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers, last_signing
from desil.database.cursor import Cursor
from desil.engine.hashing import canonical_json, sha256_of_text

SIGNING = "LIST_APPROVE"
_BEFORE_SIGNING = ("LIST_LOAD", "LIST_PROPOSE")
_ROWS = "rows "  # before the kelurahan of a part


class ListSignature(StrEnum):
    """How a list stands to its signature."""

    AS_SIGNED = "as_signed"
    NO_DIGEST = "no_digest"  # signed before signatures had a digest
    NOT_SIGNED = "not_signed"


def list_parts(cursor: Cursor, list_id: str) -> dict[str, str]:
    """The digest of each part of a list: its head, its counts, and its rows by kelurahan."""
    cursor.execute("select part, digest from public.desil_list_digests(%s)", [list_id])
    return {str(part): str(digest) for part, digest in cursor.fetchall()}


def digest_of_parts(parts: Mapping[str, str]) -> str:
    """The SHA-256 that stands for the whole list."""
    return sha256_of_text(canonical_json(dict(parts)))


def signed_content(cursor: Cursor, list_id: str) -> dict[str, object]:
    """What the event of a list says of its content: the digest of the whole and of each part."""
    parts = list_parts(cursor, list_id)
    return {"digest": digest_of_parts(parts), "parts": parts}


def _differs(list_id: str) -> SignedDiffers:
    return SignedDiffers(
        "Isi daftar {list_id} tidak sama dengan yang ditandatangani.",
        "programme_list",
        list_id,
        list_id=list_id,
    )


def _is_in_force(cursor: Cursor, list_id: str) -> bool:
    """Whether the register says that somebody signed the list, or that it was in force before."""
    cursor.execute(
        "select count(*) from public.work_programme_list"
        " where list_id = %s and state in ('approved', 'replaced')",
        [list_id],
    )
    return bool(cursor.fetchall()[0][0])


def require_list_as_signed(cursor: Cursor, journal: Journal, list_id: str) -> ListSignature:
    """How a list stands to its signature, or, before that, to its loading and proposal.

    SignedDiffers where its content is another, or where it stands as signed and the log knows no
    signature.
    """
    signed = last_signing(cursor, journal, [SIGNING], list_id)
    if signed is None and _is_in_force(cursor, list_id):
        raise SignedDiffers(
            "Daftar {list_id} berlaku, tetapi log tidak mencatat penandatanganannya.",
            "programme_list", list_id, list_id=list_id)  # fmt: skip
    told = signed or last_signing(cursor, journal, _BEFORE_SIGNING, list_id)
    if told is not None and told.digest:
        if told.digest != digest_of_parts(list_parts(cursor, list_id)):
            raise _differs(list_id)
        return ListSignature.AS_SIGNED if signed else ListSignature.NOT_SIGNED
    return ListSignature.NO_DIGEST if signed else ListSignature.NOT_SIGNED


def is_village_as_signed(cursor: Cursor, journal: Journal, list_id: str, village_code: str) -> bool:
    """Whether the rows of one kelurahan on a list in force are those that were signed; a list that
    was signed before signatures had a digest passes."""
    try:
        signed = last_signing(cursor, journal, [SIGNING], list_id)
    except SignedDiffers:
        return False
    if signed is None:
        return False
    if not signed.digest:
        return True
    cursor.execute("select public.desil_list_village_digest(%s, %s)", [list_id, village_code])
    ((found,),) = cursor.fetchall()
    parts = signed.payload.get("parts", {})
    return bool(found) and parts.get(f"{_ROWS}{village_code}") == found
