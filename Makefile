# `make run` opens the app, `make test` checks everything; both set up what they need.
SHELL := /bin/sh
PY := .venv/bin/python

.PHONY: run test check lint types layers content pytest coverage test-rooms test-widgets bench \
	pictures atlas atlas-report atlas-check package lock clean help

run: ## Set up and open the app
	@packaging/bootstrap.sh run
	@$(PY) -m desktop_app.content compile
	@$(PY) -m desktop_app $(ARGS)

test: ## Set up and pass all checks and tests
	@packaging/bootstrap.sh test
	@$(MAKE) --no-print-directory check

check: lint types layers content atlas-check pytest

lint:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types:
	$(PY) -m mypy

layers:
	.venv/bin/lint-imports

content: ## Validate data/ and compile it for a fast start
	$(PY) -m desktop_app.content check
	$(PY) -m desktop_app.content compile

atlas-check: ## Fail if atlas.json is older than the body or the rules
	$(PY) -m assets.pipeline.atlas --check

# PySide6 6.12 on Python 3.11 loses references with every call (desktop_app/ui/immortal.py), so that a
# process that has tested thousands of widgets may be killed. Widgets are tested in several, and one
# that dies of a signal is begun once more; a test that fails is not. Two processes run at a time.
TEST := packaging/test_part.sh
WIDGETS := tests/ui tests/ui_atlas tests/ui_pdf tests/ui_figures tests/ui_bringing \
	tests/ui_appraising tests/ui_plans tests/ui_study tests/app tests/e2e tests/study

pytest:
	$(MAKE) --no-print-directory -j2 test-rooms test-widgets

coverage: ## Run the tests, half as long again, and report what they cover
	rm -f .coverage .coverage.*
	COVERAGE=1 $(MAKE) --no-print-directory pytest
	$(PY) -m coverage combine -q
	$(PY) -m coverage report

test-rooms:
	$(TEST) tests $(addprefix --ignore=,$(WIDGETS))

test-widgets:
	for part in $(WIDGETS); do $(TEST) $$part || exit 1; done

bench: ## Print speed and memory as ratios to a floor; ARGS=--full with 100,000 studies
	@packaging/bootstrap.sh test
	@$(PY) -m desktop_app.content compile
	xvfb-run -a -s "-screen 0 1920x1080x24" $(PY) -m tests.bench $(ARGS)

pictures: ## Photograph the stories of plans and study, and paper, into build/pictures
	@packaging/bootstrap.sh test
	@$(PY) -m desktop_app.content compile
	$(PY) -m tests.pictures $(ARGS)

atlas: ## Rebuild the body, the placement and the plates from their sources
	@packaging/bootstrap.sh plates
	$(PY) -m assets.pipeline.build_body
	$(PY) -m assets.pipeline.cameras
	$(PY) -m assets.pipeline.atlas
	$(PY) -m assets.pipeline.plates

atlas-report: ## Write build/atlas-report/index.html: each point's rule, place and measures
	@packaging/bootstrap.sh plates
	$(PY) -m assets.pipeline.report

package: ## Build dist/yongquan_VERSION_amd64.deb
	@packaging/bootstrap.sh package
	$(PY) -m desktop_app.content compile
	$(PY) packaging/build.py

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	for what in run test plates package; do packaging/lock.sh $$what; done

clean:
	rm -rf build dist .coverage .mypy_cache .ruff_cache .import_linter_cache

help:
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16
