"""Who may come in at the field door: app passwords, lock-out, and what is taken back."""

import pytest
from django.utils import timezone

from desil.accounts.field.tokens import revoke_token, tokens_of
from desil.accounts.models import User
from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from tests.field_office import Field, field, token_for
from tests.odk_client import Phone
from tests.people import user_with
from tests.table import rows_of

__all__ = ["field"]

WRONG = rows_of(
    """
    | who        | token | status | why                                          |
    | -          | -     | 401    | nobody signed in                             |
    | officer    | wrong | 401    | a wrong app password                         |
    | nobody     | right | 401    | a name that is nobody's                      |
    | officer    | own   | 401    | the account's own password is none of these  |
    """
)


@pytest.mark.parametrize("row", WRONG, ids=lambda r: r["why"])
def test_who_may_not_sign_in_is_asked_to(field: Field, row: dict[str, str]) -> None:
    own = "hujan-di-pasar-lama-9"
    names = {"-": "", "officer": user_with("pendamping", password=own).username, "nobody": "x.y"}
    tokens = {"-": "", "wrong": "2345a-2345a-2345a-2345a", "right": field.phone.token, "own": own}
    phone = Phone(field.office.address, names[row["who"]], tokens[row["token"]])
    heard = phone.ask("GET", "/odk/formList")
    assert heard.status == int(row["status"])
    assert heard.headers["www-authenticate"].startswith("Basic realm=")


def test_five_wrong_passwords_lock_out_and_the_log_says_so(field: Field) -> None:
    officer = user_with("pendamping")
    token = token_for(officer)
    wrong = Phone(field.office.address, officer.username, "salah")
    assert {wrong.ask("GET", "/odk/formList").status for _ in range(5)} == {401}
    assert wrong.ask("GET", "/odk/formList").status == 429
    right = Phone(field.office.address, officer.username, token)
    assert right.ask("GET", "/odk/formList").status == 429
    events = AuditEvent.objects.filter(verb="FIELD_SIGN_IN", actor=officer.actor)
    assert events.count() == 7


def test_a_password_that_is_taken_back_or_of_a_locked_account_opens_nothing(field: Field) -> None:
    officer = user_with("pendamping")
    phone = Phone(field.office.address, officer.username, token_for(officer))
    assert phone.ask("GET", "/odk/formList").status == 200
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert phone.ask("GET", "/odk/formList").status == 401
    User.objects.filter(pk=officer.pk).update(is_active=True)
    now = timezone.now()
    key = tokens_of(officer, now).get().pk
    revoke_token(user=officer, key=key, at=now, journal=journal_of_office())
    assert phone.ask("GET", "/odk/formList").status == 401


def test_a_role_that_no_longer_visits_gets_nothing(field: Field) -> None:
    officer = user_with("pendamping")
    phone = Phone(field.office.address, officer.username, token_for(officer))
    User.objects.filter(pk=officer.pk).update(roles=["operator"])
    assert phone.ask("GET", "/odk/formList").status == 403
