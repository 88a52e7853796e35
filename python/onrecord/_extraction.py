"""What was extracted: eight linked frames, written, read and merged together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord.exceptions import ColumnError, DtypeError, ExtractionReadError, InputError, PathNotFoundError
from onrecord.schemas import FRAMES, LOCAL_ACTORS

if TYPE_CHECKING:
    from onrecord._echoes.result import Echoes
    from onrecord._plot.charts import Plots
    from onrecord._views.page import DocumentView

__all__ = ["Extraction", "merge"]


class Extraction:
    """Eight linked frames; `onrecord.schemas` says what they hold.

    >>> import onrecord
    >>> record = onrecord.extract(["Talks are over."])
    >>> record.documents.height
    1
    """

    __slots__ = (*FRAMES, "local_actors", "provenance")

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
        self.provenance = provenance

    @property
    def frames(self) -> dict[str, pl.DataFrame]:
        """The eight frames by name."""
        return {name: getattr(self, name) for name in FRAMES}

    def write_parquet(self, directory: str | Path) -> None:
        """Writes each frame to a Parquet file of its name in `directory`, and `provenance.json` beside them."""
        folder = Path(directory)
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in self._all().items():
            frame.write_parquet(folder / f"{name}.parquet")
        text = json.dumps(self.provenance, indent=2, ensure_ascii=False)
        (folder / "provenance.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read_parquet(cls, directory: str | Path) -> Extraction:
        """Reads what `write_parquet` wrote."""
        folder = Path(directory)
        if not folder.is_dir():
            raise PathNotFoundError(f"there is no folder {folder} with an extraction")
        frames = {}
        for name, schema in {**FRAMES, "local_actors": LOCAL_ACTORS}.items():
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

    def _all(self) -> dict[str, pl.DataFrame]:
        return {**self.frames, "local_actors": self.local_actors}

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
        DocumentView('a', 1 statements, 1 mentions, 0 dates)
        """
        from onrecord._views.document import document_rows
        from onrecord._views.page import DocumentView

        return DocumentView(document_rows(self, doc_id))

    def echoes(self, *, days: int = 3, within: bool = False) -> Echoes:
        """Statements that report the same words, or the same act of speaking, in several articles.

        Their speakers are the same (or one of them is unnamed, or an institution of the speaker's country), their contents
        nearly so, and a day fits both; an article that does not say when something was said may tell of the last `days`. With
        `within`, what one article repeats is an echo as well. `frame` has the rows, `show(echo_id)` lays versions side by side.

        >>> import onrecord
        >>> onrecord.sample().pipe(onrecord.extract).echoes()
        Echoes(0 echoes, 0 statements, 0 articles)
        """
        from onrecord._echoes.result import echoes

        return echoes(self, days=days, within=within)

    @property
    def plot(self) -> Plots:
        """Pictures as Altair charts: `plot.timeline()`, `plot.speakers()`, `plot.network()`, `plot.dates()`.

        >>> import onrecord
        >>> onrecord.extract(["Talks are over."]).plot
        Plots(timeline, speakers, network, dates)
        """
        from onrecord._plot.charts import Plots

        return Plots(self)

    def report(self, path: str | Path, *, title: str | None = None) -> Path:
        """Writes one HTML file in which anybody can search, filter and read, offline; gives its path.

        It has the articles in full beside their statements, filters for speaker, outlet, act and day, and charts.

        >>> import onrecord, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     onrecord.extract(["Talks are over."]).report(f"{folder}/talks.html").name
        'talks.html'
        """
        from onrecord._report.build import report

        return report(self, path, title=title)


def merge(extractions: Sequence[Extraction], *, gazetteer: Any = None) -> Extraction:
    """Several extractions as one, with the actors resolved over all of them.

    The rows are those that one extraction of all the documents would have given. `gazetteer` is the one that the
    extractions were made with, if they were.

    >>> import onrecord
    >>> parts = [onrecord.extract([{"doc_id": name, "text": "Talks are over."}]) for name in ("a", "b")]
    >>> onrecord.merge(parts).documents["doc_id"].to_list()
    ['a', 'b']
    """
    from onrecord._extractor import Extractor
    from onrecord._provenance import provenance

    parts = list(extractions)
    for part in parts:
        if not isinstance(part, Extraction):
            raise DtypeError(f"merge takes extractions, not {type(part).__name__}")
    if not parts:
        raise InputError("merge needs at least one extraction")
    frames = {
        name: pl.concat([part._all()[name] for part in parts], how="diagonal_relaxed" if name == "documents" else "vertical")
        for name in [*FRAMES, "local_actors"]
        if name != "actors"
    }
    documents = frames["documents"]
    twice = documents.filter(pl.col("doc_id").is_duplicated())["doc_id"].unique(maintain_order=True).head(3)
    if twice.len():
        names = ", ".join(repr(name) for name in twice)
        raise ColumnError(f"several of the extractions have documents with the same doc_id ({names}): give them unique ids")

    extractor = Extractor(gazetteer=gazetteer)
    locals_ = frames["local_actors"].with_row_index("actor")
    days = documents.select("doc_id", "published").with_row_index("document")
    described = locals_.join(days, on="doc_id", how="left", maintain_order="left")
    described = described.with_columns(pl.col("type", "gender").cast(pl.String), pl.col("document").cast(pl.UInt32)
    )
    joined = extractor._join(
        described,
        _linked(frames["mentions"], locals_, actor=("mention_id", "mention_ids")),
        _linked(
            frames["statements"],
            locals_,
            speaker=("statement_id", "speaker_of"),
            addressee=("statement_id", "addressee_of"),
        ),
    )
    frames["local_actors"] = frames["local_actors"].with_columns(joined["local_actors"])
    frames["mentions"] = frames["mentions"].with_columns(joined["mentions"])
    frames["statements"] = frames["statements"].with_columns(joined["statements"])
    made = provenance(extractor.options, extractor.fingerprint)
    return Extraction(**frames, actors=joined["actors"], provenance={**made, "merged": [part.provenance for part in parts]})


def _linked(rows: pl.DataFrame, locals_: pl.DataFrame, **links: tuple[str, str]) -> pl.DataFrame:
    """For each row the number of the local actor that each link leads to."""
    # Their keys alone: a frame may have columns with the names of the links.
    linked = rows.select("doc_id", *{row_id for row_id, _ in links.values()})
    for name, (row_id, ids) in links.items():
        linking = locals_.filter(pl.col(ids).list.len() > 0)
        targets = linking.select("doc_id", pl.col("actor").alias(name), pl.col(ids).alias(row_id)).explode(row_id)
        linked = linked.join(targets, on=["doc_id", row_id], how="left", maintain_order="left")
    return linked.select(pl.col(*links).cast(pl.UInt32))
