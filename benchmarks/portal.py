"""Whether the portal's answer takes longer for a NIK that exists: a rank test over 2,000 checks;
and what 10,000 guesses of tickets find.

    make bench-portal ARGS="--requests 2000 --guesses 10000"

NIKs that exist with a wrong family card and NIKs that nobody has are asked in turn, in process
(no network hides a difference), each from an address of its own, without the form's wait. Whoever
guesses tickets knows the applicants' birth date and has 1 address for every 40 guesses.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from scipy.stats import mannwhitneyu

from benchmarks.django_ready import READY
from desil.accounts.residents import waiting
from desil.cases.territory_scope import seeing_city
from desil.database.office_role import office_address
from desil.database.server.server import open_server
from desil.engine.progress import Silent
from desil.portal.proof.limits import OF_TICKETS
from desil.publication.action import publish
from desil.register.models import Person
from desil.register.register import bring_up_to_date, start_django
from tests.people import VILLAGE
from tests.register_runs import many_families, write_run
from tests.register_server import address_of, short_folder
from tests.ticket_guesser import LIMITED, OPENED, REFUSED, guess, open_a_case, try_ticket

PAGE, WRONG_CARD = "/warga/cek/", "3275010101019999"
_BORN, _CASES, _PER_ADDRESS = date(1980, 5, 17), 100, 2 * OF_TICKETS.most
_HIDDEN = re.compile(r'name="token" value="([^"]+)"')


def _seconds(nik: str, place: int) -> float:
    """How long one check takes, from the form to the answer."""
    client = Client(headers={"host": "localhost"}, REMOTE_ADDR=f"10.0.{place // 250}.{place % 250}")
    found = _HIDDEN.search(client.get(PAGE).content.decode())
    told = {"token": found[1] if found else "", "nik": nik, "family_card": WRONG_CARD}
    begun = time.perf_counter()
    answer = client.post(PAGE, told)
    took = time.perf_counter() - begun
    if b"Tidak cocok" not in answer.content:
        raise SystemExit(f"another answer: {answer.status_code}")
    return took


def _measure(requests: int) -> None:
    with seeing_city():
        existing = sorted(set(Person.objects.values_list("nik", flat=True)))
    half = requests // 2
    known = [existing[n % len(existing)] for n in range(half)]
    nobody = [f"32750101018{n:05d}" for n in range(half)]
    took: dict[str, list[float]] = {"exists": [], "nobody": []}
    for place in range(half):
        pair = [("exists", known[place]), ("nobody", nobody[place])]
        for turn, (name, nik) in enumerate(pair if place % 2 else pair[::-1]):
            took[name].append(_seconds(nik, 2 * place + turn))
    test = mannwhitneyu(took["exists"], took["nobody"])
    share = test.statistic / half**2
    for name, seconds in took.items():
        sys.stdout.write(f"{name}: median {statistics.median(seconds) * 1000:.2f} ms\n")
    sys.stdout.write(
        f"{2 * half} checks; the one that exists is slower in {share:.1%} of pairs (50% is none), "
        f"Mann-Whitney p = {test.pvalue:.3f}\n"
    )


def _guess(guesses: int) -> None:
    """Try tickets that could be, beside a hundred real ones."""
    with seeing_city():
        applicants = Person.objects.filter(birth_date=_BORN).values_list("nik", flat=True)
        people = list(applicants[:_CASES])
    tickets = [open_a_case(n, VILLAGE, nik, _BORN) for n, nik in enumerate(people)]
    if try_ticket(tickets[0], _BORN, "10.9.9.9") != OPENED:
        raise SystemExit("a real ticket does not open its case")
    draw = random.Random("guesses")  # noqa: S311 - the same guesses again next time
    found, begun = Counter[str](), time.perf_counter()
    for n in range(guesses):
        place = n // _PER_ADDRESS
        found[try_ticket(guess(draw), _BORN, f"10.1.{place // 250}.{place % 250}")] += 1
    took = time.perf_counter() - begun
    if found.keys() - {OPENED, REFUSED, LIMITED}:
        raise SystemExit("another answer than the three that are known")
    sys.stdout.write(
        f"{guesses} guesses of tickets beside {len(tickets)} open cases in {took:.0f} s: "
        f"{found[OPENED]} hits, {found[REFUSED]} looked up, {found[LIMITED]} refused by the limit\n"
    )


def main() -> None:
    """Measure, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--guesses", type=int, default=10_000)
    asked = parser.parse_args()
    waiting.SHORTEST = timedelta(0)
    with short_folder() as home, open_server(home, search_path=os.environ["PATH"]) as server:
        with server.connect(autocommit=True) as connection:
            connection.execute("create database portal")
        url = address_of(server, "portal")
        start_django(home, url)
        bring_up_to_date(url)
        start_django(home, office_address(url))
        run = write_run(home / "run", many_families(1_000))
        publish(run, url=url, by="petugas", at=datetime(2026, 2, 1, tzinfo=UTC), progress=Silent())
        _measure(asked.requests)
        _guess(asked.guesses)


if __name__ == "__main__" and READY:
    main()
