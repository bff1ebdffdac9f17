"""One city for a whole process: loaded once, asked by one at a time, renewed with the run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Lock, Thread

from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.other_model import Beside, ScoreWith, open_models
from desil.eligibility.what_if.scenario import Question
from desil.engine.database import Connection, DatabaseError
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.engine.store import Store

_Key = tuple[Path, str]  # the run's folder, and the day that ages are counted on
_TURN_SECONDS = 10.0  # whoever had a city loaded asks it before another takes its place


def _key_of(run: Path, question: Question) -> _Key:
    return run.resolve(), question.period.day.isoformat()


@dataclass(slots=True)
class _Held:
    """A city in memory, with the scores under `models`; `programmes` have been asked, so that what
    they ask of every member is there; `loaded_at` in seconds of the machine's own clock."""

    key: _Key
    database: Connection
    loaded_at: float
    programmes: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    is_asked: bool = False


class CityCache:
    """The city that was asked last; another run or day takes its place.

    Answers use tables of their own in the city, so that one question waits for another. Loading,
    and the first question of a programme, take long on a whole city: `effects_soon` has them done
    beside its callers.
    """

    def __init__(self, score_with: ScoreWith, clock: Callable[[], float] = time.monotonic) -> None:
        self._score_with, self._clock = score_with, clock
        self._asking = Lock()
        self._city: _Held | None = None
        self._changed = Condition()
        self._is_loading = False
        self._faults: dict[_Key, Exception] = {}

    def effects(
        self, store: Store, run: Path, question: Question, settings: EngineSettings
    ) -> list[Effect]:
        """What each scenario comes to on the city of `run`, in order, however long it takes."""
        with self._asking:
            city = self._held_city(store, run, question, settings)
            try:
                found = effects_of(city.database, question)
            except DatabaseError:
                self._close()  # its tables may be half made
                raise
            city.programmes.add(question.programme.code)
            return found

    def effects_soon(
        self,
        store: Store,
        run: Path,
        question: Question,
        settings: EngineSettings,
        *,
        patience: float,
    ) -> list[Effect] | None:
        """The same; None where the city is not there within `patience` seconds, and is then being
        prepared: ask again. What goes wrong in preparing is raised to who asks next."""
        key = _key_of(run, question)
        if not self._is_warm(key, question):
            self._prepare(store, run, question, settings)
            with self._changed:
                self._changed.wait_for(lambda: not self._is_loading, patience)
                fault = self._faults.pop(key, None)
            if fault is not None:
                raise fault
            if not self._is_warm(key, question):
                return None
        if self._city is not None:
            self._city.is_asked = True
        return self.effects(store, run, question, settings)

    def _is_warm(self, key: _Key, question: Question) -> bool:
        city = self._city
        return city is not None and city.key == key and question.programme.code in city.programmes

    def _prepare(
        self, store: Store, run: Path, question: Question, settings: EngineSettings
    ) -> None:
        """Begin to load the city and to answer the question, unless another city is being loaded
        or waits for those who had it loaded."""
        with self._changed:
            if self._is_loading or self._is_awaited(_key_of(run, question)):
                return
            self._is_loading = True
        Thread(
            target=self._load, args=[store, run, question, settings], daemon=True, name="what-if"
        ).start()

    def _is_awaited(self, key: _Key) -> bool:
        city = self._city
        if city is None or city.key == key or city.is_asked:
            return False
        return self._clock() - city.loaded_at < _TURN_SECONDS

    def _load(self, store: Store, run: Path, question: Question, settings: EngineSettings) -> None:
        fault: Exception | None = None
        try:
            self.effects(store, run, question, settings)
        except Exception as found:  # handed to whoever asks next
            fault = found
        with self._changed:
            self._faults = {} if fault is None else {_key_of(run, question): fault}
            self._is_loading = False
            self._changed.notify_all()

    def _held_city(
        self, store: Store, run: Path, question: Question, settings: EngineSettings
    ) -> _Held:
        key = _key_of(run, question)
        if self._city is None or self._city.key != key:
            self._close()  # before another is opened: memory holds one
            database = resident_city(store, run, question.period.day, settings, Silent())
            self._city = _Held(key, database, self._clock())
        missing = question.models - self._city.models
        asked = Beside(store, run, question.period.day, settings, self._score_with)
        open_models(self._city.database, asked, missing, Silent())
        self._city.models |= missing
        return self._city

    def _close(self) -> None:
        if self._city is not None:
            self._city.database.close()
            self._city = None

    def close(self) -> None:
        """Let the city go."""
        with self._asking:
            self._close()
