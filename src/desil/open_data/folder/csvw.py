"""Metadata of the CSV files for the web: W3C, Metadata Vocabulary for Tabular Data (2015)."""

from __future__ import annotations

from desil.open_data.folder.columns import TABLES, FileColumn, FileTable
from desil.open_data.folder.described import KEYWORDS, Description, Json, in_both, json_bytes

FILE_NAME = "csv-metadata.json"


def _column(column: FileColumn) -> Json:
    datatype: Json = {"base": "nonNegativeInteger"} if column.is_number else {"base": "string"}
    if column.among:
        datatype["format"] = f"^({'|'.join(column.among)})$"
    return {
        "name": column.name.replace("-", "_"),
        "titles": column.name,
        "rdfs:label": in_both(column.label),
        "datatype": datatype,
        "required": not column.may_be_empty,
    }


def _table(table: FileTable) -> Json:
    return {
        "url": table.file_name,
        "dc:title": in_both(table.label),
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": list(columns),
                    "reference": {"resource": f"{other}.csv", "columnReference": list(columns)},
                }
                for columns, other in table.refers
            ],
        },
    }


def csvw(description: Description) -> bytes:
    """`csv-metadata.json`: a group of all tables."""
    policy = description.policy
    return json_bytes(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
            "dc:identifier": description.identifier,
            "dc:title": in_both(description.title),
            "dc:description": in_both(description.text),
            "dc:publisher": in_both(policy.publisher),
            "dc:license": {"@id": policy.licence.link},
            "dc:issued": {"@value": str(description.release_date), "@type": "xsd:date"},
            "dc:temporal": str(description.release_date),
            "dc:source": description.run_id,
            "dc:subject": list(KEYWORDS),
            "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
            "tables": [_table(table) for table in TABLES],
        }
    )
