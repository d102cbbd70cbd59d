# The two commands of the README are `make build` and `make test`. Both need only make and
# Python 3.11 or newer; the rest is installed into .venv from the lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FLOORS := .venv-floors
PIP := python -m pip --disable-pip-version-check
PYTEST := python -m pytest -q -n 2

.PHONY: build test lint conformance floors schema pictures lock update-expected bench clean

# Makes output/2025/, the default edition.
build: $(STAMP)
	$(BIN)/publisher build

# Format, lint, types, import contracts, then all quick tests.
test: lint
	$(BIN)/$(PYTEST)

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Slower checks. The editions as strictly as can be; the checks themselves, tried on every
# printed cell; then outside judges: veraPDF (Java), poppler, qpdf, Ghostscript. See
# CONTRIBUTING.md.
conformance: $(STAMP)
	$(BIN)/publisher check --strict --edition 2018 --edition 2025 --edition specimen
	$(BIN)/publisher diff 2018 2025 --redline output/redline.pdf >output/redline.txt
	$(BIN)/publisher check --mutate --edition 2018 --edition 2025
	$(BIN)/python -m pytest -q -m conformance

# The oldest versions that pyproject.toml allows. What old libraries have come to call
# deprecated since is theirs to mend: those warnings are no errors here.
floors: $(FLOORS)/.installed
	$(FLOORS)/bin/$(PYTEST) -W ignore::DeprecationWarning -W ignore::PendingDeprecationWarning \
	  tests/data tests/figures tests/pdf tests/test_fonts.py
	$(FLOORS)/bin/publisher build --quiet

schema: $(STAMP)
	$(BIN)/publisher schema

# The pictures of the README, from fresh builds.
pictures: $(STAMP)
	$(BIN)/publisher build --edition 2025 --edition specimen
	$(BIN)/publisher diff 2018 2025 --redline output/redline.pdf >output/redline.txt
	$(BIN)/python docs/contact_sheet.py

# Writes the expected pages of the small test edition again, and prints the difference.
update-expected: $(STAMP)
	$(BIN)/python -m tests.update_expected

bench: $(STAMP)
	$(BIN)/$(PIP) install --quiet --require-hashes -r requirements-bench.lock
	$(BIN)/python benchmarks/run.py

# Three lock files: what runs and tests, what the benchmark adds, and the floors. No line
# of them names a registry or a path.
COMPILE := pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock: $(STAMP)
	$(BIN)/$(COMPILE) --upgrade --extra test --extra dev -o requirements.lock pyproject.toml
	$(BIN)/$(COMPILE) --upgrade --extra bench -c requirements.lock -o requirements-bench.lock pyproject.toml
	sed -n '/^dependencies/,/^]/ s/.*"\(.*\)>=\(.*\)",/\1==\2/p' pyproject.toml > $(VENV)/floors.txt
	$(BIN)/$(COMPILE) --upgrade --extra test -c $(VENV)/floors.txt -o requirements-floors.lock pyproject.toml
	sed -i.old '/^ *# *-c /d; /^ *# *via -c /d' requirements-bench.lock requirements-floors.lock
	rm -f requirements-bench.lock.old requirements-floors.lock.old

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/$(PIP) install --quiet --require-hashes -r requirements.lock
	$(BIN)/$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(FLOORS)/.installed: requirements-floors.lock pyproject.toml
	test -x $(FLOORS)/bin/python || $(PYTHON) -m venv $(FLOORS)
	$(FLOORS)/bin/$(PIP) install --quiet --require-hashes -r requirements-floors.lock
	$(FLOORS)/bin/$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf output build
