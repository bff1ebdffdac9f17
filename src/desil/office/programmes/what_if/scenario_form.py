"""The form of one scenario of the what-if page: the rules in force, to be changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from desil.dictionary.declarations.place import Place, Written, YamlFault
from desil.dictionary.standing import CUTOFFS
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.programme import Component, Criterion, Version
from desil.eligibility.what_if.draft import MOST, REMOVED, Changes, Number
from desil.ui.family.facts import said

LIMIT = re.compile(r"(desil|desil_indicative) <= (10|[1-9])")  # what a slider moves
_LONGEST = 2_000
_GROUPS = ("eligible", "excluded")


def limit_of(version: Version) -> Criterion | None:
    """The criterion that is nothing but the highest decile; None where the rules have none."""
    return next((c for c in version.eligible if LIMIT.fullmatch(c.text)), None)


def amounts_of(version: Version) -> list[Component]:
    """The components whose amount may be changed: those that are counted at all."""
    return [c for c in version.components if c.needs is None]


def _new_name(group: str, version: Version) -> str:
    """The name of a criterion that is added, which the rules do not have."""
    name, taken = "tambahan", {c.name for c in (*version.eligible, *version.excluded)}
    if group == "excluded":
        name = "pengecualian_tambahan"
    while name in taken:
        name += "_lagi"
    return name


def _number(label: str, most: int, *, is_needed: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=is_needed, min_value=0 if not is_needed else 1, max_value=most
    )


def _criterion(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocomplete": "off"}),
    )


class ScenarioForm(forms.Form):
    """One scenario; without `data` it shows what `changes` (or the rules in force) say.

    `writes_rules` where the reader may write criteria; else those are neither shown nor read.
    `models` (version and name) are those to choose from; with fewer than two there is no choice.
    """

    name = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(
        self,
        version: Version,
        number: int,
        data: Mapping[str, Any] | None = None,
        *,
        changes: Changes | None = None,
        writes_rules: bool = True,
        models: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.version, self.number, self.writes_rules = version, number, writes_rules
        self.models = models
        initial = self._initial(changes or Changes(_("Andaian %(n)s") % {"n": number}))
        super().__init__(data, prefix=f"s{number}", initial=initial, use_required_attribute=False)
        self.fields["name"].label = _("Nama")
        self._add_numbers()
        if writes_rules:
            self._add_criteria()

    def _others(self, group: str) -> Sequence[Criterion]:
        """The criteria of a group that are changed as text."""
        limit = limit_of(self.version)
        return [c for c in getattr(self.version, group) if c is not limit]

    def _add_numbers(self) -> None:
        version, fields = self.version, self.fields
        if limit_of(version) is not None:
            fields["limit"] = _number(_("Desil tertinggi"), 10, is_needed=True)
            fields["limit"].widget = forms.NumberInput(
                attrs={"type": "range", "min": 1, "max": 10, "step": 1}
            )
        fields["total"] = _number(_("Kuota seluruh kota"), MOST)
        fields["per_village"] = _number(_("Kuota tiap kelurahan"), MOST)
        for component in amounts_of(version):
            told = said(component.label)
            label = _("%(component)s, Rp setahun") % {"component": told[:1].upper() + told[1:]}
            fields[f"amount_{component.name}"] = _number(label, MOST)
        if version.most_members is not None:
            fields["most_members"] = _number(_("Anggota paling banyak"), 99, is_needed=True)
        fields["boundary"] = forms.ChoiceField(
            label=_("Batas desil indikatif yang digeser"),
            required=False,
            choices=[("", _("tidak ada")), *((str(n), f"{n}/{n + 1}") for n in CUTOFFS)],
        )
        if len(self.models) > 1:
            fields["model"] = forms.ChoiceField(
                label=_("Model yang memeringkat"),
                required=False,
                choices=[("", _("model dari run yang terbit")), *self.models],
            )
        fields["boundary_score"] = _number(_("Nilai batas itu, sepersejuta poin log"), MOST)

    def _add_criteria(self) -> None:
        limit = limit_of(self.version)
        if limit is not None:
            help_text = _("Bila diisi, menggantikan penggeser desil.")
            self.fields["limit_text"] = _criterion(_("Syarat desil sebagai teks"), help_text)
        says = {"eligible": _("Syarat: %(c)s"), "excluded": _("Dikecualikan bila: %(c)s")}
        added = {"eligible": _("Syarat tambahan"), "excluded": _("Pengecualian tambahan")}
        for group in _GROUPS:
            for criterion in self._others(group):
                label = says[group] % {"c": said(criterion.label)}
                self.fields[f"{group}_{criterion.name}"] = _criterion(label)
            self.fields[f"{group}-new"] = _criterion(added[group])

    def _initial(self, changes: Changes) -> dict[str, object]:
        version, told = self.version, {"name": changes.name}
        quota = changes.quota or Quota(version.quota, version.village_quota)
        found: dict[str, object] = {
            **told,
            "total": quota.total,
            "per_village": quota.per_village,
            "most_members": changes.most_members or version.most_members,
            "model": changes.model.text if changes.model else "",
        }
        for component in amounts_of(version):
            changed = changes.amounts.get(component.name)
            found[f"amount_{component.name}"] = changed.value if changed else component.amount
        for boundary, score in changes.cutoffs.items():
            found |= {"boundary": str(boundary), "boundary_score": score}
        limit = limit_of(version)
        if limit is not None:
            text = changes.eligible[limit.name].text if limit.name in changes.eligible else ""
            moved = LIMIT.fullmatch(text)
            found["limit"] = int((moved or LIMIT.fullmatch(limit.text) or [0, 0, 4])[2])
            found["limit_text"] = "" if moved or text == REMOVED else text
        for group in _GROUPS:
            changed_texts: Mapping[str, Written] = getattr(changes, group)
            for criterion in self._others(group):
                told_text = changed_texts.get(criterion.name, Written(criterion.text)).text
                found[f"{group}_{criterion.name}"] = "" if told_text == REMOVED else told_text
            added = changed_texts.get(_new_name(group, version))
            found[f"{group}-new"] = added.text if added else ""
        return found

    def clean(self) -> dict[str, Any]:
        """A boundary and its value go together."""
        told = super().clean() or self.cleaned_data
        if bool(told.get("boundary")) != (told.get("boundary_score") is not None):
            self.add_error(
                "boundary_score", _("Pilih batasnya dan isi nilainya, atau tidak keduanya.")
            )
        return told

    def values(self) -> Mapping[str, Any]:
        """The values of a valid form, or what one that was not sent shows."""
        return self.cleaned_data if self.is_bound else self.initial

    def _text(self, field: str) -> str:
        return str(self.values().get(field) or "").replace("\r\n", "\n").strip()

    def _written(self, field: str) -> Written:
        return Written(self._text(field), Place(field))

    def _limit_changed(self) -> dict[str, Written]:
        limit = limit_of(self.version)
        if limit is None:
            return {}
        if self.writes_rules and self._text("limit_text"):
            return {limit.name: self._written("limit_text")}
        word = (LIMIT.fullmatch(limit.text) or ["", "desil"])[1]
        text = f"{word} <= {self.values()['limit']}"
        return {limit.name: Written(text, Place("limit"))} if text != limit.text else {}

    def _criteria_changed(self, group: str) -> dict[str, Written]:
        found = self._limit_changed() if group == "eligible" else {}
        if not self.writes_rules:
            return found
        for criterion in self._others(group):
            told = self._written(f"{group}_{criterion.name}")
            if told.text != criterion.text.strip():
                found[criterion.name] = told if told.text else Written(REMOVED, told.place)
        added = self._written(f"{group}-new")
        return found | ({_new_name(group, self.version): added} if added.text else {})

    def changes(self) -> Changes:
        """What a valid form changes, in the words of a file; a Written's place names its field."""
        told, version = self.values(), self.version
        quota = Quota(told["total"], told["per_village"])
        amounts = {c.name: (told[f"amount_{c.name}"], c.amount) for c in amounts_of(version)}
        most = told.get("most_members")
        return Changes(
            str(told["name"]),
            self._criteria_changed("eligible"),
            self._criteria_changed("excluded"),
            {n: Number(now) for n, (now, then) in amounts.items() if now not in {None, then}},
            most if most != version.most_members else None,
            quota if quota != Quota(version.quota, version.village_quota) else None,
            {int(told["boundary"]): told["boundary_score"]} if told.get("boundary") else {},
            self._written("model") if told.get("model") else None,
        )

    def tell(self, fault: YamlFault) -> None:
        """Show a fault at the field that its place names, with line and column."""
        place = fault.place
        text = fault.message.removeprefix(f"{place}: ")
        where = _("Baris %(line)s kolom %(column)s") % {"line": place.line, "column": place.column}
        field = place.file if place.file in self.fields else None
        self.add_error(field, f"{where}: {text}. {fault.hint}".strip())

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that are always in sight."""
        names = ("name", "limit", "total", "per_village")
        return [self[n] for n in names if n in self.fields]

    @property
    def amount_fields(self) -> list[forms.BoundField]:
        """Amounts, the most members, boundaries, and the model."""
        names = [n for n in self.fields if n.startswith(("amount_", "most_", "boundary", "model"))]
        return [self[n] for n in names]

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        """Criteria as text."""
        names = [n for n in self.fields if n == "limit_text" or n.startswith(_GROUPS)]
        return [self[n] for n in names]
