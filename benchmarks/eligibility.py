"""Programmes at full size, beside their floors, in one run on this machine.

    python -m benchmarks.eligibility HOME [--run RUN] [--page]

All programmes over all families of a finished run; one list of 135,463 families made, ordered and
written as XLSX; forty what-if questions, as someone who drags a threshold would ask them, and
thirty answers of the office's page, from request to response. Wall seconds are what a person
waits, processor seconds what the work costs. The home is only read.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time

import xlsxwriter

from benchmarks.what_if_page import page_answers
from desil.cli.newest import newest_run
from desil.eligibility.judging.judgement import judge
from desil.eligibility.lists.by_name import COLUMNS, rows_by_name
from desil.eligibility.lists.frozen import StoredList
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.scenario import Question, Scenario, question_of
from desil.eligibility.words.word_views import open_run
from desil.engine.database import open_database
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.exports.files import Mark, write_xlsx
from desil.exports.listing import Listing

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-eligibility.md"
LISTED = 135_463
TIMES = 3
QUESTIONS = 40
ANSWERS = 30
AT = datetime(2026, 4, 1, tzinfo=UTC)
DAY = date(2026, 3, 17)


@dataclass(frozen=True, slots=True)
class Took:
    """Wall and processor seconds."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Took:
    """What a piece of work takes."""
    wall, processor = perf_counter(), process_time()
    work()
    return Took(perf_counter() - wall, process_time() - processor)


def median(work: Callable[[], object]) -> Took:
    """The median of `TIMES` goes."""
    took = [timed(work) for _ in range(TIMES)]
    return Took(
        statistics.median(t.wall for t in took), statistics.median(t.processor for t in took)
    )


@contextmanager
def scratch(run: Path) -> Iterator[Store]:
    """A home of its own in which the run can be read."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.runs.mkdir()
        (store.runs / run.name).symlink_to(run)
        yield store


def evaluate_all(run: Path, settings: EngineSettings) -> tuple[Took, Took, int]:
    """The pass over all families, its floor, and the number of families.

    The floor groups all persons by family, joins them to the families, and writes one number each.
    """
    book = rule_book()

    def judged() -> None:
        with tempfile.TemporaryDirectory() as folder, open_database(settings) as database:
            open_run(database, run)
            judge(database, book, DAY, Path(folder), Silent())

    def floor() -> None:
        with tempfile.TemporaryDirectory() as folder, open_database(settings) as database:
            open_run(database, run)
            database.execute(
                "copy (select family_number, members from family inner join (select family_number,"
                " count(birth_date) as members from person group by family_number)"
                f" using (family_number) order by family_number) to '{folder}/floor.parquet'"
                " (format parquet, compression zstd)"
            )

    with open_database(settings) as database:
        open_run(database, run)
        families = database.execute("select count(*) from family").fetchall()[0][0]
    return median(judged), median(floor), int(families)


def make(store: Store, run: Path, settings: EngineSettings) -> StoredList:
    """The list of 135,463 families."""
    asked = ListRequest(store.runs / run.name, "SEMBAKO", period_of("2025-Q4"), Quota(LISTED))
    return make_list(
        store, asked, rule_book(), at=AT, code_version="benchmark", settings=settings,
        progress=Silent(),
    ).kept  # fmt: skip


def one_list(run: Path, settings: EngineSettings) -> tuple[Took, Took]:
    """The list made, ordered and written as XLSX; and the floor, a workbook of as many cells."""

    def listed() -> None:
        with scratch(run) as store, open_database(settings) as database:
            kept = make(store, run, settings)
            rows = list(rows_by_name(database, kept, run, state="terdaftar"))
            assert len(rows) == LISTED  # noqa: S101 - a benchmark of something else says nothing
            mark = Mark("Sembako", "benchmark", AT, "ukur", AT, "DFT-UKUR")
            with Silent().stage("tulis") as stage:
                listing = Listing(COLUMNS, rows, DAY, ())
                write_xlsx(store.home / "daftar.xlsx", listing, mark, stage)

    def floor() -> None:
        with tempfile.TemporaryDirectory() as folder:
            options = {"constant_memory": True}
            with xlsxwriter.Workbook(f"{folder}/lantai.xlsx", options) as book:
                sheet = book.add_worksheet()
                for row in range(LISTED):
                    for column in range(len(COLUMNS)):
                        sheet.write_string(row, column, "abcdefgh")

    return timed(listed), timed(floor)


_QUESTION = """name: ukur
programme: PKH
period: 2026-Q1
scenarios:
  - name: sekarang
