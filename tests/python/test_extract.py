"""`extract` takes whatever a caller has, and says what is wrong with what it cannot take."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

import onrecord

TEXT = "Lavrov said on Friday that the talks were over."
DAY = dt.date(2020, 3, 5)


class Streamed:
    """Some other frame library's frame."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


FRAME = pl.DataFrame(
    {"doc_id": ["a", "b"], "text": [TEXT, "Second."], "published": [DAY, None], "page": [1, 2]}
)
ROWS = FRAME.to_dicts()


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param(FRAME, id="polars"),
        pytest.param(FRAME.lazy(), id="lazy"),
        pytest.param(ROWS, id="dicts"),
        pytest.param(tuple(ROWS), id="tuple"),
        pytest.param((row for row in ROWS), id="generator"),
        pytest.param(FRAME.to_dict(as_series=False), id="columns"),
        pytest.param(pd.DataFrame(ROWS), id="pandas"),
        pytest.param(pd.DataFrame(ROWS).set_index("doc_id"), id="pandas-index"),
        pytest.param(FRAME.to_arrow(), id="pyarrow"),
        pytest.param(Streamed(FRAME), id="capsule"),
        pytest.param(FRAME.with_columns(pl.col("published").cast(pl.Datetime)), id="datetime"),
        pytest.param(FRAME.with_columns(pl.col("published").cast(pl.String)), id="iso-text"),
        pytest.param(
            FRAME.with_columns(pl.format("{}T23:59:00Z", "published").alias("published")), id="iso-time"
        ),
        pytest.param(FRAME.with_columns(pl.col("doc_id").cast(pl.Categorical)), id="categorical"),
        pytest.param(FRAME[:1].vstack(FRAME[1:]), id="two-chunks"),
    ],
)
def test_every_kind_of_table_gives_the_same(documents: Any) -> None:
    record = onrecord.extract(documents)
    assert record.documents.select("doc_id", "text", "published", "page").rows() == [
        ("a", TEXT, DAY, 1),
        ("b", "Second.", None, 2),
    ]
    expected = onrecord.extract(FRAME)
    for name, frame in expected.frames.items():
        if name != "documents":
            assert_frame_equal(getattr(record, name), frame)


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param(TEXT, id="str"),
        pytest.param([TEXT], id="list"),
        pytest.param({"text": TEXT}, id="dict"),
        pytest.param(pl.Series("body", [TEXT]), id="polars"),
        pytest.param(pl.Series([TEXT]).cast(pl.Categorical), id="categorical"),
        pytest.param(pd.Series([TEXT]), id="pandas"),
        pytest.param(pa.array([TEXT]), id="pyarrow"),
        pytest.param(pa.chunked_array([[TEXT]]), id="pyarrow-chunks"),
    ],
)
def test_texts_alone_are_numbered(documents: Any) -> None:
    record = onrecord.extract(documents)
    assert record.documents.select("doc_id", "text", "error").rows() == [("0", TEXT, None)]
    assert record.sentences.height == 1


def test_columns_may_have_other_names() -> None:
    frame = FRAME.rename({"doc_id": "key", "text": "body", "published": "day"})
    record = onrecord.extract(frame, text="body", doc_id="key", published="day")
    assert record.documents.columns == [*onrecord.schema("documents"), "page"]
    assert_frame_equal(record.documents, onrecord.extract(FRAME).documents)


def test_authors_are_the_callers_or_those_of_the_byline() -> None:
    text = "By Ana Ruiz and Tom Lee\n\nThe envoy left Sochi on Monday, the ministry said."
    names = onrecord.extract([text]).documents["authors"].to_list()
    assert names == [["Ana Ruiz", "Tom Lee"]]
    frame = pl.DataFrame({"text": [text] * 3, "authors": [["Lin Po"], [], None]})
    assert onrecord.extract(frame).documents["authors"].to_list() == [["Lin Po"], *names, *names]
    frame = pl.DataFrame({"text": [text] * 3, "authors": ["Lin Po", " ", None]})
    assert onrecord.extract(frame).documents["authors"].to_list() == [["Lin Po"], *names, *names]
    with pytest.raises(onrecord.OnrecordError, match="authors"):
        onrecord.extract(pl.DataFrame({"text": [text], "authors": [3]}))


