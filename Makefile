# Amtslotse: `make run` starts everything, `make test` checks everything; both set up what is missing.

SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TORCH := torch==2.13.0
TORCH_CPU_INDEX := https://download.pytorch.org/whl/cpu
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run test check ingest evals peers bench articles clean .system-packages

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(READY) ## Make .venv with the pinned packages

# Again whenever the packages change. An ordinary `torch` brings gigabytes of CUDA on Linux, so a processor-only build is
# asked for first: from the configured index or folder, then from PyTorch's own index; the ordinary one comes last.
$(READY): pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 fehlt. Installieren Sie es, oder nennen Sie es: make PYTHON=/pfad/zu/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { echo "Die Umgebung $(VENV) lässt sich nicht anlegen (auf Debian: apt-get install python3.11-venv)." >&2; rm -rf $(VENV); exit 1; }
	@echo "Pakete werden eingerichtet (beim ersten Mal einige Minuten) …"
	@$(BIN)/python -c 'import importlib.metadata as m; raise SystemExit(m.version("torch").split("+")[0] != "$(TORCH)"[7:])' 2>/dev/null \
	  || $(PIP) install "$(TORCH)+cpu" 2>/dev/null \
	  || { [ "$$(uname -s)" = Linux ] && $(PIP) install --timeout 15 --retries 1 --no-deps --index-url $(TORCH_CPU_INDEX) "$(TORCH)+cpu" 2>/dev/null; } \
	  || $(PIP) install "$(TORCH)"
	@$(PIP) install -r requirements.lock
	@$(PIP) install --no-deps -e .
	@touch $@

run: setup ## Start everything on this machine; Ctrl-C ends it
	@$(BIN)/python -m assistant run

test: setup .system-packages ## Run the whole suite, real models and a real browser included
	@$(BIN)/python -m assistant models --fetch
	@$(BIN)/python -m pytest

# What the tests need beyond Python; without it they skip the part concerned and say so.
.system-packages:
	@missing=""; \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$$missing chromium"; \
	command -v tesseract >/dev/null || missing="$$missing tesseract-ocr"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	tesseract --list-langs 2>/dev/null | grep -qx deu || missing="$$missing tesseract-ocr-deu"; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Wird installiert:$$missing"; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; } >/dev/null && exit 0; \
	fi; \
	echo "!! Es fehlt:$$missing. Die Tests dazu werden ausgelassen. Auf Debian: sudo apt-get install$$missing" >&2

check: setup ## Check style, types, import contracts and the rules of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/architecture

ingest: setup ## Take the shipped documents into the knowledge base
	@$(BIN)/python -m assistant models --fetch >/dev/null
	@$(BIN)/python -m ingest run knowledge_base/articles

evals: setup ## Ask the evaluation questions and print the figures
	@$(BIN)/python -m assistant models --fetch >/dev/null
	@$(BIN)/python -m evals

peers: setup .venv-peers/.ready ## Measure what users would pick instead, on the same questions (own .venv-peers, 2 GB)
	@$(BIN)/python -m assistant models --fetch >/dev/null
	@$(BIN)/python -m evals.peers

.venv-peers/.ready: evals/peers/requirements.txt
	@[ -x .venv-peers/bin/python ] || $(PYTHON) -m venv .venv-peers
	@echo "Die Pakete der Vergleichssysteme werden eingerichtet (beim ersten Mal einige Minuten) …"
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check "$(TORCH)"
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

bench: setup ## Measure speed
	@$(BIN)/python -m assistant models --fetch >/dev/null
	@$(BIN)/python -m evals.bench

articles: setup ## Rebuild the shipped documents from their sources
	@$(BIN)/python -m knowledge_base.article_sources

clean: ## Remove the environment and caches; the state in var/ stays
	@rm -rf $(VENV) .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
