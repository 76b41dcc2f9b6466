# Daybreak. `make help` says what there is. Every target installs what it needs and is missing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test check bench e2e gen setup build ui-test fmt clean

export PATH := $(HOME)/.cargo/bin:$(PATH)
export NO_AT_BRIDGE := 1

STEP := .setup/step
# The Python that benchmarks find NetworkX, NumPy, SimPy and OR-Tools in; without them they leave these peers out.
PEERS := $(CURDIR)/.tools/peers/bin/python
# One profile and one set of features everywhere: what one target has compiled, no other compiles again.
WORKSPACE := --locked --workspace --features daybreak-window/custom-protocol
UI_SOURCES := $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -type f -print 2>/dev/null)
# No package that is used needs its install script; not running them keeps strangers' code from doing so.
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

## help: this list
help:
	@sed -n 's/^## /  make /p' Makefile

## run: open the window on the sample bank, with its own runtime (first time 5 to 10 min, then seconds)
run:
	@.setup/screen
	@.setup/toolchain
	@$(STEP) "System packages for the window" "no time, first time 2 min" .setup/system build window
	@$(MAKE) ui/dist/index.html
	@$(STEP) "Compiling the window and the runtime" "a few seconds, first time 5 min" cargo build $(WORKSPACE) --bins
	@echo; echo "== Opening Daybreak on workflows/bank. Closing the window leaves the runtime at work."
	@exec target/debug/daybreak-window workflows/bank

## test: every test, the journey through the real window included (first time 10 to 15 min, then about 3)
test: setup
	@$(MAKE) ui/dist/index.html
	@$(MAKE) ui-test
	@$(STEP) "Compiling everything, tests included" "20 s, first time 8 min" cargo build $(WORKSPACE) --bins --tests
	@$(STEP) "Rust tests" "1 min" cargo test $(WORKSPACE) --no-fail-fast
	@$(STEP) "The journey through the real window" "30 s" npm --prefix tests/e2e test
	@echo; echo "== All tests passed."

## check: format, clippy, TypeScript, lint, layers, tidiness, generated files (first time 5 min, then 20 s)
check:
	@.setup/toolchain
	@$(STEP) "System packages for the build" "no time, first time 2 min" .setup/system build
	@$(MAKE) ui/node_modules/.package-lock.json
	@$(STEP) "Format of the Rust code" "1 s" cargo fmt --all --check
	@$(STEP) "TypeScript" "2 s" npm --prefix ui run --silent check
	@$(STEP) "Lint of the user interface" "10 s" npm --prefix ui run --silent lint
	@$(STEP) "Layers of the user interface" "2 s" npm --prefix ui --silent test -- src/app/layers.test.ts
	@$(STEP) "Layers of the crates" "1 s" cargo --locked xtask layers
	@$(STEP) "Tidiness" "1 s" cargo --locked xtask tidy
	@$(STEP) "Generated files are fresh" "1 s" cargo --locked xtask gen --check
	@$(STEP) "Clippy, warnings are errors" "10 s, first time 3 min" cargo clippy --locked --workspace --all-targets -- -D warnings

## bench: measure against the bars and against peers, Python's too (first time 10 min, then 4)
bench:
	@.setup/toolchain
	@$(STEP) "System packages for the build" "no time, first time 2 min" .setup/system build
	@$(STEP) "Python peers: NetworkX, NumPy, SimPy, OR-Tools" "no time, first time 1 min" .setup/peers
	@$(STEP) "Benchmarks" "4 min, first time 9" env -u OPENBLAS_CORETYPE DAYBREAK_PEERS_PYTHON=$(PEERS) cargo bench --locked --workspace --exclude daybreak-window --bench '*'

## e2e: only the journey through the real window; screenshots in tests/e2e/out
e2e: setup
	@$(MAKE) ui/dist/index.html
	@$(STEP) "Compiling the window and the runtime" "a few seconds, first time 5 min" cargo build $(WORKSPACE) --bins
	@$(STEP) "The journey through the real window" "30 s" npm --prefix tests/e2e test

## gen: write again what is derived: JSON Schema, TypeScript types, rule pages, OpenAPI
gen:
	@$(STEP) "Generating" "10 s" cargo --locked xtask gen

## fmt: format the Rust code
fmt:
	@cargo fmt --all

## setup: only install what is missing: system packages, npm packages, tauri-driver
setup:
	@.setup/toolchain
	@$(STEP) "System packages" "no time, first time 3 min" .setup/system build window journey
	@$(MAKE) ui/node_modules/.package-lock.json tests/e2e/node_modules/.package-lock.json
	@$(STEP) "tauri-driver" "no time, first time 1 min" .setup/tauri-driver

## build: the user interface, the window and the command line
build:
	@.setup/toolchain
	@$(STEP) "System packages for the window" "no time, first time 2 min" .setup/system build window
	@$(MAKE) ui/dist/index.html
	@$(STEP) "Compiling" "a few seconds, first time 5 min" cargo build $(WORKSPACE) --bins

## ui-test: the tests of the user interface, its types and its lint
ui-test: ui/node_modules/.package-lock.json
	@$(STEP) "Lint of the user interface" "10 s" npm --prefix ui run --silent lint
	@$(STEP) "Tests of the user interface" "30 s" npm --prefix ui test

## clean: forget what was built (not what was installed)
clean:
	@rm -rf target ui/dist tests/e2e/out

# npm writes this file at the end of an installation: younger than the lock means nothing to do.
%/node_modules/.package-lock.json: %/package-lock.json
	@$(STEP) "npm packages of $*" "10 to 30 s" $(NPM_CI) --prefix $*
	@touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(UI_SOURCES)
	@$(STEP) "Building the user interface" "5 s" npm --prefix ui run --silent build
	@touch $@
