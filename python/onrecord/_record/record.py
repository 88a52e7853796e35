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

    from onrecord._compare.shares import Whose
    from onrecord._echoes.result import Echoes
    from onrecord._plot.charts import Plots
    from onrecord._progress import Progress
    from onrecord._record.extraction import Extraction
    from onrecord._review.gold import Gold
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
            `source` (the words that name them), `source_group` (what a source is that is nobody by name: "officials",
            "NATO sources"), `role`, `country`; `cue`, `act`, `negated`, `kind`, `content`;
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

    def events(self, **asked: Unpack[Asked]) -> pl.DataFrame:
        """Statements as event data: who did what to whom on which day, coded as PLOVER and CAMEO do.

        One row a statement and speaker: a joint statement has a row for each who makes it. What is denied or
        withheld ("did not accuse", "refused to say") is no event and has no row. The codes of each act are a table
        of the package, `data/events.tsv`, with its sources. What is merely said is coded by its content where that
        tells what the speaker will do, or what others must ("it will support the resolution", "Sudan must return
        the helicopter"): `coded_by` tells which. PLOVER has no event for other sayings: there its columns and
        `quad_class` are null.

        Parameters
        ----------
        **asked : optional
            Which statements, as `filter` takes them: `speaker`, `act`, `outlet`, `between`, `about`, `confidence`.

        Returns
        -------
        polars.DataFrame
            `event_id`; `day` (on which it was said, else published); `source_id`, `source` (its name),
            `source_group` (what a source is that nobody names: "officials"), `source_country` (ISO alpha-3),
            `source_type`, `source_role` and `source_sector` (PLOVER's code); `act`; `coded_by` (`act` or
            `content`); `plover_type`, `plover_mode`, `quad_class` (1 verbal cooperation, 3 verbal conflict),
            `plover_intensity` (from -10 to 10); `cameo_code`, `cameo_text`, `goldstein` (from -10 to 10);
            `target_id` and the same of the target: at whom the act is aimed, else to whom it is addressed, if it is
            done to those; `outlet`, `sentence`, `doc_id`, `statement_id`, `sentence_id`, `confidence`. Null is what
            is not known: a source whom nobody names, too.

        Raises
        ------
        InputError
            As `filter` does.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract([{"text": "Iran accused Turkey of lying.", "published": "2020-03-02"}])
        >>> record.events().select("source_country", "plover_type", "cameo_code", "target_country").row(0)
        ('IRN', 'ACCUSE', '112', 'TUR')
        """
        from onrecord._events.events import events

        return events(self, asked)

    def corrected(self, gold: Iterable[Gold]) -> Extraction:
        """The record with what people have corrected: of the reviewed documents, the rows are those of the gold.

        Statements, mentions, actors and dates of these documents are the gold's, and what a person has looked at has
        the confidence 1. Speakers, counts, names and aliases follow, so that reports, plots and tables show it.
        Other documents keep their rows; only what a reviewer tells of an actor (name, type, country, role) holds for
        all of its statements. What is unchanged keeps its number. A statement without an act is one that says; an
        actor whose id is new is the one of its name, if there is one, else a new one.

        Parameters
        ----------
        gold : iterable of dict
            What `review.read_annotations` or `review.read_gold` give.

        Returns
        -------
        Extraction
            In memory; `provenance["corrected"]` says how many documents were reviewed.

        Raises
        ------
        InputError
            If the gold has a document that the record does not have, or another text of it, or a value that no row
            can have; the message names the document and the place.

        Examples
        --------
        >>> import onrecord
        >>> from onrecord import review
        >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
        >>> [document] = review.gold(record)
        >>> document["statements"][0]["act"] = "deny"
        >>> record.corrected([document]).statements.select("act", "confidence").row(0)
        ('deny', 1.0)
        """
        from onrecord._review.corrected import corrected

        return corrected(self, gold)

    def decided(self, decisions: pl.DataFrame | str | Path) -> Extraction:
        """The record as a reader has decided: actors merged and split, statements dropped, with another speaker or act.

        Decisions outlast an extraction: statements are told by article and words, actors by id or name, so that the
        same file is applied to the next extraction of the corpus. What no longer fits changes nothing, and a warning
        tells of it; `review.decide` gives it as a frame.

        Parameters
        ----------
        decisions : str or pathlib.Path or polars.DataFrame
            A file of decisions, one a line, or its rows: `review.read_decisions` says what they hold.

        Returns
        -------
        Extraction
            In memory; `provenance["decided"]` says how many decisions there were, and how many did not fit.

        Raises
        ------
        PathNotFoundError
            If there is no such file.
        ReadError
            If a line of the file is no decision.

        Examples
        --------
        >>> import onrecord, polars as pl
        >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said. Sergei Lavrow left."])
        >>> one = pl.DataFrame({"decision": ["merge"], "value": ["Sergey Lavrov; Sergei Lavrow"]})
        >>> record.decided(one).actors.select("name", "aliases").rows()
        [('Sergey Lavrov', ['Sergei Lavrow'])]
        """
        from onrecord._review.decide import decide
        from onrecord._review.misfits import warn_of

        made = decide(self, decisions)
        warn_of(made.unmatched)
        return made.record

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

    def coverage(self, *, days: int = 3, progress: Progress = None, **asked: Unpack[Asked]) -> pl.DataFrame:
        """Statements by outlets: who carries each, whole, cut or changed, and who leaves it out.

        An item is what several articles report as one act of speaking, as `echoes` finds it, or a statement that
        nobody repeats. An outlet leaves it out if it could have had it: from the day on which the first article has
        it until `days` later, or until the last one has it, it published an article in which the speaker is
        mentioned. Where it did not, it has no row, as little as for an unnamed speaker or an article without a day:
        then nothing tells.

        Parameters
        ----------
        days : int
            How many days before its publication an article may tell of that does not say when something was said, and
            how long an outlet has time for an item.
        progress : bool or callable, optional
            As of `echoes`.
        **asked : optional
            As `filter` takes them. `outlet` names those that are compared; the others choose items: those of which a
            version fits.

        Returns
        -------
        polars.DataFrame
            One row an item and outlet, the items in the order in which they appeared: `item_id`; `outlet` (null is
            not known); `carried` (`fullest`, `same`, `cut`, `changed`, or `left_out`); `kept`, the share of the
            fullest version's words that it has; `outlets`, how many carry the item; `day`, `speaker_id`, `speaker`,
            `source_group`, `act`, `negated`, `kind`; `fullest`, the content at its fullest; `content`, as this
            outlet has it; `articles`, in how many of its articles; `published`, `doc_id` and `statement_id` of its
            fullest version, or of the first article that leaves it out.

        Raises
        ------
        InputError
            If `days` is less than 0, or as `filter` does.

        Examples
        --------
        >>> import onrecord
        >>> text = "“We will keep the harbour open for grain,” Sergey Lavrov said on 3 March 2020."
        >>> record = onrecord.extract([
        ...     {"text": text, "outlet": "A", "published": "2020-03-03"},
        ...     {"text": text.replace(" for grain", ""), "outlet": "B", "published": "2020-03-04"},
        ...     {"text": "Sergey Lavrov left.", "outlet": "C", "published": "2020-03-05"},
        ... ])
        >>> record.coverage().select("outlet", "carried", "outlets").rows()
        [('A', 'fullest', 2), ('B', 'cut', 2), ('C', 'left_out', 2)]
        """
        from onrecord._compare.coverage import coverage

        return coverage(self, days, progress, asked)

    def contradictions(
        self, *, days: int = 14, progress: Progress = None, **asked: Unpack[Asked]
    ) -> pl.DataFrame:
        """Pairs of statements that may contradict each other: candidates to look at, with a score and no verdict.

        A `denial` is somebody who denies, disputes or rejects what shares its rarer words with what somebody else
        claims; an `opposite` are two contents of nearly the same words of which one is turned by a "not". Of what
        several articles repeat, the best pair of two items stands for all.

        Parameters
        ----------
        days : int
            How far apart the days may be; where one is not known, any.
        progress : bool or callable, optional
            As of `echoes`.
        **asked : optional
            As `filter` takes them. `outlet` names those that are searched; of the others one side must fit all.

        Returns
        -------
        polars.DataFrame
            One row a pair, the likeliest first: `kind` (`denial`, `opposite`); `score`, from 0 to 1; `shared`, the
            words that both have, without their endings, the rarest first; `is_aimed`, whether one speaks of the
            other's speaker; and of the claim and of what is against it, as `claim_…` and `against_…`: `speaker_id`,
            `speaker`, `source_group`, `cue`, `act`, `content`, `day`, `outlet`, `outlets` (how many carry it),
            `doc_id` and `statement_id`. The score of a denial is 0.7 times the share of the words of the shorter
            content that both have, weighed by how rare each is among the record's statements, and 0.3 more if one
            speaks of the other; of an opposite it is the share of the longer one's words.

        Raises
        ------
        InputError
            If `days` is less than 0, or as `filter` does.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract(
        ...     ["Iran accused Turkey of shelling the harbour of Basra.", "Turkey denied shelling Basra’s harbour."]
        ... )
        >>> record.contradictions().select("kind", "claim_speaker", "against_speaker", "is_aimed").row(0)
        ('denial', 'Iran', 'Turkey', True)
        """
        from onrecord._compare.contradictions import contradictions

        return contradictions(self, days, progress, asked)

    def shares(self, whose: Whose = "speaker", **asked: Unpack[Asked]) -> pl.DataFrame:
        """Whose the statements are that each outlet reports: counted by outlet and speaker, country, role or act.

        A joint statement counts for each who makes it, so that the shares of an outlet's speakers may be more than 1.
        What a source is that nobody names stands as its group ("officials"), without a `speaker_id`.

        Parameters
        ----------
        whose : {"speaker", "country", "role", "act", "kind"}
            What statements are counted by.
        **asked : optional
            Which statements are counted, as `filter` takes them. Shares are those of all statements of an outlet,
            whatever else is asked.

        Returns
        -------
        polars.DataFrame
            One row an outlet and value, each outlet's most frequent first: `outlet`; `speaker_id` (null where
            others than speakers are counted); `value`, the speaker's name, the country, …; `statements`;
            `of_outlet`, all statements of the outlet; `share`, the one of the other; `share_of_all`, the same of
            all outlets together.

        Raises
        ------
        InputError
            If statements are not counted by that, or as `filter` does.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract([{"text": "Iran accused Turkey. Officials denied it.", "outlet": "Carmel Post"}])
        >>> record.shares().select("outlet", "value", "share").rows()
        [('Carmel Post', 'Iran', 0.5), ('Carmel Post', 'officials', 0.5)]
        """
        from onrecord._compare.shares import shares

        return shares(self, whose, asked)

    def relations(self, **asked: Unpack[Asked]) -> pl.DataFrame:
        """Who speaks about whom, and to whom, in which act: statements counted by pairs of actors.

        A joint statement counts for each who makes it. Of several relations to one actor the strongest counts: whom a
        statement is aimed at (`target`), to whom it is told (`addressee`), or whom it mentions (`mentioned`).

        Parameters
        ----------
        **asked : optional
            Which statements are counted, as `filter` takes them.

        Returns
        -------
        polars.DataFrame
            One row a pair, act and relation, the most frequent first: `speaker_id`, `speaker`, `speaker_country`;
            `act`, `negated` (what is denied or withheld is counted by itself); `relation`; `other_id`, `other`,
            `other_country`; `statements`, `articles`, `outlets`; `first_day` and `last_day` of the saying.

        Raises
        ------
        InputError
            As `filter` does.

        Examples
        --------
        >>> import onrecord
        >>> record = onrecord.extract(["Iran accused Turkey of lying about Syria."])
        >>> record.relations().select("speaker", "act", "relation", "other").rows()
        [('Iran', 'accuse', 'target', 'Turkey'), ('Iran', 'accuse', 'mentioned', 'Syria')]
        """
        from onrecord._compare.relations import relations

        return relations(self, asked)

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

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        speaker: str | Iterable[str] | None = None,
        act: str | Iterable[str] | None = None,
        outlet: str | Iterable[str] | None = None,
        between: tuple[Day, Day] | None = None,
        about: str | Iterable[str] | None = None,
        confidence: float | None = None,
        progress: Progress = None,
    ) -> Path:
        """Writes one HTML file in which anybody can search, filter and read, offline; gives its path.

        It has the articles in full beside their statements, the surest first, filters for speaker, outlet, act,
        day and confidence, and charts. The arguments from `speaker` to `confidence` are those of `filter`: the
        report is of the statements that fit, and says so.

        Parameters
        ----------
        path : str or pathlib.Path
            The file; one that is there is replaced.
        title : str, optional
            The page's heading.
        speaker : str or iterable of str, optional
            Who makes the statements: ids of actors, or names.
        act : str or iterable of str, optional
            What is done by saying it: some of `onrecord.schemas.ACT`.
        outlet : str or iterable of str, optional
            Who published the article.
        between : tuple of two days, optional
            The first and the last day; `None` is no bound.
        about : str or iterable of str, optional
            Whom they tell of: ids of actors, or names.
        confidence : float, optional
            How sure the model must be at least, from 0 to 1.
        progress : bool or callable, optional
            A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a
            function of the numbers of articles done and to do.

        Returns
        -------
        pathlib.Path
            The file.

        Raises
        ------
        InputError
            If there is no such act, a day is none, the days are in the wrong order, or the confidence is out of
            its range.
        DtypeError
            If an argument is of another type.

        Examples
        --------
        >>> import onrecord, tempfile
        >>> record = onrecord.extract(onrecord.sample())
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     record.report(f"{folder}/denials.html", act="deny", confidence=0.5).name
        'denials.html'
        """
        from onrecord._report.asked import chosen
        from onrecord._report.build import report

        record, asked = chosen(
            self, speaker=speaker, act=act, outlet=outlet, between=between, about=about, confidence=confidence
        )
        return report(record, path, title=title, asked=asked, progress=progress)

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
        """A database in memory with a table for each frame, held by the connection that it gives.

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

    def write_dataset(
        self, directory: str | Path, *, partition_by: Sequence[str] = ("outlet", "year")
    ) -> Path:
        """Writes frames as Parquet files in folders by outlet and year, as Spark, DuckDB, Polars and Hive scan them.

        Who asks for one outlet or year reads its folders alone. `statements/outlet=…/year=…/` and so on, for each frame
        but `actors`, which belong to no document; `provenance.json` beside them.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder; made if need be.
        partition_by : list of str
            What of a document to part its rows by, outermost first: some of outlet, language, year, month, published.
            A row has these columns, of its document, from the folder's name.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        InputError
            If a key is none of these, or the folder holds such frames already.
        MissingExtraError
            If polars is too old to write such folders.

        Examples
        --------
        >>> import onrecord, polars
        >>> from tempfile import TemporaryDirectory
        >>> record = onrecord.extract(onrecord.sample())
        >>> with TemporaryDirectory() as folder:
        ...     _ = record.write_dataset(folder, partition_by=["year"])
        ...     statements = polars.scan_parquet(f"{folder}/statements", hive_partitioning=True)
        ...     statements.filter(year=2018).collect()["doc_id"].n_unique()
        2
        """
        from onrecord._record.dataset import write_dataset

        folder = Path(directory)
        write_dataset(self, folder, partition_by)
        return folder

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

    def write_csv(self, directory: str | Path) -> Path:
        """Writes a CSV file for each frame, for programs: lists become JSON, texts stay as they are.

        For spreadsheets, which take a text such as "=1+1" for a formula, there are `write_xlsx` and
        `write_excel_csv`; for any other frame `onrecord.write_csv`.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder; made if need be.

        Returns
        -------
        pathlib.Path
            The folder.
        """
        from onrecord._interchange.flat import write_csvs

        return write_csvs(self, directory)

    def write_xlsx(self, path: str | Path) -> Path:
        """Writes an Excel workbook: the flat table of `table`, each frame and the provenance as sheets, with filters.

        No cell is a formula. What a sheet cannot hold goes on elsewhere, and a warning says where: rows behind the
        1,048,576th on a sheet of their own ("statements (2)"), and of texts of more than 32,767 characters the rest
        on the sheet "continued".

        Parameters
        ----------
        path : str or pathlib.Path
            The file; one that is there is replaced.

        Returns
        -------
        pathlib.Path
            The file.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[xlsx]'`.
        """
        from onrecord._interchange.xlsx import write_xlsx

        return write_xlsx(self, path)

    def write_sqlite(self, path: str | Path) -> Path:
        """Writes a SQLite database with full-text search: a table for each frame, with keys, for Datasette and others.

        Beside the frames there are `speakers`, one row for each who makes a statement, `provenance`, and the indices
        `documents_fts` (title, text) and `statements_fts` (content, source, cue), which fold case and diacritics.

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
        ColumnError
            If two columns of the documents differ in case alone.
        OSError
            If the file is no database, or cannot be written.
        """
        from onrecord._interchange.sqlite import write_sqlite

        return write_sqlite(self, path)

    def write_graph(self, path: str | Path) -> Path:
        """Writes who speaks about whom as a directed graph, for Gephi, yEd, Cytoscape and igraph.

        Nodes are actors, with name, type, country and role. An edge leads from who makes statements to whom their
        contents mention or are aimed at; `weight` counts them, `acts` tells which they are.

        Parameters
        ----------
        path : str or pathlib.Path
            The file: .gexf or .graphml.

        Returns
        -------
        pathlib.Path
            The file.

        Raises
        ------
        InputError
            If its name ends in neither.
        MissingExtraError
            Without `pip install 'onrecord[graph]'`.
        """
        from onrecord._interchange.graph import write_graph

        return write_graph(self, path)

    def write_followthemoney(self, path: str | Path) -> Path:
        """Writes actors, articles, statements and names as FollowTheMoney's entities, for Aleph and its kin.

        Parameters
        ----------
        path : str or pathlib.Path
            The file of JSON lines, one an entity.

        Returns
        -------
        pathlib.Path
            The file.
        """
        from onrecord._interchange.followthemoney import write_followthemoney

        return write_followthemoney(self, path)

    def write_tei(self, path: str | Path) -> Path:
        """Writes a TEI corpus: what was said in `<said who="…">`, who says it as a `<person>` or `<org>`.

        Parameters
        ----------
        path : str or pathlib.Path
            The file of XML.

        Returns
        -------
        pathlib.Path
            The file.
        """
        from onrecord._interchange.tei import write_tei

        return write_tei(self, path)

    def write_brat(self, directory: str | Path) -> Path:
        """Writes brat standoff: .txt and .ann for each article, and `annotation.conf`.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder; made if need be.

        Returns
        -------
        pathlib.Path
            The folder.
        """
        from onrecord._interchange.brat import write_brat

        return write_brat(self, directory)

    def write_cas(self, directory: str | Path) -> Path:
        """Writes UIMA CAS files for INCEpTION: .xmi for each article, and `TypeSystem.xml` with the layers.

        Parameters
        ----------
        directory : str or pathlib.Path
            The folder; made if need be.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        MissingExtraError
            Without `pip install 'onrecord[cas]'`.
        """
        from onrecord._interchange.cas import write_cas

        return write_cas(self, directory)


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
