# Two commands matter: `make run` and `make test`. Both make their own environment in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run demo test lint bench audit proof peers lock clean

# Start the bot: on Telegram if BOT_TOKEN is set (environment or .env), else the demo in the browser.
run: $(VENV)/.run
	$(BIN)/zhangben run

# The bot in a chat in the browser, with no token and no network.
demo: $(VENV)/.run
	$(BIN)/zhangben demo

# All tests, with branch coverage.
test: $(VENV)/.dev
	$(BIN)/python -m pytest --ignore=tests/benchmarks --cov --cov-report=term:skip-covered

# What must be true of the code before anybody reads it: style, types.
lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Times and ratios on this machine; then replicas killed, servers stopped and Telegram failing, in full size.
bench: $(VENV)/.dev
	$(BIN)/python -m pytest tests/benchmarks --benchmark-enable --benchmark-only -q -s
	ZHANGBEN_FULL=1 $(BIN)/python -m pytest tests/bot/lossless -s -q

# Known vulnerabilities of what is pinned. A package that the advisory service does not know fails, too: it was not looked at.
audit: $(VENV)/.dev
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-dev.txt -r requirements-build.txt

# The image and compose.yaml, built and run without an engine: needs root and Debian's debootstrap, buildah, runc and caddy.
proof: $(VENV)/.dev
	$(BIN)/python tests/image/prove.py
	$(BIN)/python tests/image/constellation.py

# Other readers of amounts, in an environment of their own, for `make bench` to compare with.
peers: .venv-peers/.done

.venv-peers/.done: tests/benchmarks/requirements-peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/benchmarks/requirements-peers.txt
	touch $@

# Pin what pyproject.toml asks for, with hashes and without naming a registry (needs uv).
lock:
	uv pip compile -q $(LOCK) --group dev pyproject.toml -o requirements-dev.txt
	uv pip compile -q $(LOCK) -c requirements-dev.txt pyproject.toml -o requirements.txt
	uv pip compile -q $(LOCK) --group pyproject.toml:build -o requirements-build.txt
lock: LOCK = --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-strip-extras

# Forget the environment.
clean:
	rm -rf $(VENV) .venv-peers

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
