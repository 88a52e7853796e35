"""UIMA CAS for INCEpTION: for each article a file of XMI, and the layers as a UIMA type system beside them.

Places in INCEpTION are single stretches, so that a statement is what it is in Label Studio: parts (`content`, `source`,
`cue`, `addressee`), of which the first has what is known of the whole, and relations from it to the others (`part`),
and to the statement that it is reported in (`within`). Mentions and time expressions are layers of their own.
dkpro-cassis writes the files, and counts places in UTF-16 units, as UIMA does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from onrecord._extras import require
from onrecord._interchange.articles import Article, Row, articles
from onrecord._interchange.markup import writable
from onrecord._review.gold import ROLES, file_name

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["write_cas"]

_ANNOTATION = "uima.tcas.Annotation"
_DOCUMENT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_PART = "webanno.custom.StatementPart"
_LINK = "webanno.custom.StatementLink"
_MENTION = "webanno.custom.ActorMention"
_TIME = "webanno.custom.TimeExpression"

#: What is told of a statement, on its first part.
_FACTS = ("kind", "act", "negated", "speakers", "addressee_id", "target_id", "said_from", "said_to")

#: The layers with their features, all of them texts.
_LAYERS: dict[str, tuple[str, ...]] = {
    _PART: ("label", "statement", *_FACTS),
    _MENTION: ("identifier", "name", "actorType", "kind"),
    _TIME: ("timexType", "value", "mod", "earliest", "latest"),
}


class _Type(Protocol):
    def __call__(self, **features: object) -> object: ...


class _TypeSystem(Protocol):
    def create_type(self, name: str, supertypeName: str = ...) -> object: ...

    def create_feature(self, domainType: object, name: str, rangeType: str) -> object: ...

    def get_type(self, name: str) -> _Type: ...

    def to_xml(self, path: str) -> None: ...


class _Cas(Protocol):
    def add(self, annotation: object) -> None: ...

    def to_xmi(self, path: str) -> None: ...


def write_cas(record: AnyRecord, directory: str | Path) -> Path:
    """Writes the files and gives the folder."""
    require("cas", "cassis")
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    types = _types()
    types.to_xml(str(folder / "TypeSystem.xml"))
    names = dict(record.actors.lazy().select("actor_id", "name").collect().iter_rows())
    for article in articles(record):
        name = file_name(article.number, article.document["doc_id"])
        _filled(types, article, names).to_xmi(str(folder / f"{name}.xmi"))
    return folder


def _types() -> _TypeSystem:
    from cassis import TypeSystem

    types = cast("_TypeSystem", TypeSystem())
    document = types.create_type(_DOCUMENT, "uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId", "documentUri"):
        types.create_feature(document, feature, "uima.cas.String")
    types.create_type(_SENTENCE, _ANNOTATION)
    for name, features in _LAYERS.items():
        layer = types.create_type(name, _ANNOTATION)
        for feature in features:
            types.create_feature(layer, feature, "uima.cas.String")
    # INCEpTION knows a relation by these two.
    link = types.create_type(_LINK, _ANNOTATION)
    types.create_feature(link, "Governor", _PART)
    types.create_feature(link, "Dependent", _PART)
    types.create_feature(link, "label", "uima.cas.String")
    return types


def _filled(types: _TypeSystem, article: Article, names: Mapping[str, str]) -> _Cas:
    from cassis import Cas, TypeSystem

    document = article.document
    text = writable(article.text)
    cas = cast("_Cas", Cas(cast("TypeSystem", types), sofa_string=text))
    url = document.get("url")
    told = {
        "documentTitle": document["title"] or document["doc_id"],
        "documentId": document["doc_id"],
        "documentUri": url if isinstance(url, str) else None,
        "language": document["language"] or "x-unspecified",
    }
    cas.add(types.get_type(_DOCUMENT)(begin=0, end=len(text), **_texts(told)))
    for row in article.sentences:
        cas.add(types.get_type(_SENTENCE)(begin=row["start"], end=row["end"]))
    _statements(cas, types, article)
    for row in article.mentions:
        facts = {
            "identifier": row["actor_id"],
            "name": names.get(row["actor_id"] or ""),
            "actorType": row["type"],
            "kind": row["kind"],
        }
        cas.add(types.get_type(_MENTION)(begin=row["start"], end=row["end"], **_texts(facts)))
    for row in article.dates:
        facts = {"timexType": row["type"], **{key: row[key] for key in _LAYERS[_TIME][1:]}}
        cas.add(types.get_type(_TIME)(begin=row["start"], end=row["end"], **_texts(facts)))
    return cas


def _statements(cas: _Cas, types: _TypeSystem, article: Article) -> None:
    firsts: dict[int, object] = {}
    places: dict[int, Row] = {}

    def link(one: object, other: object, place: Row, label: str) -> None:
        # UIMA anchors a relation where it ends.
        told = {"Governor": one, "Dependent": other, "label": label}
        cas.add(types.get_type(_LINK)(begin=place["start"], end=place["end"], **told))

    for row in article.statements:
        number: int = row["statement_id"]
        facts = {key: row[key] for key in _FACTS if key in row} | {
            "negated": "true" if row["negated"] else None,
            "speakers": ", ".join(row["speaker_ids"]) or None,
        }
        for role in ROLES:
            for span in row[f"{role}_spans"] or ():
                is_first = number not in firsts
                told = {"label": role, "statement": str(number), **(facts if is_first else {})}
                part = types.get_type(_PART)(begin=span["start"], end=span["end"], **_texts(told))
                cas.add(part)
                if is_first:
                    firsts[number], places[number] = part, span
                else:
                    link(firsts[number], part, span, "part")
    for row in article.statements:
        inner, outer = row["statement_id"], row["parent_id"]
        if inner in firsts and outer in firsts:
            link(firsts[inner], firsts[outer], places[outer], "within")


def _texts(facts: Mapping[str, Any]) -> dict[str, str]:
    return {key: writable(str(value)) for key, value in facts.items() if value is not None}
