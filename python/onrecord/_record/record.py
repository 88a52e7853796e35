"""What a record can do with itself, whether its frames are in memory or in a folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, Self, TypeAlias, TypeVar, Unpack

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
    from onrecord._record.extraction import Extraction
    from onrecord._search.asked import Asked
    from onrecord._search.concordance import Field
    from onrecord._search.subset import Day
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

    def filter(
        self,
        *,
        speaker: str | Iterable[str] | None = None,
        act: str | Iterable[str] | None = None,
        outlet: str | Iterable[str] | None = None,
        between: tuple[Day, Day] | None = None,
        about: str | Iterable[str] | None = None,
        confidence: float | None = None,
    ) -> Extraction:
        """A smaller record: the statements that fit all that is asked, and the articles that they stand in.

        Names are compared without case and diacritics ("Erdogan" is "Erdoğan"), and one that is nobody's fits
        nothing. Of the articles that stay, texts, blocks, sentences, mentions and dates stay whole, so that
        they read as before; an article without a statement that fits is left out, except where `outlet`
        alone is asked. Ids stay as they are: rows of the smaller record are rows of the whole one, against which
        shares are counted. Actors keep their names and roles; what `actors` counts is counted anew, and a
        statement whose outer one is left out has no `parent_id`.

        Parameters
        ----------
        speaker : str or iterable of str, optional
            Who makes it, alone or with others: ids of actors, or names. What is a name or alias of an actor
            means that one; else whoever has these words within a name. Of several, any.
        act : str or iterable of str, optional
            One of `onrecord.schemas.ACT`, or several.
        outlet : str or iterable of str, optional
            Who published the article: values of `documents["outlet"]`.
        between : tuple of two days, optional
            The first and the last day; `None` is no bound. Days are those on which it may have been said, where
            the text tells, else that of publication. What has neither fits no pair.
        about : str or iterable of str, optional
            Who is mentioned in the content by others than themselves, or is the target; named as `speaker` is.
        confidence : float, optional
            How sure the model must be at least, from 0 to 1.

        Returns
        -------
        Extraction
            In memory; of a stored record, no article is read that has nothing in it.

        Raises
        ------
        InputError
            If there is no such act, a day is none, the days are in the wrong order, or the confidence is out of
            its range.
        DtypeError
            If an argument is of another type.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract(onrecord.sample())
        >>> smaller = record.filter(speaker="ERDOGAN", act="accuse")
        >>> smaller.statements.select("speaker", "act").row(0)
        ('Recep Tayyip Erdoğan', 'accuse')
        """
        from onrecord._search.subset import subset

        return subset(
            self, speaker=speaker, act=act, outlet=outlet, between=between, about=about, confidence=confidence
        )

    def search(self, pattern: str, *, in_: Field = "content", window: int = 8) -> pl.DataFrame:
        """Where words stand, with what stands to their left and right: keyword in context.

        Case and diacritics do not matter, nor do hyphens ("ceasefire" finds "cease-fire"); `*` stands for any
        letters ("negotiat*"). Several words, in quotation marks or without, are found side by side, whatever
        marks stand between them. A word in a content that is reported within another is found in both.

        Parameters
        ----------
        pattern : str
            A word, or several.
        in_ : {"content", "cue", "source", "text"}
            Where: in what is said, in the words that signal it, in those that name who said it, or anywhere in the
            articles.
        window : int
            How many words are shown on either side, as far as the block of the text goes.

        Returns
        -------
        polars.DataFrame
            One row a match: `doc_id`, `statement_id`, `left`, `match`, `right`, `speaker`, `act`, `day` (on which
            it was said, else published), and where it stands: `start` and `end`, in code points of the article.
            Of a match anywhere in the text the statement is the innermost in whose content it stands, if any.

        Raises
        ------
        InputError
            If there is no word to search for, or no such place to search in.
        DtypeError
            If an argument is of another type.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract(["“We will not leave İzmir,” Mara Quist said."])
        >>> record.search("izmir", window=2).select("left", "match", "right", "speaker").row(0)
        ('not leave', 'İzmir', ',” Mara', 'Mara Quist')
        """
        from onrecord._search.concordance import concordance

        return concordance(self, pattern, in_=in_, window=window)

    def table(self) -> pl.DataFrame:
        """One flat row a statement, with what its article and its actors tell: to plot, and to hand on.

        Returns
        -------
        polars.DataFrame
            `outlet`, `day` (on which it was said, else published), `published`; `speaker` and all `speakers`,
            `source` (the words that name them), `role`, `country`; `cue`, `act`, `negated`, `kind`, `content`;
            `target`, and `about`: who else is mentioned in the content, and the target; `confidence`; `doc_id`
            and `statement_id`; the article's `title`, and its `url` where the documents have one. Null is what
            is not known.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract([{"text": "Iran accused Turkey of lying.", "outlet": "The Carmel Post"}])
        >>> record.table().select("outlet", "speaker", "act", "target", "about").row(0)
        ('The Carmel Post', 'Iran', 'accuse', 'Turkey', ['Turkey'])
        """
        from onrecord._search.table import table

        return table(self)

    def echoes(
        self, *, days: int = 3, within: bool = False, progress: Progress = None, **asked: Unpack[Asked]
    ) -> Echoes:
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
        **asked : optional
            What `filter` takes: `speaker`, `act`, `outlet`, `between`, `about`, `confidence`; only such statements
            are looked at.

        Returns
        -------
        Echoes
            `frame` has the rows, `show(echo_id)` lays versions side by side.

        Raises
        ------
        InputError
            If `days` is less than 0, or `filter` raises it.

        Examples
        --------
        >>> import onrecord
        >>> echoes = onrecord.extract(onrecord.sample()).echoes()
        >>> echoes.frame.filter(speaker="Abu Walid").select("outlet", "version", "content").rows()[1]
        ('Eastern Dispatch', 'cut', '"We sleep in the car. We burn clothes to keep warm,"')
        """
        from onrecord._echoes.result import echoes

        return echoes(self, days=days, within=within, progress=progress, **asked)

    @property
    def plot(self) -> Plots:
        """Pictures as Altair charts: `plot.timeline()`, `speakers()`, `outlets()`, `network()`, `dates()`.

        Returns
        -------
        Plots
            They need `pip install 'onrecord[plot]'`.

        Examples
        --------
        >>> import onrecord
        >>> onrecord.extract(["Talks are over."]).plot
        Plots(timeline, speakers, outlets, network, dates)
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
