"""`desil audit`: is the log what it was, and proofs of it for others."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer

from desil.audit.actions.change_key import change_signing_key
from desil.audit.actions.erase import erase as erase_events
from desil.audit.checkpoint import checkpoints as kept_checkpoints
from desil.audit.checkpoint import keep_file, make_checkpoint
from desil.audit.journal import journal_in
from desil.audit.keys import (
    SIGNING_FILE,
    next_keys,
    public_from,
    public_text,
    put_next_key_in_place,
)
from desil.audit.proof import check_proof, consistency_proof, inclusion_proof
from desil.audit.verification import Change, Finding, Verification
from desil.audit.verification import verify as verify_log
from desil.cli.answer import number, out, show_facts, show_json, show_table
from desil.cli.office.register_check import Said, register_findings
from desil.cli.office.room import journal_of, system_actor
from desil.cli.options import DEFAULT_HOME, AsJson, Home, now, operator
from desil.cli.register import held_register
from desil.engine.store import Store
from desil.errors import CheckFailed, UsageFault

audit = typer.Typer(name="audit", help="Log audit: periksa, buktikan.", no_args_is_help=True)

_SAYS = {
    Change.CONTENT_ALTERED: "isinya diubah (objek, yang disangkut, rincian, atau garam)",
    Change.FACTS_ALTERED: "pokoknya diubah (waktu, pelaku, tindakan, alasan, atau hasil)",
    Change.HASH_ALTERED: "sidiknya diubah",
    Change.REMOVED: "dihapus",
    Change.MOVED: "dipindah dari tempatnya",
    Change.FORGED: "palsu: tidak pernah disegel program ini",
    Change.ERASED_UNRECORDED: "isinya dikosongkan tanpa catatan",
    Change.CHECKPOINT_ALTERED: "titik periksa diubah",
    Change.CHECKPOINT_REMOVED: "titik periksa dihapus dari basis data",
    Change.HISTORY_REPLACED: "tidak sama dengan yang ditandatangani pada titik periksa",
    Change.KEY_UNNAMED: "tidak disebut oleh kunci sebelumnya",
    Change.KEY_REPLACED: "bukan kunci di folder audit",
    Change.KEY_MISSING: "berkas kunci publiknya hilang",
}
_OF_CHECKPOINT = {Change.CHECKPOINT_ALTERED, Change.CHECKPOINT_REMOVED}
_OF_KEY = {Change.KEY_UNNAMED, Change.KEY_REPLACED, Change.KEY_MISSING}


def finding_text(finding: Finding) -> str:
    """One finding in words."""
    if finding.change in _OF_KEY:
        held = (
            f"Kunci sejak peristiwa {finding.place}" if finding.sequence else "Berkas kunci publik"
        )
        return f"{held}: {_SAYS[finding.change]}"
    thing = "Titik periksa" if finding.change in _OF_CHECKPOINT else "Peristiwa"
    return f"{thing} {finding.place}: {_SAYS[finding.change]}"


@contextmanager
def _log(home: Path, purpose: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection to the log of a home."""
    with held_register(home, purpose) as register, psycopg.connect(register.url) as connection:
        yield connection


