"""Django's settings; what differs between machines comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from desil.accounts.sessions.policy import session_limits
from desil.config.environment import environment_of
from desil.config.sign_in import *  # noqa: F403
from desil.database.server.address import database_of
from desil.dictionary.calendar.office_day import office_zone

ENVIRONMENT = environment_of(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.is_debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
# The mark that `desil demo` leaves in its home: every page then says that its people are made up.
IS_DEMONSTRATION = (ENVIRONMENT.home / "demo.json").is_file()
DESIL_HOME = ENVIRONMENT.home
UPLOAD_MOST_BYTES = ENVIRONMENT.most_upload_bytes
TRUSTED_PROXIES = ENVIRONMENT.proxies
ROOT_URLCONF = "desil.config.urls"
WSGI_APPLICATION = "desil.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "desil.audit",
    "desil.accounts",
    "desil.register",
    "procrastinate.contrib.django",  # the queue's tables; the office has no rights on them
    "desil.jobs",
    "desil.cases",
    "desil.ui",
    "desil.office",
    "desil.portal",
    "desil.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "leaflet",  # its static files: the map
    "django_htmx",  # its static files: live search and paging
]
MIDDLEWARE = [
    "desil.config.known_hosts.KnownHosts",
    "django.middleware.security.SecurityMiddleware",
    "desil.config.real_address.RealAddress",
    "desil.config.address_limits.AddressLimits",
    "desil.config.body_limits.BodyLimited",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # no page holds a secret beside what a caller sends
    "csp.middleware.CSPMiddleware",
    "desil.ui.language.chosen_language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desil.accounts.sessions.form_draft.redirect_by_header",
    "desil.accounts.sessions.private_answers.no_store",
    "desil.accounts.sessions.limits.BoundedSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "desil.accounts.sessions.unaccepted.shown_again",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "desil.accounts.gate.Gate",  # nobody passes without a rule that lets them
    "axes.middleware.AxesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
if DEBUG:
    MIDDLEWARE.insert(0, "desil.config.debug_page.LoopbackOnly")
DEFAULT_EXCEPTION_REPORTER = "desil.config.debug_page.NoSecrets"
DEFAULT_EXCEPTION_REPORTER_FILTER = "desil.config.debug_page.NoValues"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desil.ui.context.office",
                "desil.office.navigation.place_groups",
            ],
        },
    }
]

DATABASES = {"default": database_of(ENVIRONMENT.database_url)}
# One for all processes of the server, so that a limit on attempts counts them together.
CACHES = {
    "default": {
        "BACKEND": "desil.accounts.shared_cache.SignedCache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "ui" / "locale"]
TIME_ZONE = office_zone().key
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # served from the package; nothing to collect
WHITENOISE_MAX_AGE = 3600

# Scripts, styles and pictures from this server only, nothing inline, no frames.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None
LANGUAGE_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_FAILURE_VIEW = "desil.accounts.sessions.form_draft.csrf_failure"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = ENVIRONMENT.is_https
if ENVIRONMENT.is_https:  # no other host, and nothing over plain HTTP, can set such cookies
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-django_language"
SESSION_COOKIE_AGE = session_limits().longest_hours * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Ids and kinds of error only: no request bodies, no values.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "WARNING"},
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},  # it would log names
    },
}
