"""The office under load: look-ups, searches, family pages and overviews, as staff mix them.

Started by `benchmarks.office`, which says whom to sign in as and whom to look for (environment
DESIL_LOAD_USER, DESIL_LOAD_PASSWORD, DESIL_LOAD_SAMPLE, DESIL_LOAD_PACE).
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from locust import FastHttpUser, constant_throughput, task

SAMPLE: dict[str, list[str]] = json.loads(Path(os.environ["DESIL_LOAD_SAMPLE"]).read_text())
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FAMILY = re.compile(r'href="(/keluarga/[^"]+)"')
_OVERVIEWS = ("/", "/wilayah/3275010/", "/perpindahan/", "/belum-diperingkat/", "/temuan/")


class Officer(FastHttpUser):
    """One member of staff: so many requests a second, one after another."""

    wait_time = constant_throughput(float(os.environ["DESIL_LOAD_PACE"]))
    place = 0

    def on_start(self) -> None:
        """Sign in."""
        Officer.place += 1
        self.turn = Officer.place * 7919
        self.family = ""
        page = self.client.get("/masuk/", name="sign-in page").text or ""
        self._post("/masuk/", "sign in", page, login=os.environ["DESIL_LOAD_USER"],
                   password=os.environ["DESIL_LOAD_PASSWORD"])  # fmt: skip
        self.token_page = self.client.get("/cari/", name="search box").text or ""

    def _post(self, address: str, name: str, page: str, **form: str) -> str:
        found = _TOKEN.search(page)
        data = {"csrfmiddlewaretoken": found.group(1) if found else "", **form}
        headers = {"Referer": f"{self.host}{address}"}
        return self.client.post(address, data=data, name=name, headers=headers).text or ""

    def _next(self, kind: str) -> str:
        self.turn += 1
        return SAMPLE[kind][self.turn % len(SAMPLE[kind])]

    def _find(self, name: str, question: str) -> None:
        text = self._post("/cari/", name, self.token_page, question=question)
        found = _FAMILY.search(text)
        if found:
            self.family = found.group(1)

    @task(3)
    def look_up(self) -> None:
        """A NIK."""
        self._find("look-up by NIK", self._next("nik"))

    @task(2)
    def search(self) -> None:
        """A name."""
        self._find("search by name", self._next("name"))

    @task(3)
    def open_family(self) -> None:
        """The family found last; its purpose is asked the first time."""
        if not self.family:
            return self.look_up()
        answer = self.client.get(self.family, name="family page", allow_redirects=False)
        if answer.status_code == 302:
            asked = answer.headers["Location"]
            page = self.client.get(asked, name="purpose asked").text or ""
            self._post(asked, "purpose given", page, purpose="visit", next=self.family)
        return None

    @task(2)
    def overview(self) -> None:
        """The city, a kecamatan, movement, the unranked, the findings."""
        self.turn += 1
        self.client.get(_OVERVIEWS[self.turn % len(_OVERVIEWS)], name="overview")
