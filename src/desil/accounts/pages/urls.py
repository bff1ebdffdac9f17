"""Which page of accounts is where. Pages of django-allauth keep its names; each has a rule."""

from __future__ import annotations

from allauth.account import views as sign_in
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as outside
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from desil.accounts.pages.account import account
from desil.accounts.pages.field_tokens import field_token_revoke, field_tokens
from desil.accounts.pages.invitation import invitation
from desil.accounts.pages.purpose import purpose, specific
from desil.accounts.rules import own_account, public

_OWN = (
    [
        path("akun/", account, name="account"),
        path("akun/ponsel/", field_tokens, name="field_tokens"),
        path("akun/ponsel/<int:key>/cabut/", field_token_revoke, name="field_token_revoke"),
        path("undangan/<str:token>/", invitation, name="invitation"),
        path("keluarga/<str:handle>/alasan/", purpose, name="purpose"),
        path("keluarga/<str:handle>/khusus/", specific, name="specific"),
    ],
    "accounts",
)
_OUTSIDE = [
    path("akun/luar/batal/", public(outside.login_cancelled), name="socialaccount_login_cancelled"),
    path("akun/luar/gagal/", public(outside.login_error), name="socialaccount_login_error"),
    path("akun/oidc/<str:provider_id>/", public(oidc.login), name="openid_connect_login"),
    path(
        "akun/oidc/<str:provider_id>/kembali/",
        public(oidc.callback),
        name="openid_connect_callback",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(_OWN)),
    path("masuk/", public(sign_in.login), name="account_login"),
    path("masuk/kode/", public(factors.authenticate), name="mfa_authenticate"),
    path("keluar/", public(sign_in.logout), name="account_logout"),
    path("akun/tidak-aktif/", public(sign_in.account_inactive), name="account_inactive"),
    path("akun/ulang/", own_account(sign_in.reauthenticate), name="account_reauthenticate"),
    path("akun/sandi/", own_account(sign_in.password_change), name="account_change_password"),
    path("akun/sandi/baru/", own_account(sign_in.password_set), name="account_set_password"),
    path("akun/sesi/", own_account(sessions.list_usersessions), name="usersessions_list"),
    path("akun/langkah-kedua/", own_account(factors.index), name="mfa_index"),
    path("akun/langkah-kedua/ulang/", own_account(factors.reauthenticate),
         name="mfa_reauthenticate"),
    path("akun/aplikasi/pasang/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("akun/aplikasi/lepas/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/kode/", own_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("akun/kode/baru/", own_account(codes.generate_recovery_codes),
         name="mfa_generate_recovery_codes"),
    path("akun/kode/unduh/", own_account(codes.download_recovery_codes),
         name="mfa_download_recovery_codes"),
    path("akun/kunci/", own_account(keys.list_webauthn), name="mfa_list_webauthn"),
    path("akun/kunci/tambah/", own_account(keys.add_webauthn), name="mfa_add_webauthn"),
    path("akun/kunci/ulang/", own_account(keys.reauthenticate_webauthn),
         name="mfa_reauthenticate_webauthn"),
    path("akun/kunci/<int:pk>/lepas/", own_account(keys.remove_webauthn),
         name="mfa_remove_webauthn"),
    path("akun/kunci/<int:pk>/", own_account(keys.edit_webauthn), name="mfa_edit_webauthn"),
    *(_OUTSIDE if settings.SOCIALACCOUNT_PROVIDERS else []),
]  # fmt: skip
