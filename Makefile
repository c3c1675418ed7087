# The commands of the house. `make help` explains them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && command -v $$p && break; done)
UV ?= $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
SHARED ?= ../shared
RUN := $(UV) run --frozen --no-sync

NEEDS_PYTHON = if [ -z "$(PYTHON)" ]; then echo "Python 3.11 is needed, and none was found. Install it (Debian: apt-get install python3.11 python3.11-venv; macOS: brew install python@3.11), or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; fi

.PHONY: benchmark-booking help run test lint check talk visitors evaluate benchmark screenshots widget-report install install-for-tests

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: install  ## install, train if needed, start everything, print the address of the demo site
	@exec $(RUN) vestibule run

test: install-for-tests  ## install what the tests need and run them all
	@$(RUN) pytest

lint: install  ## ruff (lint and format) and mypy (strict on qualification/)
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy

check: install  ## tell conversation designers what is wrong in data/, domain.yml and the site file
	@$(RUN) vestibule check

talk: install  ## chat in the terminal, and see what was read, the score, and why the next question was chosen
	@$(RUN) vestibule talk

visitors: install  ## play the sample visitors of ../shared against the running house
	@$(RUN) python -m benchmarks.visitors $(SHARED)

evaluate: install  ## print how much is understood, on the corpora and the held-out sets
	@$(RUN) python -m benchmarks.evaluate

benchmark: install  ## compare the speed of a turn with plain Rasa's (takes some minutes)
	@$(RUN) python -m benchmarks.turns

benchmark-booking: install-for-tests  ## print how long free times take and how many letters a second leave
	@$(RUN) python -m benchmarks.booking

install: .venv/.installed

.venv/.installed: pyproject.toml uv.lock | $(UV)
	@$(NEEDS_PYTHON)
	@$(UV) sync --frozen --quiet --python "$(PYTHON)" || { echo "The packages of uv.lock could not be installed. Is there a way to PyPI?" >&2; exit 1; }
	@touch $@

.tools/bin/uv:
	@$(NEEDS_PYTHON)
	@echo "Fetching uv into .tools …"
	@"$(PYTHON)" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv || { echo "uv could not be fetched from PyPI. Is there a network, and does $(PYTHON) have pip (Debian: apt-get install python3-pip)?" >&2; exit 1; }

install-for-tests: install
	@tests/install.sh

screenshots: install-for-tests  ## draw every state of the chat into docs/screenshots
	@$(RUN) python -m tests.widget.screenshots

widget-report: install-for-tests  ## print the widget's weight, and what it costs a page
	@$(RUN) python -m bot.widget.report
	@$(RUN) python -m tests.widget.measure
