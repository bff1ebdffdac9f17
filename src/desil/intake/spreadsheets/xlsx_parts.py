"""The parts of an XLSX workbook beside its cells: sheets, shared texts, formats of dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from desil.intake.spreadsheets.archive import Archive, broken, refuse_entities

ROOT_RELATIONS = "_rels/.rels"
_WORKBOOK = "xl/workbook.xml"
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_TIMES = {18, 19, 20, 21, 45, 46, 47}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
Attributes = dict[str, str]


def local(name: str) -> str:
    """Return the name of an element without its namespace."""
    return name.rpartition(" ")[2]


def unescaped(text: str) -> str:
    """Return a text with `_x000D_` and its like as the letters that they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def elements(archive: Archive, part: str) -> Iterator[tuple[str, Attributes]]:
    """Yield name and attributes of every element of a part, names without namespaces."""
    found: list[tuple[str, Attributes]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append(
        (local(name), {local(k): v for k, v in attributes.items()})
    )
    for _ in parsed_blocks(archive, part, parser):
        yield from found
        found.clear()


def parsed_blocks(archive: Archive, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Let a parser read a part, block by block; DeliveryRejected where it is no whole XML."""
    refuse_entities(parser, archive.name)
    try:
        for block in archive.blocks(part):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as fault:
        raise broken(archive.name) from fault


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's title, the part that holds its cells, and whether it is hidden."""

    title: str
    part: str
    is_hidden: bool


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return target and type of a part's relations, by their id."""
    folder, file = posixpath.split(part)
    place = f"{folder}/_rels/{file}.rels"
    if not archive.has(place):
        return {}
    return {
        said.get("Id", ""): (
            posixpath.normpath(posixpath.join("/", folder, said.get("Target", ""))).lstrip("/"),
            said.get("Type", "").rpartition("/")[2],
        )
        for name, said in elements(archive, place)
        if name == "Relationship"
    }


def workbook_part(archive: Archive) -> str:
    """Return the part that lists the sheets."""
    if archive.has(_WORKBOOK):
        return _WORKBOOK
    for name, said in elements(archive, ROOT_RELATIONS):
        if name == "Relationship" and said.get("Type", "").endswith("/officeDocument"):
            return said.get("Target", "").lstrip("/")
    raise broken(archive.name)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The sheets, the parts of shared texts and styles, and whether days count from 1904."""

    sheets: tuple[SheetPart, ...]
    shared_texts: str
    styles: str
    is_from_1904: bool


def workbook_parts(archive: Archive) -> WorkbookParts:
    """Return what an XLSX workbook is made of."""
    part = workbook_part(archive)
    relations = _relations(archive, part)
    by_kind = {kind: target for target, kind in relations.values()}
    sheets, is_from_1904 = [], False
    for name, said in elements(archive, part):
        if name == "workbookPr":
            is_from_1904 = said.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            target, kind = relations.get(said.get("id", ""), ("", ""))
            if kind == "worksheet" and archive.has(target):
                is_hidden = said.get("state", "visible") != "visible"
                sheets.append(SheetPart(said.get("name", ""), target, is_hidden))
    return WorkbookParts(
        tuple(sheets), by_kind.get("sharedStrings", ""), by_kind.get("styles", ""), is_from_1904
    )


class _SharedTexts:
    """Collects the text of every `si`, without the readings of phonetic runs."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._in_text = self._in_phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        name = local(name)
        self._in_text = name == "t"
        self._in_phonetic = self._in_phonetic or name == "rPh"

    def end(self, name: str) -> None:
        name = local(name)
        self._in_text = False
        if name == "rPh":
            self._in_phonetic = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._parts)))
            self._parts.clear()

    def data(self, text: str) -> None:
        if self._in_text and not self._in_phonetic:
            self._parts.append(text)


def shared_texts(archive: Archive, part: str) -> list[str]:
    """Return the shared texts of a workbook, in their order."""
    if not part or not archive.has(part):
        return []
    collected = _SharedTexts()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = collected.start
    parser.EndElementHandler = collected.end
    parser.CharacterDataHandler = collected.data
    for _ in parsed_blocks(archive, part, parser):
        pass
    return collected.texts


def _is_date_format(code: str) -> bool:
    return bool(re.search(r"[dmyhs]", _NOT_FORMAT.sub("", code), re.IGNORECASE))


def _is_time_format(code: str) -> bool:
    plain = _NOT_FORMAT.sub("", code).lower()
    return "h" in plain and not re.search(r"[dy]", plain)


def date_styles(archive: Archive, part: str) -> Mapping[int, bool]:
    """Return the styles that show a number as a date or time, by index; true for a time only."""
    if not part or not archive.has(part):
        return {}
    dates: dict[int, bool] = {n: n in _BUILT_IN_TIMES for n in _BUILT_IN_DATES}
    styles: dict[int, bool] = {}
    counted, in_cells = 0, False
    for name, said in elements(archive, part):
        if name == "numFmt":
            number, code = int(said.get("numFmtId", "0")), said.get("formatCode", "")
            dates.pop(number, None)
            if _is_date_format(code):
                dates[number] = _is_time_format(code)
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            in_cells = name == "cellXfs"
        elif name == "xf" and in_cells:
            number = int(said.get("numFmtId", "0") or 0)
            if number in dates:
                styles[counted] = dates[number]
            counted += 1
    return styles
