"""In a child that was forked after use, every public call answers or says why not; none waits for ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")

# What each child does, by the public name that it is a case of: names that are no calls have none.
PROGRAM = '''
import json, os, signal, sys, time, warnings
from pathlib import Path

warnings.simplefilter("ignore")
folder = Path(sys.argv[1])
used = sys.argv[2] == "used"
import onrecord
import polars as pl
from onrecord import review
from onrecord._engines.actors import JoinedActors
from onrecord._who import KEYS

text = "“Talks are over,” Sergey Lavrov said on Monday."
(folder / "a.txt").write_text(text, encoding="utf-8")
(folder / "a.jsonl").write_text(json.dumps({"text": text}) + "\\n", encoding="utf-8")
(folder / "a.csv").write_text('text\\n"Talks are over."\\n', encoding="utf-8")
(folder / "a.warc").write_bytes(b"WARC/1.0\\r\\nContent-Length: 0\\r\\n\\r\\n\\r\\n\\r\\n")
(folder / "actors.csv").write_text("name,type\\nMira Solberg,person\\n", encoding="utf-8")
extractor = onrecord.Extractor()
record = stored = batches = gold = tasks = None
if used:
    pl.DataFrame({"text": [text]}).write_parquet(folder / "a.parquet")
    record = onrecord.extract(onrecord.read(folder / "a.txt"))
    record.write_parquet(folder / "record")
    stored = onrecord.extract_to(folder / "a.txt", folder / "stored")
    onrecord.merge([record, onrecord.extract([{"doc_id": "other", "text": text}])])
    batches = onrecord.scan([folder / "a.txt", folder / "a.jsonl"], batch_size=1)
    next(batches)
    list(onrecord.scan(folder / "a.txt"))
    gold = review.gold(record)
    tasks = review.label_studio_tasks(record)
    examples = review.prodigy_tasks(record)
frame = pl.DataFrame({"text": [text]})

CASES = {
    "Extractor": [lambda: onrecord.Extractor(), lambda: onrecord.Extractor(gazetteer=[{"name": "Mira Solberg", "type": "person"}]),
                  lambda: onrecord.Extractor(gazetteer=folder / "actors.csv"), lambda: onrecord.Extractor(gazetteer=frame.lazy()),
                  lambda: extractor.extract([text]), lambda: hash(extractor), lambda: repr(extractor)],
    "OnrecordNamespace": [lambda: frame.select(pl.col("text").onrecord.statements())],
    "dates": [lambda: frame.select(onrecord.dates("text"))],
    "mentions": [lambda: frame.select(onrecord.mentions("text"))],
    "sentences": [lambda: frame.select(onrecord.sentences("text"))],
    "statements": [lambda: frame.select(onrecord.statements("text"))],
    "extract": [lambda: onrecord.extract([text]), lambda: onrecord.extract([text], threads=1)],
    "extract_to": [lambda: onrecord.extract_to(folder / "a.txt", folder / "child")],
    "arrow_schema": [lambda: onrecord.arrow_schema("dates")],
    "extract_batches": [lambda: list(onrecord.extract_batches([__import__("pyarrow").record_batch({"doc_id": ["a"], "text": [text]})], "dates", published=None))],
    "actor_keys": [lambda: list(onrecord.actor_keys([]))],
    "join_actors": [lambda: onrecord.join_actors(pl.DataFrame(schema=KEYS))],
    "name_actors": [lambda: list(onrecord.name_actors([], JoinedActors(frame, frame.select(key="text"))))],
    "write_part": [lambda: onrecord.write_part([{"doc_id": "a", "text": text}], folder / "parts", 0, published=None)],
    "join_parts": [lambda: onrecord.join_parts(folder / "parts")],
    "merge": [lambda: onrecord.merge([record])],
    "parse_date": [lambda: onrecord.parse_date("3 May 2020")],
    "read": [lambda: onrecord.read(folder / "a.txt")],
    "read_csv": [lambda: onrecord.read_csv(folder / "a.csv")],
    "read_gazetteer": [lambda: onrecord.read_gazetteer(folder / "actors.csv")],
    "read_html": [lambda: onrecord.read_html(["<p>Talks are over, the ministry said."])],
    "read_jsonl": [lambda: onrecord.read_jsonl(folder / "a.jsonl")],
    "read_parquet": [lambda: onrecord.read_parquet(folder / "a.parquet")],
    "read_text": [lambda: onrecord.read_text(folder / "a.txt")],
    "read_warc": [lambda: onrecord.read_warc(folder / "a.warc")],
    "sample": [lambda: onrecord.sample()],
    "scan": [lambda: list(onrecord.scan(folder / "a.txt")), lambda: next(batches)],
    "schema": [lambda: onrecord.schema("dates")],
    "Batches": [lambda: onrecord.Batches()],
    "Limits": [lambda: onrecord.Limits(article=1)],
    "Extraction": [lambda: onrecord.Extraction.read_parquet(folder / "record"), lambda: repr(record)],
    "StoredExtraction": [lambda: onrecord.StoredExtraction(folder / "stored")],
    "review": [lambda: review.gold(record), lambda: review.evaluate(gold, record), lambda: review.label_studio_config(),
               lambda: review.label_studio_tasks(record), lambda: review.prodigy_tasks(record),
               lambda: review.from_label_studio(tasks, predictions=True), lambda: review.from_prodigy(examples),
               lambda: review.write_gold(gold, folder / "gold"), lambda: review.read_gold(folder / "gold"),
               lambda: review.write_label_studio(record, folder / "studio"), lambda: review.write_prodigy(record, folder / "prodigy"),
               lambda: review.read_annotations(folder / "a.jsonl"), lambda: review.write_sheet(record, folder / "a.csv"),
               lambda: review.decide(record, folder / "made.tsv"), lambda: review.read_decisions(folder / "made.tsv")],
    "write_csv": [lambda: onrecord.write_csv(record.statements, folder / "a.csv")],
}
# The readers of single formats begin alike, whatever the file.
for name in (name for name in onrecord.__all__ if name.startswith("read_")):
    CASES.setdefault(name, [lambda name=name: getattr(onrecord, name)(folder / "a.txt")])
ARGUMENTS = {"show": ["a.txt"], "report": [folder / "report.html"], "write_duckdb": [folder / "a.duckdb"], "to_spacy": ["a.txt", None],
             "to_docbin": [None], "write_web_annotations": [folder / "a.json"], "write_excel_csv": [folder / "excel"],
             "write_parquet": [folder / "again"], "read_parquet": [folder / "record"], "for_documents": [["a.txt"]], "search": ["talks"],
             "corrected": [gold], "decided": [folder / "made.tsv"], "write_csv": [folder / "csv"], "write_xlsx": [folder / "a.xlsx"],
             "write_sqlite": [folder / "a.db"], "write_graph": [folder / "a.gexf"], "write_tei": [folder / "a.xml"],
             "write_followthemoney": [folder / "a.ftm"], "write_brat": [folder / "brat"], "write_cas": [folder / "cas"]}


def of_methods(thing):
    """Each public method and property of an object, called with what it needs."""
    for name in dir(type(thing)):
        if name[0] == "_" and name not in ("__repr__", "_repr_html_"):
            continue
        def call(name=name):
            member = getattr(thing, name)
            return member(*ARGUMENTS.get(name, [])) if callable(member) else member
        call.__name__ = name
        yield call


if used:
    CASES["Extraction"] += list(of_methods(record))
    CASES["StoredExtraction"] += list(of_methods(stored))


def outcome(call):
    """How a call ends in a child that is forked now."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            call()
            said = "answers"
        except onrecord.OnrecordError as error:
            said = f"{type(error).__name__}: {error}"
        except BaseException as error:
            said = f"!{type(error).__name__}: {error}"
        os.write(writing, said.encode()[:4000])
        os._exit(0)
    os.close(writing)
    until = time.monotonic() + 20
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "hangs"
        time.sleep(0.005)
    with open(reading, "rb") as pipe:
        return pipe.read().decode()


