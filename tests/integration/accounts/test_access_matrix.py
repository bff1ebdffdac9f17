"""Every page of the URL map: a rule for each, and what each role gets. A new page without a rule
fails here by itself."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from desil.accounts.permissions import Permission
from desil.accounts.roles import permissions_of, roles
from desil.accounts.rules import Openness, Rule, rule_of
from desil.accounts.session import handles_of_office
from desil.audit.models import AuditEvent
from tests.numbers_of_people import card_number
from tests.people import client_of, signed_in, user_with

ARGUMENTS: dict[str, object] = {
    "code": "3275010",
    "token": "salah",
    "pk": 1,
    "sequence": 1,
    "provider_id": "kantor",
    "delivery_id": "dtsen-2026-01-23-0",
    "run_id": "0",
    "proposal": 1,
    "number": 1,
    "kind": "levy",
    "move": "note",
    "serial": "0",
    "list_id": "0",
    "key": 1,
    "mark": "SALAH",
    "file": "deciles.csv",
    "table": "terbuka",
    "version": "0" * 12,
    "name": "koreksi.csv",
}
ACTS_ON_SESSION = {"account_logout", "set_language", "account_login"}


def pages_of(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from pages_of(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", pattern


PAGES = dict(pages_of(get_resolver().url_patterns))
ROLES = [*roles(), ""]


def rule_for(name: str) -> Rule:
    rule = rule_of(PAGES[name].callback)
    assert rule is not None, f"{name} has no rule: add @requires(...), @own_account or @public"
    return rule


def address_of(name: str) -> str:
    wanted = PAGES[name].pattern.converters
    values = {key: ARGUMENTS.get(key) for key in wanted}
    if "handle" in values:
        values["handle"] = handles_of_office().of("kk", card_number(1))
    missing = [key for key, value in values.items() if value is None]
    assert not missing, f"say in ARGUMENTS what {missing} may be"
    return reverse(name, kwargs=values)


def refusals() -> int:
    return AuditEvent.objects.filter(verb="PAGE_REFUSE").count()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_rule(name: str) -> None:
    rule = rule_for(name)
    assert (rule.openness is Openness.PERMITTED) == bool(rule.permissions)


def test_only_these_pages_are_open_to_everyone() -> None:
    public = {name for name in PAGES if rule_for(name).openness is Openness.PUBLIC}
    # The portal proves who asks by itself, and a phone signs in with each request.
    others = {name for name in public if not name.startswith(("portal:", "openrosa:"))}
    assert others == {
        "account_login",
        "mfa_authenticate",
        "account_logout",
        "account_inactive",
        "accounts:invitation",
        "set_language",
    }


@pytest.mark.usefixtures("register")
def test_who_has_not_signed_in_is_sent_to_sign_in() -> None:
    client = Client(headers={"host": "localhost"})
    for name in PAGES:
        if rule_for(name).openness is not Openness.PUBLIC:
            for method in (client.get, client.post):
                answer = method(address_of(name))
                assert answer.status_code == 302, name
                assert answer.headers["Location"].startswith("/masuk/?next="), name


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("role", ROLES)
def test_every_page_for_every_role(role: str) -> None:
    client = signed_in(role) if role else signed_in()
    held = permissions_of([role])
    for name in PAGES:
        rule = rule_for(name)
        for method in (client.get, client.post):
            if name in ACTS_ON_SESSION and method == client.post:
                continue
            before = refusals()
            status = method(address_of(name)).status_code
            if rule.allows(held):
                assert refusals() == before, (name, role)
            else:
                assert (status, refusals()) == (403, before + 1), (name, role)


@pytest.mark.usefixtures("register")
def test_before_the_second_factor_only_ones_own_account_opens() -> None:
    client = client_of(user_with("verifier"), second_factor=False)
    for name in PAGES:
        if rule_for(name).openness is Openness.PERMITTED:
            answer = client.get(address_of(name))
            assert (answer.status_code, answer.headers.get("Location")) == (
                302,
                "/akun/langkah-kedua/",
            ), name
    assert client.get("/akun/").status_code == 200


@pytest.mark.usefixtures("register")
def test_a_locked_account_opens_nothing() -> None:
    user = user_with("verifier")
    client = client_of(user)
    assert client.get("/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("register")
def test_counts_may_be_shown_to_everyone_by_setting(settings_of: object) -> None:
    client = Client(headers={"host": "localhost"})
    with settings_of(PUBLIC_PERMISSIONS=("AGGREGATE_READ",)):  # type: ignore[operator]
        assert client.get("/").status_code == 200
        assert client.get("/akun/").status_code == 302


def test_every_permission_is_somebodys() -> None:
    held = permissions_of(roles())
    assert held == frozenset(Permission)
