"""What there must be so that every page of tests/every_page.py has something to show."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

from desil.accounts.actions.invitations import invite, token_of
from desil.accounts.actions.users import lock_user
from desil.accounts.models import User
from desil.accounts.roles import roles
from desil.accounts.session import handles_of_office, journal_of_office
from desil.cases.actions.entering import Applicant, Entry, enter_case
from desil.cases.actions.people import RESIDENT, officer_of
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.demonstration.plan import Ending, planned_cases
from desil.cases.demonstration.walk import DemoOffice, acts_of, client_key
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.letters.due import due_letters
from desil.cases.letters.mark import mark_of
from desil.cases.models import Case, CaseEvent
from desil.cases.territory_scope import seeing_city, seeing_village
from desil.engine.manifest import read_manifest
from desil.engine.store import Store
from desil.jobs.jobs import Asker
from desil.jobs.proposals import propose
from desil.jobs.states import JobKind
from desil.portal.proof.session import remember_resident
from desil.ranking.activation.model_store import propose as propose_model
from desil.register.residents.resident import Resident
from tests.numbers_of_people import card_number
from tests.office_work import delivery_in_home
from tests.page_ground_work import jobs, judged_survey, programme_list, what_if
from tests.people import session_of, user_with
from tests.register_runs import many_families, write_run

PASSWORD = "hujan-di-pasar-lama-9"  # of made-up people


FORMULA = files("desil.synthetic.welfare") / "formula.yaml"


@dataclass(frozen=True, slots=True)
class Ground:
    """The facts that addresses hold, and the session of each reader; of nobody: none."""

    facts: Mapping[str, str]
    sessions: Mapping[str, str]

    def address(self, pattern: str) -> str:
        """An address with its facts."""
        return pattern.format_map(dict(self.facts))

    def sent(self, sends: Mapping[str, str]) -> dict[str, str]:
        """What is sent, with its facts."""
        return {name: self.address(value) for name, value in sends.items()}

    def client(self, who: str, language: str = "id") -> Client:
        """A browser of a reader, without a screen."""
        client = Client(headers={"host": "localhost"})
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client


def _key_of(user: User) -> int:
    """The number of a security key of a user, as a browser would have registered it."""
    number = secrets.token_bytes(16)
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    told = AuthenticatorData.create(
        hashlib.sha256(b"localhost").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(Aaguid(bytes(16)), number, public),
    )
    client = json.dumps({"type": "webauthn.create", "challenge": "", "origin": "http://localhost"})

    def text(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    credential = {
        "id": text(number),
        "rawId": text(number),
        "type": "public-key",
        "response": {
            "clientDataJSON": text(client.encode()),
            "attestationObject": text(AttestationObject.create("none", told, {})),
        },
        "clientExtensionResults": {},
    }
    made = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Kunci meja", "credential": credential},
    )
    return int(made.pk)


def _signed_in_client(key: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def _half_signed_in() -> str:
    user = user_with("verifier", password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    client = Client(headers={"host": "localhost"})
    told = {"login": user.username, "password": PASSWORD}
    assert client.post("/masuk/", told).status_code == 302
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _lock_out(username: str) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client(headers={"host": "localhost"}).post(
            "/masuk/", {"login": username, "password": "salah"}
        )


def _run_in_home(folder: Path, home: Path) -> str:
    made = write_run(folder / "run", many_families(40), version="2")
    number = read_manifest(made).run_id
    (home / "runs").mkdir(exist_ok=True)
    shutil.copytree(made, home / "runs" / number)
    return number


def _resident() -> str:
    """The session of a browser in which somebody proved to be the head of the first family."""
    request = HttpRequest()
    request.session = SessionStore()
    resident = Resident("3275011705800001", card_number(1), "3275010009")
    remember_resident(request, resident, "1980-05-17", timezone.now())
    request.session.save()
    return str(request.session.session_key)


def _followed_case() -> dict[str, str]:
    """A case at the portal: its number, its ticket, and the mark of its receipt."""
    told = Entry("levy", "portal", "form-3275010101200001",
                 Applicant(birth_date=date(1980, 5, 17)), village_code="3275010009",
                 told="Ada yang meminta uang.")  # fmt: skip
    case = enter_case(
        entry=told,
        randomness=bytes(range(10)),
        by=RESIDENT,
        at=timezone.now(),
        journal=journal_of_office(),
    ).case
    with seeing_city():
        due = due_letters(kinds()["levy"], list(CaseEvent.objects.filter(case=case)))[0]
    mark = mark_of(case.number, due, secret=settings.SECRET_KEY)
    return {"case": case.number, "ticket": case.ticket, "mark": mark}


def _checked_case(people: Mapping[str, User]) -> str:
    """The number of a case that waits for the check of Dinsos."""
    (plan,) = (
        plan
        for plan in planned_cases()
        if (plan.kind.name, plan.step, plan.ending)
        == ("decile_too_high", Step.VERIFY, Ending.WAITS)
    )
    told = Entry(plan.kind.name, plan.door.value, client_key(plan), Applicant("ORANG BUATAN 1"),
                 family_number=card_number(1), told="Lantai rumah kami tanah.",
                 changes=(RequestedChange("family", "floor_material", "8"),))  # fmt: skip
    officers = {role: officer_of(user) for role, user in people.items()}
    folder, journal = EvidenceFolder(Path(settings.DESIL_HOME)), journal_of_office()
    office = DemoOffice(officers, folder, timezone.now(), journal, lambda: bytes(range(20, 30)))
    with seeing_village("3275010009"):
        for _moment in acts_of(plan, told, "", office):
            pass
        return Case.objects.get(client_key=client_key(plan)).number


def prepare_ground(folder: Path) -> Ground:
    """Fill the office's home and register; `folder` is for what is made on the way."""
    journal, home = journal_of_office(), Path(settings.DESIL_HOME)
    people = {role: user_with(role) for role in roles()}
    sessions = {role: session_of(user) for role, user in people.items()}
    secured = user_with("verifier", password=PASSWORD)
    TOTP.activate(secured, generate_totp_secret())
    RecoveryCodes.activate(secured)
    key = _key_of(secured)
    handle = handles_of_office().of("kk", card_number(1))
    sessions["with factors"] = session_of(secured)
    sessions["no second factor"] = session_of(user_with("operator"), second_factor=False)
    sessions["half signed in"] = _half_signed_in()
    sessions["with a purpose"] = session_of(user_with("verifier"))
    opened = _signed_in_client(sessions["with a purpose"])
    opened.post(f"/keluarga/{handle}/alasan/", {"purpose": "visit"})
    sessions["at the counter"] = session_of(user_with("operator"))
    counter = _signed_in_client(sessions["at the counter"])
    counter.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    sessions["a resident"] = _resident()
    sessions["has just invited"] = session_of(people["administrator"])
    _signed_in_client(sessions["has just invited"]).post(f"/pengguna/{secured.pk}/undangan/")
    user_with("operator", username="terkunci", password=PASSWORD)
    _lock_out("terkunci")
    locked, invited = user_with("operator"), user_with("operator")
    lock_user(user=locked, by="system:test", at=timezone.now(), journal=journal)
    token = token_of(invite(user=invited, by="system:test", at=timezone.now(), journal=journal))
    officer = people["data_officer"]
    by = Asker(officer.actor, officer.name)
    run = _run_in_home(folder, home)
    proposal = propose(Store(home), kind=JobKind.PUBLISH, run_id=run, reason="rilis baru",
                       by=by, at=timezone.now(), journal=journal)  # fmt: skip
    model = propose_model(home, Path(str(FORMULA)), by="PERANCANG", at=timezone.now()).version
    facts = {
        "proposal": str(proposal.pk),
        "token": token,
        "key": str(key),
        "handle": handle,
        "delivery": delivery_in_home(home).id,
        "run": run,
        "model": model,
        **judged_survey(model, by),
        "account": str(secured.pk),
        "locked_account": str(locked.pk),
        **jobs(by),
        **programme_list(),
        **what_if(folder, home, by),
        **_followed_case(),
        "checked_case": _checked_case(people),
    }
    return Ground(facts, sessions)
