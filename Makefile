# Baton: each target is one command from a fresh clone. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

target  := $(or $(CARGO_TARGET_DIR),target)
baton   := $(target)/release/baton
window  := $(target)/debug/baton-desktop
sample  := $(HOME)/Baton/Sample.baton
uci     := tests/fixtures/uci_incident/incident_event_log_sample.csv
say     := @printf '\033[1m%s\033[0m\n'

.PHONY: help run test lint bench package view cli window setup-cli setup-window setup-test clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## set up, build, and open the window on the sample workspace (first time about 8 minutes); in a terminal where there is no display
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then $(MAKE) --no-print-directory run-window; else $(MAKE) --no-print-directory run-terminal; fi

.PHONY: run-window run-terminal
run-window: cli window
	@mkdir -p "$(dir $(sample))"
	@[ -e "$(sample)" ] || $(baton) sample "$(sample)"
	$(window) "$(sample)"

run-terminal: cli
	@echo "There is no display here, so this imports the sample incident log and prints the reviewed month in the terminal."
	@dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	$(baton) new "$$dir/incidents.baton" --time-zone UTC --name "UCI incidents"; \
	$(baton) mapping suggest $(uci) > "$$dir/mapping.json"; \
	$(baton) import "$$dir/incidents.baton" $(uci) --mapping "$$dir/mapping.json"; \
	$(baton) review "$$dir/incidents.baton" --month 2016-05

setup-cli:
	@.ci/setup cli
setup-window:
	@.ci/setup window
setup-test:
	@.ci/setup test

cli: setup-cli
	$(say) "Building the command line (first time about 3 minutes, then seconds)"
	@cargo build --quiet --locked --release -p baton-cli

view: setup-window
	$(say) "Building the view (about 10 seconds)"
	@npm --prefix ui run --silent build

window: view
	$(say) "Building the window (first time about 4 minutes, then seconds)"
	@cargo build --quiet --locked -p baton-desktop --features custom-protocol

test: setup-test cli window ## set up and run every test: rules, workbench, view, journeys, the real window (first time about 25 minutes)
	$(say) "Rules, workbench, charts, doors and journeys (about 10 minutes to build, 3 to run)"
	@BATON_BIN=$(abspath $(baton)) BATON_DESKTOP_BIN=$(abspath $(window)) cargo test --locked --workspace --features baton-desktop/custom-protocol
	$(say) "The view (about 1 minute)"
	@npm --prefix ui run --silent typecheck
	@npm --prefix ui test --silent
	@npm --prefix ui run --silent test:pages

lint: setup-test ## formatting, clippy, the view's lints and the rules of the house
	@cargo fmt --all --check
	@cargo clippy --quiet --locked --workspace --all-targets --features baton-desktop/custom-protocol -- -D warnings
	@npm --prefix ui run --silent lint

bench: setup-test cli ## speed beside the peers, as ratios in one run (about 15 minutes)
	@BATON_BIN=$(abspath $(baton)) tests/bench/run.sh

package: setup-window view ## a .deb and an .rpm of the window (about 15 minutes)
	@cd src-tauri && ../ui/node_modules/.bin/tauri build --bundles deb,rpm --features custom-protocol

clean: ## remove what was built
	@rm -rf $(target) ui/dist ui/node_modules
