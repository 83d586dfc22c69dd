# SPDX-License-Identifier: GPL-2.0-or-later
# `make demo` and `make test` are all it takes, also on a machine without QGIS. `make help` lists the rest.
# Paths are relative and recipes run in this folder, so its name and the spaces in it do not matter.

SHELL := /bin/bash
PYTHON ?= /usr/bin/python3
export PYTHON
ARGS ?=
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

I18N := resources/i18n/service_points
SAMPLE := resources/sample/pine_river
SAMPLE_SOURCES := $(wildcard scripts/make_sample.py scripts/sample/*.py scripts/sample/*/* resources/schema/schema.json \
	core/text.py core/schema/*.py core/store/*.py)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-22s %s\n", $$1, $$2}' Makefile
	@echo '  ARGS="…" hands options to pytest: make test ARGS="-k catchments"'

.PHONY: setup-runtime
setup-runtime: ## install what the plugin needs: QGIS, scipy, shapely, lrelease
	@scripts/setup_runtime.sh

.PHONY: setup-test
setup-test: ## install what the tests need, in an environment outside the repository
	@scripts/setup_test.sh

.PHONY: translations
translations: $(patsubst %.ts,%.qm,$(wildcard $(I18N)_*.ts)) ## compile the .ts files

$(I18N)_%.qm: $(I18N)_%.ts | setup-runtime
	@$(PYTHON) scripts/i18n.py compile

.PHONY: pseudo
pseudo: translations ## the pseudo-locale, for SERVICE_POINTS_LANGUAGE=qps
	@$(PYTHON) scripts/i18n.py pseudo

.PHONY: sample
sample: $(SAMPLE)_store.gpkg $(SAMPLE)_base.gpkg ## generate the fictional county

$(SAMPLE)_store.gpkg: $(SAMPLE_SOURCES) | setup-runtime
	@QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/make_sample.py
	@touch $(SAMPLE)_store.gpkg $(SAMPLE)_base.gpkg

$(SAMPLE)_base.gpkg: $(SAMPLE)_store.gpkg
	@test -e $@

VENDOR := resources/finder/vendor/maplibre-gl.js

.PHONY: finder-assets
finder-assets: $(VENDOR) ## fetch the public finder's map library from the npm registry

$(VENDOR): scripts/finder_assets.sh
	@scripts/finder_assets.sh

.PHONY: demo
demo: setup-runtime translations sample finder-assets ## the main job on the sample, without a screen
	@QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/demo.py build/demo

.PHONY: test
test: setup-test translations sample finder-assets ## the whole suite on the installed QGIS
	@scripts/test.sh installed $(ARGS)

.PHONY: test-340
test-340: setup-test translations sample finder-assets ## the suite on QGIS 3.40, unpacked beside the installed one
	@scripts/test.sh 3.40 $(ARGS)

.PHONY: test-344
test-344: setup-test translations sample finder-assets ## the suite on QGIS 3.44 in a Debian 13 folder (root)
	@scripts/test.sh 3.44 $(ARGS)

.PHONY: test-matrix
test-matrix: test test-340 test-344 ## all three, one after another

.PHONY: lint
lint: setup-test ## ruff, mypy on core/, translations
	@scripts/lint.sh

.PHONY: desktop
desktop: setup-runtime translations sample ## open QGIS with the plugin and the sample
	@$(PYTHON) scripts/desktop.py open

.PHONY: screenshots
screenshots: setup-test translations sample finder-assets ## the pictures of the documentation, EN/FR; ARGS="panel --theme dark" to look at a part
	@$(PYTHON) scripts/screenshots.py $(ARGS)

.PHONY: tutorial
tutorial: setup-runtime translations ## make the tutorial's figures and pictures anew (needs ../shared/data/ottawa)
	@QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/tutorial.py $(ARGS)

.PHONY: reference
reference: setup-runtime translations sample ## make the reference pages of algorithms and schema anew, from the code
	@QT_QPA_PLATFORM=offscreen $(PYTHON) scripts/reference.py $(ARGS)

.PHONY: package
package: translations sample finder-assets ## the zip that QGIS installs and its bill of materials, in dist/
	@$(PYTHON) scripts/package.py
	@$(PYTHON) scripts/sbom.py

.PHONY: release
release: translations sample finder-assets ## VERSION=0.2.0: change log, metadata, commit and tag, then the package
	@$(PYTHON) scripts/release.py "$(VERSION)"

.PHONY: setup-bench
setup-bench: setup-runtime ## install the routers that the benchmarks compare with, outside the repository
	@scripts/setup_bench.sh

.PHONY: bench
bench: setup-bench ## the figures of the README, about ten minutes; ARGS="--only native --sizes 20k" for a part
	@$(PYTHON) benchmarks/run.py $(ARGS)

.PHONY: bench-large
bench-large: setup-bench ## 500k and 2M edges, New York, two processes, growth: an hour or two
	@$(PYTHON) benchmarks/run.py --large $(ARGS)

.PHONY: bench-national
bench-national: setup-bench ## a country of 2M edges: interrupted, growth, 20,000 points, an hour or two
	@$(PYTHON) benchmarks/run.py --national --runs 1 $(ARGS)

.PHONY: bench-postgis
bench-postgis: setup-test translations ## a register of a million points in PostgreSQL, about ten minutes; POINTS=50000 for fewer
	@SERVICE_POINTS_MILLION=$(or $(POINTS),1000000) scripts/test.sh installed tests/servers/test_million.py -s $(ARGS)

.PHONY: clean
clean: ## remove what was built here; the caches outside the repository stay
	@rm -rf build dist .qgis-settings .hypothesis .pytest_cache .mypy_cache .ruff_cache
	@rm -rf resources/finder/vendor
	@rm -f resources/i18n/*.qm resources/sample/*.gpkg resources/sample/*.gpkg-*
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
