"""Files on their way in: written to the home's disk piece by piece, never held in memory."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from desil.engine.private_files import make_private_file, make_private_folder
from desil.engine.store import Store
from desil.errors import DesilError, UsageFault
from desil.jobs.uploads import arriving, remove, require_room
from desil.office.work.request_context import store_of_office

_PIECE_BYTES = 1 << 20
_LONGEST_NAME = 120


class DeliveryUpload(FileUploadHandler):
    """Writes every file of one request into a folder of its own below the home; `names` has what
    they are called, in the order in which they came."""

    chunk_size = _PIECE_BYTES

    def __init__(self, request: HttpRequest, store: Store, token: str) -> None:
        super().__init__(request)
        self.store, self.token = store, token
        self.names: list[str] = []
        self._folder: Path | None = None
        self._open: BinaryIO | None = None

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin a file; two may have one name."""
        super().new_file(*arguments, **named)
        if self._folder is None:
            self._folder = arriving(self.store, self.token)
        own = self._folder / f"{len(self.names):03d}"
        make_private_folder(own)
        name = str(self.file_name)[-_LONGEST_NAME:]
        self.names.append(name)
        self._open = make_private_file(own / name).open("wb")

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Write a piece."""
        if self._open is not None:
            self._open.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """A file that is whole: its name and size; its bytes stay on disk."""
        self._close()
        return UploadedFile(name=self.names[-1], size=file_size, content_type=self.content_type)

    def upload_interrupted(self) -> None:
        """Nothing stays of a request that broke off."""
        self.forget()

    def forget(self) -> None:
        """Remove what was written."""
        self._close()
        remove(self.store, self.token)

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def received(
    request: HttpRequest,
    taken: Callable[[HttpRequest, DeliveryUpload], HttpResponse],
    refused: Callable[[DesilError, int], HttpResponse],
) -> HttpResponse:
    """The answer to a request with files, which `taken` gives; nothing stays of files whose token
    it has not emptied. `refused` answers where there are too many bytes or too few arrived."""
    store, most = store_of_office(), settings.UPLOAD_MOST_BYTES
    try:
        require_room(store, int(request.META.get("CONTENT_LENGTH") or 0), most)
    except DesilError as fault:
        return refused(fault, 413)
    upload = DeliveryUpload(request, store, secrets.token_hex(8))
    request.upload_handlers = [upload]
    try:
        return taken(request, upload)
    except MultiPartParserError:
        broken = UsageFault("Kiriman ini terputus atau rusak.", hint="Serahkan lagi.")
        return refused(broken, 400)
    finally:
        if upload.token:
            upload.forget()
