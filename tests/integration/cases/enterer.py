"""A process that opens cases one after the other and says which it was told are there."""

import sys

import django

django.setup()

from tests.case_office import FIRST, entered  # noqa: E402 - Django's models need its setup
from tests.case_pictures import added, placed_picture  # noqa: E402

if __name__ == "__main__":
    for number in range(1, 10_000):
        case = entered(seed=number, family_number=FIRST).case
        row = added(case, "house_front", placed_picture(drawn=number))
        sys.stdout.write(f"{number} {case.number} {row.sha256}\n")
        sys.stdout.flush()
