"""The two things that a reader's roles do most (`most_often` of roles.yaml), as links."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.office.cases.desk import MINE
from desil.office.home.card import list_link, may_open

_MOST = 2
# Where a permission is used: the page, what is done there, and the filter of the page.
PLACES: Mapping[Permission, tuple[str, str | Promise, Mapping[str, str]]] = {
    Permission.CASE_ENTER: ("office:case_start", _("Catat permohonan"), {}),
    Permission.CASE_VISIT: ("office:cases", _("Buka kunjungan saya"), {"langkah": "visit"}),
    Permission.CASE_VERIFY: ("office:cases", _("Periksa permohonan"), {"langkah": MINE}),
    Permission.CASE_APPROVE: ("office:cases", _("Sahkan permohonan"), {"langkah": "finalise"}),
    Permission.CASE_SIGN: ("office:case_sign", _("Tandatangani permohonan"), {}),
    Permission.CASE_SEND: ("office:case_send", _("Kirim ke pusat"), {}),
    Permission.CASE_READ: ("office:cases", _("Lihat permohonan"), {}),
    Permission.FAMILY_SEARCH: ("office:search", _("Cari keluarga"), {}),
    Permission.WORKLIST_READ: ("office:worklists", _("Buka daftar kerja"), {}),
    Permission.REVIEW_DECIDE: ("office:review", _("Putuskan pasangan yang ragu"), {}),
    Permission.REVIEW_READ: ("office:review", _("Lihat pasangan yang ragu"), {}),
    Permission.DELIVERY_HAND_IN: ("office:delivery_hand_in", _("Serahkan kiriman"), {}),
    Permission.DELIVERY_RELEASE: ("office:deliveries", _("Periksa kiriman"), {}),
    Permission.DELIVERY_READ: ("office:deliveries", _("Lihat kiriman"), {}),
    Permission.RUN_START: ("office:runs", _("Susun register"), {}),
    Permission.RUN_READ: ("office:runs", _("Lihat penyusunan register"), {}),
    Permission.PUBLICATION_APPROVE: ("office:publications", _("Periksa usulan penerbitan"), {}),
    Permission.PUBLICATION_READ: ("office:publications", _("Lihat penerbitan"), {}),
    Permission.LIST_PROPOSE: ("office:list_ask", _("Susun daftar program"), {}),
    Permission.LIST_SIGN: ("office:programme_lists", _("Tandatangani daftar program"), {}),
    Permission.PROGRAMME_READ: ("office:programme_lists", _("Lihat daftar program"), {}),
    Permission.PEOPLE_EXPORT: ("office:exports", _("Minta berkas nama dan alamat"), {}),
    Permission.RECAP_EXPORT: ("office:exports", _("Minta berkas rekap"), {}),
    Permission.MODEL_PROPOSE: ("office:survey_send", _("Nilai model pada survei"), {}),
    Permission.MODEL_APPROVE: ("office:models", _("Periksa model"), {}),
    Permission.MODEL_READ: ("office:models", _("Lihat model"), {}),
    Permission.USER_WRITE: ("office:account_add", _("Undang pengguna"), {}),
    Permission.USER_READ: ("office:accounts", _("Lihat daftar pengguna"), {}),
    Permission.SETTING_READ: ("office:settings", _("Lihat pengaturan"), {}),
    Permission.AUDIT_CHECKPOINT: ("office:audit_state", _("Periksa keutuhan log"), {}),
    Permission.AUDIT_READ: ("office:audit", _("Baca log audit"), {}),
    Permission.AGGREGATE_READ: ("office:city", _("Lihat kota sekilas"), {}),
}


def frequent_links(user: User) -> list[tuple[str, str | Promise]]:
    """Address and label of what the reader's roles do most; two at most, those of the first role
    first. A role that names nothing gets the first two things that it may do."""
    held = [roles()[name] for name in user.roles if name in roles()]
    named = [p for role in held for p in role.most_often if user.may(p)]
    chosen = dict.fromkeys([*named, *(p for p in PLACES if not named and user.may(p))])
    places = [PLACES[p] for p in chosen if p in PLACES]
    links = [(list_link(page, **asked), label) for page, label, asked in places]
    return [(link, label) for link, label in links if may_open(user, link)][:_MOST]
