# Two commands do everything: `make report` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin
PERIOD := 2018-19-Q3
SAMPLE := data/wiltshire-2018-19
OUT := outputs/wiltshire-2018-19-q3

.PHONY: report test slow spark sparkextra browser lint types imports bench record lock clean help

help:  ## Show what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

report: .venv/.ready  ## Draft, check and render the sample report into outputs/
	@$(BIN)/pcc-narrator draft $(SAMPLE) --period $(PERIOD) --out $(OUT)

test: .venv/.ready-dev  ## Run every check that takes seconds
	@$(BIN)/python -m pytest

slow: .venv/.ready-dev  ## Run the long checks of correctness too
	@$(BIN)/python -m pytest -m "slow and not browser and not spark"

sparkextra: .venv/.ready-dev
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[spark]'

spark: sparkextra  ## Count in Spark too (downloads 460 MB the first time; needs a Java)
	@PCC_NARRATOR_MUST_TEST=spark $(BIN)/python -m pytest -m spark

browser: .venv/.ready-dev  ## Drive the pages in a real Chromium
	@$(BIN)/python -m pytest -m browser

lint: .venv/.ready-dev  ## Style and formatting
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.ready-dev  ## Static types
	@$(BIN)/mypy

imports: .venv/.ready-dev  ## Data flows one way
	@$(BIN)/lint-imports

bench: .venv/.ready-dev  ## Measure speed and memory
	@$(BIN)/python benchmarks/speed.py

record: .venv/.ready-dev  ## Record and measure the small model anew (serve it on 127.0.0.1:8099 first; an hour)
	@$(BIN)/python tools/record_model.py

lock: .venv/.ready-dev  ## Write constraints.txt anew from what is installed
	@$(BIN)/pip freeze --exclude-editable | grep -vi '^pcc' > constraints.txt

clean:  ## Remove the virtual environment and what was generated
	rm -rf .venv outputs/*/

.venv/bin/python:
	@echo "Making a virtual environment in .venv …"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing the program (about half a minute the first time) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.ready-dev: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing the program and its checks (about a minute the first time) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ .venv/.ready
