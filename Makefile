# make demo: set up and read the sample corpus.   make test: set up and run all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lint serve evaluate figure-cases benchmark docs lock clean

demo: $(STAMP)  ## read the sample corpus and print what a journalist would want to know
	@$(BIN)/python scripts/demo.py

test: $(STAMP)  ## run all tests
	$(BIN)/python -m pytest -n auto

check: $(STAMP) lint test  ## what .ci/run runs: lint, types, import contracts, tests, generated files, quality floors
	$(BIN)/python scripts/generate_docs.py --check
	$(BIN)/python scripts/accuracy.py --check
	$(BIN)/python scripts/quality_gate.py

lint: $(STAMP)
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(STAMP)  ## open the pages on the archive that make demo built
	@test -f demo.db || $(MAKE) --no-print-directory demo >/dev/null
	$(BIN)/marsad serve --archive demo.db

evaluate: $(STAMP)  ## accuracy on the gold corpus
	$(BIN)/marsad evaluate tests/gold/dev-ar.jsonl tests/gold/dev-en.jsonl tests/gold/dev-es.jsonl tests/gold/dev-fr.jsonl --folds 2

figure-cases: $(STAMP)  ## how many contradictions between figures are found, and false alarms
	$(BIN)/python -m tests.check.figure_scores

benchmark: $(STAMP)  ## speed on one core
	$(BIN)/python benchmarks/throughput.py

docs: $(STAMP)  ## write the generated pages of docs/
	$(BIN)/python scripts/generate_docs.py
	$(BIN)/python scripts/accuracy.py

lock:  ## pin all dependencies as they resolve today (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --output-file requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Marsad needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(STAMP)

clean:
	rm -rf $(VENV) build dist
