# Two commands: `make run` (the dashboard) and `make test` (everything checked). `make help` lists the rest.
# Nothing is installed or built twice: stamps in $(VENV) say which requirements are installed,
# a fingerprint in $(STORE) says from which input and code the warehouse was built.

VENV   ?= .venv
PORT   ?= 8501
PLANS  ?= data/plans
TABLES ?= data/tables
CORRECTIONS ?= data/corrections.csv
STORE  ?= store
INPUTS ?= 10000
DEMO   ?= build/demo
SHARE  ?= 1/40
PYTHON  = $(VENV)/bin/python
SOURCES = etl warehouse sql data $(PLANS) $(TABLES) $(CORRECTIONS) requirements.txt

# A Python that was upgraded or removed under the environment leaves a dead link: install again.
$(shell test -x $(PYTHON) || rm -f $(VENV)/.installed $(VENV)/.installed-dev)

.DEFAULT_GOAL := help
.PHONY: help run demo build rebuild check-data test lint types unit browser-tests browser office bench fuzz screenshots dictionary pins clean

help: ## list the commands 列出命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## install, build what changed, open the dashboard 启动看板 (PORT=8501)
	@$(MAKE) --no-print-directory build || { test -f $(STORE)/current && \
	echo "本次没有发布新批次, 看板仍用上一批次 / Nothing was published; the dashboard serves the previous build"; }
	@exec $(PYTHON) -m scripts.serve --port $(PORT) --store $(STORE)

# A build that had rejected rows (exit 1) is published and says so; one that published nothing (exit 2) stops here.
demo: $(VENV)/.installed ## a made-up county with twelve months of returns, in a store of its own 合成数据演示
	@$(PYTHON) -m synthetic --out $(DEMO)
	@$(PYTHON) -m etl build --plans $(DEMO)/plans --tables $(DEMO)/tables --store $(DEMO)/store --corrections $(DEMO)/corrections.csv \
	|| [ $$? -eq 1 ]
	@exec $(PYTHON) -m scripts.serve --port $(PORT) --store $(DEMO)/store

build: $(VENV)/.installed ## build the warehouse when data or code changed 建库
	@now=$$(find $(SOURCES) -type f ! -name '*.pyc' -exec cksum {} + | LC_ALL=C sort | cksum); \
	if [ -f $(STORE)/current ] && [ "$$now" = "$$(cat $(STORE)/.built-from 2>/dev/null)" ]; then exit 0; fi; \
	$(PYTHON) -m etl build --plans $(PLANS) --tables $(TABLES) --corrections $(CORRECTIONS) --store $(STORE) || [ $$? -eq 1 ] || exit 2; \
	printf '%s\n' "$$now" > $(STORE)/.built-from

rebuild: ## build the warehouse even when nothing changed 重新建库
	@rm -f $(STORE)/.built-from
	@$(MAKE) --no-print-directory build

check-data: $(VENV)/.installed ## tell what of the input would load and what would not 检查数据
	@$(PYTHON) -m etl check --corrections $(CORRECTIONS) $(PLANS) $(TABLES)

test: lint types browser office ## everything: lint, types, unit, view, page and browser tests 全部检查与测试
	@$(PYTHON) -m pytest -n auto --maxprocesses 4 --dist loadgroup

lint: $(VENV)/.installed-dev ## ruff: faults and format
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: $(VENV)/.installed-dev ## mypy, strict
	@$(PYTHON) -m mypy

unit: $(VENV)/.installed-dev ## all tests but those in a browser
	@$(PYTHON) -m pytest --ignore tests/browser --ignore tests/test_readme.py

browser-tests: browser ## only the tests in a browser
	@$(PYTHON) -m pytest tests/browser

browser: $(VENV)/.installed-dev ## find a browser and a Chinese font, or install them
	@$(PYTHON) -m scripts.browser

office: $(VENV)/.installed-dev ## find programs that read old Word documents (.doc), or install them
	@$(PYTHON) -m scripts.office

bench: browser build ## speed of parser, pages and a build of SHARE of a nation (1: all of it) 测速
	@$(PYTHON) -m bench.parse_speed
	@$(PYTHON) -m bench.page_speed --store $(STORE)
	@$(PYTHON) -m bench.nation --share $(SHARE)

fuzz: $(VENV)/.installed-dev ## read mutated documents, INPUTS of them 随机改写文档
	@$(PYTHON) -m tests.fuzz_parser --inputs $(INPUTS)

screenshots: browser build ## pictures of every page in build/screenshots, and docs/overview.png 截图
	@$(PYTHON) -m tests.browser.screenshots --store $(STORE)

dictionary: $(VENV)/.installed ## write docs/data-dictionary.md from the declarations 数据字典
	@$(PYTHON) -m warehouse.dictionary

pins: $(VENV)/.installed-dev ## pin requirements*.in anew; UPGRADE=--upgrade takes newer versions
	@for name in requirements requirements-dev; do \
	UV_CUSTOM_COMPILE_COMMAND="make pins" $(PYTHON) -m uv pip compile -q --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links $(UPGRADE) $$name.in -o $$name.txt || exit 1; done

clean: ## remove what these commands made: environment, warehouse, caches 清理
	rm -rf $(VENV) $(STORE) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: requirements.txt
	@sh scripts/install.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@sh scripts/install.sh $(VENV) requirements-dev.txt
	@touch $@
