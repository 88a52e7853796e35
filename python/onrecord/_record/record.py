"""What a record can do with itself, whether its frames are in memory or in a folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, Self, TypeAlias, TypeVar

import polars as pl

from onrecord._fork import methods_need_polars
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
    from onrecord._show.page import DocumentView

__all__ = ["AnyRecord", "Record", "rows"]

Frame = TypeVar("Frame", bound=pl.DataFrame | pl.LazyFrame, covariant=True)


@methods_need_polars(but=(*STORED, "provenance", "frames", "cite", "plot"))
class Record(ABC, Generic[Frame]):
    """Eight linked frames and what can be done with them; `Frame` says whether they are in memory or lazy."""

    __slots__ = ()

    @abstractmethod
    def _frame(self, name: str) -> Frame:
        """The frame of this name: one of the eight, or one of those from which records are merged."""

    @property
    @abstractmethod
    def provenance(self) -> dict[str, Any]:
        """Versions, options, and hashes of the tables and models that decided the rows."""

    @abstractmethod
    def for_documents(self, ids: Iterable[str | int]) -> Self:
        """A smaller record: these documents alone.

        Parameters
        ----------
        ids : iterable of str or int
            Values of `documents.doc_id`.

        Returns
        -------
        Extraction or StoredExtraction
            Every frame narrowed; of the kind that it was.
        """

    @property
    def documents(self) -> Frame:
        """One row an article; the caller's other columns follow."""
        return self._frame("documents")

    @property
    def blocks(self) -> Frame:
        """One row a block of lines."""
        return self._frame("blocks")

    @property
    def sentences(self) -> Frame:
        """One row a sentence of title, captions and body."""
        return self._frame("sentences")

    @property
    def statements(self) -> Frame:
        """One row an attribution: who is reported to have said what, to whom, when."""
        return self._frame("statements")

    @property
    def actors(self) -> Frame:
        """One row a real-world entity, over all documents."""
        return self._frame("actors")

    @property
    def mentions(self) -> Frame:
        """One row a place in the text that stands for an actor, or a place name that only locates."""
        return self._frame("mentions")

    @property
    def dates(self) -> Frame:
        """One row a time expression."""
        return self._frame("dates")

    @property
    def spans(self) -> Frame:
        """One row a range of time; its ends are rows of the dates."""
        return self._frame("spans")

    @property
    def local_actors(self) -> Frame:
        """What each document alone tells of its actors: what `merge` starts from."""
        return self._frame("local_actors")

    @property
    def links(self) -> Frame:
        """Which of the local actors each mention, speaker, addressee and target is."""
        return self._frame("links")

    @property
    def frames(self) -> dict[str, Frame]:
        """The eight frames by name."""
        return {name: self._frame(name) for name in FRAMES}

    def __setattr__(self, name: str, value: object) -> NoReturn:
        kind = type(self).__name__
        other = (
            f"record.replace({name}=…)"
            if name in FRAMES and kind == "Extraction"
            else "record.for_documents(ids), or extract anew"
        )
        raise AttributeError(f"{kind} does not change: make another, {other}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} does not change")

    def _repr_html_(self) -> str:
        from onrecord._show.summary import summary

        return summary(self)

    def show(self, doc_id: str | int) -> DocumentView:
        """One article with its blocks, statements, actors and dates marked, for a notebook or `save(path)`.

        Parameters
        ----------
        doc_id : str or int
            The article's id.

        Returns
        -------
        DocumentView
            A notebook shows it; `html` and `save` give it to others.

        Raises
        ------
        InputError
            If there is no such document.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract([{"doc_id": "a", "text": "“Talks are over,” Sergey Lavrov said."}])
        >>> record.show("a")
        DocumentView('a', 1 statement, 1 mention, 0 dates)
        """
        from onrecord._show.document import document_rows
        from onrecord._show.page import DocumentView

        return DocumentView(document_rows(self, doc_id))

    def echoes(self, *, days: int = 3, within: bool = False, progress: Progress = None) -> Echoes:
        """Statements that report the same words, or the same act of speaking, in several articles.

        They have a speaker in common (or one of them is unnamed, or an institution of the speaker's country),
        their contents are nearly the same, neither or both deny the saying, and a day fits both.

        Parameters
        ----------
        days : int
            How many days before its publication an article may tell of that does not say when something was said.
        within : bool
            Whether what one article repeats is an echo as well.
        progress : bool or callable, optional
            A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a
            function of the numbers of echoes done and to do.

        Returns
        -------
        Echoes
            `frame` has the rows, `show(echo_id)` lays versions side by side.

        Raises
        ------
        InputError
            If `days` is less than 0.

        Examples
        --------
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

        Returns
        -------
        Plots
            They need `pip install 'onrecord[plot]'`.

        Examples
        --------
        >>> import onrecord
        >>> onrecord.extract(["Talks are over."]).plot
        Plots(timeline, speakers, network, dates)
        """
        from onrecord._plot.charts import Plots

        return Plots(self)

    def report(self, path: str | Path, *, title: str | None = None, progress: Progress = None) -> Path:
        """Writes one HTML file in which anybody can search, filter and read, offline; gives its path.

        It has the articles in full beside their statements, filters for speaker, outlet, act and day, and
        charts.

        Parameters
        ----------
        path : str or pathlib.Path
            The file; one that is there is replaced.
        title : str, optional
            The page's heading.
        progress : bool or callable, optional
            A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a
            function of the numbers of articles done and to do.

        Returns
        -------
        pathlib.Path
            The file.

        Examples
        --------
        >>> import onrecord, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     onrecord.extract(["Talks are over."]).report(f"{folder}/talks.html").name
        'talks.html'
        """
        from onrecord._report.build import report

        return report(self, path, title=title, progress=progress)

    def cite(self, style: Literal["text", "bibtex"] = "text") -> str:
        """How to cite what made these rows: the version, and the hash of its tables and models.

        Parameters
        ----------
        style : {"text", "bibtex"}
            A sentence for a methods section, or an entry for BibTeX.

        Returns
        -------
        str
            The citation.

        Raises
        ------
        InputError
            If there is no such style.
        """
        from onrecord._provenance import cite

        return cite(self.provenance, style)

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """The frames by name for pandas, with every null kept.

        Returns
        -------
        dict of str to pandas.DataFrame
            Days as datetimes with NaT, closed vocabularies as categories, whole numbers as UInt32.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[pandas]'`.
        """
        from onrecord._interchange.tables import to_pandas

        return to_pandas(self)

    def to_arrow(self) -> dict[str, pyarrow.Table]:
        """The frames by name as Arrow tables.

        Returns
        -------
        dict of str to pyarrow.Table
            The columns of the frames.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[pandas]'`.
        """
        from onrecord._interchange.tables import to_arrow

        return to_arrow(self)

    def to_duckdb(self) -> duckdb.DuckDBPyConnection:
        """A database in memory with a table for each frame: `record.to_duckdb().sql("FROM statements")`.

        Returns
        -------
        duckdb.DuckDBPyConnection
            An open connection; a table `provenance` is there as well.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[duckdb]'`.
        """
        from onrecord._interchange.databases import to_duckdb

        return to_duckdb(self)

    def write_duckdb(self, path: str | Path) -> Path:
        """Writes a DuckDB database file with a table for each frame.

        Parameters
        ----------
        path : str or pathlib.Path
            The file; tables of these names that it has are replaced.

        Returns
        -------
        pathlib.Path
            The file.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[duckdb]'`.
        """
        from onrecord._interchange.databases import write_duckdb

        return write_duckdb(self, path)

    def to_ibis(self) -> ibis.BaseBackend:
        """The same tables for Ibis: `record.to_ibis().table("statements")`.

        Returns
        -------
        ibis.BaseBackend
            A DuckDB backend in memory.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[ibis]'`.
        """
        from onrecord._interchange.databases import to_ibis

        return to_ibis(self)

    def to_spacy(self, doc_id: str, nlp: Language) -> Doc:
        """One article as a spaCy `Doc`: spans by layer in `doc.spans`, rows in `doc._.onrecord` and `span._.onrecord`.

        Parameters
        ----------
        doc_id : str
            The article's id.
        nlp : spacy.language.Language
            The pipeline whose tokenizer cuts the text.

        Returns
        -------
        spacy.tokens.Doc
            Its text is that of the article.

        Raises
        ------
        InputError
            If there is no such document.
        MissingExtraError
            Without `pip install 'onrecord[spacy]'`.
        """
        from onrecord._interchange.spacy import to_spacy

        return to_spacy(self, doc_id, nlp)

    def to_docbin(self, nlp: Language) -> DocBin:
        """All articles that were extracted as a spaCy `DocBin`, for `to_disk`.

        Parameters
        ----------
        nlp : spacy.language.Language
            The pipeline whose tokenizer cuts the texts.

        Returns
        -------
        spacy.tokens.DocBin
            The rows are in it as user data.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[spacy]'`.
        """
        from onrecord._interchange.spacy import to_docbin

        return to_docbin(self, nlp)

    def write_web_annotations(self, path: str | Path) -> Path:
        """Writes statements, mentions and dates as W3C Web Annotations (JSON-LD).

        Parameters
        ----------
        path : str or pathlib.Path
            The file.

        Returns
        -------
        pathlib.Path
            The file.
        """
        from onrecord._interchange.annotations import write_web_annotations

        return write_web_annotations(self, path)

    def write_excel_csv(self, directory: str | Path) -> Path:
        """Writes a CSV file for each frame that Excel opens as it is, and in which no cell is a formula.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder; made if need be.

        Returns
        -------
        pathlib.Path
            The folder.
        """
        from onrecord._interchange.spreadsheets import write_excel_csv

        return write_excel_csv(self, directory)


AnyRecord: TypeAlias = Record[pl.DataFrame | pl.LazyFrame]
"""A record, wherever its frames are."""


def rows(
    record: AnyRecord, name: str, *predicates: pl.Expr, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    """The rows for which the predicates hold, with all columns or some; of a stored frame nothing else is read."""
    frame = record.frames[name].lazy()
    if predicates:
        frame = frame.filter(*predicates)
    return (frame if columns is None else frame.select(columns)).collect()
