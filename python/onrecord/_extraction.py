"""What was extracted: eight linked frames, written and read together, and shown, drawn and handed on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from onrecord._fork import methods_need_polars
from onrecord.exceptions import ExtractionReadError, PathNotFoundError
from onrecord.schemas import FRAMES, STORED

if TYPE_CHECKING:
    import duckdb
    import ibis
    import pandas
    import pyarrow
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

    from onrecord._echoes.result import Echoes
    from onrecord._plot.charts import Plots
    from onrecord._progress import Progress
    from onrecord._views.page import DocumentView

__all__ = ["Extraction", "stored_frames"]


@methods_need_polars(but=("cite", "frames", "plot"))
class Extraction:
    """Eight linked frames; `onrecord.schemas` says what they hold.

    >>> import onrecord
    >>> record = onrecord.extract(["Talks are over."])
    >>> record.documents.height
    1
    """

    __slots__ = (*STORED, "provenance")

    documents: pl.DataFrame
    """One row an article; the caller's other columns follow."""
    blocks: pl.DataFrame
    """One row a block of lines."""
    sentences: pl.DataFrame
    """One row a sentence of title, captions and body."""
    statements: pl.DataFrame
    """One row an attribution: who is reported to have said what, to whom, when."""
    actors: pl.DataFrame
    """One row a real-world entity, over all documents."""
    mentions: pl.DataFrame
    """One row a place in the text that stands for an actor, or a place name that only locates."""
    dates: pl.DataFrame
    """One row a time expression."""
    spans: pl.DataFrame
    """One row a range of time; its ends are rows of the dates."""
    local_actors: pl.DataFrame
    """What each document alone tells of its actors: what `merge` starts from."""
    links: pl.DataFrame
    """Which of them each mention, speaker and addressee is."""
    provenance: dict[str, Any]
    """Versions, options, and hashes of the tables and models that decided the rows."""

    def __init__(
        self,
        *,
        documents: pl.DataFrame,
        blocks: pl.DataFrame,
        sentences: pl.DataFrame,
        statements: pl.DataFrame,
        actors: pl.DataFrame,
        mentions: pl.DataFrame,
        dates: pl.DataFrame,
        spans: pl.DataFrame,
        local_actors: pl.DataFrame,
        links: pl.DataFrame,
        provenance: dict[str, Any],
    ) -> None:
        self.documents = documents
        self.blocks = blocks
        self.sentences = sentences
        self.statements = statements
        self.actors = actors
        self.mentions = mentions
        self.dates = dates
        self.spans = spans
        self.local_actors = local_actors
        self.links = links
        self.provenance = provenance

    @property
    def frames(self) -> dict[str, pl.DataFrame]:
        """The eight frames by name."""
        return {name: getattr(self, name) for name in FRAMES}

    def write_parquet(self, directory: str | Path) -> None:
        """Writes each frame to a Parquet file of its name in `directory`, and `provenance.json` beside them."""
        folder = Path(directory)
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in stored_frames(self).items():
            frame.write_parquet(folder / f"{name}.parquet")
        text = json.dumps(self.provenance, indent=2, ensure_ascii=False)
        (folder / "provenance.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read_parquet(cls, directory: str | Path) -> Extraction:
        """Reads what `write_parquet` wrote."""
        folder = Path(directory)
        if not folder.is_dir():
            raise PathNotFoundError(f"there is no folder {folder} with an extraction")
        frames: dict[str, pl.DataFrame] = {}
        for name, schema in STORED.items():
            path = folder / f"{name}.parquet"
            if not path.is_file():
                raise ExtractionReadError(f"{folder} holds no extraction: {path.name} is missing")
            try:
                frame = pl.read_parquet(path)
            except (pl.exceptions.PolarsError, OSError) as error:
                raise ExtractionReadError(f"{path} cannot be read: {error}") from error
            if list(frame.schema.items())[: len(schema)] != list(schema.items()):
                raise ExtractionReadError(f"{path} has the columns of another version: extract the documents anew")
            frames[name] = frame
        try:
            provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ExtractionReadError(f"{folder / 'provenance.json'} cannot be read: {error}") from error
        return cls(**frames, provenance=provenance)

    def __repr__(self) -> str:
        counts = ", ".join(f"{getattr(self, name).height:,} {name}" for name in FRAMES)
        failed = self._failed()
        return f"Extraction({counts}{f'; {failed:,} documents with an error' if failed else ''})"

    def _failed(self) -> int:
        return self.documents.height - self.documents["error"].null_count()

    def _repr_html_(self) -> str:
        from onrecord._views.summary import summary

        return summary(self)

    def show(self, doc_id: str) -> DocumentView:
        """One article with its blocks, statements, actors and dates marked, for a notebook or `save(path)`.

        >>> import onrecord
        >>> record = onrecord.extract([{"doc_id": "a", "text": "“Talks are over,” Sergey Lavrov said."}])
        >>> record.show("a")
        DocumentView('a', 1 statement, 1 mention, 0 dates)
        """
        from onrecord._views.document import document_rows
        from onrecord._views.page import DocumentView

        return DocumentView(document_rows(self, doc_id))

    def echoes(self, *, days: int = 3, within: bool = False, progress: Progress = None) -> Echoes:
        """Statements that report the same words, or the same act of speaking, in several articles.

        Their speakers are the same (or one of them is unnamed, or an institution of the speaker's country), their contents
        nearly so, and a day fits both; an article that does not say when something was said may tell of the last `days`. With
        `within`, what one article repeats is an echo as well. `frame` has the rows, `show(echo_id)` lays versions side by side.
        `progress` is as for `extract`; it counts echoes.

        >>> import onrecord
        >>> echoes = onrecord.extract(onrecord.sample()).echoes()
        >>> echoes.frame.filter(speaker="Abu Walid").select("outlet", "version", "content").rows()[1]
        ('Eastern Dispatch', 'cut', '"We sleep in the car. We burn clothes to keep warm,"')
        """
        from onrecord._echoes.result import echoes

        return echoes(self, days=days, within=within, progress=progress)

    @property
    def plot(self) -> Plots:
        """Pictures as Altair charts: `plot.timeline()`, `plot.speakers()`, `plot.network()`, `plot.dates()`.

        >>> import onrecord
        >>> onrecord.extract(["Talks are over."]).plot
        Plots(timeline, speakers, network, dates)
        """
        from onrecord._plot.charts import Plots

        return Plots(self)

    def report(self, path: str | Path, *, title: str | None = None, progress: Progress = None) -> Path:
        """Writes one HTML file in which anybody can search, filter and read, offline; gives its path.

        It has the articles in full beside their statements, filters for speaker, outlet, act and day, and charts. `progress` is as
        for `extract`; it counts articles.

        >>> import onrecord, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     onrecord.extract(["Talks are over."]).report(f"{folder}/talks.html").name
        'talks.html'
        """
        from onrecord._report.build import report

        return report(self, path, title=title, progress=progress)

    def cite(self, style: Literal["text", "bibtex"] = "text") -> str:
        """How to cite what made these rows: the version, and the hash of its tables and models."""
        from onrecord._citing import cite

        return cite(self.provenance, style)

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """The frames by name for pandas: days as datetimes with NaT, closed vocabularies as categories, no null lost.

        Needs `pip install 'onrecord[pandas]'`.
        """
        from onrecord._interchange.tables import to_pandas

        return to_pandas(self)

    def to_arrow(self) -> dict[str, pyarrow.Table]:
        """The frames by name as Arrow tables; needs `pip install 'onrecord[pandas]'`."""
        from onrecord._interchange.tables import to_arrow

        return to_arrow(self)

    def to_duckdb(self) -> duckdb.DuckDBPyConnection:
        """A database in memory with a table for each frame: `record.to_duckdb().sql("FROM statements")`.

        Needs `pip install 'onrecord[duckdb]'`.
        """
        from onrecord._interchange.databases import to_duckdb

        return to_duckdb(self)

    def write_duckdb(self, path: str | Path) -> Path:
        """Writes a DuckDB database file with a table for each frame; needs `pip install 'onrecord[duckdb]'`."""
        from onrecord._interchange.databases import write_duckdb

        return write_duckdb(self, path)

    def to_ibis(self) -> ibis.BaseBackend:
        """The same tables for Ibis: `record.to_ibis().table("statements")`; needs `pip install 'onrecord[ibis]'`."""
        from onrecord._interchange.databases import to_ibis

        return to_ibis(self)

    def to_spacy(self, doc_id: str, nlp: Language) -> Doc:
        """One article as a spaCy `Doc`: spans by layer in `doc.spans`, the rows in `doc._.onrecord` and `span._.onrecord`.

        Needs `pip install 'onrecord[spacy]'`.
        """
        from onrecord._interchange.spacy import to_spacy

        return to_spacy(self, doc_id, nlp)

    def to_docbin(self, nlp: Language) -> DocBin:
        """All articles as a spaCy `DocBin`, for `to_disk`; needs `pip install 'onrecord[spacy]'`."""
        from onrecord._interchange.spacy import to_docbin

        return to_docbin(self, nlp)

    def write_web_annotations(self, path: str | Path) -> Path:
        """Writes statements, mentions and dates as W3C Web Annotations (JSON-LD)."""
        from onrecord._interchange.annotations import write_web_annotations

        return write_web_annotations(self, path)

    def write_excel_csv(self, directory: str | Path) -> Path:
        """Writes a CSV file for each frame that Excel opens as it is, and in which no cell is a formula."""
        from onrecord._interchange.spreadsheets import write_excel_csv

        return write_excel_csv(self, directory)


def stored_frames(record: Extraction) -> dict[str, pl.DataFrame]:
    """The frames that are written to files: those of the record, and what each document alone tells of its actors."""
    return {name: getattr(record, name) for name in STORED}