wanted = list(CASES) if used else ["Extractor", "extract", "parse_date", "sample", "read_text", "statements"]
print(json.dumps({name: [outcome(call) for call in CASES[name]] for name in wanted}))
'''

#: Public names that are not called.
NO_CALLS = {"OnrecordError", "ParsedDate", "__version__", "exceptions", "schemas"}


def outcomes(folder: Path, threads: int, state: str) -> dict[str, list[str]]:
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    command = [sys.executable, "-c", PROGRAM, str(folder), state]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("threads", [1, 2])
def test_every_public_call_answers_in_a_forked_child_or_names_the_remedy(
    tmp_path: Path, threads: int
) -> None:
    found = outcomes(tmp_path, threads, "used")
    assert set(found) == set(onrecord.__all__) - NO_CALLS
    for name, ends in found.items():
        for end in ends:
            is_right = end == "answers" or (
                end.startswith("ForkError: ") and '"spawn") or "forkserver"' in end
            )
            # What is no fault of the fork is none here: an extra that is not installed, an argument that fits no case.
            assert is_right or end.startswith(("MissingExtraError", "!AttributeError")), (name, end)
    # What the core does alone, and what only reads files and options, works.
    alone = ("parse_date", "schema", "Batches", "Limits", "read_gazetteer")
    assert {name: set(found[name]) for name in alone} == {name: {"answers"} for name in alone}
    assert found["Extractor"][:3] == ["answers"] * 3
    for name in ("extract", "extract_to", "merge", "read", "sample", "scan", "statements"):
        assert all(end.startswith("ForkError: ") for end in found[name]), name


@pytest.mark.parametrize("threads", [1, 2])
def test_a_child_of_a_process_that_used_nothing_can_do_everything(tmp_path: Path, threads: int) -> None:
    for name, ends in outcomes(tmp_path, threads, "unused").items():
        assert set(ends[:3]) == {"answers"}, (name, ends)


def test_the_core_works_in_a_child_while_its_parent_has_a_pool(tmp_path: Path) -> None:
    program = (
        "import os, sys, onrecord\n"
        "onrecord.extract(['Talks are over.'] * 4, threads=2)\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(0 if onrecord.parse_date('3 May 2020').value == '2020-05-03' else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], timeout=60, check=True)
