"""Files as they arrive: every kind that is read, every kind that is refused, and what is said."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desil.errors import DeliveryRejected
from tests.hand_over import (
    A_CHILD,
    A_FAMILY,
    A_HEAD,
    CHILD,
    FAMILY_HEADERS,
    HEAD,
    MEMBER_HEADERS,
    finding_rows,
    quarantined,
    release_files,
    table_of,
    take,
    text_of,
)

FAMILIES = text_of(FAMILY_HEADERS, [A_FAMILY])
MEMBERS = text_of(MEMBER_HEADERS, [A_HEAD, A_CHILD])
NUMBERING = "|".join(str(n) for n in range(1, len(MEMBER_HEADERS) + 1)) + "\n"
FIRST_LINE, REST = MEMBERS.split("\n", 1)


def _pair(folder: Path, members: bytes, name: str = "anggota.csv") -> list[Path]:
    family, person = folder / "keluarga.csv", folder / name
    family.write_text(FAMILIES, encoding="utf-8")
    person.write_bytes(members)
    return [family, person]


READ: dict[str, Callable[[], bytes]] = {
    "semicolon": lambda: MEMBERS.replace("|", ";").encode(),
    "comma": lambda: MEMBERS.replace("|", ",").encode(),
    "tab": lambda: MEMBERS.replace("|", "\t").encode(),
    "byte order mark": lambda: b"\xef\xbb\xbf" + MEMBERS.encode(),
    "utf-16": lambda: MEMBERS.encode("utf-16"),
    "windows line ends": lambda: MEMBERS.replace("\n", "\r\n").encode(),
    "old mac line ends": lambda: MEMBERS.replace("\n", "\r").encode(),
    "numbering row": lambda: f"{FIRST_LINE}\n{NUMBERING}{REST}".encode(),
    "title and blank lines": lambda: f"DATA ANGGOTA KELUARGA\n\n{MEMBERS}".encode(),
    "blank lines between": lambda: MEMBERS.replace("\n", "\n\n").encode(),
    "no end to the last line": lambda: MEMBERS.rstrip("\n").encode(),
    "upper case headers": lambda: f"{FIRST_LINE.upper()}\n{REST}".encode(),
    "spaces in headers": lambda: f"{FIRST_LINE.replace('_', ' ')}\n{REST}".encode(),
    "everything quoted": lambda: "".join(
        "|".join(f'"{c}"' for c in line.split("|")) + "\n" for line in MEMBERS.splitlines()
    ).encode(),
    "gzip": lambda: gzip.compress(MEMBERS.encode()),
    "a separator after the last column": lambda: MEMBERS.replace("\n", "|\n").encode(),
    "an unknown column": lambda: "".join(
        f"{line}|{'catatan' if n == 0 else 'x'}\n" for n, line in enumerate(MEMBERS.splitlines())
    ).encode(),
}


@pytest.mark.parametrize("variant", READ)
def test_a_file_is_read_however_it_was_saved(variant: str, tmp_path: Path) -> None:
    delivery = take(tmp_path / "home", _pair(tmp_path, READ[variant]()))
    assert {p["nik"] for p in table_of(delivery, "person")} == {HEAD, CHILD}
    assert finding_rows(delivery) == []
    assert delivery.units["person"].read == 2


def test_a_unit_is_known_by_its_columns_not_by_its_name(tmp_path: Path) -> None:
    family, person = _pair(tmp_path, MEMBERS.encode())
    swapped = [family.rename(tmp_path / "a.txt"), person.rename(tmp_path / "keluarga.dat")]
    assert take(tmp_path / "home", swapped).units["person"].read == 2


def test_headers_that_are_not_read_are_told(tmp_path: Path) -> None:
    headers = [*FAMILY_HEADERS, "desil", "catatan_petugas"]
    cells = {**A_FAMILY, "desil": "9", "catatan_petugas": "x"}
    (tmp_path / "k.csv").write_text(
        "|".join(headers) + "\n" + "|".join(cells.get(h, "") for h in headers) + "\n"
    )
    delivery = take(tmp_path / "home", [tmp_path / "k.csv", *_pair(tmp_path, MEMBERS.encode())[1:]])
    assert delivery.unused_headers == ("k.csv: catatan_petugas", "k.csv: desil")
    (family,) = table_of(delivery, "family")
    assert family["decile_national"] == 3


def test_windows_letters_are_read_line_by_line(tmp_path: Path) -> None:
    lines = [
        FIRST_LINE.encode(),
        text_of(MEMBER_HEADERS, [{**A_HEAD, "nama": "JOSÉ"}]).split("\n")[1].encode("cp1252"),
        text_of(MEMBER_HEADERS, [{**A_CHILD, "nama": "ÉLOK"}]).split("\n")[1].encode("utf-8"),
    ]
    delivery = take(tmp_path / "home", _pair(tmp_path, b"\n".join(lines) + b"\n"))
    assert [p["name"] for p in table_of(delivery, "person")] == ["JOSÉ", "ÉLOK"]


def test_broken_lines_are_kept_with_their_number_and_the_rest_is_read(tmp_path: Path) -> None:
    good = [MEMBERS.splitlines()[1], MEMBERS.splitlines()[2]]
    lines = [
        FIRST_LINE,
        good[0],
        "satu|dua|tiga",
        good[1].replace("ANI REKAAN", '"ANI REKAAN'),
        good[1].replace("ANI REKAAN", "ANI\0REKAAN"),
        good[1],
    ]
    delivery = take(tmp_path / "home", _pair(tmp_path, ("\n".join(lines) + "\n").encode()))
    assert quarantined(delivery) == [
        (3, "", "baris_salah_jumlah_kolom"),
        (4, "", "baris_kutip_tak_seimbang"),
        (5, "", "baris_memuat_nul"),
    ]
    assert delivery.units["person"].read == 5
    assert table_of(delivery, "quarantine")[0]["raw"] == "satu|dua|tiga"


def test_three_in_a_hundred_broken_lines_lose_nothing(tmp_path: Path) -> None:
    members = [
        {**A_HEAD, "nomor_induk_kependudukan": str(int(HEAD) + n), "status_hubungan_keluarga": "3"}
        for n in range(400)
    ]
    lines = text_of(MEMBER_HEADERS, members).splitlines()
    broken = [line + "|x" if n % 33 == 0 and n else line for n, line in enumerate(lines)]
    delivery = take(tmp_path / "home", _pair(tmp_path, "\n".join(broken).encode()))
    count = delivery.units["person"]
    assert (count.read, count.accepted, count.quarantined) == (400, 388, 12)


def test_a_cell_that_runs_over_two_lines_is_one_row(tmp_path: Path) -> None:
    spread = MEMBERS.replace("ANI REKAAN", '"ANI\nREKAAN"')
    delivery = take(tmp_path / "home", _pair(tmp_path, spread.encode()))
    assert {p["name"] for p in table_of(delivery, "person")} == {"BUDI REKAAN", "ANI REKAAN"}
    assert delivery.units["person"].read == 2


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Type="x/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    return packed.getvalue()


def _lying_bomb() -> bytes:
    """Declares a few bytes, unpacks to 64 MB."""
    packed = bytearray(_bomb())
    size = (64 << 20).to_bytes(4, "little")
    return bytes(packed.replace(size, (1000).to_bytes(4, "little")))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "kosong"),
    "only blank lines": (lambda: b"\n\n \n", "kosong"),
    "header only": (lambda: f"{FIRST_LINE}\n".encode(), "hanya berisi kepala tabel"),
    "binary junk": (lambda: bytes(range(256)) * 50, "data biner"),
    "truncated gzip": (lambda: gzip.compress(MEMBERS.encode())[:-20], "terpotong"),
    "truncated workbook": (lambda: _bomb()[:500], "rusak atau terpotong"),
    "zip bomb": (_bomb, "mengembang"),
    "zip bomb that lies": (_lying_bomb, "mengembang|rusak"),
    "zip that is no workbook": (lambda: _zip("anggota.csv", MEMBERS.encode()), "bukan XLSX"),
    "old workbook cut short": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "rusak atau terpotong",
    ),
    "truncated parquet": (lambda: b"PAR1" + b"\0" * 100, "Parquet .* rusak"),
    "no header": (lambda: REST.encode(), "tidak punya kepala tabel"),
    "another separator in the rows": (
        lambda: f"{FIRST_LINE}\n{REST.replace('|', ';')}".encode(),
        "tidak punya 48 kolom",
    ),
    "a separator that is none": (lambda: MEMBERS.replace("|", "^").encode(), "kepala tabel"),
    "missing column": (
        lambda: MEMBERS.replace("|jenis_kelamin|", "|x1|").encode(),
        "paling mirip: dtsen/anggota; kolom yang tidak ada: jenis_kelamin",
    ),
    "renamed column": (
        lambda: MEMBERS.replace("|jenis_kelamin|", "|jns_kelamin|").encode(),
        "mungkin namanya berubah: jns_kelamin -> jenis_kelamin",
    ),
    "doubled column": (
        lambda: MEMBERS.replace("|nama|", "|jenis_kelamin|").encode(),
        "kolom ganda: jenis_kelamin dan jenis_kelamin",
    ),
}


@pytest.mark.parametrize("variant", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_and_says_why(variant: str, tmp_path: Path) -> None:
    made, message = REFUSED[variant]
    with pytest.raises(DeliveryRejected, match=message) as refused:
        take(tmp_path / "home", _pair(tmp_path, made()))
    assert refused.value.hint
    for personal in (HEAD, CHILD, "REKAAN"):
        assert personal not in refused.value.message + refused.value.hint
    assert list((tmp_path / "home" / "deliveries").glob("*/*")) == []
    assert list((tmp_path / "home" / "spill").glob("*")) == []


def test_missing_columns_may_be_taken_for_not_known(tmp_path: Path) -> None:
    short = MEMBERS.replace("|status_kawin|", "|x1|").encode()
    delivery = take(tmp_path / "home", _pair(tmp_path, short), accept_missing=True)
    assert {p["marital_status"] for p in table_of(delivery, "person")} == {None}
    assert delivery.accepted_missing == ("person.marital_status",)


def test_a_key_column_may_never_be_missing(tmp_path: Path) -> None:
    short = MEMBERS.replace("nomor_induk_kependudukan", "x1").encode()
    with pytest.raises(DeliveryRejected, match="nomor_induk_kependudukan"):
        take(tmp_path / "home", _pair(tmp_path, short), accept_missing=True)


@pytest.mark.parametrize(("given", "missing"), [(0, "anggota"), (1, "keluarga")])
def test_one_of_the_two_files_is_no_release(given: int, missing: str, tmp_path: Path) -> None:
    files = release_files(tmp_path)
    with pytest.raises(DeliveryRejected, match=f"berkas {missing} tidak ada"):
        take(tmp_path / "home", [files[given]])


def test_a_file_whose_niks_a_spreadsheet_rounded_is_refused_whole(tmp_path: Path) -> None:
    members = [
        {**A_HEAD, "nomor_induk_kependudukan": f"32750115078080{n:02d}"[:15] + "0"}
        for n in range(10, 60)
    ]
    with pytest.raises(DeliveryRejected, match="15 angka"):
        take(tmp_path / "home", release_files(tmp_path, members=members))


def test_a_column_of_scientific_niks_is_refused_whole(tmp_path: Path) -> None:
    members = [{**A_HEAD, "nomor_induk_kependudukan": "3,27501E+15"} for _ in range(8)]
    with pytest.raises(DeliveryRejected, match="notasi ilmiah"):
        take(tmp_path / "home", release_files(tmp_path, members=members))


def test_both_naming_schemes_may_be_mixed_and_difficulties_replaced(tmp_path: Path) -> None:
    gone = [
        "penglihatan", "pendengaran", "berjalan_atau_naik_tangga", "menggunakan_tangan_jari",
        "belajar_kemampuan_intelektual", "pengendalian_perilaku", "berbicara_komunikasi",
        "mengurus_diri", "mengingat_berkonsentrasi", "kesedihan_depresi",
    ]  # fmt: skip
    renamed = {
        "nomor_induk_kependudukan": "NIK",
        "status_hubungan_keluarga": "id_hub_kepala_keluarga",
    }
    headers = [h for h in MEMBER_HEADERS if h not in gone]
    text = text_of(headers, [A_HEAD, A_CHILD])
    first, rest = text.split("\n", 1)
    first = "|".join(renamed.get(h, h) for h in first.split("|")) + "|id_disabilitas"
    rest = "".join(f"{line}|4\n" for line in rest.splitlines())
    delivery = take(tmp_path / "home", _pair(tmp_path, f"{first}\n{rest}".encode()))
    assert {p["disability"] for p in table_of(delivery, "person")} == {"4"}
    assert delivery.units["person"].accepted == 2
