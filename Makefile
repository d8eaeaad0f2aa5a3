# Everything on a fresh Debian 12 machine with Swift 6.3: `make demo`, `make test`.

SWIFT ?= swift
# The manifest lists the documents under Codemods/ itself: a cached one would miss a new folder.
FLAGS := --manifest-cache none
BUILD := .build
REDLINE := $(BUILD)/debug/redline
PYTHON := $(BUILD)/venv/bin/python

.PHONY: demo test bench format build release prepare venv proofs oracles corpus

demo: build
	@sh Tests/Sample/demo.sh $(abspath $(REDLINE))

# Unit tests, snapshots, proofs, random programs before and after, then the parser against CPython on its own library.
test: build venv proofs
	$(SWIFT) build $(FLAGS) --build-tests
	REDLINE_PYTHON=$(abspath $(PYTHON)) REDLINE_PROOFS=$(abspath $(BUILD)/proofs) $(SWIFT) test $(FLAGS) --skip-build
	$(REDLINE) snapshot verify Snapshots
	$(PYTHON) Tests/Oracles/equivalence.py $(REDLINE) --count 300
	$(MAKE) --no-print-directory oracles

# Accept and reject as ast.parse does, the same trees, and every byte back: on the standard library of this Python and on
# random programs.
oracles: build venv
	$(PYTHON) Tests/Oracles/accept_reject.py --redline $(REDLINE) --stdlib --cache $(BUILD)/oracles
	$(PYTHON) Tests/Oracles/ast_equal.py --redline $(REDLINE) --stdlib --cache $(BUILD)/oracles
	$(PYTHON) Tests/Oracles/random_programs.py --redline $(REDLINE) --count 2000

# Large real trees from PyPI (15,000 files), for the oracles and the benchmark.
corpus: venv
	$(PYTHON) Tests/Oracles/corpus.py $(BUILD)/corpus

bench: release corpus
	$(PYTHON) Tests/Benchmarks/bench.py $(BUILD)/release/redline $(BUILD)/corpus --readme README.md

format:
	$(SWIFT) format --in-place --recursive Sources Codemods Tests Package.swift

build: prepare
	$(SWIFT) build $(FLAGS)

# Libraries inside and no position independence: half of the start of the program (see Sources/README.md).
release: prepare
	$(SWIFT) build $(FLAGS) -c release --static-swift-stdlib -Xlinker -no-pie

prepare:
	@sh .ci/prepare

# The frameworks that the proofs run with, a virtual environment for each set of pinned versions.
PROOFS := $(patsubst Tests/Proofs/%.txt,$(BUILD)/proofs/%/installed,$(wildcard Tests/Proofs/*.txt))

proofs: $(PROOFS)

$(BUILD)/proofs/%/installed: Tests/Proofs/%.txt | prepare
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@cp $< $@

venv: prepare
	@test -x $(PYTHON) || python3 -m venv $(BUILD)/venv
