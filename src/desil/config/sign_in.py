"""Django's settings about accounts: how people sign in, and what keeps others out."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from desil.config.environment import Environment, environment_of

_ENVIRONMENT: Environment = environment_of(os.environ)
_IS_DEMONSTRATION = (_ENVIRONMENT.home / "demo.json").is_file()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: refuses whoever is locked out
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/beranda/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "desil.accounts.passwords.variety.VarietyValidator", "OPTIONS": {"least": 6}},
    {
        "NAME": "desil.accounts.breached.BreachedPasswordValidator",
        "OPTIONS": {"source": _ENVIRONMENT.breached_passwords},
    },
]

# Who works here has a second factor; in a made-up city a password is enough.
SECOND_FACTOR_REQUIRED = (
    not _IS_DEMONSTRATION
    if not _ENVIRONMENT.second_factor
    else _ENVIRONMENT.second_factor == "required"
)
PUBLIC_PERMISSIONS = ("AGGREGATE_READ",) if _ENVIRONMENT.has_public_aggregates else ()
AUDIT_SIGNING_KEY = _ENVIRONMENT.audit_signing_key
AUDIT_SECRET_KEY = _ENVIRONMENT.audit_secret_key

ACCOUNT_ADAPTER = "desil.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,20/h/key"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # desil.config.real_address has seen to it

MFA_ADAPTER = "desil.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _ENVIRONMENT.is_https
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_TOTP_TOLERANCE = 1  # clocks of phones are a few seconds off

SOCIALACCOUNT_ADAPTER = "desil.accounts.adapters.OutsideAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "kantor",
                    "name": _ENVIRONMENT.oidc.label,
                    "client_id": _ENVIRONMENT.oidc.client_id,
                    "secret": _ENVIRONMENT.oidc.secret,
                    "settings": {"server_url": _ENVIRONMENT.oidc.server},
                }
            ],
        }
    }
    if _ENVIRONMENT.oidc
    else {}
)

# Five wrong passwords for one name from one address: a quarter of an hour of nothing there, and
# nothing elsewhere. Guesses from many addresses at an account without a second factor meet the
# limit per name above (AccountAdapter counts the others by address, so that nobody locks them).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "desil.accounts.adapters.locked_out"
AXES_USERNAME_CALLABLE = "desil.accounts.adapters.username_tried"
AXES_DISABLE_ACCESS_LOG = True  # the audit log has it
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password", "login"]
