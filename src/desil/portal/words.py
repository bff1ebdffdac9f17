"""What the portal says to a resident, in short sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
FIRST, FIFTH, LAST = 4, 5, 10


def meaning_of(decile: int | None) -> Text:
    """What a decile means for aid."""
    if decile is None:
        return _(
            "Keluarga Anda sudah terdaftar. Tetapi pusat belum memberi desil. "
            "Jadi bantuan yang memakai desil belum bisa dinilai. "
            "Ini bukan penolakan. Datanya masih perlu dilengkapi."
        )
    if decile <= FIRST:
        return _("Keluarga di desil 1 sampai 4 didahulukan untuk bantuan.")
    if decile == FIFTH:
        return _("Untuk desil 5 hanya ada sebagian program. Tergantung aturan dan jatah.")
    return _("Program bantuan biasanya tidak untuk desil 6 sampai 10.")


def steps_for(decile: int | None) -> tuple[Text, ...]:
    """What to do next."""
    come = _("Bawa KTP dan KK ke kelurahan. Atau hubungi pendamping sosial.")
    if decile is None:
        return (
            come,
            _("Minta data rumah Anda dilengkapi."),
            _("Desil bisa muncul pada rilis berikutnya, kira-kira tiga bulan sekali."),
        )
    if decile <= FIRST:
        return (
            _("Didahulukan belum tentu menerima. Jatah bantuan terbatas."),
            _("Belum menerima? Tanyakan ke kelurahan. Bawa KTP dan KK."),
        )
    return (
        _("Keadaan Anda lebih sulit dari desil ini? Anda boleh minta data dibetulkan."),
        come,
        _("Petugas akan melihat rumah Anda. Hasilnya diberitahukan."),
    )
