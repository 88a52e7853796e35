"""Parts of a corpus, written on whatever machines, and joined where all of them lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from onrecord._extract import Extractor
from onrecord._fork import needs_polars
from onrecord._gazetteer import Gazetteer
from onrecord._model import Model
from onrecord._record import StoredExtraction
from onrecord._store import add_part, join_folder

__all__ = ["join_parts", "write_part"]


@needs_polars
def write_part(
    documents: object,
    directory: str | os.PathLike[str],
    part: int,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    published: str | None = "published",
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
    threads: int | None = None,
) -> Path:
    """Extracts some documents into a folder that others write to at the same time; `join_parts` makes it one record.

    A part is there as a whole or not at all, and one that is written again takes the place of the former: a task
    that an engine or a scheduler repeats does no harm.

    Parameters
    ----------
    documents : polars or pandas frame, list of dict, or Arrow table or record batch
        The part's documents, with ids that are unique over all parts.
    directory : str or os.PathLike
        The folder, on a file system that all workers see; made if need be.
    part : int
        The part's number, which the others do not have: that of a task of a Slurm array, or of a shard. Documents
        of the whole are in the order of their parts.
    text : str
        The column with the texts.
    doc_id : str
        The column with the ids, which are unique.
    published : str, optional
        The column with the days of publication; `None` if there is none.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        Actors known beforehand, the same for all parts.
    verbs : mapping of str to str, optional
        Verbs that report speech in these texts, to the act that each reports; the same for all parts.
    doubtful : bool
        Whether statements that a careful annotator would leave out are wanted too; the same for all parts.
    model : {"fast", "accurate"}
        Who reads, as for `onrecord.extract`; the same for all parts.
    threads : int, optional
        How many threads to use; as many as polars uses if it is not given.

    Returns
    -------
    pathlib.Path
        The part's folder.

    Raises
    ------
    InputError
        If the folder holds something else, or parts that were made with other options or by another version.
    ColumnError
        If there is no column of a name that was given, or ids are not unique.

    Examples
    --------
    >>> import onrecord
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for number, name in enumerate(["Lavrov", "Akar"]):
    ...         documents = [{"doc_id": name, "text": f"{name} said the talks were over.", "published": None}]
    ...         _ = onrecord.write_part(documents, folder, number)
    ...     onrecord.join_parts(folder).documents.collect()["doc_id"].to_list()
    ['Lavrov', 'Akar']
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
    return add_part(Path(directory), part, documents, extractor)


@needs_polars
def join_parts(
    directory: str | os.PathLike[str],
    *,
    gazetteer: Gazetteer = None,
    verbs: Mapping[str, str] | None = None,
    doubtful: bool = False,
    model: Model = "fast",
) -> StoredExtraction:
    """Joins what `write_part` wrote: who is who and which documents are copies over all of it, a file for each frame.

    The rows are those that `extract` gives for the documents of all parts, in their order. One part is in memory
    at a time, beside what decides who is who. It may be called again when there are more parts.

    Parameters
    ----------
    directory : str or os.PathLike
        The folder.
    gazetteer : polars.DataFrame, list of dict, str or pathlib.Path, optional
        The one that the parts were made with.
    verbs : mapping of str to str, optional
        Those that the parts were made with.
    doubtful : bool
        As the parts were made with.
    model : {"fast", "accurate"}
        As the parts were made with.

    Returns
    -------
    StoredExtraction
        The folder, to be queried without being loaded.

    Raises
    ------
    InputError
        If the parts were made with other options or by another version.
    ColumnError
        If several documents have one id.
    ExtractionReadError
        If a part cannot be read.

    Examples
    --------
    >>> import onrecord
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for number, text in enumerate(["Sergey Lavrov left.", "Lavrov said it rained."]):
    ...         _ = onrecord.write_part([{"doc_id": str(number), "text": text, "published": None}], folder, number)
    ...     onrecord.join_parts(folder).statements.collect()["speaker"].to_list()
    ['Sergey Lavrov']
    """
    return join_folder(
        Path(directory), Extractor(gazetteer=gazetteer, verbs=verbs, doubtful=doubtful, model=model)
    )
