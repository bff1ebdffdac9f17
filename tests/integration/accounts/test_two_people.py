"""Nobody alone becomes somebody else: no administrator, no officer with a resident's code."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.db import connection
from django.test import Client
from django.utils import timezone

from desil.accounts.actions.invitations import invite, open_invitation, token_of
from desil.accounts.actions.notices import notices_for
from desil.accounts.actions.requests import (
    RequestKind,
    approve_request,
    ask_request,
    requests_for,
)
from desil.accounts.models import AccountRequest, Invitation, User
from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from desil.cases.kinds.kind import kind_named
from desil.cases.kinds.words import Step
from desil.cases.workflow.events import CaseEvent, Move
from desil.cases.workflow.state import state_after
from desil.errors import NotFound, Refused, UsageFault
from tests.people import client_of, user_with

OLD, NEW = "hujan-di-pasar-lama-9", "angin-di-kebun-baru-7"
pytestmark = pytest.mark.usefixtures("empty_register")


def by(user: User, **named: object) -> dict[str, object]:
    told = {"by": user.actor, "at": timezone.now(), "journal": journal_of_office()}
    return told | named


def browser() -> Client:
    return Client(headers={"host": "localhost"})


def accept(link: str, **told: str) -> int:
    return browser().post(link, {"password1": NEW, "password2": NEW} | told).status_code


def link_on(client: Client, user: User) -> str:
    page = client.get(f"/pengguna/{user.pk}/").content.decode()
    if 'class="once"' not in page:
        return ""
    return page.split("<code>")[1].split("</code>")[0].replace("http://localhost", "")


def test_invitations_are_random_and_kept_as_digests_only() -> None:
    admin, user = user_with("administrator"), user_with("operator")
    first, second = (token_of(invite(user=user, **by(admin))) for _ in range(2))
    assert len(first) >= 43
    assert first[:8] != second[:8]
    row = Invitation.objects.latest("pk")
    assert second not in str({f.name: getattr(row, f.attname) for f in row._meta.fields})
    with pytest.raises(NotFound):
        open_invitation(row.digest or "", at=timezone.now())
    with pytest.raises(NotFound):
        open_invitation(str(row.pk), at=timezone.now())
    with pytest.raises(AttributeError):
        token_of(row)  # nobody but the maker has it


def test_the_link_is_nowhere_in_the_database_while_the_page_waits_to_show_it() -> None:
    admin = user_with("administrator")
    client, user = client_of(admin), user_with("operator")
    client.post(f"/pengguna/{user.pk}/undangan/")
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(session_data, ' ') from django_session")
        (kept,) = cursor.fetchone() or ("",)
    session = str(dict(client.session))
    token = link_on(client, user).split("/")[2]
    assert len(token) >= 43
    assert token not in session + str(kept)
    assert link_on(client, user) == ""


def test_one_administrator_cannot_set_the_password_of_an_officer_who_has_one() -> None:
    admin, user = user_with("administrator"), user_with("verifier", password=OLD)
    client = client_of(admin)
    client.post(f"/pengguna/{user.pk}/undangan/")  # without a reason
    assert not AccountRequest.objects.exists()
    client.post(f"/pengguna/{user.pk}/undangan/", {"reason": "lupa kata sandi"})
    assert link_on(client, user) == ""
    assert not Invitation.objects.exists()
    asked = AccountRequest.objects.get()
    client.post(f"/pengguna/{user.pk}/permintaan/{asked.pk}/setuju/")
    assert not Invitation.objects.exists()
    other = client_of(user_with("administrator"))
    other.post(f"/pengguna/{user.pk}/permintaan/{asked.pk}/setuju/")
    assert accept(link_on(other, user)) == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    event = AuditEvent.objects.get(verb="USER_INVITE", object_id=user.actor)
    assert admin.actor in event.payload
    assert "lupa kata sandi" in event.payload


def test_with_a_second_factor_the_link_asks_for_its_code() -> None:
    admin, user = user_with("administrator"), user_with("verifier", password=OLD)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    client = client_of(admin)
    client.post(f"/pengguna/{user.pk}/undangan/", {"reason": "lupa kata sandi"})
    link = link_on(client, user)
    assert accept(link) == 200
    assert [accept(link, code=wrong) for wrong in ("000000", "", "abcdef")] == [200] * 3
    user.refresh_from_db()
    assert user.check_password(OLD)
    code = format_hotp_value(hotp_value(secret, next(counters())))
    assert accept(link, code=code) == 302
    assert accept(link, code=code) == 404
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert AuditEvent.objects.filter(verb="FACTOR_TRY", outcome="failed").exists()


def test_codes_of_an_invitation_are_not_guessed() -> None:
    admin, user = user_with("administrator"), user_with("verifier", password=OLD)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    link = f"/undangan/{token_of(invite(user=user, needs_factor=True, **by(admin)))}/"
    for n in range(5):
        accept(link, code=f"00000{n}")
    code = format_hotp_value(hotp_value(secret, next(counters())))
    assert accept(link, code=code) == 200


def test_requests_need_a_reason_another_administrator_and_time() -> None:
    one, two = user_with("administrator"), user_with("administrator")
    user = user_with("verifier", password=OLD)
    ask = {"user": user, "kind": RequestKind.FACTORS}
    TOTP.activate(user, generate_totp_secret())
    for reason in ("", "   ", "x"):
        with pytest.raises(UsageFault):
            ask_request(**ask, reason=reason, **by(one))
    with pytest.raises(Refused):
        ask_request(user=one, kind=RequestKind.FACTORS, reason="ponsel hilang", **by(one))
    asked = ask_request(**ask, reason="ponsel hilang", **by(one))
    for refused in (one, user):
        with pytest.raises(Refused):
            approve_request(user=user, number=asked.pk, **by(refused))
    with pytest.raises(NotFound):
        late = timezone.now() + timedelta(days=4)
        approve_request(user=user, number=asked.pk, **by(two, at=late))
    with pytest.raises(NotFound):
        approve_request(user=two, number=asked.pk, **by(one))
    assert Authenticator.objects.filter(user=user).exists()
    approve_request(user=user, number=asked.pk, **by(two))
    assert not Authenticator.objects.filter(user=user).exists()
    assert not requests_for(user, timezone.now())
    with pytest.raises(NotFound):
        approve_request(user=user, number=asked.pk, **by(two))


def test_the_officer_is_told_who_did_what_and_why_at_the_next_sign_in() -> None:
    one, two = user_with("administrator"), user_with("administrator")
    user = user_with("verifier", password=OLD)
    TOTP.activate(user, generate_totp_secret())
    asked = ask_request(user=user, kind=RequestKind.FACTORS, reason="ponsel hilang", **by(one))
    approve_request(user=user, number=asked.pk, **by(two))
    page = client_of(user).get("/beranda/").content.decode()
    assert "Tentang akun Anda" in page
    assert "melepas langkah kedua akun Anda" in page
    assert "ponsel hilang" in page
    assert two.name in page
    assert "Tentang akun Anda" not in client_of(two).get("/beranda/").content.decode()
    assert notices_for(user, timezone.now() + timedelta(days=29))
    assert not notices_for(user, timezone.now() + timedelta(days=31))


def test_who_gave_the_code_has_a_hand_in_the_case_that_came_by_it() -> None:
    kind, at = kind_named("decile_too_high"), timezone.now()
    entered = CaseEvent(Move.ENTER, at, "resident", details={"door": "portal", "code_by": "user:5"})
    state = state_after(kind, None, entered)
    assert state.hands == {"resident", "user:5"}
    assert state.takers == {Step.ENTER: "resident"}
    alone = CaseEvent(Move.ENTER, at, "user:7", details={"door": "office"})
    assert state_after(kind, None, alone).hands == {"user:7"}
