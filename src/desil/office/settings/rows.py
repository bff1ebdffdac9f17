"""Settings as rows: what, how much, and where it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.accounts.actions.invitations import VALID_FOR
from desil.accounts.roles import roles
from desil.exports.policy import most_rows, retention_days
from desil.jobs.states import ExportKind
from desil.jobs.uploads import KEPT
from desil.jobs.worker import MOST_ATTEMPTS
from desil.office.work.words import export_kind
from desil.publication.action import KEPT_PUBLICATIONS
from desil.ui.figures import count_text

_EXPORTS = "desil/exports/policy.yaml"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `source` is the environment variable or the file that says it, empty where it
    is part of the program."""

    label: str
    value: str
    source: str = ""


def span_text(span: timedelta) -> str:
    """A span of time in days, hours or minutes, whichever it is whole in."""
    minutes = int(span.total_seconds() // 60)
    if minutes % 1440 == 0:
        days = minutes // 1440
        return _("%(n)s hari") % {"n": days}
    if minutes % 60 == 0:
        hours = minutes // 60
        return _("%(n)s jam") % {"n": hours}
    return _("%(n)s menit") % {"n": minutes}


def _yes(is_so: bool) -> str:
    return _("ya") if is_so else _("tidak")


def sign_in_settings() -> Iterator[Setting]:
    """How people sign in, and what keeps others out."""
    yield Setting(_("Lama sesi"), span_text(timedelta(seconds=settings.SESSION_COOKIE_AGE)))
    yield Setting(
        _("Langkah kedua wajib"), _yes(settings.SECOND_FACTOR_REQUIRED), "DESIL_SECOND_FACTOR"
    )
    again = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    yield Setting(_("Kata sandi ditanya lagi untuk hal penting sesudah"), span_text(again))
    locked = _("%(n)s kali salah: menunggu %(span)s") % {
        "n": settings.AXES_FAILURE_LIMIT,
        "span": span_text(settings.AXES_COOLOFF_TIME),
    }
    yield Setting(_("Kata sandi salah"), locked)
    yield Setting(_("Undangan berlaku"), span_text(VALID_FOR))
    validators = {v["NAME"].rpartition(".")[2]: v for v in settings.AUTH_PASSWORD_VALIDATORS}
    leaked = validators["BreachedPasswordValidator"]["OPTIONS"]["source"]
    yield Setting(
        _("Kata sandi dicocokkan dengan daftar yang bocor"),
        _yes(bool(leaked)),
        "DESIL_BREACHED_PASSWORDS",
    )
    yield Setting(
        _("Masuk lewat OpenID Connect"),
        _yes(bool(settings.SOCIALACCOUNT_PROVIDERS)),
        "DESIL_OIDC_SERVER",
    )
    yield Setting(
        _("Rekap terbuka tanpa masuk"),
        _yes(bool(settings.PUBLIC_PERMISSIONS)),
        "DESIL_PUBLIC_AGGREGATES",
    )


def retention_settings() -> Iterator[Setting]:
    """How long things stay, and how large they may be."""
    yield Setting(
        _("Berkas unduhan disimpan"), span_text(timedelta(days=retention_days())), _EXPORTS
    )
    yield Setting(
        _("Kiriman lewat halaman, paling besar"),
        filesizeformat(settings.UPLOAD_MOST_BYTES),
        "DESIL_UPLOAD_GB",
    )
    yield Setting(_("Berkas kiriman yang gagal diterima disimpan"), span_text(KEPT))
    yield Setting(_("Penerbitan yang disimpan, dengan yang berlaku"), str(KEPT_PUBLICATIONS))
    yield Setting(_("Pekerjaan yang gagal dicoba"), _("%(n)s kali") % {"n": MOST_ATTEMPTS})


def limit_settings() -> Iterator[Setting]:
    """The most rows of a file, by what it lists and who asks."""
    language = get_language() or "id"
    for kind in ExportKind:
        for role in roles().values():
            if most := most_rows(kind, [role.name]):
                label = f"{export_kind(kind.value)}, {role.label.in_language(language)}"
                yield Setting(label, _("%(n)s baris") % {"n": count_text(most)}, _EXPORTS)
