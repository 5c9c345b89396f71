# The only commands to know. What was done once is remembered in .make/ and not done again.

PORT ?= 8000
JOBS ?= 2
ATTEMPTS ?= 5000
WITHIN ?= 15
PY := .venv/bin/python
TOOLS := .venv/bin
# Checks and commands run with the fixed settings of the tests: none of them needs a server.
WITH_SETTINGS := $(PY) -m tests.environment
MESSAGES := $(wildcard src/mydimos/locale/*/LC_MESSAGES/*.po)
CHECKS := check-style check-types check-imports check-migrations check-templates check-messages check-locks
# Run once with coverage: every branch of COVERED must be taken.
MEASURED := $(addprefix tests/,scheduling timetable booking reception directory access notifications)
COVERED := src/mydimos/scheduling/*,src/mydimos/timetable/*,src/mydimos/booking/*,src/mydimos/*/rules.py
# Browsers, processes, races, servers of their own, or hundreds of pages.
QUICK_PAGES := $(addprefix tests/web/test_,choosing.py forms.py messages.py pages.py texts.py ui.py)
SLOW := $(addprefix tests/,journeys demo local kills races worker adapters notifications config \
  access/test_taking_at_once.py booking/test_access_codes.py booking/test_actors.py \
  booking/test_changes_meanwhile.py booking/test_moving.py booking/test_moving_holds.py \
  booking/test_moving_people.py booking/test_races.py booking/test_tabs_of_an_employee.py \
  crypto/test_rotation.py directory/test_adopting.py directory/test_first_municipality.py \
  directory/test_loading.py greek/test_search.py greek/test_spelling.py \
  notices/test_versions_at_once.py scheduling/test_best_fit.py identity/test_passwords_checked.py \
  identity/test_factors.py timetable/test_loading.py web/office) \
  $(filter-out $(QUICK_PAGES),$(wildcard tests/web/test_*.py))
PACKAGES := package.json package-lock.json .npmrc

# The set-up steps below build on each other, in the order in which they are named.
.NOTPARALLEL:
.PHONY: help demo demo-reset test coverage test-fast test-kills test-races check fix bench manual lock $(CHECKS)
.DEFAULT_GOAL := help

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: .make/demo .make/node .make/messages ## run the whole product at http://127.0.0.1:8000 (PORT=… for another port)
	@PORT=$(PORT) exec $(PY) -m mydimos_demo --ends-with-parent

demo-reset: .make/demo ## forget what was entered in the demo
	@$(PY) -m mydimos_demo --reset

test: .make/dev .make/node .make/messages ## run all tests, in a browser too
	@scripts/browser
	@$(MAKE) --no-print-directory coverage
	@$(TOOLS)/pytest -n $(JOBS) --dist loadfile $(addprefix --ignore=,$(MEASURED))

coverage: .make/dev .make/messages ## run the tests of times and booking; every branch must be taken
	@$(TOOLS)/pytest -n $(JOBS) --dist loadfile --cov --cov-report= $(MEASURED)
	@$(TOOLS)/coverage report --include='$(COVERED)' --fail-under=100

test-fast: .make/dev .make/messages ## a first look in half a minute: no browser, no npm, few pages
	@NODE_MODULES=$(CURDIR)/.make/none HYPOTHESIS_PROFILE=fast $(TOOLS)/pytest -q -n $(JOBS) --dist loadfile \
	  -m 'not journey and not packages' $(addprefix --ignore=,$(SLOW))

test-kills: .make/dev .make/node .make/messages ## 20 people book while parts of the demo are killed (4 minutes; WITHIN=15: seconds to be back)
	@$(PY) -m tests.kills --seconds=$(WITHIN)

test-races: .make/dev ## many people race for few times (a minute; ATTEMPTS=5000)
	@$(PY) -m tests.races --attempts=$(ATTEMPTS)

check: $(CHECKS) ## what must hold besides the tests: style, types, imports, migrations, messages (-k: go on)
$(CHECKS): .make/dev .make/node .make/messages

check-style:
	$(TOOLS)/ruff format --check --quiet
	$(TOOLS)/ruff check
	$(PY) scripts/check_prose.py

check-types:
	$(WITH_SETTINGS) $(TOOLS)/mypy

check-imports:
	$(TOOLS)/lint-imports

check-migrations:
	$(WITH_SETTINGS) $(PY) scripts/check_migrations.py

check-templates:
	$(TOOLS)/djlint src --check --lint --quiet

check-messages:
	$(PY) scripts/check_messages.py

check-locks:
	scripts/check-locks

fix: .make/dev ## format, sort, collect messages to translate
	$(TOOLS)/ruff check --fix-only
	$(TOOLS)/ruff format
	-$(TOOLS)/djlint src --reformat --quiet
	$(WITH_SETTINGS) $(PY) manage.py collect_messages --skip-checks

bench: .make/dev .make/node .make/messages ## measure; the figures are explained in benchmarks/README.md
	@$(PY) -m benchmarks

manual: .make/dev .make/node .make/messages ## take the pictures of the manual anew, and print it
	@scripts/browser
	@scripts/build-manual

lock: .make/venv ## write the lock files anew: newest versions that pyproject.toml allows
	scripts/lock

# -- set-up, each step once

.make/venv: requirements-tools.lock scripts/make-venv
	@scripts/make-venv
	@touch $@

.make/demo: .make/venv requirements-demo.lock
	@$(TOOLS)/uv pip install --quiet --python $(PY) --require-hashes -r requirements-demo.lock
	@touch $@

.make/dev: .make/venv requirements-dev.lock
	@$(TOOLS)/uv pip install --quiet --python $(PY) --require-hashes -r requirements-dev.lock
	@touch $@

.make/node: .make/venv $(PACKAGES) requirements-node.lock scripts/npm-ci
	@scripts/npm-ci
	@touch $@

.make/messages: $(MESSAGES)
	@$(WITH_SETTINGS) $(PY) manage.py compile_messages --skip-checks >/dev/null
	@touch $@
