"""A phone with ODK Collect, as far as the server sees it: real HTTP, Basic sign-in, multipart."""

from __future__ import annotations

import base64
import http.client
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer: status, headers in lower case, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def texts(self, name: str) -> list[str]:
        """The texts of every element of that name, whatever its namespace."""
        found = ET.fromstring(self.body).iter()
        return [(e.text or "") for e in found if e.tag.rpartition("}")[2] == name]


@dataclass(frozen=True, slots=True)
class Phone:
    """One officer's phone."""

    server: str
    username: str = ""
    token: str = ""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Heard:
        """One request; `path` an address of the server or from its root."""
        parts = urlsplit(self.server)
        told = {"X-OpenRosa-Version": "1.0"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if self.username:
            sealed = base64.b64encode(f"{self.username}:{self.token}".encode()).decode()
            told["Authorization"] = f"Basic {sealed}"
        line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
        try:
            line.request(method, path.removeprefix(self.server), body, told)
            answer = line.getresponse()
            heard = {k.lower(): v for k, v in answer.getheaders()}
            return Heard(answer.status, heard, answer.read())
        finally:
            line.close()

    def submit(self, form: bytes, files: Mapping[str, bytes] | None = None) -> Heard:
        """Send a form and files in one multipart POST, as Collect does."""
        mark = uuid.uuid4().hex
        parts = [("xml_submission_file", "isian.xml", "text/xml", form)]
        parts += [(name, name, "image/jpeg", content) for name, content in (files or {}).items()]
        body = b"".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{part}"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n".encode()
            + content
            + b"\r\n"
            for part, name, kind, content in parts
        )
        return self.ask(
            "POST", "/odk/submission", body + f"--{mark}--\r\n".encode(),
            Content_Type=f"multipart/form-data; boundary={mark}",
        )  # fmt: skip


def filled(
    number: str, seen: str, *, instance: str = "", photos: Mapping[str, str] | None = None,
    members: Mapping[str, Mapping[str, str]] | None = None, **answers: str,
) -> bytes:  # fmt: skip
    """A filled-in visit form; `photos` by document the file name, `members` by handle the answers
    about a person."""
    root = ET.Element("kunjungan_rumah", {"id": "kunjungan_rumah", "version": "1"})
    told = {"case_number": number, "seen": seen, "visited_on": "2026-11-24"} | answers
    home = ET.SubElement(root, "perumahan")
    for name, text in told.items():
        ET.SubElement(root if name in {"case_number", "seen"} else home, name).text = text
    for document, name in (photos or {}).items():
        ET.SubElement(root, document).text = name
    for handle, about in (members or {}).items():
        round_of = ET.SubElement(root, "member")
        ET.SubElement(round_of, "person").text = handle
        group = ET.SubElement(round_of, "ketenagakerjaan")
        for name, text in about.items():
            ET.SubElement(group, name).text = text
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "instanceID").text = f"uuid:{instance or uuid.uuid4()}"
    return ET.tostring(root)
