"""Every file of the folder, as bytes: the same release gives the same bytes, always."""

from __future__ import annotations

from desil.open_data.folder import catalogue, csvw, data_package, geojson
from desil.open_data.folder.columns import TABLES
from desil.open_data.folder.csv_tables import csv_tables
from desil.open_data.folder.described import Description, Json, described
from desil.open_data.published import Published

READ_ME = "README.txt"
FILE_NAMES: tuple[str, ...] = (
    *(table.file_name for table in TABLES),
    geojson.FILE_NAME,
    csvw.FILE_NAME,
    data_package.FILE_NAME,
    catalogue.FILE_NAME,
    READ_ME,
)


def _read_me(description: Description) -> bytes:
    policy, licence = description.policy, description.policy.licence
    lines = []
    for language, terms, run in (("id", "Lisensi", "Run"), ("en", "Licence", "Run")):
        lines += [
            description.title.in_language(language), "",
            description.text.in_language(language), "",
            description.geometry.in_language(language),
            f"{policy.publisher.in_language(language)}. {terms}: {licence.title} ({licence.link}).",
            f"{run}: {description.run_id}. {policy.reference}.", "",
            *(f"  {t.file_name}: {t.label.in_language(language)}" for t in TABLES), "",
        ]  # fmt: skip
    return "\n".join(lines).encode()


def folder_of(
    published: Published, *, boundaries: Json | None, is_made_up: bool
) -> dict[str, bytes]:
    """The files by name, in the order of FILE_NAMES; `boundaries` of the kelurahan where there are
    any, and whether the city is a made-up one, which every file that describes then says."""
    description = described(published, has_boundaries=boundaries is not None, is_made_up=is_made_up)
    tables = csv_tables(published)
    drawn = geojson.geojson(published, description, boundaries)
    files = {**tables, geojson.FILE_NAME: drawn}
    described_files = {
        csvw.FILE_NAME: csvw.csvw(description),
        data_package.FILE_NAME: data_package.data_package(
            description, tables, (geojson.FILE_NAME, drawn)
        ),
    }
    return {
        **files,
        **described_files,
        catalogue.FILE_NAME: catalogue.catalogue(description, files | described_files),
        READ_ME: _read_me(description),
    }
