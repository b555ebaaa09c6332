# Gugus: `make run` and `make test` are all one needs; `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
# What the recipes read; each may be given on the command line: make run PORT=8001
export PORT ?= 8000
export SAMPLE ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test test-fast lint format bench lock clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name text; \
		do printf '  make %-10s %s\n' "$$name" "$$text"; done

# Each open socket holds a thread (they are made when they are needed): 300 people in live rooms, and their pages.
run: ## start Gugus on http://127.0.0.1:8000 (PORT=, DATABASE_URL=, SAMPLE=0 to start empty)
	@$(PYTHON) .ci/environment.py run
	@printf '\nGugus: http://127.0.0.1:%s  (Ctrl-C untuk berhenti)\n' '$(PORT)'
	@exec $(BIN)/gunicorn --bind '127.0.0.1:$(PORT)' --worker-class gthread --workers 1 --threads 400 \
		--graceful-timeout 5 --no-control-socket --log-level warning 'community:serve()'

test: ## every check, the whole suite on SQLite and PostgreSQL, the browser journeys
	@$(PYTHON) .ci/environment.py test
	@$(BIN)/python tests/run.py

test-fast: ## the inner loop: acts, rules, reads and doors on SQLite, under a minute; no pages, no browser
	@$(PYTHON) .ci/environment.py test
	@$(BIN)/pytest -q -n 2 -m 'not browser and not slow and not page' --database=sqlite --hypothesis-profile=quick

lint: ## ruff, mypy, import-linter and djlint alone
	@$(PYTHON) .ci/environment.py test
	@$(BIN)/python tests/run.py checks

format: ## let ruff arrange the code
	@$(PYTHON) .ci/environment.py test
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/ruff format --quiet

bench: ## measure: each script prints its ratio against a floor of the same run
	@$(PYTHON) .ci/environment.py test
	@$(BIN)/python -m bench

# Locks hold for every interpreter from 3.11 up, carry hashes, and name no host: each machine uses its own registry.
UV := uv==0.13.9
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

lock: ## resolve the dependencies anew into the locks (UPGRADE=1 takes newer versions)
	@$(PYTHON) .ci/environment.py lock
	@$(BIN)/pip install --quiet --disable-pip-version-check $(UV)
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --group live --constraint requirements.lock --output-file requirements-live.lock
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(COMPILE:pyproject.toml=) --group node --output-file requirements-node.lock
	@$(COMPILE:pyproject.toml=) --group s3 --output-file requirements-s3.lock
	@$(PYTHON) .ci/environment.py npm $(if $(UPGRADE),update,install) --package-lock-only
	@! grep -n '://' requirements*.lock package-lock.json | grep -v '"url":' # whom a library asks for money

clean: ## remove what was made here, except the data under instance/
	@rm -rf .venv node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -not -path './instance/*' -prune -exec rm -rf {} +