def test_other_columns_stay_in_documents() -> None:
    frame = FRAME.with_columns(
        tags=pl.Series([["x"], []]), url=pl.lit("https://example.org/a"), nothing=pl.lit(None)
    )
    documents = onrecord.extract(frame).documents
    assert documents.columns == [*onrecord.schema("documents"), "page", "tags", "url", "nothing"]
    assert documents["tags"].to_list() == [["x"], []]


def test_what_the_caller_knows_of_an_article_is_kept() -> None:
    given = {
        "text": TEXT,
        "title": "Talks",
        "outlet": "Wire",
        "published": "2020-03-05",
        "published_basis": "metadata",
        "language": "en",
    }
    row = onrecord.extract([given]).documents.row(0, named=True)
    assert {name: row[name] for name in given} == {**given, "published": DAY}


def test_a_bad_document_does_not_stop_the_others() -> None:
    rows = [
        {"text": None},
        {"text": 5},
        {"text": b"bytes"},
        {"text": TEXT, "published": "early March 2020"},
        {"text": TEXT, "published": "2020-02-30"},
        {"text": TEXT, "error": "the page was not found"},
        {"text": TEXT, "published": "2020-03-05"},
        {"text": "", "published": ""},
    ]
    record = onrecord.extract(rows)
    assert record.documents["error"].to_list() == [
        "the text is missing",
        "the text is no string but int",
        "the text is no string but bytes",
        "published = 'early March 2020' is no day of the calendar such as 2020-02-15: correct it, or set it to null",
        "published = '2020-02-30' is no day of the calendar such as 2020-02-15: correct it, or set it to null",
        "the page was not found",
        None,
        None,
    ]
    assert record.sentences["doc_id"].unique().to_list() == ["6"]


