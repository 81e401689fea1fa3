# make pack    makes every pack in inputs/ (sets up .venv the first time)
# make test    runs the tests that are quick
# make check   everything: format, lint, types, import rules, all tests
# make bench   prints how fast the program is against a plain script
# make docs    writes the generated references and the README's pictures anew (wants LibreOffice)
# make lock    pins the newest versions that pyproject.toml allows

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest

.PHONY: pack test test-all check bench docs lock clean

pack: .venv/pack
	$(BIN)/python -m compileall -q generator
	$(BIN)/python generate.py

test: .venv/dev
	$(PYTEST) -n auto -m "not slow"

test-all: .venv/dev
	$(PYTEST) -n auto

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -n auto

bench: .venv/dev
	$(BIN)/python -m compileall -q generator
	$(BIN)/python -m tests.benchmarks.bench

docs: .venv/dev
	$(PYTEST) --quiet --rewrite-golden tests/content/test_reference.py
	$(BIN)/python -m tests.pictures

lock: .venv/dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --upgrade pyproject.toml --all-extras --group dev \
	  -o requirements-dev.lock

clean:
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# Debian's python3 may come without ensurepip: the second line then borrows the system's pip.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed: make pack PYTHON=python3.12, say")'
	$(PYTHON) -m venv .venv || { $(PYTHON) -m venv --clear --without-pip .venv && \
	  $(PYTHON) -m pip --python .venv/bin/python install --quiet pip; }

.venv/pack: .venv/bin/python requirements.lock
	$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/dev: .venv/bin/python requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch .venv/pack $@
