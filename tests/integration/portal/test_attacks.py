"""What a program that guesses gets from the portal: nothing, and soon no answer at all; counted
over every process of the server."""

import http.client
import random
import re
import time
import urllib.parse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desil.portal.proof.limits import OF_ADDRESS, OF_PAIR, OF_TICKETS
from desil.ui.serving import WORKERS
from tests.browser.served import Office, served_office
from tests.case_office import BORN, VILLAGE
from tests.numbers_of_people import card_number, member_nik
from tests.ticket_guesser import LIMITED, OPENED, REFUSED, answer_in, guess, open_a_case, try_ticket

pytestmark = pytest.mark.usefixtures("register")
NIK = "3275011705800001"
STATUS = "/warga/cek/"


def test_who_knows_a_birth_date_and_guesses_tickets_finds_none_and_is_soon_shut_out() -> None:
    """Ten addresses, each with twice as many guesses as it may have; every guess a ticket that
    could be. `make bench-portal` makes ten thousand."""
    tickets = [open_a_case(seed, VILLAGE, NIK, BORN) for seed in range(20)]
    draw = random.Random("guesses")
    per_address = 2 * OF_TICKETS.most
    told = [
        try_ticket(guess(draw), BORN, f"198.51.100.{n // per_address}")
        for n in range(10 * per_address)
    ]
    assert Counter(told) == {REFUSED: 10 * OF_TICKETS.most, LIMITED: 10 * OF_TICKETS.most}
    assert try_ticket(tickets[0], BORN, "198.51.100.200") == OPENED
    assert try_ticket(tickets[0], BORN, "198.51.100.1") == LIMITED


class Caller:
    """A program that keeps a form's tokens and sends them to any of the server's addresses."""

    def __init__(self, servers: list[Office]) -> None:
        self.hosts = [s.address.removeprefix("http://") for s in servers]
        self.cookie, self.hidden = "", {}  # type: ignore[var-annotated] # filled by `forms`

    def forms(self, count: int) -> list[str]:
        """As many form tokens, in turn from each server; ripe to be sent."""
        tokens = []
        for n in range(count):
            link = http.client.HTTPConnection(self.hosts[n % len(self.hosts)])
            link.request("GET", STATUS, headers={"Cookie": self.cookie})
            answer = link.getresponse()
            page = answer.read().decode()
            fresh = answer.getheader("Set-Cookie", "")
            self.cookie = fresh.partition(";")[0] or self.cookie
            fields = dict(re.findall(r'type="hidden" name="([a-z]+)" value="([^"]+)"', page))
            tokens.append(fields.pop("token"))
            self.hidden = fields
        time.sleep(2.1)  # a form is not taken sooner
        return tokens

    def ask(self, place: int, token: str, nik: str) -> str:
        """The answer of one of the servers, by turns, to a NIK with a wrong family card."""
        body = {**self.hidden, "token": token, "nik": nik, "family_card": "3275010101019999"}
        link = http.client.HTTPConnection(self.hosts[place % len(self.hosts)])
        kind = "application/x-www-form-urlencoded"
        headers = {"Cookie": self.cookie, "Content-Type": kind}
        link.request("POST", STATUS, urllib.parse.urlencode(body), headers)
        answer = link.getresponse().read().decode()
        return LIMITED if LIMITED in answer else answer_in(answer.replace("Tidak cocok", REFUSED))


def test_limits_of_a_pair_and_of_an_address_hold_over_two_servers(
    register: str, tmp_path: Path
) -> None:
    """Two servers of two processes each on one database; each form is asked for at one and sent to
    the other."""
    home = tmp_path / "home"
    many = 2
    with (
        served_office(register, home, workers=WORKERS) as one,
        served_office(register, home, workers=WORKERS) as other,
    ):
        caller = Caller([one, other])
        tokens = caller.forms(OF_ADDRESS.most + many + 5)
        for_one = [caller.ask(place + 1, tokens.pop(), NIK) for place in range(OF_PAIR.most + many)]
        assert for_one == [REFUSED] * OF_PAIR.most + [LIMITED] * many
        niks = [member_nik(card_number(n + 1), 9) for n in range(len(tokens))]
        with ThreadPoolExecutor(8) as pool:
            told = Counter(pool.map(caller.ask, range(1, len(tokens) + 1), tokens, niks))
        left = OF_ADDRESS.most - len(for_one)
        assert told == {REFUSED: left, LIMITED: len(tokens) - left}
