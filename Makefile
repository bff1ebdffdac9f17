# Two commands for newcomers: `make demo` and `make test`. Needs Python 3.11 or newer; nothing else.
PYTHON ?= python3
ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
ARGS ?=
# The environment is made by uv from uv.lock. Where uv is not installed, pip brings it.
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
READY := $(ENVIRONMENT)/.ready

# Keep compiled modules, also where the machine says otherwise: the tests start hundreds of
# processes, and a web process that compiles its imports takes 12 processor seconds, not 4.
unexport PYTHONDONTWRITEBYTECODE
export UV_COMPILE_BYTECODE := 1

.PHONY: demo test check style floors types sql bench bench-cases bench-linkage bench-nation bench-office bench-portal bench-ranking lint docs house environment clean help

help:
	@echo 'make demo   a full made-up city, taken in, published and served on http://localhost:8000'
	@echo '            make demo ARGS="--scale 0.02 --no-serve" for a quick look'
	@echo 'make test   every test; browser and Spark tests say why when they are skipped'
	@echo 'make check  what to run while you work: lint, and the tests that need no server'
	@echo 'make lint   style, types, floors of the house, SQL'
	@echo 'make bench  each stage at full size beside its floor; writes docs/benchmarks.md'
	@echo 'make bench-linkage   linkage beside plain Splink and an exact join; docs/benchmarks-linkage.md'
	@echo 'make bench-ranking ARGS=PERU.parquet   the chosen model beside OLS on small surveys'
	@echo 'make bench-cases     200 visit forms a minute with photos, and a kill -9 between'
	@echo 'make bench-portal    whether the portal tells by its time who exists; 10,000 guessed tickets'
	@echo 'make bench-office ARGS="--home HOME --user NAME --password WORD"   the office under load'
	@echo 'make bench-nation   93 million families scored and cut; docs/benchmarks-nation.md; 20 GB of disk'
	@echo 'make house  the house in numbers: what should be said once, and how often it is'
	@echo 'make docs   the reference pages that are made from the dictionary and the commands'

$(READY): pyproject.toml uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(ENVIRONMENT)
	command -v uv >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	$(UV) sync --frozen --quiet --inexact --extra office
	touch $(READY)

environment: $(READY)

demo: $(READY)
	$(BIN)/desil demo $(ARGS)

# One file of tests stays on one process, so that what its tests share is made once.
PYTEST := $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --durations=20

test: $(READY)
	$(PYTEST) $(ARGS)

check: lint
	$(PYTEST) tests/architecture tests/docs tests/unit tests/spec $(ARGS)

# The checks of `lint` run side by side.
MAKEFLAGS += --jobs=2

lint: style floors types sql

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

floors: $(READY)
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

sql: $(READY)
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 0 src

bench: $(READY)
	$(BIN)/python -m benchmarks $(ARGS)

bench-linkage: $(READY)
	$(BIN)/python -m benchmarks.linkage $(ARGS)

bench-cases: $(READY)
	$(BIN)/python -m benchmarks.cases $(ARGS)

bench-portal: $(READY)
	$(BIN)/python -m benchmarks.portal $(ARGS)

bench-office: $(READY)
	$(BIN)/python -m benchmarks.office $(ARGS)

bench-ranking: $(READY)
	$(BIN)/python -m benchmarks.ranking_survey $(ARGS)

bench-nation: $(READY)
	$(BIN)/python -m benchmarks.nation $(ARGS)

docs: $(READY)
	$(BIN)/python docs/make_reference.py

clean:
	rm -rf $(ENVIRONMENT) desil-home desil-demo

house: $(READY)
	$(BIN)/python -m tests.architecture.house_numbers
