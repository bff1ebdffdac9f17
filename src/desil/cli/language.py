"""The language that commands answer in: `--language`, else the locale; Indonesian by default."""

from __future__ import annotations

import gettext
import os
import re
from contextvars import ContextVar
from functools import cache
from importlib import resources
from pathlib import Path

from desil.errors import UsageFault

LANGUAGES = ("id", "en")
_language: ContextVar[str] = ContextVar("language", default="id")


def language_of_locale() -> str:
    """English where the locale is; Indonesian everywhere else."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if re.split(r"[_.@]", named or "")[0] == "en" else "id"


def answer_in(language: str | None) -> None:
    """Answer in this language from now on; UsageFault for one that the catalogue lacks."""
    _language.set(language if language in LANGUAGES else language_of_locale())
    if language not in (*LANGUAGES, None):
        raise UsageFault(
            "Bahasa {language!r} tidak ada.", hint="Pilih: id atau en.", language=language
        )


def language_now() -> str:
    """The language that commands answer in."""
    return _language.get()


@cache
def _english() -> gettext.NullTranslations:
    """The catalogue of the pages, which also has the texts of errors and commands; no Django."""
    folder = Path(str(resources.files("desil"))) / "ui" / "locale"
    return gettext.translation("django", folder, languages=["en"], fallback=True)


def translated(text: str) -> str:
    """A text in the language of the command, or as it is where the catalogue lacks it."""
    return text if language_now() == "id" or not text else _english().gettext(text)
