# Two jobs: `make site` builds the website, `make test` checks everything. Both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test test-all lint serve clean lock bench bench-search bench-search-browser help

site: ## import the pages in content/pages and build site/
	@$(PYTHON) scripts/setup.py site
	@$(BIN)/python -m jianbao build

serve: ## build, show the site on this machine, rebuild on every change
	@$(PYTHON) scripts/setup.py site
	@$(BIN)/python -m jianbao serve

test: lint ## everything CI runs
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder --cov --cov-report=term

lint:
	@$(PYTHON) scripts/setup.py test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-all: lint ## with the slow tests
	@$(PYTHON) scripts/setup.py lowest
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder --cov --cov-report=term -m "slow or not slow"

bench-search: ## what search finds and costs (invented articles; needs node)
	@$(PYTHON) scripts/setup.py test
	$(BIN)/python scripts/bench_search.py

bench-search-browser: ## the same in Chromium over a slow line; ARTICLES=a site's data/articles.jsonl [PAGEFIND=a Python with it]
	@$(PYTHON) scripts/setup.py test
	$(BIN)/python scripts/bench_search_browser.py $(ARTICLES) $(if $(PAGEFIND),--pagefind $(PAGEFIND))

lock: ## write constraints/*.txt anew (needs uv)
	$(PYTHON) scripts/lock.py

bench: ## how long builds take, with invented articles (scripts/bench.py --help says more)
	@$(PYTHON) scripts/setup.py site
	$(BIN)/python scripts/bench.py

clean: ## remove the built site and the cache
	@$(PYTHON) scripts/setup.py site
	@$(BIN)/python -m jianbao clean

help: ## list the jobs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort
