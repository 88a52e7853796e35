"""Options and the call that extracts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from onrecord import _onrecord
from onrecord._copies import dated_by_copies
from onrecord._documents import documents_from
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer, gazetteer_rows
from onrecord._model import MODELS, Model
from onrecord._progress import Progress, Reporter
from onrecord._provenance import provenance
from onrecord._record import Extraction
from onrecord.exceptions import DtypeError, InputError
from onrecord.schemas import STORED

__all__ = ["Extractor", "Progress", "extract", "join_keys", "stored_frames_of"]

#: The options that rows depend on.
_DECIDING = ("gazetteer", "verbs", "doubtful", "model")


class Extractor:
    """Options for extraction, and a gazetteer, loaded once; immutable, and safe to share between threads.

    Two extractors with the same options are equal and have the same hash, in every run and on every machine
    (the number of threads does not count, as it changes no row). An extractor can be pickled.

    Parameters
    ----------
    text : str
        The column with the texts (String).
    doc_id : str, optional
        The column with the ids (String or integers, unique); `None` to have the documents numbered.
    published : str, optional
        The column with the days of publication (Date, Datetime or ISO text); `None` if there is none.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand: a frame, or a file that `read_gazetteer` reads, with the columns `id`, `name`,
        `aliases`, `type`, `country`, `role`, `from`, `to`, of which `name` and `type` are needed.
    verbs : mapping of str to str, optional
        Verbs that report speech in these texts, beside the known ones, to the act that each reports
        (`onrecord.schemas.ACT`).
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too; they have low `confidence`.
    model : {"fast", "accurate"}
        Who reads: linear models alone, or a pretrained encoder beside them, which finds more, and takes many times as
        long.
    threads : int, optional
        How many threads to use; as many as polars uses if it is not given, and four for each core at most.

    Raises
    ------
    GazetteerError
        If a row of the gazetteer cannot be read.
    InputError
        If a verb has an act that is none, there is no such `model`, or `threads` is out of bounds.
    DtypeError
        If `threads` is no whole number.

    Examples
    --------
    >>> extractor = Extractor(text="body", verbs={"kvetch": "condemn"}, threads=1)
    >>> extractor.extract([{"body": "Taxes rose, the mayor kvetched."}]).statements["act"].item()
    'condemn'
    """

    __slots__ = ("_engine", "_options", "_threads")

    _engine: _onrecord.Engine
    _options: dict[str, Any]
    _threads: int | None

    def __init__(
        self,
        *,
        text: str = "text",
        doc_id: str | None = "doc_id",
        published: str | None = "published",
        gazetteer: Gazetteer = None,
        verbs: Mapping[str, str] | None = None,
        doubtful: bool = False,
        model: Model = "fast",
        threads: int | None = None,
    ) -> None:
        wanted = f"threads={threads!r}: give a whole number from 1, or None for as many as polars uses"
        if threads is not None and (isinstance(threads, bool) or not isinstance(threads, int)):
            raise DtypeError(wanted)
        if threads is not None and threads < 1:
            raise InputError(wanted)
        if not isinstance(doubtful, bool):
            raise DtypeError(f"doubtful={doubtful!r}: give True or False")
        if model not in MODELS:
            raise InputError(f"model={model!r}: give 'fast' or 'accurate'")
        rows = gazetteer_rows(gazetteer)
        own_verbs = dict(sorted((verbs or {}).items()))
        options = {
            "text": text,
            "doc_id": doc_id,
            "published": published,
            "gazetteer": rows,
            "verbs": own_verbs,
            "doubtful": doubtful,
            "model": model,
        }
        object.__setattr__(self, "_options", options)
        object.__setattr__(self, "_threads", threads)
        engine = _onrecord.Engine(
            gazetteer=rows, verbs=own_verbs, doubtful=doubtful, model=model, threads=threads
        )
        object.__setattr__(self, "_engine", engine)

    @property
    def options(self) -> dict[str, Any]:
        """The options that decide what is extracted."""
        rows = [dict(row) for row in self._options["gazetteer"]]
        return {**self._options, "gazetteer": rows, "verbs": dict(self._options["verbs"])}

    @property
    def threads(self) -> int | None:
        """How many threads it uses; `None` for as many as polars."""
        return self._threads

    @property
    def fingerprint(self) -> str:
        """A hash of the options that decide rows, the same in every run and on every machine.

        Neither the names of columns nor the number of threads change a row.
        """
        deciding = {name: self._options[name] for name in _DECIDING}
        text = json.dumps(deciding, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @needs_polars
    def extract(self, documents: object, *, progress: Progress = None) -> Extraction:
        """Documents into linked frames, as `onrecord.extract` does with these options.

        Parameters
        ----------
        documents : str, list of str, list of dict, polars or pandas frame or column, or Arrow table
            Texts, or rows with a column of texts; anything with the Arrow PyCapsule interface will do. A text may
            be null.
        progress : bool or callable, optional
            A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a
            function of the numbers of documents done and to do.

        Returns
        -------
        Extraction
            The frames, linked by `doc_id`.

        Raises
        ------
        ColumnError
            If there is no column of a name that was given, or ids are not unique.
        DtypeError
            If the documents, or a column, are of a type that cannot be read.
        """
        frames = self._frames(documents, progress, apart=False)
        frames["documents"] = dated_by_copies(frames["documents"])
        return Extraction(**frames, provenance=provenance(self._options, self.fingerprint))

    def _frames(self, documents: object, progress: Progress, *, apart: bool) -> dict[str, pl.DataFrame]:
        """The stored frames, before any document has its day from one that it repeats."""
        given = documents_from(
            documents,
            text=self._options["text"],
            doc_id=self._options["doc_id"],
            published=self._options["published"],
        )
        reporter = Reporter(progress, given.core.height, "documents")
        tables = self._engine.extract(given.core, reporter.at if reporter.is_watched else None, apart)
        reporter.finish()
        frames = {name: pl.DataFrame(tables[name]) for name in STORED}
        authors = pl.coalesce(given.authors, pl.col("authors"))
        frames["documents"] = (
            frames["documents"].with_columns(authors=authors).hstack(given.extra.get_columns())
        )
        return frames

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Extractor does not change: make another with {name}=…")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("an Extractor does not change")

    def __reduce__(self) -> tuple[Callable[..., Extractor], tuple[dict[str, Any]]]:
        return _restored, ({**self.options, "threads": self._threads},)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extractor) and self._options == other._options

    def __hash__(self) -> int:
        return int(self.fingerprint[:15], 16)

    def __repr__(self) -> str:
        default = {"text": "text", "doc_id": "doc_id", "published": "published"}
        given = [
            f"{name}={self._options[name]!r}" for name in default if self._options[name] != default[name]
        ]
        if self._options["gazetteer"]:
            given.append(f"gazetteer=<{len(self._options['gazetteer'])} rows>")
        if self._options["verbs"]:
            given.append(f"verbs={self._options['verbs']!r}")
        if self._options["doubtful"]:
            given.append("doubtful=True")
        if self._options["model"] != "fast":
            given.append(f"model={self._options['model']!r}")
        if self._threads is not None:
            given.append(f"threads={self._threads}")
        return f"Extractor({', '.join(given)})"


def stored_frames_of(
    extractor: Extractor, documents: object, progress: Progress = False, *, apart: bool = False
) -> dict[str, pl.DataFrame]:
    """What is stored of documents that others are to be joined to: only all of them tell whose day is whose.

    Where they are `apart`, each document alone tells who is who, and none repeats another.
    """
    return extractor._frames(documents, progress, apart=apart)  # pyright: ignore[reportPrivateUsage] no users' matter


def join_keys(extractor: Extractor, keys: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """The actors among keys of local actors, and for each key the row of its own."""
    tables = extractor._engine.join_actors(keys)  # pyright: ignore[reportPrivateUsage] no users' matter
    return pl.DataFrame(tables["actors"]), pl.DataFrame(tables["cast"])["actor"]


def _restored(options: dict[str, Any]) -> Extractor:
    return Extractor(**options)


@needs_polars
def extract(
    documents: object,
    *,
    text: str = "text",
    doc_id: str | None = "doc_id",
    published: str | None = "published",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
    threads: int | None = None,
    progress: Progress = None,
) -> Extraction:
    """Documents into eight linked frames: who said what, to whom, when.

    Only the text is required. Ids are made where there are none, and the other columns stay in `documents`. A
    document that cannot be extracted gets its row there, with `error` set.

    Parameters
    ----------
    documents : str, list of str, list of dict, polars or pandas frame or column, or Arrow table
        Texts, or rows with a column of texts; anything with the Arrow PyCapsule interface will do. A text may be null.
    text : str
        The column with the texts (String).
    doc_id : str, optional
        The column with the ids (String or integers, unique); `None` to have the documents numbered.
    published : str, optional
        The column with the days of publication (Date, Datetime or ISO text); `None` if there is none.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand: a frame, or a file that `read_gazetteer` reads, with the columns `id`, `name`,
        `aliases`, `type`, `country`, `role`, `from`, `to`, of which `name` and `type` are needed.
    verbs : mapping of str to str, optional
        Verbs that report speech in these texts, beside the known ones, to the act that each reports
        (`onrecord.schemas.ACT`).
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too; they have low `confidence`.
    model : {"fast", "accurate"}
        Who reads: linear models alone, or a pretrained encoder beside them, which finds more, and takes many times as
        long.
    threads : int, optional
        How many threads to use; as many as polars uses if it is not given, and four for each core at most.
    progress : bool or callable, optional
        A bar where somebody looks on, if it takes long; `False` for none, `True` for one in any case, or a function of
        the numbers of documents done and to do.

    Returns
    -------
    Extraction
        The frames, linked by `doc_id`; `onrecord.schemas` has their columns.

    Raises
    ------
    ColumnError
        If there is no column of a name that is given, or ids are not unique.
    DtypeError
        If the documents, or a column, are of a type that cannot be read.
    GazetteerError
        If a row of the gazetteer cannot be read.
    InputError
        If an option has a value that means nothing.

    Examples
    --------
    >>> record = extract(["Ankara, 3 March 2020. Talks are over.", None])
    >>> record.documents.select("doc_id", "error").rows()
    [('0', None), ('1', 'the text is missing')]
    """
    extractor = Extractor(
        text=text,
        doc_id=doc_id,
        published=published,
        gazetteer=gazetteer,
        verbs=verbs,
        doubtful=doubtful,
        model=model,
        threads=threads,
    )
    return extractor.extract(documents, progress=progress)
