# make run: set everything up and start the window (without a display: the demo). make test: set up and pass the tests.
# make release: every package that this system can build, in dist/ (docs/releasing.md).
PYTHON ?= python3
BIN := .venv/bin
DEMO := out/demo

.PHONY: run test lint package package-smoke windows release try-packages clean

run: .venv/.ready-app
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then \
		$(BIN)/vqstudio; \
	else \
		echo "There is no display: running the demo instead of the window."; \
		$(BIN)/vqstudio demo -o $(DEMO); \
	fi

# Two processes: the window's tests wait more than they compute. One thread of torch each: two that share two cores with
# another two take twice as long. In their order: files of one long test, left to the end, would keep one process alone.
test: .venv/.ready-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The folder alone, and the .deb of it.
package:
	PYTHON=$(PYTHON) bash packaging/build.sh
	bash packaging/stage.sh
	bash packaging/deb.sh

package-smoke: .venv/.ready-app
	bash packaging/smoke.sh

# On Linux: an installer and a zip for Windows, in dist/ (docs/windows.md).
windows: .venv/.ready-app
	$(BIN)/python packaging/windows/make_package.py

# MAKE is the make that runs, so that the script can ask it for other packages.
release:
	PYTHON=$(PYTHON) MAKE="$(MAKE)" bash packaging/release.sh

# As root: installs each package of dist/ in a clean system and uses it.
try-packages:
	bash packaging/try_packages.sh

.venv/.ready-app: pyproject.toml packaging/system.sh
	@PYTHON=$(PYTHON) bash packaging/system.sh
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@echo "Installing Python packages into .venv (the first time a few minutes)"
	@$(BIN)/python -m pip install --quiet --editable '.[demo]'
	@$(BIN)/python -m compileall -q vqstudio
	@touch $@

.venv/.ready-dev: .venv/.ready-app
	@echo "Installing the tools for training and tests into .venv"
	@$(BIN)/python -m pip install --quiet --editable '.[demo,training,heif,jxl,raw,dev]'
	@touch $@

clean:
	rm -rf .venv out build dist
