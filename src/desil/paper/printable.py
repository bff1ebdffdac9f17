"""Texts that a document can print: letters that no font has stand as their codes, and letters that
are not seen (control, direction, width zero) are left out."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path

import typst

from desil.dictionary.label import without_unseen

# Latin letters and their signs, which every font has; anything else is tried.
_UNUSUAL = re.compile(r"[^\n\r\t\u0020-\u007e\u00a0-\u024f\u2013-\u2022\u2026]+")
_TRY = b"""#set document(title: "-")
#set text(lang: "id")
#json(bytes(sys.inputs.text))"""


# Scripts of Indonesia, of the world with emoji, and of East Asia (all Noto, SIL OFL 1.1).
_WIDE = (
    resources.files("desil.paper") / "fonts",
    resources.files("manimgx_fonts"),
    resources.files("manimgx_fonts_cjk"),
)


@lru_cache(maxsize=8)
def fonts_of(folder: Path | None) -> typst.Fonts:
    """Typst's own fonts, the same on every machine; fonts of other scripts, which come with the
    environment; and those of a home's folder, where it has one."""
    paths = [str(wide) for wide in _WIDE]
    own = [str(folder)] if folder is not None and folder.is_dir() else []
    return typst.Fonts(include_system_fonts=False, font_paths=paths + own)


@lru_cache(maxsize=4096)
def _has_glyphs(text: str, fonts: Path | None) -> bool:
    """Whether a document with this text can be set: PDF/UA has no letter without a glyph."""
    try:
        typst.compile(
            _TRY,
            format="pdf",
            font_paths=fonts_of(fonts),
            pdf_standards=["ua-1"],
            sys_inputs={"text": json.dumps(text)},
        )
    except typst.TypstError:
        return False
    return True


def code_of(letters: str) -> str:
    """Letters by their codes in Unicode: [U+1F600]."""
    return f"[{' '.join(f'U+{ord(letter):04X}' for letter in letters)}]"


def _set(run: str, fonts: Path | None) -> str:
    """A run of unusual letters as it can be set: whole, letter by letter, or by codes."""
    if _has_glyphs(run, fonts):
        return run
    known = [_has_glyphs(letter, fonts) for letter in run]
    if all(known):  # together they have no glyph
        return code_of(run)
    parts, missing = [], ""
    for letter, is_known in zip(run, known, strict=True):
        if is_known:
            parts += [code_of(missing)] if missing else []
            parts.append(letter)
            missing = ""
        else:
            missing += letter
    return "".join(parts + ([code_of(missing)] if missing else []))


def printable_text(text: str, fonts: Path | None = None) -> str:
    """The text as a document prints it; `fonts` is the home's folder of fonts."""
    return _UNUSUAL.sub(lambda found: _set(found.group(), fonts), without_unseen(text))


def coded_text(text: str) -> str:
    """The text with every unusual letter as its code: whatever the fonts have, it can be set."""
    return _UNUSUAL.sub(lambda found: code_of(found.group()), without_unseen(text))
