# Baton: each target is one command from a fresh clone. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

target  := $(abspath $(or $(CARGO_TARGET_DIR),target))
baton   := $(target)/debug/baton
window  := $(target)/debug/baton-desktop
sample  := $(HOME)/Baton/Sample.baton
uci     := tests/fixtures/uci_incident/incident_event_log_sample.csv
say     := @printf '\033[1m%s\033[0m\n'

.PHONY: help run run-window run-terminal test lint bench package cli view built setup-cli setup-window setup-test clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## set up, build, and open the window on the sample workspace (first time about 12 minutes on two cores); in the terminal where there is no display
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then $(MAKE) --no-print-directory run-window; else $(MAKE) --no-print-directory run-terminal; fi

run-window: setup-window view built
	@mkdir -p "$(dir $(sample))"
	@[ -e "$(sample)" ] || $(baton) sample "$(sample)"
	@$(window) "$(sample)"

run-terminal: setup-cli
	@echo "There is no display here, so this imports a real incident log and prints the reviewed month in the terminal."
	$(say) "Building the command line (first time about 3 minutes, then seconds)"
	@cargo build --quiet --locked -p baton-cli
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(baton) new "$$folder/incidents.baton" --time-zone UTC --name "UCI incidents"; \
	$(baton) mapping suggest $(uci) > "$$folder/mapping.json"; \
	$(baton) import "$$folder/incidents.baton" $(uci) --mapping "$$folder/mapping.json"; \
	$(baton) review "$$folder/incidents.baton" --month 2016-05

setup-cli:
	@.ci/setup cli
setup-window:
	@.ci/setup window
setup-test:
	@.ci/setup test

view: setup-window
	$(say) "Building the view (about 20 seconds)"
	@npm --prefix ui run --silent build

built: view
	$(say) "Building the window and the command line (first time about 10 minutes, then seconds)"
	@cargo build --quiet --locked --workspace

cli: setup-cli ## the command line as a release: target/release/baton (first time about 6 minutes)
	$(say) "Building target/release/baton (first time about 6 minutes, then seconds)"
	@cargo build --quiet --locked --release -p baton-cli

test: setup-test view built ## set up and run every test: rules, workbench, view, journeys, the real window (first time about 40 minutes on two cores)
	$(say) "Rules, workbench, charts, doors, journeys and the real window (about 6 minutes to build, 10 to run)"
	@BATON_BIN=$(baton) BATON_DESKTOP_BIN=$(window) cargo test --locked --workspace
	$(say) "The view (about 10 minutes)"
	@npm --prefix ui run --silent typecheck
	@npm --prefix ui test --silent
	@npm --prefix ui run --silent test:pages

lint: setup-test view ## formatting, clippy and the view's lints (first time about 4 minutes)
	@cargo fmt --all --check
	@cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
	@npm --prefix ui run --silent lint

bench: setup-test view cli ## speed beside the peers, as ratios in one run (about 15 minutes)
	@BATON_BIN=$(target)/release/baton tests/bench/run.sh

package: setup-window view ## a .deb and an .rpm of the window (about 15 minutes)
	@cd src-tauri && ../ui/node_modules/.bin/tauri build --bundles deb,rpm

clean: ## remove what was built
	@rm -rf $(target) ui/dist ui/node_modules
