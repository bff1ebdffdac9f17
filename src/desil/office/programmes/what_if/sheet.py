"""All that stands on the what-if page: a programme, a period, and the forms of its scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.dictionary.column import Sensitivity
from desil.dictionary.declarations.place import Written, YamlFault
from desil.eligibility.lists.period import Period
from desil.eligibility.programme.catalogue import RuleBook, home_programmes, rule_book
from desil.eligibility.programme.programme import Programme, Version, sensitivities_of
from desil.eligibility.what_if.draft import MOST_SCENARIOS, Changes, Draft
from desil.eligibility.what_if.scenario import Question, Scenario, question_from, requested_rules
from desil.errors import UsageFault
from desil.office.programmes.asking import period_field
from desil.office.programmes.what_if.scenario_form import ScenarioForm, limit_of
from desil.office.work.request_context import store_of_office
from desil.programmes.other_models import models_to_ask
from desil.ranking.activation.model_store import ModelState
from desil.ui.family.facts import said

NOW = "Aturan sekarang"  # the first scenario, also in a file
MOST_BESIDE = MOST_SCENARIOS - 1
_STATES = {
    ModelState.PROPOSED: _lazy("diusulkan"),
    ModelState.ACTIVE: _lazy("dipakai"),
    ModelState.FORMER: _lazy("pernah dipakai"),
}
_CLOSED = {
    Sensitivity.SPECIFIC: _lazy("menyangkut kesehatan atau disabilitas"),
    Sensitivity.PERSONAL: _lazy("menunjuk satu orang"),
}


def book_of_office() -> RuleBook:
    """The rules of this installation."""
    return rule_book(home_programmes(store_of_office().home))


def models_of_office() -> list[tuple[str, str]]:
    """The version of every model that a what-if may rank by, and its name with its state."""
    found = models_to_ask(store_of_office().home)
    return [
        (m.model.version, f"{m.model.name} ({m.model.version}, {_STATES[m.state]})") for m in found
    ]


class ChoiceForm(forms.Form):
    """What the page is about."""

    programme = forms.ChoiceField(label=_lazy("Program"))
    period = period_field()

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type] # handed on as it came
        programmes = book_of_office().programmes.values()
        choices = [(p.code, f"{said(p.name)} ({p.code})") for p in programmes]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined] # a ChoiceField


def writes_rules(user: User) -> bool:
    """Whether somebody may write criteria: who draws up programmes, or signs their lists."""
    return user.may(Permission.PROGRAMME_WRITE) or user.may(Permission.LIST_SIGN)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page's state; its forms stand beside the rules in force."""

    book: RuleBook
    programme: Programme
    period: Period
    version: Version
    forms: Sequence[ScenarioForm]
    title: str

    @property
    def versions(self) -> list[str]:
        """The models that a scenario may name."""
        return [version for version, _name in models_of_office()]

    def draft(self) -> Draft:
        """The question of valid forms."""
        scenarios = (Changes(NOW), *(f.changes() for f in self.forms))
        name = self.title or f"{self.programme.code} {self.period.text}"
        return Draft(name, Written(self.programme.code), self.period.text, scenarios)

    def question(self) -> Question | None:
        """The question; None where a form is wrong, which then says so at its field."""
        if not all(f.is_valid() for f in self.forms if f.is_bound):
            return None
        draft = self.draft()
        for form, changes in zip(self.forms, draft.scenarios[1:], strict=True):
            alone = replace(draft, scenarios=(draft.scenarios[0], changes))
            try:
                _require_open(
                    form, changes, question_from(alone, self.book, self.versions).scenarios[1]
                )
            except YamlFault as fault:
                form.tell(fault)
        if any(f.errors for f in self.forms if f.is_bound):
            return None
        return question_from(draft, self.book, self.versions)

    @property
    def has_limit(self) -> bool:
        """Whether the rules have a highest decile."""
        return limit_of(self.version) is not None

    @property
    def may_add(self) -> bool:
        """Whether there is room for another scenario."""
        return len(self.forms) < MOST_BESIDE


def _require_open(form: ScenarioForm, changes: Changes, scenario: Scenario) -> None:
    """YamlFault where somebody wrote a criterion with a word that tells of one person: counts for
    any question would give away what the reader may not open."""
    written = {**changes.eligible, **changes.excluded}
    for criterion in (*scenario.version.eligible, *scenario.version.excluded):
        if criterion.name not in written:
            continue
        found = sensitivities_of(criterion.node)
        for sensitivity, why in _CLOSED.items():
            if sensitivity in found:
                raise written[criterion.name].fault(
                    max(written[criterion.name].text.find(found[sensitivity]), 0),
                    _("kata '%(word)s' %(why)s, jadi tidak dipakai di halaman ini")
                    % {"word": found[sensitivity], "why": why},
                    hint=_("Perintah desil what-if dapat memakainya."),
                )


def _requested_rules(code: str, period: str) -> tuple[RuleBook, Programme, Period, Version]:
    book = book_of_office()
    return (book, *requested_rules(Written(code), period, book))


def fresh_sheet(code: str, period: str, user: User) -> Sheet:
    """One scenario that changes nothing yet; DesilError as `requested_rules`."""
    book, programme, read, version = _requested_rules(code, period)
    form = ScenarioForm(version, 1, writes_rules=writes_rules(user), models=models_of_office())
    return Sheet(book, programme, read, version, [form], "")


def sheet_of(draft: Draft, user: User) -> Sheet:
    """A question that was saved, in forms; DesilError as `requested_rules`."""
    book, programme, read, version = _requested_rules(draft.programme.text, draft.period)
    may_write, models = writes_rules(user), models_of_office()
    found = [
        ScenarioForm(version, n, changes=c, writes_rules=may_write, models=models)
        for n, c in enumerate(draft.scenarios[1:], 1)
    ]
    return Sheet(book, programme, read, version, found, draft.name)


def sent_sheet(sent: Mapping[str, Any], user: User) -> Sheet:
    """What was sent, with one scenario more or less where that was asked; DesilError as
    `requested_rules`, UsageFault for a number of scenarios that cannot be."""
    book, programme, read, version = _requested_rules(
        str(sent.get("programme", "")), str(sent.get("period", ""))
    )
    told = str(sent.get("count", "1"))
    if told not in {str(n) for n in range(1, MOST_BESIDE + 1)}:
        raise UsageFault(
            "Banyaknya andaian tidak dapat dibaca.",
            hint="1 sampai {most_beside}.",
            most_beside=MOST_BESIDE,
        )
    may_write, count = writes_rules(user), int(told)
    if sent.get("act") == "drop" and count > 1:
        count -= 1
    form = partial(ScenarioForm, version, writes_rules=may_write, models=models_of_office())
    found = [form(n, sent) for n in range(1, count + 1)]
    if sent.get("act") == "add" and count < MOST_BESIDE:
        found.append(form(count + 1))
    title = str(sent.get("title", "")).strip()[:80]
    return Sheet(book, programme, read, version, found, title)
