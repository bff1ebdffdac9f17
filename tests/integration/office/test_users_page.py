"""The accounts on screen: who sees them, who changes them, and that nobody changes their own."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client

from desil.accounts.models import AccountRequest, User
from desil.audit.models import AuditEvent
from tests.people import YES, client_of, signed_in, user_with
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")
VILLAGE = "3275010008"
NEW = {"name": "Siti", "username": "siti", "roles": ["operator"], "villages": [VILLAGE]}


def events(verb: str, user: User) -> list[dict[str, object]]:
    found = AuditEvent.objects.filter(verb=verb, object_id=user.actor).order_by("sequence")
    return [json.loads(e.payload) for e in found]


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def approve(client: Client, user: User) -> None:
    asked = AccountRequest.objects.filter(user=user).latest("pk")
    client.post(f"/pengguna/{user.pk}/permintaan/{asked.pk}/setuju/")


def test_a_person_is_invited_by_a_link_that_is_shown_once_and_works() -> None:
    client = signed_in("administrator")
    answer = client.post("/pengguna/undang/", NEW)
    user = User.objects.get(username="siti")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/pengguna/{user.pk}/")
    assert (user.roles, user.villages) == (["operator"], [VILLAGE])
    first, second = (text_of(client, f"/pengguna/{user.pk}/") for _ in range(2))
    assert "berlaku 3 hari" in first
    link = first.split("<code>")[1].split("</code>")[0]
    assert "/undangan/" in link
    assert "/undangan/" not in second.replace(f"/pengguna/{user.pk}/undangan/", "")
    assert "menunggu, sampai" in second
    opened = Client(headers={"host": "localhost"}).get(link.replace("http://localhost", ""))
    assert opened.status_code == 200
    assert len(events("USER_ADD", user)) == len(events("USER_INVITE", user)) == 1


@pytest.mark.parametrize(
    "row",
    rows_of(
        """
        | roles             | villages   | said                                     |
        | operator,verifier | 3275010008 | yang mencatat tidak memeriksa            |
        | operator          |            | pilih paling sedikit satu                |
        | verifier          | 3275010008 | tidak dibatasi menurut kelurahan         |
        | pesulap           |            | pesulap                                  |
        | operator          | 1111111111 | 1111111111                               |
        """
    ),
    ids=lambda row: f"{row['roles']} {row['villages']}",
)
@pytest.mark.parametrize("page", ["undang", "hak"])
def test_rights_that_cannot_be_are_told_and_change_nothing(row: dict[str, str], page: str) -> None:
    client, user = signed_in("administrator"), user_with("lurah")
    told = {
        **NEW,
        "roles": row["roles"].split(","),
        "villages": [row["villages"]] if row["villages"] else [],
        "reason": "pindah tugas",
    }
    address = f"/pengguna/{page}/" if page == "undang" else f"/pengguna/{user.pk}/hak/"
    answer = client.post(address, told)
    assert answer.status_code == 200
    assert row["said"] in answer.content.decode()
    user.refresh_from_db()
    assert user.roles == ["lurah"]
    assert not User.objects.filter(username="siti").exists()


def test_roles_and_territory_change_together_with_a_reason_in_one_event() -> None:
    client, user = signed_in("administrator"), user_with("operator", villages=[VILLAGE])
    address = f"/pengguna/{user.pk}/hak/"
    assert f'value="{VILLAGE}" checked' in text_of(client, address)
    told = {"roles": ["lurah"], "villages": ["3275010009"], "reason": "menjadi lurah"}
    assert client.post(address, {**told, "reason": ""}).status_code == 200
    assert client.post(address, told).status_code == 302
    user.refresh_from_db()
    assert (user.roles, user.villages) == (["lurah"], ["3275010009"])
    assert events("USER_RIGHTS_SET", user) == [
        {
            "before": {"roles": ["operator"], "villages": [VILLAGE]},
            "after": {"roles": ["lurah"], "villages": ["3275010009"]},
            "reason": "menjadi lurah",
        }
    ]


def test_an_account_is_locked_and_opened_again_and_both_are_recorded() -> None:
    client, other = signed_in("administrator"), user_with("operator")
    for page, verb, is_active in (("kunci", "USER_LOCK", False), ("buka", "USER_UNLOCK", True)):
        assert client.post(f"/pengguna/{other.pk}/{page}/", YES).status_code == 302
        assert User.objects.get(pk=other.pk).is_active is is_active
        assert len(events(verb, other)) == 1


def test_a_locked_account_gets_no_invitation() -> None:
    client, other = signed_in("administrator"), user_with("operator")
    client.post(f"/pengguna/{other.pk}/kunci/", YES)
    client.post(f"/pengguna/{other.pk}/undangan/")
    assert events("USER_INVITE", other) == []


def test_all_sessions_of_an_account_end() -> None:
    other = user_with("operator", villages=[VILLAGE])
    theirs = client_of(other)
    assert theirs.get("/beranda/").status_code == 200
    session = theirs.session
    UserSession.objects.create(
        user=other, session_key=session.session_key, ip="127.0.0.1", user_agent="x"
    )
    administrator = signed_in("administrator")
    assert "Akhiri semua sesi" in administrator.post(f"/pengguna/{other.pk}/sesi/").content.decode()
    assert theirs.get("/beranda/").status_code == 200  # only asked so far
    administrator.post(f"/pengguna/{other.pk}/sesi/", YES)
    assert theirs.get("/beranda/").status_code == 302
    assert events("USER_SESSIONS_END", other) == [{"sessions_ended": 1}]


def test_a_lost_second_factor_is_taken_off_when_another_administrator_approves() -> None:
    client, other = signed_in("administrator"), user_with("operator", villages=[VILLAGE])
    TOTP.activate(other, generate_totp_secret())
    address = f"/pengguna/{other.pk}/langkah-kedua/"
    for wrong in ({"username": "salah", "reason": "ponsel hilang"}, {"username": other.username}):
        assert client.post(address, wrong).status_code == 200
    assert Authenticator.objects.filter(user=other).exists()
    told = {"username": other.username, "reason": "ponsel hilang"}
    assert client.post(address, told).status_code == 302
    assert Authenticator.objects.filter(user=other).exists()
    approve(client, other)  # not one's own request
    assert Authenticator.objects.filter(user=other).exists()
    approve(signed_in("administrator"), other)
    assert not Authenticator.objects.filter(user=other).exists()
    assert events("USER_FACTORS_RESET", other) == [
        {"kinds": ["totp"], "reason": "ponsel hilang", "sessions_ended": 0}
    ]
    client.post(address, told)  # nothing is left to take off
    approve(signed_in("administrator"), other)
    assert len(events("USER_FACTORS_RESET", other)) == 1


def test_the_administrator_signs_in_anew_before_a_second_factor_is_taken_off() -> None:
    other = user_with("operator")
    own = user_with("administrator")
    TOTP.activate(own, generate_totp_secret())
    client = client_of(own, second_factor=False)  # the sign-in was long ago
    answer = client.get(f"/pengguna/{other.pk}/langkah-kedua/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(("/akun/ulang/", "/akun/langkah-kedua/ulang/"))


OWN = ("hak", "kunci", "buka", "sesi", "undangan", "langkah-kedua")


@pytest.mark.parametrize("page", OWN)
def test_nobody_changes_their_own_account(page: str) -> None:
    own = user_with("administrator")
    TOTP.activate(own, generate_totp_secret())
    client = client_of(own)
    own_page = text_of(client, f"/pengguna/{own.pk}/")
    assert f"/pengguna/{own.pk}/{page}/" not in own_page
    told = {"roles": ["auditor"], "reason": "coba-coba", "username": own.username} | YES
    client.post(f"/pengguna/{own.pk}/{page}/", told)
    own.refresh_from_db()
    assert (own.roles, own.is_active) == (["administrator"], True)
    assert Authenticator.objects.filter(user=own).exists()
    assert events("USER_INVITE", own) == []
    if page not in {"sesi"}:
        assert AuditEvent.objects.filter(verb="ACTION_REFUSE", actor=own.actor).count() == 1


def test_the_auditor_reads_and_changes_nothing() -> None:
    client, other = signed_in("auditor"), user_with("operator")
    assert other.username in text_of(client, "/pengguna/")
    text = text_of(client, f"/pengguna/{other.pk}/")
    assert f'="/pengguna/{other.pk}/' not in text.replace('name="next" value="/', "")
    for page in OWN:
        assert client.post(f"/pengguna/{other.pk}/{page}/").status_code == 403


@pytest.mark.parametrize("page", ["", *(f"{p}/" for p in OWN)])
def test_an_account_that_is_not_there(page: str) -> None:
    client = signed_in("administrator")
    method = client.get if page in {"", "hak/", "langkah-kedua/"} else client.post
    assert method(f"/pengguna/999999/{page}").status_code == 404
