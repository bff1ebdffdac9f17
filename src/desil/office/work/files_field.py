"""A field of a form that takes several files at once."""

from __future__ import annotations

from typing import Any

from django import forms


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; `accepted` are the endings that a browser offers, with commas."""

    def __init__(self, accepted: str, **named: Any) -> None:
        super().__init__(widget=_SeveralFiles(attrs={"accept": accepted}), **named)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, at least one and none empty."""
        files = data if isinstance(data, list) and data else [None]
        return [super(FilesField, self).clean(file, initial) for file in files]
