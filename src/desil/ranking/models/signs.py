"""Signs that are known before any survey is read: more of this never means poorer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import yaml

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.errors import NotFound, UsageFault
from desil.ranking.survey.roles import Roles, nearest_names
from desil.ranking.survey.survey import Survey

_ALLOWED = (1, -1)


def read_signs(file: Path | None, roles: Roles, survey: Survey) -> dict[str, int] | None:
    """The signs in a YAML file; of the register's facts, those that the package carries.

    UsageFault for a column that is not in the survey or a sign other than 1 and -1.
    """
    if file is None:
        return _carried(survey) if roles.register_facts else None
    if not file.is_file():
        raise NotFound(f"Tidak ada berkas {file}.", hint="Tulis YAML, misalnya: luas_lantai: 1")
    try:
        told = bounded_yaml(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise UsageFault(f"{file.name} bukan YAML yang benar.", hint="luas_lantai: 1") from fault
    if not isinstance(told, dict):
        raise UsageFault(f"{file.name} bukan tabel kolom dan arah.", hint="luas_lantai: 1")
    for name, sign in told.items():
        if name not in survey.features.columns:
            raise UsageFault(
                f"--monotone: kolom '{name}' tidak dibaca model.",
                hint=f"Yang mirip: {nearest_names(str(name), survey.features.columns) or '-'}",
            )
        if sign not in _ALLOWED:
            raise UsageFault(f"--monotone: {name}: {sign!r}", hint="Arah adalah 1 atau -1.")
    return {str(name): int(sign) for name, sign in told.items()}


def _carried(survey: Survey) -> dict[str, int]:
    text = files("desil.ranking.models").joinpath("signs.yaml").read_text(encoding="utf-8")
    return {n: s for n, s in bounded_yaml(text).items() if n in survey.features.columns}
