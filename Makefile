# The two commands of the README are `make build` and `make test`. Both need only make and
# Python 3.11 or newer; the rest is installed into .venv from the lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: build test lint conformance schema lock update-expected bench clean

build: $(STAMP)
	$(BIN)/publisher build

test: $(STAMP) lint
	$(BIN)/python -m pytest -q -n 2

lint: $(STAMP)
	$(BIN)/ruff format --check publisher tests benchmarks
	$(BIN)/ruff check publisher tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

# Slower checks, with outside judges: veraPDF (Java), poppler, qpdf. See CONTRIBUTING.
conformance: $(STAMP)
	$(BIN)/python -m pytest -q -m conformance

schema: $(STAMP)
	$(BIN)/publisher schema

update-expected: $(STAMP)
	$(BIN)/python -m tests.update_expected

bench: $(STAMP)
	$(BIN)/pip install --quiet --require-hashes -r requirements-bench.lock
	$(BIN)/python benchmarks/run.py

lock:
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --extra dev -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --strip-extras --extra bench -o requirements-bench.lock pyproject.toml

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf output .cache