@pytest.mark.parametrize(
    ("documents", "options", "error", "message"),
    [
        (
            {"body": ["x"]},
            {},
            ValueError,
            "no column 'text' with the texts, but 'body': say which, text=NAME",
        ),
        ({"text": [1]}, {}, TypeError, "column 'text' is Int64, not text"),
        ({"text": [b"x"]}, {}, TypeError, "column 'text' holds bytes: decode it first"),
        ({"text": ["x"]}, {"doc_id": "key"}, ValueError, "no column 'key' with the ids, but 'text'"),
        (
            {"text": ["x"]},
            {"published": "day"},
            ValueError,
            "no column 'day' with the days of publication, but 'text'",
        ),
        (
            {"text": ["x", "y"], "doc_id": ["a", "a"]},
            {},
            ValueError,
            r"column 'doc_id' gives several documents one id \('a'\)",
        ),
        ({"text": ["x", "y"], "doc_id": ["a", None]}, {}, ValueError, "column 'doc_id' has 1 nulls"),
        ({"text": ["x"], "doc_id": [1.5]}, {}, TypeError, "column 'doc_id' is Float64"),
        ({"text": ["x"], "published": [20200305]}, {}, TypeError, "column 'published' is Int64"),
        ({"text": ["x"], "body": ["y"]}, {"text": "body"}, ValueError, "'text' would be there twice"),
        ({"text": ["x"], "error": [[1]]}, {}, TypeError, r"column 'error' is List\(Int64\)"),
        (b"x", {}, TypeError, "bytes: decode them first"),
        (Path("articles"), {}, TypeError, r"onrecord.extract\(onrecord.read\('articles'\)\)"),
        (5, {}, TypeError, "documents are given as int"),
        ([{"text": "x"}, "y"], {}, TypeError, "a list that mixes dicts with other things"),
        ("x", {"threads": 0}, ValueError, "threads=0"),
        ("x", {"threads": True}, TypeError, "threads=True: give a whole number from 1, or None"),
        ("x", {"threads": 1.5}, TypeError, "threads=1.5: give a whole number from 1, or None"),
        ("x", {"threads": 100_000}, ValueError, "threads=100000: .*, four for each core"),
        ("x", {"progress": "yes"}, ValueError, "progress='yes'"),
    ],
)
def test_a_wrong_input_is_an_error_that_says_what_to_do(
    documents: Any, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        onrecord.extract(documents, **options)
    assert isinstance(raised.value, onrecord.OnrecordError)


ODD_TEXTS = [
    "",
    " \n\t\r\n ",
    "\ufeffLavrov said on Friday: “Yes.”",
    "Lavrov 😀 said 👩‍👩‍👧 on Friday: “Yes 🇹🇷.”",
    "Line one.\r\nLine two, said Lavrov.\r\n\r\nOn Friday.",
    "Nul\0in the text, Lavrov said on Friday.",
    "Mevlu\u0308t C\u0327avus\u0327og\u0306lu said on Friday: “Ha\u0301”.",
    "\u202eright to left\u202c Lavrov said on 3 March 2020.",
    "Лавров заявил, что переговоры окончены.",
    "“" * 500,
    "\x1b[31mLavrov\x1b[0m said \u2028 on Friday.\u2029“Yes,” he added.",
    "\U0010ffff\ufffe said Lavrov on Friday.",
]


def test_offsets_are_those_of_python_strings() -> None:
    texts = [*ODD_TEXTS, *onrecord.sample()["text"]]
    record = onrecord.extract(texts)
    assert record.documents["text"].to_list() == texts
    assert record.documents["error"].null_count() == len(texts)
    for name in ("sentences", "mentions", "dates"):
        for row in getattr(record, name).iter_rows(named=True):
            assert texts[int(row["doc_id"])][row["start"] : row["end"]] == row["text"], (name, row)
    for row in record.statements.iter_rows(named=True):
        text = texts[int(row["doc_id"])]
        for part in ("content", "source", "cue", "addressee"):
            pieces = [text[place["start"] : place["end"]] for place in row[f"{part}_spans"]]
            between = " … " if part == "content" else " "
            assert (between.join(pieces) or None) == row[part], (part, row)
    for row in record.blocks.iter_rows(named=True):
        block = texts[int(row["doc_id"])][row["start"] : row["end"]]
        assert block == block.strip() != ""


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert onrecord.extract(["a\ud800b"]).documents["text"].to_list() == ["a\ufffdb"]


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_change_nothing(record: onrecord.Extraction, articles: pl.DataFrame, threads: int) -> None:
    again = onrecord.extract(articles, threads=threads)
    for name, frame in record.frames.items():
        assert_frame_equal(getattr(again, name), frame)


def test_the_order_of_documents_changes_nothing(record: onrecord.Extraction, articles: pl.DataFrame) -> None:
    backwards = onrecord.extract(articles.sort("doc_id", descending=True))
    for name, frame in record.frames.items():
        keys = frame.columns[: 1 if name in ("actors", "documents") else 2]
        assert_frame_equal(getattr(backwards, name).sort(keys), frame.sort(keys))


def test_progress_is_told_how_far_it_is() -> None:
    calls: list[tuple[int, int]] = []
    onrecord.extract(["Talks are over."] * 600, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (600, 600)
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)


def test_an_exception_in_progress_comes_through() -> None:
    def fail(done: int, total: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        onrecord.extract(["Talks are over."], progress=fail)


def test_a_bar_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    onrecord.extract(["Talks are over."], progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("1 of 1 documents\n")


def test_threads_of_python_run_meanwhile() -> None:
    from threading import Event, Thread

    ticks, done = 0, Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = Thread(target=tick)
    thread.start()
    onrecord.extract(["The talks between Russia and Turkey were over, he said. " * 2_000] * 20)
    done.set()
    thread.join()
    assert ticks > 5


def test_a_gazetteer_makes_its_actors_known(tmp_path: Path) -> None:
    rows = [
        {
            "id": "zorblat",
            "name": "Quentin Zorblat",
            "aliases": ["Q. Zorblat"],
            "type": "person",
            "country": "FRA",
            "role": "Envoy",
        }
    ]
    table = tmp_path / "actors.csv"
    table.write_text(
        "id,name,aliases,type,country,role\nzorblat,Quentin Zorblat,Q. Zorblat,person,FRA,Envoy\n"
    )
    lines = tmp_path / "actors.jsonl"
    lines.write_text(pl.DataFrame(rows).write_ndjson())
    extractors = [
        onrecord.Extractor(gazetteer=given) for given in (rows, pl.DataFrame(rows), table, str(lines))
    ]
    assert len(set(extractors)) == 1
    record = extractors[0].extract(["Quentin Zorblat said the talks were over."])
    assert record.actors.filter(pl.col("actor_id") == "zorblat").height == 1


@pytest.mark.parametrize(
    ("gazetteer", "error", "message"),
    [
        ([{"name": "X Y", "type": "persona"}], ValueError, "the gazetteer, line 1.*persona.*person, country"),
        ([{"name": "X Y"}], ValueError, "no column 'type'"),
        (
            [{"name": "X Y", "type": "person", "party": "A"}],
            ValueError,
            "a column 'party' that means nothing here",
        ),
        ([{"name": "X Y", "type": "person", "country": "France"}], ValueError, "France.*alpha-3"),
        ("nowhere.csv", FileNotFoundError, "no gazetteer at nowhere.csv"),
        (5, TypeError, "the gazetteer is given as int"),
    ],
)
def test_a_wrong_gazetteer_is_an_error(gazetteer: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        onrecord.Extractor(gazetteer=gazetteer)
    assert isinstance(raised.value, onrecord.OnrecordError)


def test_an_extractor_travels() -> None:
    extractor = onrecord.Extractor(
        text="body", gazetteer=[{"name": "Quentin Zorblat", "type": "person"}], threads=2
    )
    again = pickle.loads(pickle.dumps(extractor))
    assert again == extractor
    assert hash(again) == hash(extractor)
    assert again.threads == 2
    assert extractor != onrecord.Extractor()
    assert repr(extractor) == "Extractor(text='body', gazetteer=<1 rows>, threads=2)"
    with pytest.raises(AttributeError, match="does not change"):
        extractor.text = "other"  # type: ignore[attr-defined]


def test_its_fingerprint_tells_what_decides_rows() -> None:
    plain = onrecord.Extractor().fingerprint
    assert onrecord.Extractor(text="body", doc_id=None, published="day", threads=1).fingerprint == plain
    assert onrecord.Extractor(gazetteer=[{"name": "Quentin Zorblat", "type": "person"}]).fingerprint != plain
    assert onrecord.Extractor(verbs={"kvetch": "condemn"}).fingerprint != plain
    assert onrecord.Extractor(doubtful=True).fingerprint != plain
    assert onrecord.Extractor(doubtful=False).fingerprint == plain


def test_pieces_of_a_content_do_not_read_as_one_quotation() -> None:
    text = "“The road is open,” the mayor said on Monday. “Nobody used it.”"
    [row] = onrecord.extract(text).statements.to_dicts()
    assert row["content"] == "“The road is open,” … “Nobody used it.”"
    assert [text[span["start"] : span["end"]] for span in row["content_spans"]] == row["content"].split(" … ")


def test_who_asks_gets_rows_that_a_careful_annotator_would_leave_out(tmp_path: Path) -> None:
    text = (
        "Whether guests want a quiet room or a loud one, the inn has it. "
        "If drivers think that the road is closed, they can call the city."
    )
    sure = onrecord.extract(text).statements
    record = onrecord.extract(text, doubtful=True)
    assert sure.height < record.statements.height
    assert repr(onrecord.Extractor(doubtful=True)) == "Extractor(doubtful=True)"
    articles = pl.DataFrame({"doc_id": ["0"], "text": [text]})
    stored = onrecord.extract_to(articles, tmp_path / "out", doubtful=True)
    assert stored.load() == record
    rows = articles.select(onrecord.statements("text", doubtful=True)).to_series().explode().struct.unnest()
    assert rows["confidence"].to_list() == record.statements["confidence"].to_list()
    with pytest.raises(onrecord.exceptions.DtypeError, match="doubtful='yes': give True or False"):
        onrecord.Extractor(doubtful="yes")  # type: ignore[arg-type]


def test_its_hash_is_the_same_in_every_run() -> None:
    code = "import onrecord; print(hash(onrecord.Extractor(text='body')))"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert hashes == {f"{hash(onrecord.Extractor(text='body'))}\n"}


def test_an_article_without_a_day_lies_between_two() -> None:
    text = "In 2017 the two have met three times. On March 9 they agreed to meet on Friday."
    record = onrecord.extract(
        [{"text": text}, {"text": text, "published": "2017-04-01"}, {"text": "They met."}]
    )
    columns = ["published", "published_from", "published_to", "published_evidence"]
    day = dt.date(2017, 4, 1)
    assert record.documents.select(columns).rows() == [
        (None, dt.date(2017, 3, 9), dt.date(2017, 9, 7), "day “March 9”"),
        (day, day, day, None),
        (None, None, None, None),
    ]
    dates = record.dates.filter(pl.col("text") != "2017").select("value", "basis").rows()
    assert dates == [
        ("2017-03-09", "bounded"), ("XXXX-WXX-5", "none"), ("2017-03-09", "published"), ("2017-04-07", "published"),
    ]  # fmt: skip


def test_a_copy_was_written_with_what_it_repeats() -> None:
    report = (
        "The envoy left Ankara on Monday after two days of talks about the truce in the north of the province, "
        * 3
    )
    rows = [
        {"doc_id": "a", "text": report, "published": DAY},
        {"doc_id": "b", "text": report},
        {"doc_id": "c", "text": report + "In 2022 he came back."},
        {"doc_id": "d", "text": "Talks are over."},
    ]
    near = dt.timedelta(days=3)
    whole = onrecord.extract(rows)
    columns = ["published", "published_from", "published_to", "published_evidence"]
    found = whole.documents.select(columns).rows()
    assert found[1] == (None, DAY - near, DAY + near, "copy of “a”")
    assert found[2][1:3] == (dt.date(2022, 1, 1), None)
    assert found[3] == (None, None, None, None)
    assert onrecord.merge([onrecord.extract(rows[:1]), onrecord.extract(rows[1:])]).documents.equals(
        whole.documents
    )


@pytest.mark.parametrize(
    "column", [["", "  "], [0, 1], [False, True], [None, float("nan")], [None, ""], [False, ""]]
)
def test_only_words_in_a_column_of_errors_stop_an_extraction(column: list[object]) -> None:
    rows = [{"text": TEXT, "error": value} for value in column]
    record = onrecord.extract(rows)
    assert record.documents["error"].to_list() == [None, None]
    assert record.sentences.height == 2


def test_what_is_left_out_is_told_with_its_reason() -> None:
    record = onrecord.extract(
        [{"text": TEXT, "error": "<gone>"}, {"text": None}, {"text": None}, {"text": TEXT}]
    )
    said = "3 documents could not be extracted: the text is missing (2), <gone> (1)"
    assert said in repr(record)
    assert said.replace("<gone>", "&lt;gone&gt;") in record._repr_html_()
    many = onrecord.extract([{"text": TEXT, "error": f"reason {number} {'x' * 200}"} for number in range(9)])
    assert "9 documents could not be extracted: reason 0 " in repr(many)
    assert repr(many).endswith("… (1), other errors (7))")
    assert "could not" not in repr(onrecord.extract([TEXT]))


def test_dates_that_lack_a_day_of_publication_are_told() -> None:
    texts = [
        "They met on Tuesday and in March.",
        "They met on 3 March 2020. Recently they met.",
        "They met on Friday.",
    ]
    undated = onrecord.extract(texts)
    for shown in (repr(undated), undated._repr_html_()):
        assert (
            "3 dates not resolved, as 2 articles have no day of publication: give it in a column (published)"
            in shown
        )
    dated = onrecord.extract([{"text": text, "published": "2020-03-05"} for text in texts])
    assert "not resolved" not in repr(dated) + dated._repr_html_()


def test_a_day_that_was_added_is_given() -> None:
    frame = pl.DataFrame({"text": [TEXT] * 3, "published_basis": ["none", "url", None]})
    found = onrecord.extract(frame.with_columns(published=dt.date(2020, 3, 5))).documents
    assert found["published_basis"].to_list() == ["given", "url", "given"]


def test_the_path_of_a_file_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talks.txt").write_text(TEXT)
    with pytest.warns(UserWarning, match=r"onrecord.extract\(onrecord.read\('talks.txt'\)\)") as told:
        onrecord.extract("talks.txt")
    assert told[0].filename == __file__
    for text in ("tal ks.txt", "talk.txt", "", "x" * 5000, "a\0b", TEXT):
        onrecord.extract(text)
