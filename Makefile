# What a person does here; .ci/run does the same and nothing more. `make` alone lists it.
PYTHON ?= python3
# The CPU build. Where pip's registry offers only CUDA builds for this platform, say where the
# CPU ones are: make setup TORCH_OPTIONS="--index-url ADDRESS".
TORCH ?= torch==2.13.0
TORCH_OPTIONS ?=
# A sample corpus of its own, so that `make run` never touches yours.
SAMPLE_HOME ?= .notices/samples
REPORTS ?= out
PORT ?= 8000

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STAMP := .venv/.made
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup run slack-demo browser test slow check format eval gate bench docs samples constraints clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## .venv with everything in it, and `notices`; does nothing when it is up to date

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another with: make setup PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@# torch first and alone: no later step may choose another build of it.
	$(PIP) install --quiet --no-deps $(TORCH_OPTIONS) '$(TORCH)'
	$(PIP) install --quiet --no-deps --require-hashes -r constraints.txt
	PYTHONWARNINGS=ignore $(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python scripts/check_setup.py
	@touch $@

run: setup ## ingest the samples, then serve the page at http://127.0.0.1:8000
	$(BIN)/notices ingest samples --home $(SAMPLE_HOME)
	$(BIN)/notices serve --home $(SAMPLE_HOME) --port $(PORT)

slack-demo: setup ## a conversation with the Slack bot, played here: what users will see
	$(BIN)/python -m tests.slack_talk

browser: ## the browser that the end-to-end tests drive (Debian's, where this is root)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    { apt-get install -y --no-install-recommends chromium || \
	      { apt-get update && apt-get install -y --no-install-recommends chromium; }; } >/dev/null; \
	  else echo "No Chromium here: install it with the system's packages (apt install chromium)."; fi; }

test: setup ## the test suite, on two processes; without Chromium the tests of the page skip, loudly
	$(BIN)/python -m pytest -n 2 --dist loadfile

slow: setup ## the test suite with the slow tests
	NOTICES_SLOW_TESTS=1 $(BIN)/python -m pytest -n 2 --dist loadfile

check: setup ## lint, format, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## mend what a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: setup ## every question set at hand, with reports in out/ (the big ones take long)
	$(BIN)/python -m eval all --report $(REPORTS)

gate: setup ## the question sets that fit CI, held against the recorded floors
	$(BIN)/python -m eval gate --report $(REPORTS)/gate

bench: setup ## speed and size, with a rival in the same run
	$(BIN)/python -m eval.bench --report $(REPORTS)/bench
	$(BIN)/python -m eval.bench.serving --report $(REPORTS)/bench
	$(BIN)/python -m eval.bench.registers --report $(REPORTS)/bench
	$(BIN)/python -m tests.slack_speed --report $(REPORTS)/bench

docs: setup ## rewrite the made parts of the README
	$(BIN)/python scripts/make_docs.py

samples: setup ## rewrite samples/ (the same bytes every time)
	$(BIN)/python scripts/make_samples.py

constraints: setup ## rewrite constraints.txt after a change of pyproject.toml
	scripts/make_constraints.sh

clean: ## remove what was built, not what was ingested
	rm -rf .venv build out *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
