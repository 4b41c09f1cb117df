# Remit's commands. `make run` and `make test` prepare the machine themselves; run either twice and the second is quick.

.DEFAULT_GOAL := help
.PHONY: help run test screens build dev setup

# A fresh rustup is not on the PATH of the shell that installed it; the newer Node is there where Debian's is too old.
export PATH := $(CURDIR)/target/node/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Build Remit and start it with a sandbox bank and sample data
	@cargo xtask build --release
	@target/release/remit serve --demo

test: ## Every check: format, lints, rules of the house, tests on both databases, browsers
	@xtask/setup.sh test
	@cargo xtask test

screens: ## A contact sheet of every page and state: target/screens/index.html
	@xtask/setup.sh test
	@cargo xtask build --release
	@cd end2end && REMIT_BIN=$(CURDIR)/target/release/remit npx --no-install playwright test --config screens

build: setup ## Build the finished product: target/release/remit, one file
	@cargo xtask build --release

dev: setup ## Rebuild and restart on every change
	@cargo xtask dev

setup:
	@xtask/setup.sh build
