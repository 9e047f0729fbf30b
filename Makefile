# One target a verb; CI runs only `make test`.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= python3
DOCUMENTS ?=
GRAPH ?= build/graph
SITE ?= build/site

.PHONY: run test check lint types imports unit wheel docs format lock clean

run: $(READY)  ## build the graph, check it, answer the first questions, write the site
	$(BIN)/beroepenkaart build --graph $(GRAPH) $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")
	$(BIN)/beroepenkaart check --graph $(GRAPH)
	$(BIN)/beroepenkaart ask leefgebied --leefgebied "psychische gezondheid" --graph $(GRAPH)
	$(BIN)/beroepenkaart ask team --team "Wijkteam Vlaardingen" --graph $(GRAPH)
	$(BIN)/beroepenkaart ask grey-zones --graph $(GRAPH)
	$(BIN)/beroepenkaart site --graph $(GRAPH) --out $(SITE)
	@echo "Open $(SITE)/index.html in een browser, of draai '$(BIN)/beroepenkaart serve --graph $(GRAPH)'."

test: check unit wheel  ## all checks and tests

check: lint types imports

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	BEROEPENKAART_DOCUMENTS="$(DOCUMENTS)" $(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term-missing:skip-covered --durations=25 tests

wheel: $(READY)  ## every command against the installed wheel, without the source folder
	BIN="$(CURDIR)/$(BIN)" DOCUMENTS="$(DOCUMENTS)" sh tests/wheel.sh

docs: $(READY)  ## write the generated pages of the documentation
	$(BIN)/python -m cli.reference docs

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf build dist *.egg-info $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)
