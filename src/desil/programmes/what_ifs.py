"""What-if questions in the office: answered on the published run, saved by name, deleted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.dictionary.declarations.cell import yaml_in
from desil.eligibility.what_if.city import city_settings
from desil.eligibility.what_if.draft import Draft, draft_in
from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.scenario import Question
from desil.eligibility.what_if.shared_city import CityCache
from desil.eligibility.what_if.written import yaml_of
from desil.engine.store import Store
from desil.errors import Conflict, NotFound, Refused
from desil.jobs.jobs import Asker
from desil.jobs.what_if_models import SavedWhatIf
from desil.programmes.other_models import score_run
from desil.register.models import Publication

PATIENCE = 1.5  # seconds that a page waits for a city before it says that it is being prepared
_CITY = CityCache(score_run)


def published_run(store: Store) -> Path:
    """The folder of the published run; NotFound where nothing is published or it is not here."""
    told = Publication.current_run_id()
    if told is None:
        raise NotFound("Belum ada run yang terbit.", hint="Terbitkan dulu sebuah run.")
    folder = store.runs / str(told)
    if not folder.is_dir():
        raise NotFound(
            "Berkas run yang terbit tidak ada di mesin ini, jadi andaian tidak dapat dihitung.",
            hint="Pulihkan folder run itu dari cadangan.",
        )
    return folder


def effects_soon(
    store: Store, question: Question, *, patience: float = PATIENCE
) -> list[Effect] | None:
    """What each scenario comes to on the published run; None where its city is not there within
    `patience` seconds, and is being prepared. NotFound as `published_run`."""
    run, settings = published_run(store), city_settings(store)
    return _CITY.effects_soon(store, run, question, settings, patience=patience)


def saved_what_ifs() -> list[SavedWhatIf]:
    """Every saved question, the newest first."""
    return list(SavedWhatIf.objects.order_by("-made_at", "-id"))


def what_if_numbered(number: int) -> SavedWhatIf:
    """One saved question; NotFound where there is none."""
    found = SavedWhatIf.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("Tidak ada andaian bernomor itu.")
    return found


def draft_saved(told: SavedWhatIf) -> Draft:
    """The question as it was asked."""
    return draft_in(yaml_in(told.question.encode(), told.name))


def save_what_if(draft: Draft, *, by: Asker, at: datetime, journal: Journal) -> SavedWhatIf:
    """Keep a question by its name; Conflict where the same person has one of that name."""
    with recorded(journal, "WHAT_IF_SAVE", "what_if", by=by.actor, at=at) as record:
        if SavedWhatIf.objects.filter(made_by=by.actor, name=draft.name).exists():
            raise Conflict("Anda sudah punya andaian bernama itu.", hint="Pilih nama lain.")
        told = SavedWhatIf.objects.create(
            name=draft.name,
            programme=draft.programme.text,
            period=draft.period,
            question=yaml_of(draft),
            made_by=by.actor,
            made_by_name=by.name,
            made_at=at,
        )
        record.object_id = str(told.pk)
        record.payload.update(programme=told.programme, period=told.period)
    return told


def delete_what_if(number: int, *, by: Asker, at: datetime, journal: Journal) -> None:
    """Delete one's own question; Refused for somebody else's, NotFound where there is none."""
    with recorded(journal, "WHAT_IF_DELETE", "what_if", by=by.actor, at=at) as record:
        told = SavedWhatIf.objects.select_for_update().filter(pk=number).first()
        if told is None:
            raise NotFound("Tidak ada andaian bernomor itu.")
        if told.made_by != by.actor:
            raise Refused("Hanya penyimpannya yang dapat menghapus sebuah andaian.")
        record.object_id = str(told.pk)
        record.payload.update(programme=told.programme, period=told.period)
        told.delete()