"""


def _dragged(question: Question, number: int) -> Question:
    """The rules in force beside a changed threshold, quota or amount."""
    version = question.scenarios[0].version
    book = rule_book()
    text = f"{_QUESTION}    eligible: {{desil: desil <= {1 + number % 10}}}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.yaml"
        path.write_text(text)
        moved = question_of(path, book).scenarios[0].version
    changed = moved if number % 3 else replace(version, most_members=1 + number % 4)
    quota = Quota(20_000 + 3_000 * number) if number % 2 else Quota()
    return replace(question, scenarios=(*question.scenarios, Scenario("geser", changed, quota)))


def what_ifs(run: Path, settings: EngineSettings) -> tuple[list[Took], Took, Took]:
    """Each question's time, the opening of the kept city, and the floor: every member read and
    grouped by family once."""
    with scratch(run) as store:
        path = store.home / "ukur.yaml"
        path.write_text(_QUESTION)
        question = question_of(path, rule_book())
        folder, day = store.runs / run.name, question.period.day
        resident_city(store, folder, day, settings, Silent()).close()
        opening = timed(lambda: resident_city(store, folder, day, settings, Silent()).close())
        questions = [_dragged(question, n) for n in range(QUESTIONS)]
        with resident_city(store, folder, day, settings, Silent()) as database:
            # mypy cannot name a lambda with a default
            took = [timed(lambda asked=q: effects_of(database, asked)) for q in questions]  # type: ignore[misc]
            floor = median(
                lambda: database.execute(
                    "create or replace table lantai as select family_number, count_if(age < 7)"
                    " from member_word group by family_number"
                )
            )
    return took, opening, floor


def _line(name: str, took: Took, floor: Took | None, goal: str) -> str:
    beside = f"{floor.wall:.1f} / {floor.processor:.1f}" if floor else "-"
    return f"| {name} | {took.wall:.1f} | {took.processor:.1f} | {beside} | {goal} |"


def _seconds(name: str, wall: float, goal: str) -> str:
    return f"| {name} | {wall:.1f} | - | - | {goal} |"


def main() -> None:
    """Measure and print; with --page also write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("--run", default="")
    parser.add_argument("--page", action="store_true")
    told = parser.parse_args()
    store = Store(told.home)
    run = (store.runs / told.run if told.run else newest_run(store)).resolve()
    with tempfile.TemporaryDirectory() as spill:
        settings = EngineSettings(Path(spill), "3GB", 2)
        load = os.getloadavg()[0]
        passed, pass_floor, families = evaluate_all(run, settings)
        listed, list_floor = one_list(run, settings)
        asked, opening, ask_floor = what_ifs(run, settings)
        page = page_answers(run, ANSWERS)
    walls = sorted(t.wall for t in asked)
    processors = sorted(t.processor for t in asked)
    place = int(len(walls) * 0.95) - 1
    p95 = Took(walls[place], processors[place])
    p50 = Took(statistics.median(walls), statistics.median(processors))
    programmes = len(rule_book().programmes)
    lines = [
        "# Programmes at full size",
        "",
        f"`python -m benchmarks.eligibility HOME`, {families:,} families, {os.cpu_count()} cores,"
        f" load {load:.1f} when it began (other work shared the machine where that is above 0.5).",
        "Floors are run in the same go: see the head of `benchmarks/eligibility.py`.",
        "",
        "| what | wall s | processor s | floor wall / processor s | goal |",
        "|---|---|---|---|---|",
        _line(f"{programmes} programmes over all families, tables written (median of {TIMES})",
              passed, pass_floor, "5 s"),
        _line(f"a list of {LISTED:,} families made, ordered, written as XLSX", listed, list_floor,
              "20 s"),
        _line(f"a what-if of two scenarios, median of {QUESTIONS}", p50, ask_floor, ""),
        _line(f"the same, 95th percentile of {QUESTIONS}", p95, ask_floor, "2 s"),
        _line("the city opened for what-if from its compact tables", opening, None, ""),
        _seconds(f"the page's answer while one drags, median of {ANSWERS}",
                 statistics.median(page.dragged), ""),
        _seconds(f"the same, 95th percentile of {ANSWERS}",
                 sorted(page.dragged)[int(ANSWERS * 0.95) - 1], "2 s"),
        _seconds("the page's first answer in a process, the city's tables made by itself",
                 page.first, ""),
        "",
    ]  # fmt: skip
    print("\n".join(lines))
    if told.page:
        PAGE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