@audit.command()
def verify(
    register: Annotated[
        bool, typer.Option("--register", help="Cocokkan juga register dengan yang ditandatangani.")
    ] = False,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Periksa seluruh log dan sebut peristiwa pertama yang berubah, hilang, atau berpindah.

    Dengan --register juga: penerbitan baris demi baris, daftar, model, dan pengaduan.
    """
    said = []
    with _log(home, "audit verify") as connection:
        journal = journal_of(home)  # only now: a mistyped home is no office
        found = verify_log(connection.cursor(), journal)
        if register:
            connection.rollback()
            connection.autocommit = True
            said = register_findings(connection, journal, Store(home))
    if as_json:
        show_json(
            _facts_of(found) | ({"register": [s.as_facts() for s in said]} if register else {})
        )
    else:
        _show(found, said)
    faults = [*map(finding_text, found.findings[:5]), *(_in_words(s) for s in said if s.is_fault)]
    if faults:
        raise CheckFailed(
            "; ".join(fault.rstrip(".") for fault in faults[:20]) + ".",
            hint="Simpan salinan basis data dan berkas titik periksa, lalu beri tahu pengawas.",
        )
    if not as_json:
        out.print(f"Log utuh.{_register_says(said) if register else ''}")


def _register_says(said: Sequence[Said]) -> str:
    """What was shown of a register without a fault; what could not be shown is not claimed."""
    if said:
        return " Yang dapat ditunjukkan dari register sama dengan yang ditandatangani."
    return " Register sama dengan yang ditandatangani."


def _in_words(said: Said) -> str:
    kinds = {"publication": "Penerbitan", "list": "Daftar", "model": "Model"}
    return f"{kinds[said.kind]} {said.name}: {said.says}" if said.kind in kinds else said.says


def _facts_of(found: Verification) -> dict[str, object]:
    return {
        "intact": found.is_intact,
        "events": found.events,
        "erased": found.erased,
        "checkpoints": found.checkpoints,
        "root": found.root.hex(),
        "findings": [
            {"change": f.change, "sequence": f.sequence, "upto": f.upto or f.sequence}
            for f in found.findings
        ],
    }


def _show(found: Verification, said: Sequence[Said]) -> None:
    show_facts(
        {
            "peristiwa": found.events,
            "dikosongkan": found.erased,
            "titik periksa": found.checkpoints,
            "akar": found.root.hex(),
        }
    )
    for each in said:
        out.print(_in_words(each), markup=False)


@audit.command()
def checkpoint(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Tandatangani keadaan log sekarang; salinannya di folder audit/checkpoints."""
    with _log(home, "audit checkpoint") as connection:
        made = make_checkpoint(
            connection.cursor(), journal_of(home), by=system_actor(operator()), at=now()
        )
    keep_file(home, made)
    if as_json:
        show_json(made.as_facts())
        return
    show_facts({"peristiwa": made.size, "akar": made.root.hex(), "kunci": made.key_id})


@audit.command()
def checkpoints(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Daftar titik periksa."""
    with _log(home, "audit checkpoints") as connection:
        kept = kept_checkpoints(connection.cursor())
    if as_json:
        show_json([c.as_facts() for c in kept])
        return
    rows = [(number(c.size), c.at, c.root.hex()[:16] + "…", c.key_id) for c in kept]
    show_table("Titik periksa", ("peristiwa", "waktu", "akar", "kunci"), rows, numeric={0})


@audit.command()
def prove(
    event: Annotated[int, typer.Argument(help="Nomor peristiwa.")],
    opened: Annotated[
        bool, typer.Option("--open", help="Sertakan isi pribadinya dan garamnya.")
    ] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Bukti (JSON) bahwa peristiwa itu ada dalam log yang ditandatangani."""
    with _log(home, "audit prove") as connection:
        show_json(inclusion_proof(connection.cursor(), journal_of(home), event, opened=opened))


@audit.command()
def consistency(
    first: Annotated[int, typer.Argument(help="Titik periksa yang lama (banyak peristiwa).")],
    second: Annotated[int, typer.Argument(help="Titik periksa yang baru.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Bukti (JSON) bahwa titik periksa yang baru hanya menambah pada yang lama."""
    with _log(home, "audit consistency") as connection:
        show_json(consistency_proof(connection.cursor(), journal_of(home), first, second))


@audit.command()
def check(
    proof: Annotated[Path, typer.Argument(help="Berkas bukti; - untuk masukan baku.")],
    key: Annotated[str, typer.Option("--key", help="Kunci publik, atau berkas yang memuatnya.")],
) -> None:
    """Periksa satu bukti hanya dengan kunci publik; tanpa basis data."""
    try:
        text = sys.stdin.read() if str(proof) == "-" else proof.read_text(encoding="utf-8")
        facts = json.loads(text)
    except (OSError, ValueError) as fault:
        raise UsageFault("{proof} tidak dapat dibaca sebagai bukti.", proof=proof) from fault
    named = Path(key)
    shown = check_proof(facts, public_from(named.read_text() if named.is_file() else key))
    what = f"peristiwa {shown.sequence}" if shown.sequence else "kelanjutan titik periksa"
    out.print(f"Sah: {what}, titik periksa {shown.checkpoint.size} pada {shown.checkpoint.at}.")
    if shown.is_opened:
        out.print("Isi yang dibuka cocok.")


@audit.command(name="key")
def public_key(home: Home = DEFAULT_HOME) -> None:
    """Cetak kunci publik, untuk dibagikan kepada yang memeriksa bukti."""
    with _log(home, "audit key"):  # only of an office that is there: no key is made by asking
        out.print(public_text(journal_of(home).keys.public), markup=False)


@audit.command(name="change-key")
def change_key(
    reason: Annotated[str, typer.Option("--reason", help="Mengapa kunci diganti.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Ganti kunci penanda tangan: kunci lama menyebut yang baru di log. Lalu mulai ulang kantor."""
    if os.environ.get("DESIL_AUDIT_SIGNING_KEY"):
        raise UsageFault(
            "Kunci penanda tangan berasal dari DESIL_AUDIT_SIGNING_KEY.",
            hint="Simpan dulu di berkas audit/{signing_file}, lalu kosongkan variabel itu.",
            signing_file=SIGNING_FILE,
        )
    with _log(home, "audit change-key") as connection:
        journal = journal_of(home)
        new = next_keys(home, journal.keys)
        named = change_signing_key(
            connection.cursor(), journal, new, by=system_actor(operator()), at=now(), reason=reason
        )
    put_next_key_in_place(home, new)
    journal_in.cache_clear()  # this process has read the old key
    show_facts({"kunci lama": named.before, "kunci baru": named.key_id})
    out.print("Mulai ulang `desil serve`. Bagikan kunci publik yang baru: desil audit key")


@audit.command()
def erase(
    events: Annotated[list[int], typer.Argument(help="Nomor peristiwa.")],
    reason: Annotated[str, typer.Option("--reason", help="Dasar penghapusan.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Kosongkan isi pribadi peristiwa; bahwa itu terjadi tetap tercatat dan tetap terbukti."""
    with _log(home, "audit erase") as connection:
        count = erase_events(
            connection.cursor(),
            journal_of(home),
            events,
            by=system_actor(operator()),
            at=now(),
            reason=reason,
        )
    out.print(f"{count} peristiwa dikosongkan.")
