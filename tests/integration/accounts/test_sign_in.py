"""Signing in: wrong passwords, lock-out, second factor, invitation, sessions, and what the log
has of it."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.test import Client, override_settings

from desil.accounts.actions.invitations import invite, token_of
from desil.accounts.actions.rights import give_roles, give_territory
from desil.accounts.actions.users import add_user, lock_user, unlock_user
from desil.accounts.models import User
from desil.accounts.purpose import is_specific_open
from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.models import AuditEvent
from desil.errors import Conflict, NotFound, Refused, UsageFault
from tests.numbers_of_people import card_number
from tests.people import NOW, client_of, user_with

PASSWORD = "hujan-di-pasar-lama-9"
pytestmark = pytest.mark.usefixtures("empty_register")


def browser() -> Client:
    return Client(headers={"host": "localhost"})


def try_password(client: Client, username: str, password: str) -> int:
    return client.post("/masuk/", {"login": username, "password": password}).status_code


def log() -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.order_by("sequence").values_list("actor", "verb", "outcome")
    return [(a, v, o) for a, v, o in rows if not v.startswith("USER_")]


def by(user: User | None = None) -> dict[str, object]:
    actor = user.actor if user else "system:test"
    return {"by": actor, "at": NOW, "journal": journal_of_office()}


def test_sign_in_and_out_are_recorded() -> None:
    user, client = user_with("verifier", password=PASSWORD), browser()
    assert try_password(client, user.username.upper(), PASSWORD) == 302
    assert client.get("/akun/").status_code == 200
    client.post("/keluar/")
    assert client.get("/akun/").status_code == 302
    assert log() == [(user.actor, "SESSION_BEGIN", "done"), (user.actor, "SESSION_END", "done")]


def test_a_wrong_password_and_an_unknown_name_look_the_same_and_are_recorded() -> None:
    user = user_with("verifier", password=PASSWORD)
    answers = [
        browser().post("/masuk/", {"login": name, "password": "salah"}).text.replace(name, "")
        for name in (user.username, "tidak.ada")
    ]
    shown = [a[a.index("<main") :].partition("csrf")[0] for a in answers]
    assert shown[0] == shown[1]
    assert log() == [(user.actor, "SESSION_BEGIN", "failed"), ("-", "SESSION_BEGIN", "failed")]


def test_five_wrong_passwords_lock_even_the_right_one_out() -> None:
    user, client = user_with("verifier", password=PASSWORD), browser()
    statuses = [try_password(client, user.username, "salah") for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert try_password(client, user.username, PASSWORD) == 429
    assert client.get("/akun/").status_code == 302
    assert log()[-1] == (user.actor, "SESSION_BEGIN", "refused")
    other = user_with("operator", password=PASSWORD)  # the same address, another name
    assert try_password(client, other.username, PASSWORD) == 302


ANOTHER_PROCESS = """
import django
django.setup()
from django.test import Client
page = Client(headers={"host": "localhost"}, REMOTE_ADDR="198.51.100.99")
for name in ("rina", "orang-lain"):
    answer = page.post("/masuk/", {"login": name, "password": "salah-lagi-salah"})
    print("Terlalu banyak" in answer.content.decode())
