# `make` lists the targets. Each does its own set-up: see scripts/setup.sh.
SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
PROFILES := $(filter-out profiles/publications.yaml,$(wildcard profiles/*.yaml))
OUT ?= build
JOBS ?= $(shell n=$$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); [ "$$n" -le 8 ] || n=8; echo $$n)

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' Makefile | while read -r target what; do printf '%-8s %s\n' "$$target" "$$what"; done

.PHONY: setup
setup: ## install what is missing: system packages, .venv
	@scripts/setup.sh

.PHONY: render
render: setup ## render every profile into build/
	$(BIN)/texcv render $(PROFILES) -o $(OUT)

.PHONY: lint
lint: setup ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

.PHONY: format
format: setup ## put the code in ruff's format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: test
test: lint ## lint, then every test
	$(BIN)/pytest -n $(JOBS)

.PHONY: wheel
wheel: setup ## build the wheel and the source archive into dist/
	$(BIN)/python -m build --no-isolation --outdir dist

.PHONY: clean
clean: ## remove what was built; .venv stays
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
