# For a fresh Debian 12 machine with Swift 6.3: `make demo`, `make test`.

SWIFT ?= swift
# The manifest lists the folders under Codemods/ when it is evaluated: a cached one would miss a new folder.
FLAGS := --manifest-cache none
BUILD := .build
SEED ?= 1
REDLINE := $(BUILD)/debug/redline
DEV := $(BUILD)/debug/redline-dev
PYTHON := $(BUILD)/venv/bin/python
BROWSER := $(BUILD)/browser

.PHONY: demo test bench format build release prepare venv proofs oracles corpus formatting fuzz fuzz-coverage reliability variations browser

demo: build
	@sh Tests/Sample/demo.sh $(abspath $(REDLINE))

# Unit tests, snapshots, proofs, random programs before and after, situations in git and the file system, then the parser
# against CPython on its own library.
test: build venv proofs browser
	$(SWIFT) build $(FLAGS) --build-tests
	REDLINE_PYTHON=$(abspath $(PYTHON)) REDLINE_PROOFS=$(abspath $(BUILD)/proofs) $(SWIFT) test $(FLAGS) --skip-build
	$(REDLINE) snapshot verify Snapshots Codemods
	$(PYTHON) Tests/Oracles/equivalence.py $(REDLINE) --count 300
	$(BUILD)/proofs/newest/bin/python Tests/Oracles/applications.py $(REDLINE) --count 20
	$(PYTHON) Tests/Oracles/layouts.py $(REDLINE) Snapshots Codemods --every 180
	$(PYTHON) Tests/Oracles/neighbours.py $(REDLINE) Snapshots Codemods --every 180
	$(BUILD)/debug/fuzz-mutations Snapshots --replay Tests/Fuzz/Corpus --seconds 15
	$(PYTHON) Tests/Reliability/matrix.py $(REDLINE)
	$(BROWSER)/bin/python Tests/Browser/browser.py $(REDLINE)
	$(MAKE) --no-print-directory oracles

# Accept and reject as ast.parse does, the same trees, and every byte back: on the standard library of this Python and on
# random programs.
oracles: build venv
	$(PYTHON) Tests/Oracles/accept_reject.py --redline $(DEV) --stdlib --cache $(BUILD)/oracles
	$(PYTHON) Tests/Oracles/ast_equal.py --redline $(DEV) --stdlib --cache $(BUILD)/oracles
	$(PYTHON) Tests/Oracles/random_programs.py --redline $(DEV) --count 2000
	$(PYTHON) Tests/Oracles/rejects.py --redline $(DEV)

# A thousand random applications before and after, each recorded case in every layout, and each neighbour of every fix.
APPLICATIONS ?= 1000

variations: release proofs venv
	$(BUILD)/proofs/newest/bin/python Tests/Oracles/applications.py $(BUILD)/release/redline --count $(APPLICATIONS) --seed $(SEED)
	$(PYTHON) Tests/Oracles/layouts.py $(BUILD)/release/redline Snapshots Codemods --seed $(SEED)
	$(PYTHON) Tests/Oracles/neighbours.py $(BUILD)/release/redline Snapshots Codemods --seed $(SEED)

# Signals, full disks, and errors injected into system calls; see Tests/Reliability/README.md. Some parts need root.
SIGNALS ?= 60

reliability: build
	@command -v strace >/dev/null || { apt-get update -qq && apt-get install -y -qq strace >/dev/null; }
	python3 Tests/Reliability/faults.py $(REDLINE) --signals $(SIGNALS) --seed $(SEED)

# Large real trees from PyPI (15,000 files), for the oracles and the benchmark.
corpus: venv
	$(PYTHON) Tests/Oracles/corpus.py $(BUILD)/corpus

# Files that ruff format and black accept, before and after the fixes: recorded cases, the corpus, Python's own library.
formatting: release corpus
	$(PYTHON) Tests/Oracles/formatting.py $(BUILD)/release/redline Snapshots $(BUILD)/corpus \
		$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("stdlib"))') --format-first

bench: release corpus
	$(PYTHON) Tests/Benchmarks/bench.py $(BUILD)/release/redline $(BUILD)/corpus --readme README.md

# Random inputs, RUNS of each kind: real files recombined wrongly, then libFuzzer guided by coverage. See Tests/Fuzz/README.md.
RUNS ?= 100000
FUZZ := $(BUILD)/fuzz

fuzz: fuzz-coverage
	$(SWIFT) build $(FLAGS) -c release --product fuzz-mutations
	$(BUILD)/release/fuzz-mutations Snapshots $(wildcard $(BUILD)/corpus) --replay Tests/Fuzz/Corpus --seed $(SEED) --count $(RUNS)
	@mkdir -p $(FUZZ)/found
	SWIFT_BACKTRACE=enable=no $(BUILD)/coverage/release/fuzz-coverage -runs=$(RUNS) -seed=$(SEED) -dict=Tests/Fuzz/python.dict \
		-max_len=2048 -timeout=10 -artifact_prefix=$(FUZZ)/ -print_final_stats=1 $(FUZZ)/found $(FUZZ)/seeds

# A separate build, because every module is instrumented. Swift's default linker fails on it.
fuzz-coverage: prepare
	REDLINE_FUZZ=1 $(SWIFT) build $(FLAGS) -c release --scratch-path $(BUILD)/coverage --product fuzz-coverage \
		-Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
	@mkdir -p $(FUZZ)/seeds
	@find Snapshots Tests/Fuzz/Corpus Tests/PythonSyntaxTests/Fixtures/accept -name '*.py' ! -name proof.py -size -4 | \
		while read -r file; do cp "$$file" "$(FUZZ)/seeds/$$(echo "$$file" | tr / -)"; done

format:
	$(SWIFT) format --in-place --recursive Sources Codemods Tests Package.swift

build: prepare
	$(SWIFT) build $(FLAGS)

# Statically linked and not position-independent, for a faster start (see Sources/README.md).
release: prepare
	$(SWIFT) build $(FLAGS) -c release --static-swift-stdlib -Xlinker -no-pie

prepare:
	@sh .ci/prepare

# The frameworks for the proofs: one virtual environment per set of pinned versions.
PROOFS := $(patsubst Tests/Proofs/%.txt,$(BUILD)/proofs/%/installed,$(wildcard Tests/Proofs/*.txt))

proofs: $(PROOFS)

$(BUILD)/proofs/%/installed: Tests/Proofs/%.txt | prepare
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@cp $< $@

# Chromium's driver, and rules of accessibility: a package for another driver has the newest ones inside.
browser: $(BROWSER)/installed

$(BROWSER)/installed: Tests/Browser/requirements.txt | prepare
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	$(@D)/bin/pip install --quiet --disable-pip-version-check --no-deps axe-playwright-python==0.1.8
	@cp $< $@

# With the programs that the tests read reports with; of sarif-tools only the reader, without its charts.
venv: $(BUILD)/venv/readers

$(BUILD)/venv/readers: Tests/Reports/requirements.txt | prepare
	@test -x $(PYTHON) || python3 -m venv $(BUILD)/venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $<
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps sarif-tools==3.0.5
	@cp $< $@