"""


def test_guesses_from_many_addresses_are_counted_over_every_process_of_the_server() -> None:
    user_with("operator", username="rina")
    for place in range(20):
        client = Client(headers={"host": "localhost"}, REMOTE_ADDR=f"198.51.100.{place}")
        assert try_password(client, "rina", f"tebakan-ke-{place}-salah") == 200
    answer = subprocess.run(
        [sys.executable, "-c", ANOTHER_PROCESS], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["True", "False"]


def test_no_password_and_no_name_of_a_stranger_is_in_the_database() -> None:
    client = browser()
    try_password(client, "orang.asing", "rahasia-sekali")
    events = "".join(str(e) for e in AuditEvent.objects.values_list("payload", "actor"))
    assert "orang.asing" not in events
    assert "rahasia" not in events


def test_the_second_factor_is_asked_for_and_its_secret_is_encrypted() -> None:
    user = user_with("verifier", password=PASSWORD)
    secret = generate_totp_secret()
    stored = TOTP.activate(user, secret).instance
    assert secret not in str(stored.data)
    client = browser()
    answer = client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/masuk/kode/")
    assert client.get("/akun/").status_code == 302
    assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 200
    code = format_hotp_value(hotp_value(secret, next(counters())))
    assert client.post("/masuk/kode/", {"code": code}).status_code == 302
    assert client.get("/").status_code == 200


def test_an_invitation_sets_one_password_once() -> None:
    user, client = user_with("operator"), browser()
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        path = f"/undangan/{token_of(invite(user=user, **soon()))}/"
        assert user.username in client.get(path).text
        short = {"password1": "pendek", "password2": "pendek"}
        assert client.post(path, short).status_code == 200
        differing = {"password1": PASSWORD, "password2": PASSWORD + "x"}
        assert client.post(path, differing).status_code == 200
        answer = client.post(path, {"password1": PASSWORD, "password2": PASSWORD})
        assert answer.headers["Location"] == "/masuk/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 404
        assert try_password(client, user.username, PASSWORD) == 302
    assert (user.actor, "INVITATION_ACCEPT", "done") in log()


def soon() -> dict[str, object]:
    """An invitation that holds long from a fixed moment, whatever today is."""
    return {**by(), "valid_for": timedelta(days=36_500)}


def test_invitations_that_are_old_or_replaced_or_changed_open_nothing() -> None:
    user, client = user_with("operator"), browser()
    expired = invite(user=user, **{**by(), "valid_for": timedelta(seconds=-1)})
    assert client.get(f"/undangan/{token_of(expired)}/").status_code == 404
    first, second = invite(user=user, **soon()), invite(user=user, **soon())
    assert client.get(f"/undangan/{token_of(first)}/").status_code == 404
    good = token_of(second)
    assert client.get(f"/undangan/{good}/").status_code == 200
    assert client.get(f"/undangan/9{good}/").status_code == 404
    assert client.get(f"/undangan/{good[:-1]}/").status_code == 404
    lock_user(user=user, **by())
    assert client.get(f"/undangan/{good}/").status_code == 404


@pytest.mark.parametrize(
    "roles",
    [
        ["operator", "verifier"],
        ["operator", "lurah"],
        ["pendamping", "verifier"],
        ["verifier", "lurah"],
        ["data_officer", "verifier"],
        ["data_officer", "head"],
        ["programme_officer", "head"],
        ["administrator", "operator"],
        ["administrator", "auditor"],
        ["auditor", "operator"],
    ],
    ids="+".join,
)
def test_roles_that_exclude_each_other_are_refused(roles: list[str]) -> None:
    with pytest.raises(Conflict):
        add_user(username="baru", name="Baru", roles=roles, **by())
    user = user_with(roles[0])
    with pytest.raises(Conflict):
        give_roles(user=user, roles=roles, **by())
    user.refresh_from_db()
    assert user.roles == roles[:1]


def test_rights_of_ones_own_account_are_not_ones_own_to_change() -> None:
    user = user_with("administrator")
    for action in (lock_user, unlock_user):
        with pytest.raises(Refused):
            action(user=user, **by(user))
    with pytest.raises(Refused):
        give_roles(user=user, roles=["operator"], **by(user))
    with pytest.raises(Refused):
        give_territory(user=user, villages=[], **by(user))


def test_names_roles_and_kelurahan_that_cannot_be_are_told() -> None:
    user = user_with("operator")
    for wrong in ({"username": "A b"}, {"roles": ["raja"]}, {"villages": ["1"]}):
        with pytest.raises(UsageFault):
            add_user(**{"username": "baru", "name": "Baru", "roles": [], **by(), **wrong})
    with pytest.raises(Conflict):
        add_user(username=user.username, name="Baru", roles=[], **by())
    with pytest.raises(Conflict):
        give_territory(user=user_with("verifier"), villages=["3275010008"], **by())
    give_territory(user=user, villages=["3275010008"], **by())
    assert user.territory.villages == {"3275010008"}


def test_locking_ends_every_session_at_once() -> None:
    user = user_with("verifier", password=PASSWORD)
    clients = [browser(), browser()]
    for client in clients:
        try_password(client, user.username, PASSWORD)
        assert client.get("/akun/").status_code == 200
    lock_user(user=user, **by())
    assert [c.get("/akun/").status_code for c in clients] == [302, 302]
    again = browser()
    try_password(again, user.username, PASSWORD)
    assert again.get("/akun/").status_code == 302
    unlock_user(user=user, **by())
    assert try_password(browser(), user.username, PASSWORD) == 302


def test_others_sessions_are_listed_and_ended_from_one() -> None:
    user = user_with("verifier", password=PASSWORD)
    here, there = browser(), browser()
    for client in (here, there):
        try_password(client, user.username, PASSWORD)
    assert here.get("/akun/sesi/").text.count("<tr") == 3  # a heading and two sessions
    here.post("/akun/sesi/")
    assert here.get("/akun/sesi/").text.count("<tr") == 2
    assert there.get("/akun/").status_code == 302


def test_a_purpose_is_asked_once_per_family_and_recorded() -> None:
    user = user_with("pendamping")
    client, handle = client_of(user), handles_of_office().of("kk", card_number(1))
    path = f"/keluarga/{handle}/alasan/"
    assert card_number(1) not in client.get(path + "?next=/akun/").text
    assert client.post(path, {"purpose": "iseng", "next": "/akun/"}).status_code == 200
    answer = client.post(path, {"purpose": "visit", "next": "/akun/"})
    assert answer.headers["Location"] == "/akun/"
    outside = client.post(path, {"purpose": "visit", "next": "https://jahat.example/"})
    assert outside.headers["Location"] == "/"
    event = AuditEvent.objects.filter(verb="FAMILY_OPEN").first()
    assert event is not None
    assert (event.actor, event.purpose) == (user.actor, "visit")
    assert event.subjects == [journal_of_office().family(card_number(1))]
    request = client.get("/akun/").wsgi_request
    assert not is_specific_open(request, handle)
    client.post(f"/keluarga/{handle}/khusus/", {"next": "/akun/"})
    assert is_specific_open(client.get("/akun/").wsgi_request, handle)
    assert AuditEvent.objects.filter(verb="SPECIFIC_OPEN", purpose="visit").count() == 1


def test_handles_hide_numbers_and_are_of_one_kind() -> None:
    handles = handles_of_office()
    handle = handles.of("kk", "3275000000000001")
    assert "3275" not in handle
    assert handles.number("kk", handle) == "3275000000000001"
    for kind, wrong in (("nik", handle), ("kk", handle[:-2]), ("kk", ""), ("kk", "é" * 43)):
        with pytest.raises(NotFound):
            handles.number(kind, wrong)


def test_a_home_keeps_its_keys_apart_from_others(tmp_path: Path) -> None:
    assert journal_of_office().home != tmp_path / "elsewhere"
