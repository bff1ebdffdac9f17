"""The start page: each role sees what waits for it, and links only to what it may open."""

import re

import pytest
from django.test import Client

from desil.accounts.roles import roles
from tests.people import client_of, signed_in, user_with
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

# Made-up counts: three families without a decile in 3275010001 (register_runs), none elsewhere.
WAITING = rows_of(
    """
    | role         | label                      | amount |
    | data_officer | Keluarga belum diperingkat | 3      |
    | operator     | Keluarga belum diperingkat | 3      |
    | data_officer | Pasangan yang ragu         | 4      |
    | operator     | Pasangan yang ragu         | none   |
    | auditor      | Keluarga belum diperingkat | none   |
    | head         | Usulan penerbitan          | none   |
    """
)


def waiting(client: Client) -> dict[str, str]:
    text = client.get("/beranda/").content.decode()
    return {
        label: amount
        for amount, label in re.findall(r'figure">([\d.]+)</p><p><a [^>]*>([^<]+)</a>', text)
    }


@pytest.mark.parametrize("case", WAITING, ids=lambda c: f"{c['role']}-{c['label']}")
def test_what_waits(case: dict[str, str]) -> None:
    found = waiting(signed_in(case["role"]))
    assert found.get(case["label"], "none") == case["amount"]


@pytest.mark.parametrize("role", roles())
def test_every_link_opens_for_the_role(role: str) -> None:
    client = signed_in(role)
    main = client.get("/beranda/").content.decode().split("<main")[1].split("</main")[0]
    links = re.findall(r'href="([^"]+)"', main)
    assert links
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_another_kelurahan_is_not_counted() -> None:
    client = client_of(user_with("operator", villages=["3275040006"]))
    assert waiting(client)["Keluarga belum diperingkat"] == "0"
