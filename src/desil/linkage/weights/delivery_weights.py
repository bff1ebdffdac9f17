"""The weights that were learnt from a delivery, kept in the home folder."""

from __future__ import annotations

from pathlib import Path

from desil.engine.durable import write_text_whole
from desil.engine.private_files import make_private_folder
from desil.errors import CheckFailed
from desil.linkage.records.deliveries import SourceDelivery
from desil.linkage.weights.parameters import Parameters, packaged_parameters, parsed_parameters


def _folder(home: Path) -> Path:
    return home / "linkage" / "weights"


def _name(delivery: SourceDelivery) -> str:
    return f"{delivery.source} {delivery.folder.name}"


def stored_weights(home: Path, delivery: SourceDelivery) -> Parameters | None:
    """Return the weights in use for a delivery; None where none were learnt from it, or where an
    earlier version of desil learnt them for other comparisons."""
    path = _folder(home) / f"{_name(delivery)}.json"
    if not path.is_file():
        return None
    try:
        return parsed_parameters(path.read_text(encoding="utf-8"), path.name)
    except CheckFailed:
        return None


def keep_weights(home: Path, delivery: SourceDelivery, parameters: Parameters) -> None:
    """Make `parameters` those of a delivery; every version is kept beside."""
    folder, name = _folder(home), _name(delivery)
    make_private_folder(folder)
    versions = folder / "versions"
    make_private_folder(versions)
    write_text_whole(versions / f"{name} {parameters.version}.json", parameters.as_json())
    write_text_whole(folder / f"{name}.json", parameters.as_json())


def weights_of_source(home: Path, source: str) -> Parameters:
    """The weights of the newest delivery of a source that was learnt from, or else the packaged
    ones."""
    kept = sorted(_folder(home).glob(f"{source} *.json"), reverse=True)
    for path in kept:
        try:
            return parsed_parameters(path.read_text(encoding="utf-8"), path.name)
        except CheckFailed:
            continue
    return packaged_parameters()
