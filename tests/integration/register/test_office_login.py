"""The office never reaches the register as its owner, and a page about an error tells nothing."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.views.debug import technical_500_response
from typer.testing import CliRunner

from desil.cli.main import app
from desil.config.debug_page import LoopbackOnly, is_loopback, without_secrets
from desil.config.environment import environment_of
from desil.database.office_role import office_address, require_no_owner, require_office_login
from desil.errors import MachineLacks, UsageFault

SECRET = "sandi-rahasia-9"
KEY = "c2FuZGktcmFoYXNpYS1rdW5jaS1sb2ctMzItYnl0ZXM="
NIK = "3275010107908001"
URL = f"postgresql://desil:{SECRET}@db.example/desil"


def test_a_server_of_ones_own_without_the_offices_own_login_is_not_served(
    empty_register: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("DESIL_DATABASE_URL", empty_register)
    monkeypatch.delenv("DESIL_OFFICE_DATABASE_URL", raising=False)
    done = CliRunner().invoke(app, ["serve", "--port", "18431", "--home", str(tmp_path)])
    assert isinstance(done.exception, MachineLacks)
    assert "DESIL_OFFICE_DATABASE_URL" in done.exception.message
    assert "create role" in done.exception.hint


def test_the_office_may_not_sign_in_as_whoever_could_become_the_owner(empty_register: str) -> None:
    with psycopg.connect(empty_register, autocommit=True) as owner:
        owner.execute("drop role if exists sought_member")
        owner.execute("create role sought_member login in role desil")
    taken_on = psycopg.conninfo.make_conninfo(empty_register, options="-c role=desil_office")
    for login in (empty_register, taken_on):
        with pytest.raises(MachineLacks, match="pemilik register"):
            require_office_login(empty_register, login)
    with psycopg.connect(empty_register) as owner:
        (is_above,) = owner.execute(
            "select pg_has_role('sought_member', 'desil', 'member')"
        ).fetchone() or (None,)
    assert is_above
    require_office_login(empty_register, office_address(empty_register))
    require_office_login("", "")
    with psycopg.connect(empty_register, autocommit=True) as owner:
        owner.execute("drop role sought_member")


def test_an_address_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(MachineLacks) as told:
        require_no_owner(f"postgresql://desil_office:{SECRET}@127.0.0.1:1/desil")
    assert SECRET not in f"{told.value.message} {told.value.hint}"


def test_another_web_server_does_not_start_as_the_owner(empty_register: str) -> None:
    asked = "import desil.config.wsgi"
    for url, starts in ((empty_register, False), (office_address(empty_register), True)):
        done = subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "DESIL_REGISTER_URL": url},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 0) is starts, done.stderr
    told = environment_of({"DESIL_DATABASE_URL": "user=a", "DESIL_OFFICE_DATABASE_URL": "user=b"})
    assert told.database_url == "user=b"


@pytest.mark.parametrize(
    ("address", "variables"),
    [
        ("0.0.0.0", {}),
        ("10.1.2.3", {}),
        ("::", {}),
        ("127.0.0.1", {"DESIL_HOSTS": "desil.example"}),
        ("127.0.0.1", {"DESIL_HTTPS": "1"}),
    ],
)
def test_debugging_is_not_served_beyond_this_machine(
    address: str, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    for name, value in {"DESIL_DEBUG": "1", **variables}.items():
        monkeypatch.setenv(name, value)
    asked = ["serve", "--address", address, "--port", "18432", "--home", str(tmp_path)]
    fault = CliRunner().invoke(app, asked).exception
    assert isinstance(fault, UsageFault)
    assert not environment_of({"DESIL_DEBUG": "1", "DESIL_HTTPS": "1"}).is_debug
    assert not environment_of({"DESIL_DEBUG": "1", "DESIL_HOSTS": "desil.example"}).is_debug


def fail(request: HttpRequest) -> HttpResponse:
    password = SECRET  # a variable of a frame
    raise RuntimeError(f"{URL} password='{SECRET}' {NIK} {len(password)}")


def test_a_page_about_an_error_shows_no_value() -> None:
    request = RequestFactory().post(
        f"/masuk/?kunci={SECRET}",
        {"password": SECRET, "nik": NIK},
        headers={"authorization": SECRET, "cookie": f"sessionid={SECRET}"},
    )
    request.META["DESIL_DATABASE_URL"] = URL
    environment = environment_of(
        {"DESIL_DATABASE_URL": URL, "DESIL_SECRET_KEY": SECRET, "DESIL_AUDIT_SECRET_KEY": KEY,
         "DESIL_OIDC_SERVER": "https://id.example", "DESIL_OIDC_CLIENT_ID": "kantor",
         "DESIL_OIDC_SECRET": SECRET}
    )  # fmt: skip
    assert SECRET not in repr(environment)
    assert KEY not in repr(environment)
    with override_settings(DEBUG=True, SHOWN=environment, DATABASES={"default": {"URL": URL}}):
        try:
            fail(request)
        except RuntimeError:
            shown = technical_500_response(request, *sys.exc_info()).content.decode()
    assert "RuntimeError" in shown
    assert "test_office_login" in shown
    shown = shown.replace("password = SECRET", "")  # a line of code
    assert SECRET not in shown
    assert NIK not in shown


@pytest.mark.parametrize(
    ("address", "is_own"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("10.0.0.1", False), ("localhost.example", False), ("", False)],
)  # fmt: skip
def test_debugging_answers_this_machine_only(address: str, is_own: bool) -> None:
    respond = LoopbackOnly(lambda _: HttpResponse())
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    assert is_loopback(address) is is_own
    assert (respond(request).status_code == 200) is is_own
    forwarded = {"x-forwarded-for": "203.0.113.7"}
    request = RequestFactory().get("/", headers=forwarded, REMOTE_ADDR=address)
    assert respond(request).status_code == 403


def test_passwords_are_taken_out_of_texts() -> None:
    told = f"{URL} host=db password={SECRET} postgresql://desil@/desil"
    assert SECRET not in without_secrets(told)
    assert "postgresql://desil@/desil" in without_secrets(told)
