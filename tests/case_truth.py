"""What has to be so of every letter and ticket page of an album: nothing said that is not so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import reasons
from desil.cases.letters.papers import brought_papers
from tests.case_album import Sheet

_NAMES_A_REQUEST = re.compile("Salah jenis permohonan|(dalam|lewat) permohonan lain")
_TRIED = "sudah dicoba, ditolak sistem pusat"
_OF_MEMBERS = {"pbi_inactive", "split"}  # in the album, what they ask is about one member
_HAS_DECILE = re.compile("turun, tetap, naik|Lihat desil Anda")


def _of_papers(kind: Kind, sheet: Sheet, first: Sheet) -> None:
    """Nothing is complete and missing at once; nobody is refused for a paper never asked for; what
    came is sent again, not missing."""
    is_complete = re.search(r"(?i)(?<!tidak )\blengkap\b", sheet.page) is not None
    assert not (is_complete and "Masih kurang" in sheet.page), sheet.moment
    for lacking in re.findall("Berkas yang kurang: (.*)", sheet.letter):
        for name in lacking.split(", "):
            assert name in first.letter, (kind.name, sheet.moment, name)
    if "sent-back-A2" in sheet.moment and kind.documents:
        assert "belum lengkap" not in sheet.letter, sheet.moment
        assert "Kirim ulang:" in sheet.page or "Keterangan petugas:" in sheet.page, sheet.moment


def _of_papers_again(sheet: Sheet) -> None:
    """Why a paper that came has to come again; letter and ticket name the same papers."""
    if "sent-back-A1" in sheet.moment and "Yang perlu dibawa: " not in sheet.letter:
        for part in (sheet.letter, sheet.page):
            assert "tidak lengkap atau belum memenuhi syarat" in part, sheet.moment
    if "sent-back" in sheet.moment:
        (stands,) = re.findall(r"(?s)Keadaan sekarang\n(.*?)\n(?:Yang |Data )", sheet.page)
        asked = re.split("Kirim ulang:\n|Masih kurang:\n", stands)[1:]
        names = [re.sub(r" \(.*\)", "", x) for part in asked for x in part.splitlines()]
        assert [name for name in names if name not in sheet.letter] == [], sheet.moment


def _of_reasons(kind: Kind, sheet: Sheet) -> None:
    """Of the wrong family nothing is shown; a refusal says what fits its reason to do next, and not
    that somebody who died, or has the same aid, has none."""
    both = f"{sheet.letter}\n{sheet.page}"
    code = sheet.moment.rpartition("-")[2]
    if code == "D2":
        for part in ("Petugas melihat", "Di data juga", ", sama dengan data"):
            assert part not in both, sheet.moment
    if code in {"B7", "C1"}:
        assert "PBI-JK belum aktif" not in both, sheet.moment
    then = reasons()[code].then if "-refused-" in sheet.moment else None
    if then is not None and (kind.finding is None or not reasons()[code].is_finding):
        assert sheet.page.count(then.id) == sheet.letter.count(then.id) == 1, sheet.moment
        assert "baru? Anda juga boleh mengajukan" not in both, sheet.moment


def _of_time(kind: Kind, sheet: Sheet) -> None:
    """A letter that names the next step is not read as now; what may go any day is not due later;
    only a receipt opens the ticket, since the other letters are shown to others."""
    is_receipt = sheet.letter.startswith("Tanda terima\n")
    is_at_first = "Menunggu Anda" in sheet.page or "memeriksa kelengkapan" in sheet.page
    if is_receipt and sheet.moment.startswith(("waits-", "visited")) and not is_at_first:
        assert "Surat ini ditulis sebelum kelengkapan diperiksa." in sheet.page, sheet.moment
    if kind.may_anyone_apply:
        assert "Foto" not in sheet.page.partition("Berkas apa ini?")[2].partition("Pilih")[0]
    if sheet.moment.startswith("complete-refused"):
        assert "Hasil pemeriksaan tidak ditampilkan" not in sheet.letter  # nothing was examined
    assert "sebelum dikirim, paling lambat" not in f"{sheet.letter}\n{sheet.page}", sheet.moment
    if "yang akan dikirim: Tanah" in sheet.page:
        assert "Datang secepatnya: bisa dikirim kapan saja." in sheet.page
    if sheet.moment == "waits-effective" and "Yang dikirim ke pusat\nTanah" in sheet.page:
        asked = "Keramik" in sheet.page
        assert ("Yang dikirim tidak sama dengan yang Anda minta." in sheet.page) is asked
    assert is_receipt is not ("Nomor tiket: ada pada tanda terima" in sheet.letter), sheet.moment


def _of_answers(kind: Kind, sheet: Sheet) -> None:
    """What was passed on is not called answered; money is not called data."""
    both = f"{sheet.letter}\n{sheet.page}"
    if sheet.moment == "answered-handed_over":
        assert sheet.letter.startswith("Pemberitahuan penerusan\n")
        assert "Sudah dijawab" not in both
        then = "Tanyakan kelanjutannya di instansi itu. Bawa suratnya."
        assert sheet.page.count(then) == sheet.letter.count(then) == 1
    elif sheet.moment.startswith("answered-"):
        assert "Belum jelas atau tidak setuju? Datang dengan surat di bawah." in sheet.page
    if kind.name == "aid_not_paid":
        assert "data yang kami ubah" not in both, sheet.moment


def _of_objection(sheet: Sheet) -> None:
    """While an objection is heard, who is to act by the day that is named: who lacks papers is told
    to bring them, and nobody else is threatened with it."""
    is_lacking = "Berkas yang kurang: " in sheet.letter
    says = "Keberatan Anda diperiksa petugas lain. Menunggu: "
    brings = "Keberatan Anda dicatat. Lengkapi berkas paling lambat "
    assert (brings if is_lacking else says) in sheet.page, sheet.moment
    assert (says not in sheet.page) is is_lacking, sheet.moment
    assert ("bisa ditutup" in sheet.page) is is_lacking, sheet.moment


def _of_decisions(kind: Kind, sheet: Sheet) -> None:
    """An objection is answered as one; a sending that was tried is not called none; a report is
    called a report; nobody is asked how they were served where somebody died."""
    both = f"{sheet.letter}\n{sheet.page}"
    if sheet.moment.endswith("objection-refused"):
        assert sheet.letter.startswith("Jawaban atas keberatan\n"), sheet.moment
        for part in (sheet.letter, sheet.page):
            assert "Keberatan Anda sudah diperiksa petugas lain" in part, sheet.moment
        assert "Keberatan ditolak: " in sheet.page, sheet.moment
    for name in re.findall("Berkas yang dimaksud: (.*)", sheet.letter):
        assert f"Berkas tidak terbaca ({name})" in sheet.page, sheet.moment
    if sheet.moment.endswith("-objected"):
        _of_objection(sheet)
    if sheet.moment.endswith(("-objected", "-opened-again")) and "Ditolak sistem" in sheet.letter:
        assert "belum dikirim" not in sheet.page.replace(f"{_TRIED}; belum dikirim lagi", "")
    if sheet.moment == "send-refused-E1" and kind.facts and not kind.tells_specific:
        assert "Yang dikirim ke pusat\nsudah dicoba, ditolak" in sheet.page
        assert kind.may_anyone_apply or "Pengiriman: sudah dicoba, ditolak" in sheet.letter
    if sheet.moment.startswith("sign-refused-E3"):
        assert "tidak kami kirim ke pusat pada waktunya" in sheet.letter
    if kind.noun.id != "permohonan":
        lines = [x for x in both.splitlines() if "permohonan" in x.lower()]
        assert [x for x in lines if not _NAMES_A_REQUEST.search(x)] == [], sheet.moment
    is_of_death = kind.tells_death or sheet.moment.endswith("B7")
    assert not (is_of_death and "Apakah Anda puas" in sheet.page), sheet.moment
    if kind.is_unranked:
        assert _HAS_DECILE.search(both) is None, sheet.moment
    if kind.finding is not None:
        found = [r.label.id for r in reasons().values() if r.is_finding]
        assert [label for label in found if label in both] == [], sheet.moment
    if "\nSelesai: " in sheet.page:
        assert sheet.moment in {"release-taken_over", "release-contradicted"}, sheet.moment
        assert sheet.moment == "release-taken_over" or kind.finding is not None


def _of_visits(sheet: Sheet) -> None:
    """A refusal that says what a visit saw stands under the visit, one of a meeting under it."""
    if sheet.moment.startswith("visited") and "Dilihat petugas di rumah\n" in sheet.page:
        waits = "Petugas sudah datang ke rumah. Menunggu laporannya."
        is_seen = "Dilihat petugas di rumah\nbelum" not in sheet.page
        assert not is_seen or waits in sheet.page or "tidak ditampilkan" in sheet.page
    happened = sheet.page.partition("Yang sudah terjadi")[2]
    if sheet.moment.startswith("visit-refused-B") and not sheet.moment.endswith(("B3", "B7")):
        assert "Petugas sudah datang ke rumah" in happened, sheet.moment
    if sheet.moment.endswith("refused-B4"):
        assert "Sudah dimusyawarahkan di kelurahan" in happened, sheet.moment
    assert happened.count("Petugas sudah datang ke rumah") <= 1, sheet.moment
    if "Di data juga tertulis: " in sheet.letter:
        assert ", sama dengan data" in sheet.page, sheet.moment
    if sheet.letter.startswith("Tanda terima\n"):
        assert "Petugas melihat" not in sheet.letter, sheet.moment  # nobody had been there


def _of_releases(kind: Kind, by_moment: dict[str, Sheet]) -> None:
    """State, history and letter say the same of a release, and whom it lists is told only where it
    is the applicant's to know; what will be sent stands in letter and ticket alike."""
    gone, ignored = by_moment["release-gone"], by_moment["release-ignored"]
    for sheet in (gone, ignored):
        assert sheet.letter.startswith("Pemberitahuan rilis nasional\n")
        assert "rilis nasional 23 Januari 2027" in sheet.letter.lower().replace(
            "januari", "Januari"
        )
    told = [f"{s.letter}\n{s.page}" for s in (gone, ignored)]
    if kind.may_vanish:
        assert "tidak ada dalam rilis" not in told[0]
        assert "sudah terbit" in gone.letter
        assert gone.page.count("sudah terbit") == 2
    else:
        assert gone.page.count("tidak ada dalam rilis nasional 23 Januari 2027") == 2
        assert "tidak ada dalam rilis nasional 23 Januari 2027" in gone.letter
        whom = "Anggota keluarga yang dimaksud" if kind.name in _OF_MEMBERS else "Keluarga Anda"
        assert f"{whom} tidak ada dalam rilis" in gone.letter, kind.name
        assert "belum memuat" not in told[0]
    if kind.finding is None:
        assert ignored.page.count("belum memuat yang kami kirim") == 2
        assert "Rilis berikutnya masih belum memuatnya?" in told[1]
    else:
        assert "belum memuat" not in told[1]
    hidden = [gone] if kind.may_vanish else []
    for sheet in hidden + ([ignored] if kind.finding else []):
        assert "Kami menunggu rilis berikutnya." in sheet.letter  # as the ticket says
        assert "Menunggu: Rilis nasional berikutnya" in sheet.page
        assert "tidak memuat orang" not in f"{sheet.letter}\n{sheet.page}"
    waits = by_moment["waits-send"]
    for value in re.findall(r"Yang akan dikirim: (.*?)\.(?: |$)", waits.letter, re.MULTILINE):
        assert f"yang akan dikirim: {value}" in waits.page
    assert ("Tidak akan dikirim" in waits.letter) is ("tidak akan dikirim" in waits.page)
    assert "sebelum hasilnya dikirim" in by_moment["waits-effective"].page


def require_true(kind: Kind, sheets: Sequence[Sheet]) -> None:
    """Every sheet of a case type says what is so; a letter of one number says one thing."""
    by_moment = {sheet.moment: sheet for sheet in sheets}
    for sheet in sheets:
        _of_papers(kind, sheet, sheets[0])
        _of_papers_again(sheet)
        _of_time(kind, sheet)
        _of_answers(kind, sheet)
        _of_reasons(kind, sheet)
        _of_decisions(kind, sheet)
        _of_visits(sheet)
    if kind.changes_data:
        _of_releases(kind, by_moment)
    texts: dict[str, str] = {}
    for sheet in sheets:
        if sheet.moment.startswith(("waits-", "visited")):  # one after the other, nothing undone
            assert texts.setdefault(sheet.number, sheet.letter) == sheet.letter, sheet.moment
    assert len(texts) > 1 or not brought_papers(kind)  # a paper that came has its own receipt
