# A newcomer needs two of these: `make demo` and `make test`. `make help` lists them all.

VENV := .venv
BIN := $(VENV)/bin

# The interpreter that the environment is made from; `make PYTHON=/path/to/python3 …` decides it for you.
PYTHON ?=
FITTING := import sys, venv, ensurepip, sqlite3; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help install dev demo check test coverage soak quality pages-named docs lock clean
.DELETE_ON_ERROR:

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

install: $(VENV)/.run ## .venv/bin/aggregator, with what it needs at run time

dev: $(VENV)/.dev ## the same, with what development needs

demo: $(VENV)/.run ## a sample of news sites harvested on this machine into db/demo.db
	@$(BIN)/aggregator demo

check: $(VENV)/.dev ## the fast part of `make test`: under a minute
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/pytest --quiet --numprocesses auto --dist loadfile -m "not slow"

test: $(VENV)/.dev ## all that CI runs: format, lint, types, tests, documents
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadfile

coverage: $(VENV)/.dev ## the tests once more, with the lines that none of them reaches (half as long again)
	$(BIN)/pytest --cov --numprocesses auto --dist loadfile

soak: $(VENV)/.dev ## what takes minutes (nine at most): thirty kills, two writers, a hundred thousand addresses
	@$(BIN)/pytest --exitfirst -o faulthandler_timeout=540 tests/soak

quality: pages-named $(VENV)/.run $(VENV)-others/.made ## the table of docs/quality.md: extractors compared on the pages in DATA (half an hour)
	@$(BIN)/python -m benchmarks.extraction $(patsubst %/gold.jsonl,%,$(wildcard $(DATA)/*/gold.jsonl)) --score $(DATA)/score.py \
		--python $(VENV)-others/bin/python $(OTHERS) --markdown docs/quality.md
	@$(if $(wildcard $(DATA)/attributions.jsonl),$(BIN)/python -m benchmarks.attribution $(patsubst %/gold.jsonl,%,$(wildcard $(DATA)/*/gold.jsonl)) \
		--labels $(DATA)/attributions.jsonl --markdown docs/attribution.md)

# What `quality` wants is asked for before anything is installed.
pages-named:
	@test -n "$(DATA)" || { echo "Name the pages: make quality DATA=/path (docs/quality.md says what must be there)." >&2; exit 2; }
	@test -n "$(wildcard $(DATA)/*/gold.jsonl)" || { echo "$(DATA) has no folder with a gold.jsonl in it (docs/quality.md)." >&2; exit 2; }
	@test -f "$(DATA)/score.py" || { echo "$(DATA) has no score.py, which judges the pages (docs/quality.md)." >&2; exit 2; }

# As prerequisites stand in order only where one job runs at a time, they wait for it by name as well.
ifneq ($(filter quality,$(MAKECMDGOALS)),)
$(VENV)/.made $(VENV)/.run $(VENV)-others/.made: | pages-named
endif

docs: $(VENV)/.dev ## regenerate what is generated: schema, dictionary, command and settings reference, picture
	@$(BIN)/python -m docs.generate

lock: $(VENV)/.dev ## renew requirements/*.txt from pyproject.toml (needs the package index)
	$(PIP) install pip-tools
	$(COMPILE) --output-file requirements/build.txt requirements/build.in
	$(COMPILE) --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --output-file requirements/benchmarks.txt requirements/benchmarks.in

clean: ## the environments and every cache; never a database
	rm -rf $(VENV) $(VENV)-others .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov build dist

# pip itself comes first: the one that ships with Python 3.11 refuses packages that newer ones install.
$(VENV)/.made: requirements/build.txt
	@python=; for name in $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
		if "$$name" -c '$(FITTING)' >/dev/null 2>&1; then python=$$name; break; fi; done; \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11 or newer with venv and sqlite3 was found$(if $(PYTHON), at $(PYTHON),): install one" \
			"(Debian: python3 and python3-venv), or name it with make PYTHON=/path/to/python3." >&2; exit 2; fi; \
	echo "Making $(VENV) with $$("$$python" -V) …"; \
	"$$python" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	@echo "Installing what is needed at run time …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing what development needs …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# What we are compared with wants other versions of what we use, and is not needed for anything else.
$(VENV)-others/.made: $(VENV)/.made requirements/benchmarks.txt
	@echo "Installing the extractors that we are compared with …"
	@$(BIN)/python -m venv --clear $(VENV)-others
	@$(VENV)-others/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/build.txt
	@$(VENV)-others/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/benchmarks.txt
	@touch $@
