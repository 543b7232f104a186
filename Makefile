# make setup · demo · test · bench · soak · screenshots · format · lock · clean
PYTHON ?= python3
SERVE ?= 1
BIN := .venv/bin

# Messages and right answers that are no part of the project; tests that need them count only where they are.
XIANGLI_TRUTH ?= $(abspath $(wildcard ../shared/data))
export XIANGLI_TRUTH

.PHONY: setup setup-run setup-tests demo test bench soak screenshots format lock clean

setup: setup-tests

setup-run:
	@$(PYTHON) tools/setup.py

setup-tests:
	@$(PYTHON) tools/setup.py --tests

demo: setup-run
	$(BIN)/xiangli init
	$(BIN)/xiangli demo
	@if [ "$(SERVE)" = 0 ]; then echo "The demo is built. Start it with: make demo"; else exec env XIANGLI_SECOND_FACTOR=administer,secure,audit $(BIN)/xiangli serve; fi

test: setup-tests
	@$(BIN)/python tools/check.py

bench:
	@$(PYTHON) tools/setup.py --bench
	@$(BIN)/python -m benchmarks

soak: setup-tests
	@$(BIN)/python tools/check.py --soak

screenshots: setup-tests
	@$(BIN)/python tools/screenshots.py

format: setup-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	$(PYTHON) tools/lock.py

clean:
	rm -rf .venv var build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info
