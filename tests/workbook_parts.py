"""Workbooks put together from their XML, so that a test can write what no program would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def xlsx(*sheets: str, states: Sequence[str] = (), shared: str = "") -> bytes:
    """An XLSX workbook of sheets given by the XML inside `worksheet`."""
    listed, related = "", ""
    parts: dict[str, str | bytes] = {}
    for n, content in enumerate(sheets, 1):
        state = f' state="{states[n - 1]}"' if n <= len(states) and states[n - 1] else ""
        listed += f'<sheet name="Lembar {n}" sheetId="{n}" r:id="r{n}"{state}/>'
        related += (
            f'<Relationship Id="r{n}" Type="{_RELATION}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
        )
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_MAIN}">{content}</worksheet>'
    if shared:
        related += (
            f'<Relationship Id="s" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
        )
        parts["xl/sharedStrings.xml"] = shared
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{related}</Relationships>"
    return zipped(parts)


def text_cell(reference: str, text: str) -> str:
    """A cell of an XLSX sheet that holds its own text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def text_rows(rows: Sequence[Sequence[str]], *, first: int = 1) -> str:
    """Rows of texts; a cell that begins with `<c` stands as it is written."""
    written = ""
    for number, row in enumerate(rows, first):
        cells = "".join(
            cell if cell.startswith("<c") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        written += f'<row r="{number}">{cells}</row>'
    return f"<sheetData>{written}</sheetData>"


def ods(table: str, *, styles: str = "", kind: str = ODS_KIND, more: str = "") -> bytes:
    """An ODS workbook of one table given by the XML inside it."""
    content = (
        f'<office:document-content xmlns:office="{_ODS}:office:1.0" '
        f'xmlns:table="{_ODS}:table:1.0" xmlns:text="{_ODS}:text:1.0" '
        f'xmlns:style="{_ODS}:style:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Lembar 1">{table}'
        f"</table:table>{more}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": kind, "content.xml": content})


def ods_row(cells: Sequence[str], attributes: str = "") -> str:
    """A row of an ODS table; a cell that begins with `<` stands as it is written."""
    written = "".join(
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
        "</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row {attributes}>{written}</table:table-row>"
