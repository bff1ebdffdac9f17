"""Every page of the office, and how it is come to: who reads it, at which address, what they sent.

The tests of quality (HTML, CSP, axe-core, addresses) walk this list; a page of the URL map that is
neither in `LOOKS` nor in `NO_PAGE` fails tests/integration/office/test_every_page.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """One page to look at: its name in the URL map, its address with the ground's facts in braces,
    and the reader (a name of `Ground.sessions`; empty: nobody).

    With `sends` the page is the answer to its form, filled in so; `follows` where that sends on.
    """

    page: str
    address: str
    who: str = ""
    status: int = 200
    sends: Sent = field(default_factory=dict, hash=False)
    follows: bool = False


# Pages that show no HTML of their own: why.
_SENDS_ON = "answers a form and sends on"
_ASKS = "asks first, as office:case_sign does, and sends on"
_FILE = "a file"
_SEARCHES = [("pendamping", {"question": "ORANG BUATAN", "purpose": "case"})] + [
    ("verifier", {"question": q}) for q in ("3275010101200001", "2026-000001", "x")]  # fmt: skip
_FOR_PHONES = "XML for phones, see tests/integration/api"
NO_PAGE: Mapping[str, str] = {
    **dict.fromkeys(["office:csv", "office:map_areas", "office:quarantine_file"], _FILE),
    **dict.fromkeys(["office:export_file", "office:audit_proof"], _FILE),
    "mfa_download_recovery_codes": _FILE,
    "office:review_decide": _SENDS_ON,
    "office:run_start": _SENDS_ON,
    "office:model_propose": "office:models again, or sends on",
    "office:model_approve": "office:model again, or sends on",
    "office:publication_decide": _ASKS,
    "office:delivery_decide": _ASKS,
    "office:publication_withdraw": _ASKS,
    "office:job_cancel": _ASKS,
    "office:list_propose": _SENDS_ON,
    "office:list_sign": _ASKS,
    "office:list_withdraw": _ASKS,
    "office:list_revoke": _ASKS,
    "office:list_file": _SENDS_ON,
    "office:payments_file": _FILE,
    "office:payments_by_name": _SENDS_ON,
    "office:list_letter": _FILE,
    "office:payments_count": _SENDS_ON,
    "office:what_if_save": "office:what_if again, or sends on",
    "office:what_if_delete": _ASKS,
    "office:what_if_file": _FILE,
    "office:job_retry": _SENDS_ON,
    "office:account_lock": _ASKS,
    "office:account_unlock": _SENDS_ON,
    "office:account_sessions": _ASKS,
    "office:account_invite": _SENDS_ON,
    "office:account_approve": _SENDS_ON,
    "office:audit_check": _SENDS_ON,
    "office:audit_checkpoint": _SENDS_ON,
    "accounts:field_token_revoke": _SENDS_ON,
    "openrosa:form_list": _FOR_PHONES,
    "openrosa:form": _FOR_PHONES,
    "openrosa:manifest": _FOR_PHONES,
    "openrosa:visits": _FOR_PHONES,
    "openrosa:members": _FOR_PHONES,
    "openrosa:submission": _FOR_PHONES,
    "office:case_letter": _FILE,
    "office:case_evidence": _FILE,
    **dict.fromkeys(["office:case_thumbnail", "office:case_report_file"], _FILE),
    "office:case_deliberation_file": _FILE,
    "office:resident_code_letter": _FILE,
    "office:case_move": "the case again, as office:case shows it",
    "office:case_document": "the case again, as office:case shows it",
    "office:case_sign_refuse": "the page of signatures again, as office:case_sign shows it",
    "office:case_sign_undo": _SENDS_ON,
    "office:case_send_file": _FILE,
    "office:case_changes": "the facts of office:case_enter_for again, for a case",
    "set_language": _SENDS_ON,
    "portal:leave": _SENDS_ON,
    "portal:ticket_act": "the case again, as portal:ticket shows it",
    "portal:own_copy": _FILE,
    "portal:ticket_letter": _FILE,
    "portal:data_file": _FILE,
}
_WRONG_RIGHTS = {"roles": "verifier", "reason": "x"}
_PKH = "/program/andai/?programme=PKH&period=2026-Q1"
_BORN = {"birth_date": "17-5-1980"}
_LOOKS_AT = {"number": "3275010101200001"}
_CARD = {"family_card": "3275010101200001"}
LOOKS: tuple[Look, ...] = (
    # before the sign-in
    Look("account_login", "/masuk/"),
    Look("account_login", "/masuk/", sends={"login": "salah", "password": "salah"}),
    Look("account_login", "/masuk/", "locked", 429, {"login": "terkunci", "password": "salah"}),
    Look("mfa_authenticate", "/masuk/kode/", "half signed in"),
    Look("account_inactive", "/akun/tidak-aktif/"),
    Look("accounts:invitation", "/undangan/{token}/"),
    Look("accounts:invitation", "/undangan/{token}/", sends={"password1": "x", "password2": "y"}),
    Look("accounts:invitation", "/undangan/salah/", status=404),
    # one's own account
    Look("accounts:account", "/akun/", "operator"),
    Look("accounts:account", "/akun/", "no second factor"),
    Look("accounts:field_tokens", "/akun/ponsel/", "pendamping"),
    Look("accounts:field_tokens", "/akun/ponsel/", "pendamping", sends={"label": "ponsel"}),
    Look("account_logout", "/keluar/", "operator"),
    Look("account_reauthenticate", "/akun/ulang/", "with factors"),
    Look("account_change_password", "/akun/sandi/", "with factors"),
    Look("account_set_password", "/akun/sandi/baru/", "operator"),
    Look("usersessions_list", "/akun/sesi/", "with factors"),
    Look("mfa_index", "/akun/langkah-kedua/", "no second factor"),
    Look("mfa_index", "/akun/langkah-kedua/", "with factors"),
    Look("mfa_reauthenticate", "/akun/langkah-kedua/ulang/", "with factors"),
    Look("mfa_activate_totp", "/akun/aplikasi/pasang/", "operator"),
    Look("mfa_activate_totp", "/akun/aplikasi/pasang/", "operator", sends={"code": "000000"}),
    Look("mfa_deactivate_totp", "/akun/aplikasi/lepas/", "with factors"),
    Look("mfa_view_recovery_codes", "/akun/kode/", "with factors"),
    Look("mfa_generate_recovery_codes", "/akun/kode/baru/", "with factors"),
    Look("mfa_list_webauthn", "/akun/kunci/", "with factors"),
    Look("mfa_add_webauthn", "/akun/kunci/tambah/", "operator"),
    Look("mfa_reauthenticate_webauthn", "/akun/kunci/ulang/", "with factors"),
    Look("mfa_edit_webauthn", "/akun/kunci/{key}/", "with factors"),
    Look("mfa_remove_webauthn", "/akun/kunci/{key}/lepas/", "with factors"),
    # start page and overviews
    *(
        Look("office:home", "/beranda/", role)
        for role in (
            "administrator",
            "data_officer",
            "verifier",
            "operator",
            "lurah",
            "head",
            "pendamping",
            "programme_officer",
            "auditor",
            "statistician",
        )
    ),
    Look("office:city", "/", "verifier"),
    Look("office:area", "/wilayah/3275010/?satuan=jiwa&urut=desil-1-4", "verifier"),
    Look("office:area", "/wilayah/3275010009/", "lurah"),
    Look("office:map", "/peta/", "verifier"),
    Look("office:movement", "/perpindahan/", "verifier"),
    Look("office:unranked", "/belum-diperingkat/", "verifier"),
    Look("office:findings", "/temuan/", "verifier"),
    # families
    *(Look("office:search", "/cari/", who) for who in ("verifier", "with a purpose")),
    *(Look("office:search", "/cari/", w, 200, sent, follows=True) for w, sent in _SEARCHES),
    Look("accounts:purpose", "/keluarga/{handle}/alasan/", "pendamping"),
    Look("accounts:specific", "/keluarga/{handle}/khusus/", "with a purpose"),
    Look("office:family", "/keluarga/{handle}/", "with a purpose"),
    Look("office:review", "/tinjauan/", "data_officer"),
    Look("office:worklists", "/daftar-kerja/", "data_officer"),
    Look("office:worklist", "/daftar-kerja/keluarga/", "data_officer"),
    Look("office:worklist", "/daftar-kerja/keluarga/?daftar=belum-diperingkat", "operator"),
    Look("office:worklist_file", "/daftar-kerja/berkas/", "operator"),
    # requests
    Look("office:cases", "/permohonan/", "operator"),
    Look("office:cases", "/permohonan/?langkah=&jenis=levy", "verifier"),
    Look("office:cases", "/permohonan/?langkah=&tenggat=terlambat", "verifier"),
    Look("office:case", "/permohonan/{case}/", "operator"),
    Look("office:case", "/permohonan/{case}/", "data_officer"),
    Look("office:case", "/permohonan/{checked_case}/", "verifier"),
    Look("office:case_effect", "/permohonan/{checked_case}/akibat/", "verifier"),
    Look("office:case_start", "/permohonan/baru/", "operator"),
    Look("office:case_enter", "/permohonan/baru/new_family/", "operator"),
    Look("office:case_enter", "/permohonan/baru/levy/", "data_officer"),
    Look("office:case_enter", "/permohonan/baru/levy/", "data_officer", sends={"name": "x"}),
    Look("office:case_choose", "/permohonan/keluarga/{handle}/", "at the counter"),
    Look("office:case_enter_for", "/permohonan/keluarga/{handle}/birth/", "at the counter"),
    Look(
        "office:case_enter_for", "/permohonan/keluarga/{handle}/decile_too_high/", "at the counter"
    ),
    Look("office:case_deliberations", "/permohonan/musyawarah/", "operator"),
    Look(
        "office:case_deliberations", "/permohonan/musyawarah/", "operator", sends={"attended": "0"}
    ),
    Look("office:case_visit", "/permohonan/{case}/kunjungan/", "pendamping"),
    Look(
        "office:case_visit", "/permohonan/{case}/kunjungan/", "pendamping", sends={"latitude": "x"}
    ),
    Look("office:case_reports", "/permohonan/laporan/", "verifier"),
    Look("office:case_reports", "/permohonan/laporan/?sejak=x", "operator"),
    Look("office:case_sign", "/permohonan/tanda-tangan/", "head"),
    Look("office:case_sign", "/permohonan/tanda-tangan/?tenggat=terlambat", "head"),
    Look("office:case_send", "/permohonan/kirim/", "data_officer"),
    Look("office:resident_code", "/keluarga/{handle}/kode/", "at the counter"),
    # work
    Look("office:deliveries", "/kiriman/", "data_officer"),
    Look("office:delivery", "/kiriman/{delivery}/", "data_officer"),
    Look("office:delivery", "/kiriman/{delivery}/", "verifier"),
    Look("office:delivery_hand_in", "/kiriman/serahkan/", "data_officer"),
    Look("office:delivery_hand_in", "/kiriman/serahkan/", "data_officer", 422, {"source": "asn"}),
    Look("office:runs", "/run/", "data_officer"),
    Look("office:run", "/run/{run}/", "data_officer"),
    Look("office:publications", "/penerbitan/", "data_officer"),
    Look("office:publications", "/penerbitan/", "head"),
    Look("office:publication_propose", "/penerbitan/usul/?run={run}", "data_officer"),
    Look("office:publication_review", "/penerbitan/{proposal}/", "head"),
    Look("office:jobs", "/pekerjaan/", "data_officer"),
    Look("office:job", "/pekerjaan/{job}/", "data_officer"),
    Look("office:job", "/pekerjaan/{taken_in}/", "data_officer"),
    Look("office:job", "/pekerjaan/{rejected}/", "data_officer"),
    Look("office:exports", "/berkas/", "programme_officer"),
    Look("office:exports", "/berkas/", "programme_officer", sends={"purpose": "x"}),
    Look("office:export", "/berkas/{export}/", "data_officer"),
    # programmes
    Look("office:programmes", "/program/", "lurah"),
    Look("office:programme_lists", "/program/daftar/", "programme_officer"),
    Look("office:programme_lists", "/program/daftar/?menunggu=usulan", "programme_officer"),
    Look("office:list_ask", "/program/daftar/susun/", "programme_officer"),
    Look("office:list_ask", "/program/daftar/susun/", "programme_officer", sends={"period": "x"}),
    Look("office:programme_list", "/program/daftar/{list}/", "programme_officer"),
    Look("office:programme_list", "/program/daftar/{list}/", "head"),
    Look("office:programme_list_changes", "/program/daftar/{list}/beda/", "head"),
    Look("office:what_if", "/program/andai/", "head"),
    Look("office:what_if", _PKH, "head"),
    Look("office:payments", "/program/penyaluran/", "programme_officer"),
    Look("office:payments", "/program/penyaluran/?wilayah=3275040", "head"),
    Look("office:fairness", "/program/keadilan/", "verifier"),
    Look("office:fairness", "/program/keadilan/", "head"),
    Look("office:what_if", "/program/andai/?programme=RUTILAHU&period=2026-Q1", "verifier"),
    Look("office:what_if", _PKH, "programme_officer", sends={"s1-name": ""}),
    Look("office:what_if_saved", "/program/andai/{what_if}/", "programme_officer"),
    Look("office:what_if_saved", "/program/andai/{what_if}/", "lurah"),
    # administration
    Look("office:accounts", "/pengguna/", "administrator"),
    Look("office:accounts", "/pengguna/", "auditor"),
    Look("office:account", "/pengguna/{account}/", "administrator"),
    Look("office:account", "/pengguna/{account}/", "has just invited"),
    Look("office:account", "/pengguna/{locked_account}/", "administrator"),
    Look("office:account_add", "/pengguna/undang/", "administrator"),
    Look("office:account_add", "/pengguna/undang/", "administrator", sends={"name": "x"}),
    Look("office:account_rights", "/pengguna/{account}/hak/", "administrator"),
    Look("office:account_rights", "/pengguna/{account}/hak/", "administrator", sends=_WRONG_RIGHTS),
    Look("office:account_factors", "/pengguna/{account}/langkah-kedua/", "administrator"),
    Look("office:models", "/model/", "head"),
    Look("office:models", "/model/", "statistician"),
    Look("office:model", "/model/{model}/", "head"),
    Look("office:survey_send", "/model/survei/", "statistician"),
    Look("office:survey_send", "/model/survei/", "statistician", 422, {"rows": "x"}),
    Look("office:judgement", "/model/survei/{judged}/", "head"),
    Look("office:judgement", "/model/survei/{judged}/", "statistician"),
    Look("office:settings", "/pengaturan/", "administrator"),
    Look("office:audit", "/audit/", "auditor"),
    Look("office:audit", "/audit/?tindakan=USER_ADD", "auditor"),
    Look("office:audit_event", "/audit/1/", "auditor"),
    Look("office:audit_state", "/audit/keutuhan/", "auditor"),
    Look("office:audit_looks", "/audit/keluarga/", "auditor"),
    Look("office:audit_looks", "/audit/keluarga/", "auditor", sends=_LOOKS_AT | {"basis": "x"}),
    Look("office:audit_looks", "/audit/keluarga/", "auditor", sends=_LOOKS_AT),
    # the portal
    Look("portal:about", "/warga/"),
    Look("portal:status", "/warga/cek/"),
    Look("portal:status", "/warga/cek/", sends={"nik": "123", "family_card": "x"}),
    Look("portal:status", "/warga/cek/", sends={"nik": "3275011705800001"} | _CARD),
    Look("portal:status", "/warga/cek/", sends={"nik": "3275011705809999"} | _CARD),
    Look("portal:entrance", "/warga/masuk/"),
    Look(
        "portal:entrance", "/warga/masuk/", sends={"nik": "3275011705809999", "code": "X"} | _BORN
    ),
    Look("portal:own", "/warga/data-saya/", "a resident"),
    Look("portal:filing", "/warga/ajukan/", "a resident"),
    Look(
        "portal:filing", "/warga/ajukan/", "a resident", sends={"kind": "levy", "told": "Diminta."}
    ),
    Look("portal:ticket", "/warga/tiket/"),
    Look("portal:ticket", "/warga/tiket/", sends={"ticket": "{ticket}"} | _BORN),
    Look("portal:data", "/warga/data/"),
    Look("portal:data", "/warga/data/?satuan=jiwa"),
    Look("portal:data", "/warga/data/?program=TIDAK.ada", status=404),
    Look("portal:letter_check", "/warga/surat/{case}/{mark}/"),
    Look("portal:letter_check", "/warga/surat/2026-000001/SALAH/", status=404),
    # refusals and errors
    Look("refused", "/audit/", "operator", 403),
    Look("not found", "/tidak/ada/", "operator", 404),
    Look("not found", "/tidak/ada/", "", 404),
)
ERROR_PAGES = frozenset({"refused", "not found"})
# Templates of pages that no address leads to: of last resort, and of sign-in at another server,
# which has addresses only where one is configured.
NAMELESS_PAGES = (
    "400",
    "403_csrf",
    "500",
    "accounts/no_account",
    "socialaccount/authentication_error",
    "socialaccount/login",
    "socialaccount/login_cancelled",
)
