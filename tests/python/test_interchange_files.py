"""Files for other programs: each is read back by its own program's library, with every row."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import json
import sqlite3
import sys
import warnings
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import onrecord
from onrecord._interchange import xlsx
from onrecord._interchange.articles import articles as in_articles
from onrecord._interchange.followthemoney import entities
from onrecord._interchange.graph import about_each_other
from onrecord._search.about import told_of

HOSTILE = (
    "😀 “=1+1 🇹🇷\r\nis\x07 no sum,” Sergey Lavrov told Recep Tayyip Erdoğan on 3 March 2020.\r\n\r\n"
    "“Iran\tand Turkey said in May that <b>nobody</b> & nothing would leave,” he added.\r\n"
)


@pytest.fixture(scope="module")
def hostile() -> onrecord.Extraction:
    """Letters beyond U+FFFF, breaks of lines, marks of markup and formulas; an article without a text, and one in error."""
    return onrecord.extract(
        [
            {"doc_id": "=a/b", "title": "-1", "text": HOSTILE, "url": "https://example.org/?a=1&b=2", "size": 2**60},
            {"doc_id": "b", "text": "", "size": None},
            {"doc_id": "c <&", "text": "Iran denied it.", "error": "cut off", "size": 7},
        ]
    )  # fmt: skip


@pytest.fixture(params=["sample", "hostile", "empty", "stored"])
def mine(
    request: pytest.FixtureRequest, record: onrecord.Extraction, hostile: onrecord.Extraction, tmp_path: Path
) -> onrecord.Extraction | onrecord.StoredExtraction:
    if request.param == "stored":
        hostile.write_parquet(tmp_path / "stored")
        return onrecord.StoredExtraction(tmp_path / "stored")
    if request.param == "empty":
        return onrecord.extract(pl.DataFrame(schema={"text": pl.String}))
    return record if request.param == "sample" else hostile


Mine = onrecord.Extraction | onrecord.StoredExtraction


def frames(record: Mine) -> dict[str, pl.DataFrame]:
    return {name: frame.lazy().collect() for name, frame in record.frames.items()}


def texts(record: Mine) -> dict[str, str]:
    return {
        name: text or "" for name, text in frames(record)["documents"].select("doc_id", "text").iter_rows()
    }


def in_xml(text: str) -> str:
    """A text as XML holds it."""
    return text.replace("\x07", "\ufffd")


# CSV


def test_csv_has_what_the_frames_have(mine: Mine, tmp_path: Path) -> None:
    folder = mine.write_csv(tmp_path / "csv")
    for name, frame in frames(mine).items():
        text = (folder / f"{name}.csv").read_bytes().decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == frame.height, name
        for read, row in zip(rows, frame.iter_rows(named=True), strict=True):
            for column, value in row.items():
                if isinstance(value, list):
                    assert json.loads(read[column]) == value
                elif isinstance(value, str):
                    assert read[column] == value
                elif value is None:
                    assert read[column] == ""
        assert list(pl.read_csv(folder / f"{name}.csv", infer_schema=False).columns) == frame.columns


def test_any_frame_is_written_as_csv(record: onrecord.Extraction, tmp_path: Path) -> None:
    odd = pl.DataFrame(
        {
            "a": [[1, None], []], "b": [{"x": dt.date(2020, 3, 1)}, None], "c": [b"\x00\xff", None],
            "d": pl.Series([object(), None], dtype=pl.Object), "e": [dt.timedelta(days=1), None],
        }
    )  # fmt: skip
    path = onrecord.write_csv(odd, tmp_path / "odd.csv")
    [first, second] = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    assert (json.loads(first["a"]), json.loads(first["b"]), first["c"]) == (
        [1, None],
        {"x": "2020-03-01"},
        "AP8=",
    )
    assert first["e"] == "P1D"
    assert json.loads(second["a"]) == [] and second["b"] == second["c"] == second["d"] == ""
    for frame in (record.table(), record.echoes().frame, record.search("talk*")):
        back = pl.read_csv(onrecord.write_csv(frame, tmp_path / "any.csv"), infer_schema=False)
        assert (back.columns, back.height) == (frame.columns, frame.height)


def test_a_long_frame_has_one_header(tmp_path: Path) -> None:
    frame = pl.DataFrame({"number": range(25_000)})
    path = onrecord.write_csv(frame.lazy(), tmp_path / "long.csv")
    assert pl.read_csv(path)["number"].to_list() == frame["number"].to_list()


# Excel


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    openpyxl = pytest.importorskip("openpyxl")
    with closing(openpyxl.load_workbook(path)) as book:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_workbook_has_every_row_and_no_formula(mine: Mine, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = mine.write_xlsx(tmp_path / "talks.xlsx")
    found = sheets(path)
    assert list(found) == ["table", *mine.frames, "provenance"]
    for name, frame in {"table": mine.table(), **frames(mine)}.items():
        header, *rows = found[name]
        assert list(header) == frame.columns
        assert len(rows) == frame.height, name
        for read, row in zip(rows, frame.iter_rows(named=True), strict=True):
            for cell, value in zip(read, row.values(), strict=True):
                if isinstance(value, list):
                    assert json.loads(cell) == value
                elif isinstance(value, str) and value:
                    # Excel's own files write characters that XML cannot hold like this.
                    assert cell == value.replace("\x07", "_x0007_").replace("\r", "_x000D_")
                elif isinstance(value, dt.date):
                    assert cell.date() == value
                elif isinstance(value, int) and value >= 10**15:
                    assert cell == str(value)
                elif isinstance(value, float):
                    assert cell == pytest.approx(value)
                else:
                    assert cell == value or (value == "" and cell is None)
    with closing(openpyxl.load_workbook(path)) as book:
        kinds = Counter(cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row)
        assert "f" not in kinds and kinds["s"]
        for sheet in book:
            assert sheet.auto_filter.ref and sheet.freeze_panes == "A2"
            assert min(one.width for one in sheet.column_dimensions.values()) >= 8
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                        # It stays a text when somebody edits it.
                        assert cell.quotePrefix


def test_what_a_cell_does_not_hold_goes_on_elsewhere(tmp_path: Path) -> None:
    text = "Nobody spoke. 😀" * 5_000
    record = onrecord.extract([{"doc_id": "a", "text": "Short."}, {"doc_id": "b", "text": text}])
    with pytest.warns(UserWarning, match=r"long.xlsx: \d texts are longer than the 32,767 characters"):
        record.write_xlsx(tmp_path / "long.xlsx")
    found = sheets(tmp_path / "long.xlsx")
    column = found["documents"][0].index("text")
    assert found["continued"][0] == ("sheet", "row", "column", "part", "text")
    rest = [row[4] for row in found["continued"][1:] if row[:3] == ("documents", 3, "text")]
    whole = [found["documents"][2][column], *rest]
    assert "".join(whole) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= 32_767 for piece in whole)
    assert [row[3] for row in found["continued"][1:] if row[0] == "documents"] == list(
        range(2, len(whole) + 1)
    )


def test_what_a_sheet_does_not_hold_goes_on_elsewhere(
    record: onrecord.Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 301)
    with pytest.warns(
        UserWarning,
        match=r"statements has more rows than the 301 of a sheet: it goes on in 'statements \(2\)'",
    ):
        record.write_xlsx(tmp_path / "many.xlsx")
    found = sheets(tmp_path / "many.xlsx")
    for name, frame in record.frames.items():
        parts = [rows for title, rows in found.items() if title == name or title.startswith(f"{name} (")]
        assert len(parts) == max(1, -(-frame.height // 300)) and all(len(rows) <= 301 for rows in parts)
        assert all(rows[0] == tuple(frame.columns) for rows in parts)
        first = [row[1] for rows in parts for row in rows[1:]]
        assert first == frame.to_series(1).to_list()


def test_days_that_excel_does_not_know_are_texts(record: onrecord.Extraction, tmp_path: Path) -> None:
    days = [dt.date(1453, 5, 29), dt.date(1900, 1, 1), dt.date(1901, 1, 1)]
    moments = [None, dt.datetime(2020, 3, 1, 12, tzinfo=dt.UTC), None]
    with xlsx.Book(tmp_path / "days.xlsx") as book:
        book.add("days", pl.DataFrame({"day": days, "moment": moments, "share": [float("nan"), 0.5, None]}))
    rows = sheets(tmp_path / "days.xlsx")["days"][1:]
    assert [row[0] for row in rows] == ["1453-05-29", "1900-01-01", dt.datetime(1901, 1, 1)]
    assert [row[1] for row in rows] == [None, "2020-03-01T12:00:00+00:00", None]
    assert [row[2] for row in rows] == ["nan", 0.5, None]


# SQLite


def test_sqlite_has_every_row_and_its_keys_hold(mine: Mine, tmp_path: Path) -> None:
    path = mine.write_sqlite(tmp_path / "talks.db")
    assert mine.write_sqlite(path) == path  # and again, in the place of the first
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for name, frame in frames(mine).items():
            rows = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
            assert len(rows) == frame.height, name
            for read, row in zip(rows, frame.iter_rows(named=True), strict=True):
                for column, value in row.items():
                    if isinstance(value, list):
                        assert json.loads(read[column]) == value
                    elif isinstance(value, dt.date):
                        assert read[column] == value.isoformat()
                    else:
                        assert read[column] == value
        speakers = connection.execute("SELECT doc_id, statement_id, actor_id FROM speakers ORDER BY rowid")
        said = frames(mine)["statements"].select("doc_id", "statement_id", "speaker_ids")
        assert list(map(tuple, speakers)) == said.explode("speaker_ids").drop_nulls().rows()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        [made] = connection.execute("SELECT provenance FROM provenance").fetchone()
        assert json.loads(made) == mine.provenance


def test_full_text_search_folds_case_and_diacritics(record: onrecord.Extraction, tmp_path: Path) -> None:
    path = record.write_sqlite(tmp_path / "talks.db")
    with closing(sqlite3.connect(path)) as connection:
        query = (
            "SELECT s.doc_id, s.statement_id FROM statements s JOIN statements_fts f ON f.rowid = s.rowid "
            "WHERE statements_fts MATCH ? ORDER BY 1, 2"
        )
        for word in ("ceasefire", "IDLIB"):
            held = pl.col("content").str.to_lowercase().str.contains(rf"\b{word.lower()}\b")
            expected = record.statements.filter(
                held | pl.col("source").fill_null("").str.to_lowercase().str.contains(rf"\b{word.lower()}\b")
            )
            assert expected.height
            assert (
                connection.execute(query, [word]).fetchall()
                == expected.select("doc_id", "statement_id").sort("doc_id", "statement_id").rows()
            )
        found = connection.execute(
            "SELECT doc_id FROM documents WHERE rowid IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'erdogan')"
        ).fetchall()
        named = record.documents.filter(pl.col("text").str.contains("Erdo[gğ]an"))["doc_id"]
        assert sorted(name for [name] in found) == sorted(named)
        connection.execute("DELETE FROM statements WHERE statement_id = 0")
        connection.execute("INSERT INTO statements_fts(statements_fts) VALUES ('rebuild')")
        connection.commit()
        connection.execute("VACUUM")
        assert {row[1] for row in connection.execute(query, ["Idlib"])} and connection.execute(
            "INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)"
        )


@pytest.mark.filterwarnings("default")  # of the packages that Datasette needs
def test_datasette_opens_it_and_searches(record: onrecord.Extraction, tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app")
    path = record.write_sqlite(tmp_path / "talks.db")

    async def asked() -> list[Any]:
        datasette = app.Datasette([str(path)])
        await datasette.invoke_startup()
        paths = [f"/talks/{name}.json?_size=0" for name in record.frames]
        paths += [
            "/talks/statements.json?_search=idlib&_size=max&_shape=array",
            "/talks/statements",
            "/talks/documents",
        ]
        return [await datasette.client.get(one) for one in paths]

    answers = asyncio.run(asked())
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    counts = [answer.json()["filtered_table_rows_count"] for answer in answers[: len(record.frames)]]
    assert counts == [frame.height for frame in record.frames.values()]
    hits = answers[-3].json()
    assert hits and all("idlib" in json.dumps(hit).lower() for hit in hits)
    # Who speaks is a link to the actor's row, and there is a box to search in.
    assert 'href="/talks/actors/turkey"' in answers[-2].text and 'name="_search"' in answers[-2].text


def test_other_tables_of_a_database_stay(record: onrecord.Extraction, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "mine.db")) as connection:
        connection.execute("CREATE TABLE notes (note)")
        connection.commit()
    with closing(sqlite3.connect(record.write_sqlite(tmp_path / "mine.db"))) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
    (tmp_path / "no.db").write_text("This is a text, and no database, for as long as it goes on." * 20)
    with pytest.raises(OSError, match=r"no\.db cannot be written as a database"):
        record.write_sqlite(tmp_path / "no.db")
    twice = record.replace(documents=record.documents.with_columns(Text=pl.lit("")))
    with pytest.raises(ValueError, match="'text' and 'Text', which are one name in SQLite"):
        twice.write_sqlite(tmp_path / "twice.db")


# Graphs


@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_networkx_reads_every_edge(mine: Mine, ending: str, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    path = mine.write_graph(tmp_path / f"talks{ending}")
    graph = networkx.read_gexf(path) if ending == ".gexf" else networkx.read_graphml(path)
    statements, mentions = (frames(mine)[name] for name in ("statements", "mentions"))
    pairs = Counter(
        (speaker, other)
        for doc_id, number, other in told_of(statements, mentions).iter_rows()
        for speaker in statements.filter(doc_id=doc_id, statement_id=number)["speaker_ids"].item()
    )
    assert graph.is_directed()
    assert {(one, other): facts["weight"] for one, other, facts in graph.edges(data=True)} == dict(pairs)
    for _, _, facts in graph.edges(data=True):
        assert sum(int(act.split()[-1]) for act in facts["acts"].split("; ")) == facts["weight"]
        assert facts["documents"] <= facts["weight"] and facts.get("first", "") <= facts.get("last", "")
    actors = {row["actor_id"]: row for row in frames(mine)["actors"].iter_rows(named=True)}
    assert set(graph) == {name for pair in pairs for name in pair}
    for name, facts in graph.nodes(data=True):
        for key in ("name", "type", "country", "role", "statements", "mentions"):
            assert facts.get(key) == actors[name][key]
        assert facts["label"] == actors[name]["name"]


def test_pairs_are_counted_by_act() -> None:
    record = onrecord.extract(
        [
            {"text": "Iran accused Turkey of lying.", "published": "2020-03-01"},
            {"text": "Iran accused Turkey of theft. Iran said Turkey was weak.", "published": "2020-03-04"},
        ]
    )
    [row] = about_each_other(record).filter(speaker_id="iran", actor_id="turkey").rows(named=True)
    assert (row["weight"], row["acts"], row["documents"]) == (3, "accuse 2; say 1", 2)
    assert (row["first"], row["last"]) == ("2020-03-01", "2020-03-04")


def test_a_graph_needs_a_known_ending(record: onrecord.Extraction, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"let it end in \.gexf or \.graphml"):
        record.write_graph(tmp_path / "talks.csv")


# FollowTheMoney


@pytest.mark.filterwarnings("default")
def test_followthemoney_takes_every_entity(mine: Mine, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney").model
    path = mine.write_followthemoney(tmp_path / "talks.ftm.json")
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert given == list(entities(mine))
    assert len({entity["id"] for entity in given}) == len(given)
    ids = {entity["id"]: entity["schema"] for entity in given}
    for entity in given:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            property_ = proxy.schema.get(name)
            assert property_ is not None, (entity["schema"], name)
            assert len(proxy.get(name)) == len(set(values)), (name, values)  # none was thrown away as invalid
            if property_.type.name == "entity":
                for value in values:
                    assert model[ids[value]].is_a(property_.range), (name, ids[value])
    counts = Counter(entity["schema"] for entity in given)
    found = frames(mine)
    assert counts["Article"] == found["documents"].height and counts["Event"] == found["statements"].height
    assert counts["Mention"] == found["mentions"].filter(pl.col("actor_id").is_not_null(), kind="name").height
    others = sum(counts.values()) - counts["Article"] - counts["Event"] - counts["Mention"]
    assert others == found["actors"].height


def test_a_statement_as_an_event() -> None:
    record = onrecord.extract([{"text": "Iran denied that Turkey had left.", "published": "2020-03-01"}])
    found = list(entities(record))
    [event] = [entity["properties"] for entity in found if entity["schema"] == "Event"]
    assert event["organizer"] == ["actor-iran"] and event["involved"] == ["actor-turkey"]
    assert event["keywords"] == ["deny", "indirect"] and event["date"] == ["2020-03-01"]
    [iran] = [entity for entity in found if entity["id"] == "actor-iran"]
    assert (iran["schema"], iran["properties"]["country"]) == ("PublicBody", ["ir"])


# TEI

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def test_tei_says_who(mine: Mine, tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    corpus = etree.parse(mine.write_tei(tmp_path / "talks.xml")).getroot()
    named = {one.get(ID): one for one in corpus.iter() if one.get(ID)}
    assert len(named) == sum(1 for one in corpus.iter() if one.get(ID))
    people = {
        one.findtext(f"{TEI}idno"): f"#{name}"
        for name, one in named.items()
        if one.tag in (f"{TEI}person", f"{TEI}org")
    }
    assert set(people) == {in_xml(name) for name in frames(mine)["actors"]["actor_id"]}
    bodies = [one.find(f"{TEI}text/{TEI}body") for one in corpus.findall(f"{TEI}TEI")]
    found = frames(mine)
    assert ["".join(body.itertext()) for body in bodies] == [in_xml(text) for text in texts(mine).values()]
    for article, body in zip(in_articles(mine), bodies, strict=True):
        for row in article.statements:
            first = named[f"d{article.number}.s{row['statement_id']}"]
            pieces = [first]
            while pieces[-1].get("next"):
                following = named[pieces[-1].get("next")[1:]]
                assert following.get("prev") == f"#{pieces[-1].get(ID)}"
                pieces.append(following)
            said = "".join("".join(piece.itertext()) for piece in pieces)
            told = "".join(article.text[span["start"] : span["end"]] for span in row["content_spans"])
            assert "".join(said.split()) == "".join(in_xml(told).split())
            assert first.get("who") == (" ".join(people[name] for name in row["speaker_ids"]) or None)
            assert all(pointer[1:] in named for pointer in first.get("ana").split())
            assert (f"#act.{row['act']}" in first.get("ana")) and (
                "#saying.negated" in first.get("ana")
            ) == row["negated"]
        for tags, rows in (
            (("persName", "orgName", "placeName", "rs"), article.mentions),
            (("date",), article.dates),
        ):
            marked = Counter(
                "".join("".join(one.itertext()).split()) for one in body.iter(*(TEI + tag for tag in tags))
            )
            told = Counter("".join(in_xml(row["text"]).split()) for row in rows)
            assert not told - marked
    pointers = {one.get("ref") for one in corpus.iter() if one.get("ref")}
    assert pointers <= {f"#{name}" for name in named}
    assert len(bodies) == found["documents"].height


# brat


@pytest.mark.filterwarnings("default")
def test_bioc_reads_brat(mine: Mine, tmp_path: Path) -> None:
    brat = pytest.importorskip("bioc.brat")
    folder = mine.write_brat(tmp_path / "brat")
    allowed = {
        line.split("\t")[0]
        for line in (folder / "annotation.conf").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("[")
    }
    written = sorted(folder.glob("*.ann"))
    assert len(written) == frames(mine)["documents"].height
    for file, article in zip(written, in_articles(mine), strict=True):
        text = file.with_suffix(".txt").read_bytes().decode()
        assert text == article.text
        document = brat.loads(text, file.read_bytes().decode())
        entities = {one.id: one for one in document.entities}
        for one in entities.values():
            pieces = [text[piece.begin : piece.end] for piece in sorted(one.locations)]
            assert " ".join(pieces).rstrip() == one.text and one.type in allowed
        events = sorted(document.events, key=lambda one: int(one.id[1:]))
        assert len(events) == len(article.statements)

        def words(place: Any, text: str = text) -> str:
            return "".join(
                "".join(text[piece.begin : piece.end].split()) for piece in sorted(place.locations)
            )

        for event, row in zip(events, article.statements, strict=True):
            assert event.type == row["act"]
            for role in ("content", "source", "addressee"):
                told = "".join(
                    "".join(text[span["start"] : span["end"]].split()) for span in row[f"{role}_spans"]
                )
                assert told == (words(entities[event.arguments[role]]) if role in event.arguments else "")
            outer = event.arguments.get("within")
            assert (None if outer is None else int(outer[1:]) - 1) == next(
                (
                    place
                    for place, one in enumerate(article.statements)
                    if one["statement_id"] == row["parent_id"]
                ),
                None,
            )
        negated = {one.refid for one in document.attributes if one.type == "negated"}
        assert len(negated) == sum(row["negated"] for row in article.statements)
        kinds = Counter(one.type for one in entities.values())
        assert kinds["date"] == len(article.dates)
        types = set(onrecord.schemas.MENTION_TYPE.categories)
        assert sum(kinds[name] for name in types) == len(article.mentions)
        notes = {one.refid: one.text for one in document.notes}
        for event, row in zip(events, article.statements, strict=True):
            assert ("speakers=" + ", ".join(row["speaker_ids"]) in notes.get(event.id, "")) == bool(
                row["speaker_ids"]
            )


# UIMA CAS


@pytest.mark.filterwarnings("default")
def test_cassis_reads_every_row(mine: Mine, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    folder = mine.write_cas(tmp_path / "cas")
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    files = sorted(folder.glob("*.xmi"))
    assert len(files) == frames(mine)["documents"].height
    for file, article in zip(files, in_articles(mine), strict=True):
        with file.open("rb") as opened:
            cas = cassis.load_cas_from_xmi(opened, typesystem=types)
        text = in_xml(article.text)
        assert (cas.sofa_string or "") == text
        parts = list(cas.select("webanno.custom.StatementPart"))
        for row in article.statements:
            mine_parts = [part for part in parts if part.statement == str(row["statement_id"])]
            for role in ("content", "source", "cue", "addressee"):
                assert sorted((part.begin, part.end) for part in mine_parts if part.label == role) == sorted(
                    (span["start"], span["end"]) for span in row[f"{role}_spans"]
                )
            [first] = [part for part in mine_parts if part.act]
            assert (first.act, first.kind, first.speakers) == (
                row["act"], row["kind"], ", ".join(row["speaker_ids"]) or None,
            )  # fmt: skip
            tied = [
                link.Dependent.xmiID
                for link in cas.select("webanno.custom.StatementLink")
                if link.label == "part" and link.Governor.xmiID == first.xmiID
            ]
            assert sorted([first.xmiID, *tied]) == sorted(part.xmiID for part in mine_parts)
        within = [link for link in cas.select("webanno.custom.StatementLink") if link.label == "within"]
        assert sorted((link.Governor.statement, link.Dependent.statement) for link in within) == sorted(
            (str(row["statement_id"]), str(row["parent_id"]))
            for row in article.statements
            if row["parent_id"] is not None
        )
        for layer, rows, key in (
            ("webanno.custom.ActorMention", article.mentions, "identifier"),
            ("webanno.custom.TimeExpression", article.dates, "value"),
        ):
            column = "actor_id" if key == "identifier" else key
            found = [(one.begin, one.end, one.get_covered_text(), one[key]) for one in cas.select(layer)]
            assert sorted(found, key=str) == sorted(
                ((row["start"], row["end"], in_xml(row["text"]), row[column]) for row in rows), key=str
            )


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("xlsxwriter", "write_xlsx", "xlsx"),
        ("networkx", "write_graph", "graph"),
        ("cassis", "write_cas", "cas"),
    ],
)
def test_a_missing_package_is_named(
    record: onrecord.Extraction,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    call: str,
    extra: str,
    tmp_path: Path,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"pip install 'onrecord\[{extra}\]'"):
        getattr(record, call)(tmp_path / "talks.gexf")


def test_files_are_the_same_from_run_to_run(record: onrecord.Extraction, tmp_path: Path) -> None:
    for call, name in (
        ("write_tei", "a.xml"),
        ("write_followthemoney", "a.json"),
        ("write_graph", "a.graphml"),
    ):
        paths = [getattr(record, call)(tmp_path / f"{number}{name}") for number in range(2)]
        assert paths[0].read_bytes() == paths[1].read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        record.write_xlsx(tmp_path / "quiet.xlsx")
