# Sets itself up: on a fresh clone any target makes .venv from the lock files first.
# PYTHON=… picks the interpreter (3.11 or newer); otherwise the first one found that is new enough.

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in $(CANDIDATES); do \
	if $$each -c '$(NEW_ENOUGH)' 2>/dev/null; then echo $$each; break; fi; done)

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/python -m uv pip compile pyproject.toml --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" --quiet $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help demo test check fuzz crash format neo4j lock clean
.DELETE_ON_ERROR:

help:  ## say what there is
	@echo "make demo    set up, build the example into build/ and say what to open"
	@echo "make test    set up and run the tests (ARGS='-k names' picks some)"
	@echo "make check   ruff, ruff format, mypy, import-linter and the tests"
	@echo "make fuzz    try made-up inputs for SECONDS=60 from SEED=1 (TARGET=reader tries one part; COUNT=, JOBS=, CASE=)"
	@echo "make crash   kill builds and loads at POINTS=20 points and look at what is left (SEED=1, ONLY=builds or loads)"
	@echo "make format  put the code into shape"
	@echo "make neo4j   run a Neo4j at 127.0.0.1:7687 until Ctrl-C, without Docker (NEO4J_PASSWORD is its password)"
	@echo "make lock    write the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer versions)"
	@echo "make clean   remove build/ and .venv/"

demo: $(VENV)/.installed  ## build the example
	@$(BIN)/kbgraph build examples --out build
	@echo
	@echo "Open build/graph.html in a browser. Then try:"
	@echo "  $(BIN)/kbgraph show SQS"
	@echo "  $(BIN)/kbgraph path SQS DynamoDB --through-topics"

test: $(VENV)/.installed-dev  ## run the tests
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: $(VENV)/.installed-dev  ## run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

fuzz: $(VENV)/.installed-dev  ## try made-up inputs
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) --jobs $(or $(JOBS),1) \
		$(if $(TARGET),--target $(TARGET)) $(if $(COUNT),--count $(COUNT)) $(if $(CASE),--case $(CASE))

crash: $(VENV)/.installed-dev  ## kill builds and loads
	@$(BIN)/python -m tests.crash --points $(or $(POINTS),20) --seed $(or $(SEED),1) $(if $(ONLY),--only $(ONLY))

format: $(VENV)/.installed-dev  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

neo4j: $(VENV)/.installed-dev  ## run a Neo4j
	@$(BIN)/python scripts/neo4j/server.py

lock: $(VENV)/.installed-dev  ## write the lock files
	$(LOCK) -o requirements.lock
	$(LOCK) --extra neo4j --extra cypher --group dev -c requirements.lock -o requirements-dev.lock

clean:  ## remove what was made
	rm -rf build $(VENV)

# A venv that could only be made in part is removed, so that the next try starts anew.
$(VENV)/pyvenv.cfg:
	@if ! "$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		echo "kbgraph needs Python 3.11 or newer; found: $$("$(or $(PYTHON),python3)" --version 2>&1)." >&2; \
		echo "Name another one: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@echo "Setting up $(VENV) (once; takes a minute or two) …"
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "The module venv is missing or broken; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
