"""Sessions end in time, other sessions end with a change of password or factor, and browsers keep
nothing."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from desil.accounts.models import User
from desil.accounts.sessions.expired import clear_expired_sessions
from desil.accounts.sessions.policy import session_limits
from desil.audit.models import AuditEvent
from tests.people import client_of, user_with

PASSWORD = "hujan-di-pasar-lama-9"
pytestmark = pytest.mark.usefixtures("empty_register")


def browser() -> Client:
    return Client(headers={"host": "localhost"})


def signed_in_with_password(user: User) -> Client:
    client = browser()
    answer = client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/akun/").status_code == 200
    return client


def shift(client: Client, *, begun: timedelta, used: timedelta) -> None:
    """Let a session have begun and been used earlier than it was."""
    session = client.session
    now = timezone.now()
    session["desil_times"] = ((now - begun).timestamp(), (now - used).timestamp())
    session.save()


def events(verb: str) -> list[tuple[str, str, dict[str, object]]]:
    rows = AuditEvent.objects.filter(verb=verb).order_by("sequence")
    return [(e.actor, e.outcome, json.loads(e.payload)) for e in rows]


@pytest.mark.parametrize(
    ("begun_minutes", "idle_minutes", "lasts"),
    [(60, 29, True), (60, 31, False), (719, 1, True), (721, 1, False)],
)
def test_a_session_ends_after_half_an_hour_of_nothing_or_twelve_hours(
    begun_minutes: int, idle_minutes: int, lasts: bool
) -> None:
    assert (session_limits().idle_minutes, session_limits().longest_hours) == (30, 12)
    user = user_with("verifier", password=PASSWORD)
    client = signed_in_with_password(user)
    shift(client, begun=timedelta(minutes=begun_minutes), used=timedelta(minutes=idle_minutes))
    answer = client.get("/akun/")
    assert (answer.status_code == 200) is lasts
    assert client.get("/akun/").status_code == answer.status_code
    ended = [payload for _, _, payload in events("SESSION_END")]
    assert ended == ([] if lasts else [{"by": "limit"}])
    assert ("Clear-Site-Data" in answer.headers) is not lasts


def test_requests_keep_a_session_alive_until_its_longest() -> None:
    client = signed_in_with_password(user_with("verifier", password=PASSWORD))
    for _ in range(3):
        shift(client, begun=timedelta(hours=2), used=timedelta(minutes=20))
        assert client.get("/akun/").status_code == 200
    _, used = client.session["desil_times"]
    assert timezone.now().timestamp() - used < 60


def test_other_sessions_end_when_the_password_changes() -> None:
    user = user_with("verifier", password=PASSWORD)
    here, there = (signed_in_with_password(user) for _ in range(2))
    new = "angin-di-kebun-baru-7"
    here.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert here.get("/akun/").status_code == 200
    assert there.get("/akun/").status_code == 302
    assert Session.objects.filter(session_key=there.cookies["sessionid"].value).count() == 0
    assert events("PASSWORD_CHANGE")[-1][2] == {"sessions_ended": 1}


def test_other_sessions_end_when_a_second_factor_is_added_renewed_or_removed() -> None:
    user = user_with("verifier", password=PASSWORD)
    here = signed_in_with_password(user)

    def there_ends(act: object) -> bool:
        there = client_of(user)
        assert there.get("/akun/").status_code == 200
        UserSession.objects.get_or_create(
            session_key=there.cookies["sessionid"].value,
            defaults={"user": user, "ip": "127.0.0.1", "user_agent": "x"},
        )
        assert act().status_code == 302  # type: ignore[operator] # a function
        assert here.get("/akun/").status_code == 200
        return there.get("/akun/").status_code == 302

    assert here.get("/akun/aplikasi/pasang/").status_code == 200
    secret = here.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(counters())))
    assert there_ends(lambda: here.post("/akun/aplikasi/pasang/", {"code": code}))
    assert there_ends(lambda: here.post("/akun/kode/baru/", {}))
    assert there_ends(lambda: here.post("/akun/aplikasi/lepas/", {}))
    changes = [payload["change"] for _, _, payload in events("FACTOR_CHANGE")]
    assert {"totp_activated", "recovery_codes_generated", "totp_deactivated"} <= set(changes)
    assert {actor for actor, _, _ in events("FACTOR_CHANGE")} == {user.actor}


def test_a_wrong_second_factor_is_in_the_log_with_whose_it_is() -> None:
    user = user_with("verifier", password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    client = browser()
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    for wrong in ("000000", "abc", "999999"):
        assert client.post("/masuk/kode/", {"code": wrong}).status_code == 200
    assert events("FACTOR_TRY") == [(user.actor, "failed", {})] * 3


def test_the_worker_clears_sessions_that_have_ended() -> None:
    user = user_with("verifier", password=PASSWORD)
    old, new = signed_in_with_password(user), signed_in_with_password(user)
    for client in (old, new):
        UserSession.objects.get_or_create(
            session_key=client.cookies["sessionid"].value,
            defaults={"user": user, "ip": "127.0.0.1", "user_agent": "x"},
        )
    key = old.cookies["sessionid"].value
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(1))
    assert clear_expired_sessions(timezone.now()) == 1
    assert [s.session_key for s in UserSession.objects.all()] == [new.cookies["sessionid"].value]
    assert new.get("/akun/").status_code == 200


@pytest.mark.parametrize(
    "page", ["/masuk/", "/akun/", "/beranda/", "/", "/tidak-ada/", "/warga/", "/warga/cek/",
             "/warga/tiket/", "/warga/data-saya/", "/undangan/x/", "/audit/"],
)  # fmt: skip
def test_no_answer_is_kept_by_a_browser_or_a_proxy(page: str) -> None:
    for client in (browser(), client_of(user_with("auditor"))):
        answer = client.get(page)
        assert "no-store" in answer.headers["Cache-Control"], answer.status_code


def test_signing_out_clears_the_browser_and_nobody_elses_cookies() -> None:
    client = client_of(user_with("verifier"))
    assert "Clear-Site-Data" not in client.get("/akun/").headers
    answer = client.post("/keluar/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/akun/").status_code == 302
    assert "Clear-Site-Data" in browser().post("/warga/keluar/").headers


def test_cookies_are_bound_to_this_host_where_the_proxy_speaks_tls() -> None:
    asked = (
        "from desil.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.LANGUAGE_COOKIE_SECURE)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, "DESIL_HTTPS": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *names, are_secure = done.stdout.split()
    assert all(name.startswith("__Host-") for name in names)
    assert are_secure == "True"
    assert settings.SESSION_COOKIE_NAME == "sessionid"


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaaaaaa", "a" * 100, "aAaAaAaAaAaAaA", "abababababababab", "hujanhujanhujan",
     "abcabcabcabcd"[:12], "abcdefghijklmnop", "ponmlkjihgfedcba", "aaaaaaaaaaab", "------------!"],
)  # fmt: skip
def test_a_long_password_of_little_variety_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "uniform" in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize("password", [PASSWORD, "7K3M-PQ2X-9ABC-DEFG", "tujuh burung di pagar"])
def test_a_password_of_variety_is_taken(password: str) -> None:
    validate_password(password)


LONG = "a" * 5_000
HOSTILE = ["%00", "a%00b", LONG, "%F0%9F%98%80" * 90, "9" * 5_000, "..%2f..%2fetc%2fpasswd", "%ff"]


@pytest.mark.parametrize("part", HOSTILE, ids=lambda p: p[:12])
def test_hostile_addresses_are_refused_and_never_an_error(part: str) -> None:
    readers = [browser(), client_of(user_with("auditor")), client_of(user_with("data_officer"))]
    paths = ["/{}", "/{}/", "/warga/data/{}", "/warga/surat/{}/{}/", "/undangan/{}/", "/akun/{}/",
             "/keluarga/{}/", "/keluarga/{}/alasan/", "/wilayah/{}/", "/audit/{}/", "/kiriman/{}/",
             "/permohonan/{}/", "/program/{}/", "/static/{}"]  # fmt: skip
    queries = ["/?{}", "/warga/data/?program={}", "/audit/?jenis={}", "/masuk/?next={}",
               "/perpindahan/?dari={}", "/?rilis={}", "/temuan/?halaman={}"]  # fmt: skip
    is_no_address = "%00" in part or len(part) >= 5_000
    for reader in readers:
        reader.raise_request_exception = False
        for path in paths:
            answer = reader.get(path.replace("{}", part))
            assert answer.status_code < 500, path
            if is_no_address:
                assert answer.status_code in {400, 404}, path
        for query in queries:
            assert reader.get(query.replace("{}", part)).status_code < 500, query


def test_a_nul_in_a_form_is_a_bad_request() -> None:
    client = browser()
    client.raise_request_exception = False
    for page, name in (("/masuk/", "login"), ("/warga/cek/", "nik"), ("/bahasa/", "next")):
        assert client.post(page, {name: "a\x00b", "password": "x\x00"}).status_code < 500
