# Needs Python 3.11 or newer and make, nothing else. Everything is installed into .venv, from the locked files in
# requirements/, and again only when one of these files or pyproject.toml has changed.

PYTHON ?= python3
SPECS ?= specs/
PYTEST_ARGS ?=
LOCK_ARGS ?=

VENV := .venv
BENCH_VENV := .venv-bench
BUILDERS_VENV := .venv-builders
LOCK_VENV := .venv-lock
NAUTILUS_VENV := .venv-nautilus
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help verify test check format format-check lint types contracts docs site browser chromium builders bench conform-nautilus lock clean

help: ## say what there is to make
	@echo 'usage: make TARGET [PYTHON=python3] [SPECS=specs/] [PYTEST_ARGS=...] [LOCK_ARGS=--upgrade]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1|\2/p' Makefile | \
	    while IFS='|' read -r target says; do printf '  %-14s%s\n' "$$target" "$$says"; done

# -- what a reader of the specs wants ---------------------------------------------------------------------------

verify: $(VENV)/.run ## verify the library of venues, which is the main job
	$(BIN)/perpspec verify $(SPECS)

# -- what a writer of the code wants ----------------------------------------------------------------------------

test: $(VENV)/.dev ## run the tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: format-check lint types contracts docs test ## all that continuous integration asks, in its order

format: $(VENV)/.dev ## lay out the code, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: $(VENV)/.dev ## is the code laid out as `make format` would?
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev ## ask ruff
	$(BIN)/ruff check .

types: $(VENV)/.dev ## ask mypy, strictly, about the tests too
	$(BIN)/mypy

contracts: $(VENV)/.dev ## does each part import only what it may?
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.dev ## build the pages of docs/, strictly
	$(BIN)/mkdocs build --strict --quiet --site-dir build/docs

site: $(VENV)/.dev ## build the docs and the pages of every venue together, into build/pages/site
	$(BIN)/perpspec docs site $(SPECS) --guide docs --out build/pages

browser: $(VENV)/.dev ## look at the pages with a real Chromium, which must be there: see `make chromium`
	$(BIN)/python -m pytest -n 0 tests/browser/pages_in_chromium.py tests/browser/looks_in_chromium.py

chromium: ## install Chromium and its driver with apt, as root
	apt-get update --quiet && apt-get install --quiet --yes chromium chromium-driver

builders: $(VENV)/.dev $(BUILDERS_VENV)/.builders ## do mkdocs, ProperDocs and Zensical build the same pages?
	BUILDERS=$(abspath $(BUILDERS_VENV)/bin) $(BIN)/python -m pytest -n 0 tests/builders/pages_of_each_builder.py

conform-nautilus: | $(NAUTILUS_VENV)/bin/python ## write the logs of nautilus_trader's simulated exchange again (103 MB to install)
	@$(NAUTILUS_VENV)/bin/python $(PIP) install 'nautilus_trader==1.221.0'
	$(NAUTILUS_VENV)/bin/python examples/nautilus/record.py tests/corpus/conform

bench: $(BENCH_VENV)/.bench ## measure perpspec beside its peers
	$(BENCH_VENV)/bin/python -m benchmarks

lock: $(LOCK_VENV)/.lock ## make the files in requirements/ again
	$(COMPILE) --extra docs --extra dev pyproject.toml -o requirements/dev.txt
	$(COMPILE) -c requirements/dev.txt pyproject.toml -o requirements/run.txt
	$(COMPILE) --group bench -c requirements/dev.txt pyproject.toml -o requirements/bench.txt
	$(COMPILE) --group builders -c requirements/dev.txt -o requirements/builders.txt

clean: ## remove all that was made, the environments too
	rm -rf $(VENV) $(BENCH_VENV) $(BUILDERS_VENV) $(LOCK_VENV) $(NAUTILUS_VENV) build dist site
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- environments -----------------------------------------------------------------------------------------------
# .run, .dev, .bench, .builders and .lock are stamps: an environment is installed again when a file before the bar is newer.
# The locks hold for every platform and every Python from 3.11 on, with hashes and no word about where they were
# made; the build group is in each of them, so that the project itself is installed without asking the network.

COMPILE = $(LOCK_VENV)/bin/uv --no-config --quiet pip compile --universal --python-version 3.11 --group build \
    --generate-hashes --no-annotate --custom-compile-command 'make lock' $(LOCK_ARGS)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(call install,$(VENV),requirements/run.txt)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(call install,$(VENV),requirements/dev.txt)
	@touch $@ $(VENV)/.run

$(BENCH_VENV)/.bench: requirements/bench.txt pyproject.toml | $(BENCH_VENV)/bin/python
	$(call install,$(BENCH_VENV),requirements/bench.txt)
	@touch $@

$(BUILDERS_VENV)/.builders: requirements/builders.txt | $(BUILDERS_VENV)/bin/python
	@echo 'installing requirements/builders.txt into $(BUILDERS_VENV)'
	@$(BUILDERS_VENV)/bin/python $(PIP) install --require-hashes --requirement requirements/builders.txt
	@touch $@

$(LOCK_VENV)/.lock: | $(LOCK_VENV)/bin/python
	@$(LOCK_VENV)/bin/python $(PIP) install 'uv==0.13.*'
	@touch $@

%/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	    { echo 'perpspec needs Python 3.11 or newer, and `$(PYTHON)` is not: make PYTHON=/path/to/python3.11' >&2; exit 2; }
	@$(PYTHON) -m venv --clear $*

PIP := -m pip --disable-pip-version-check --quiet

define install
@echo 'installing $(2) into $(1)'
@$(1)/bin/python $(PIP) install --require-hashes --requirement $(2)
@$(1)/bin/python $(PIP) install --no-deps --no-build-isolation --editable .
endef
