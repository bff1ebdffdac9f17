"""Wrong passwords are counted by account and real address: nobody locks an officer out."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, override_settings

from desil.config.environment import environment_of
from desil.config.real_address import real_address
from desil.errors import MachineLacks
from tests.people import user_with

PASSWORD = "hujan-di-pasar-lama-9"
OURS = ["10.0.0.1", "192.168.7.0/24", "::1"]
DATABASE = pytest.mark.usefixtures("empty_register")


@pytest.mark.parametrize(
    ("peer", "forwarded", "asks"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a header that the caller wrote
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # what the caller put before
        ("10.0.0.1", "198.51.100.1, 192.168.7.8", "198.51.100.1"),  # two of ours in a row
        ("10.0.0.1", "198.51.100.1:51234", "198.51.100.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "bukan-alamat", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, <script>", "10.0.0.1"),
        ("10.0.0.2", "198.51.100.1", "10.0.0.2"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),  # of IPv6 what one household holds
        ("10.0.0.1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ("::1", "198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_the_callers_address_is_what_our_own_proxies_say(
    peer: str, forwarded: str, asks: str
) -> None:
    assert real_address(peer, forwarded, OURS) == asks


def test_without_named_proxies_no_header_is_believed_but_of_our_machine_with_tls() -> None:
    assert environment_of({}).proxies == ()
    assert environment_of({"DESIL_HTTPS": "1"}).proxies == ("127.0.0.0/8", "::1")
    named = environment_of({"DESIL_HTTPS": "1", "DESIL_PROXIES": "10.0.0.1, 10.1.0.0/16"})
    assert named.proxies == ("10.0.0.1", "10.1.0.0/16")
    with pytest.raises(MachineLacks, match=r"10\.0\.0"):
        environment_of({"DESIL_PROXIES": "10.0.0"})


def sign_in(username: str, password: str, peer: str, forwarded: str = "") -> int:
    headers = {"host": "localhost"} | ({"x-forwarded-for": forwarded} if forwarded else {})
    client = Client(headers=headers, REMOTE_ADDR=peer)
    return client.post("/masuk/", {"login": username, "password": password}).status_code


@DATABASE
def test_five_wrong_passwords_elsewhere_do_not_lock_the_officer_out() -> None:
    user = user_with("verifier", password=PASSWORD)
    for _ in range(6):
        sign_in(user.username, "salah", "203.0.113.9")
    assert sign_in(user.username, PASSWORD, "203.0.113.9") == 429
    assert sign_in(user.username, PASSWORD, "198.51.100.1") == 302


@DATABASE
@override_settings(TRUSTED_PROXIES=("127.0.0.1",))
def test_callers_behind_one_proxy_are_told_apart_and_headers_of_callers_count_nothing() -> None:
    user = user_with("verifier", password=PASSWORD)
    for n in range(5):
        sign_in(user.username, "salah", "127.0.0.1", f"10.9.9.{n}, 203.0.113.9")
    assert sign_in(user.username, PASSWORD, "127.0.0.1", "198.51.100.1, 203.0.113.9") == 429
    assert sign_in(user.username, PASSWORD, "127.0.0.1", "198.51.100.1") == 302
    direct = [sign_in(user.username, "salah", "203.0.113.77", f"10.9.9.{n}") for n in range(5)]
    assert direct[-1] == 429


@DATABASE
def test_guesses_from_many_addresses_do_not_lock_an_account_with_a_second_factor() -> None:
    user = user_with("verifier", password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    for n in range(25):
        assert sign_in(user.username, "salah", f"203.0.113.{n}") == 200
    client = Client(headers={"host": "localhost"}, REMOTE_ADDR="198.51.100.1")
    answer = client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/masuk/kode/")
