"""Label Studio: tasks with predictions, the labelling interface, and annotations back as gold.

A statement's parts are regions with the labels `content`, `source`, `cue` and `addressee`; relations lead
from its first region to its others (`part`), and to the statement that it is reported in (`within`). Kind,
act, speakers, target and days belong to the first region. Actors, places and dates are regions of their own. Label
Studio counts UTF-16 units, so that offsets are converted both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from onrecord._fork import needs_polars
from onrecord._interchange.utf16 import Utf16
from onrecord._record import rows
from onrecord._review.gold import ROLES, Gold, gold
from onrecord.exceptions import InputError
from onrecord.schemas import ACT, ACTOR_TYPE, MENTION_KIND, MODIFIER, STATEMENT_KIND, TIMEX_TYPE

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["from_label_studio", "label_studio_config", "label_studio_tasks"]

Region = dict[str, Any]

_CHOICES = {
    "kind": ("content", STATEMENT_KIND), "act": ("content", ACT), "negated": ("content", pl.Enum(["yes"])),
    "mention": ("actor,place", MENTION_KIND),
    "actor_type": ("actor", ACTOR_TYPE), "date_type": ("date", TIMEX_TYPE), "mod": ("date", MODIFIER),
}  # fmt: skip
_TEXTS = {
    "speaker": "content", "addressee_id": "content", "target": "content", "said_from": "content", "said_to": "content",
    "actor": "actor",
    "name": "actor", "country": "actor", "role": "actor", "value": "date", "earliest": "date", "latest": "date",
}  # fmt: skip
_FACTS = ("kind", "act", "addressee_id", "target", "said_from", "said_to")
"""What is told of a statement beside its parts, as it stands in gold."""
_COLOURS = {
    "content": "#3b82c4", "source": "#c2631e", "cue": "#2f9461", "addressee": "#8672c9", "actor": "#a07d17",
    "place": "#808080", "date": "#d0506a",
}  # fmt: skip


def label_studio_config() -> str:
    """The labelling interface, for a project's settings.

    Returns
    -------
    str
        XML, to paste under *Labeling Interface → Code*.

    Examples
    --------
    >>> label_studio_config().startswith("<View>")
    True
    """
    labels = "".join(
        f'    <Label value="{name}" background="{colour}"/>\n' for name, colour in _COLOURS.items()
    )
    choices = "".join(
        f'  <Choices name="{name}" toName="text" perRegion="true" choice="single-radio" showInline="true" '
        f'visibleWhen="region-selected" whenTagName="label" whenLabelValue="{where}">\n'
        + "".join(f'    <Choice value="{value}"/>\n' for value in values.categories)
        + "  </Choices>\n"
        for name, (where, values) in _CHOICES.items()
    )
    texts = "".join(
        f'  <TextArea name="{name}" toName="text" perRegion="true" maxSubmissions="1" '
        f'editable="true" placeholder="{name}" '
        f'visibleWhen="region-selected" whenTagName="label" whenLabelValue="{where}"/>\n'
        for name, where in _TEXTS.items()
    )
    relations = (
        '  <Relations>\n    <Relation value="part"/>\n    <Relation value="within"/>\n  </Relations>\n'
    )
    return (
        f'<View>\n{relations}  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        f'  <Text name="text" value="$text" granularity="word"/>\n{choices}{texts}</View>\n'
    )


@needs_polars
def label_studio_tasks(record: AnyRecord) -> list[dict[str, Any]]:
    """A task for each document, with what was found as a prediction: for a project with `label_studio_config()`.

    Scores are the rows' `confidence`; the model's version names onrecord's and the hash of its tables and models.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted.

    Returns
    -------
    list of dict
        Tasks, for `Import` as JSON.

    Examples
    --------
    >>> import onrecord
    >>> [task] = label_studio_tasks(onrecord.extract(["“No,” Sergey Lavrov said."]))
    >>> task["data"]["text"]
    '“No,” Sergey Lavrov said.'
    """
    made = record.provenance
    version = f"onrecord {made.get('onrecord', '')} {made.get('data_sha256', '')[:12]}".strip()
    sure = {name: _confidence(rows(record, name)) for name in ("statements", "mentions", "dates")}
    return [_task(document, version, sure) for document in gold(record)]


def _confidence(frame: pl.DataFrame) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for doc_id, value in frame.select("doc_id", "confidence").iter_rows():
        found.setdefault(doc_id, []).append(None if value is None else round(value, 4))
    return found


def _task(
    document: Gold, version: str, sure: Mapping[str, Mapping[str, list[float | None]]]
) -> dict[str, Any]:
    writer = _Writer(document["text"])
    scores = {name: iter(values.get(document["doc_id"], ())) for name, values in sure.items()}
    spoken: list[float | None] = []
    for statement in document["statements"]:
        score = next(scores["statements"], None)
        spoken.append(score)
        writer.statement(statement, score)
    for statement in document["statements"]:
        if statement["parent"] is not None:
            writer.relation(_first(statement), f"{statement['parent']}-0", "within")
    for actor in document["actors"]:
        for mention in actor["mentions"]:
            facts = {"mention": mention["kind"], "actor_type": actor["type"], "actor": actor["id"],
                     **{key: actor[key] for key in ("name", "country", "role")}}  # fmt: skip
            writer.region("actor", mention, facts)
    for place in document["places"]:
        writer.region("place", place, {"mention": place["kind"]})
    for date in document["dates"]:
        facts = {
            "date_type": date["type"],
            **{key: date[key] for key in ("mod", "value", "earliest", "latest")},
        }
        writer.region("date", date, facts, next(scores["dates"], None))
    known = [score for score in spoken if score is not None]
    kept = {key: document[key] for key in ("doc_id", "title", "outlet", "published", "blocks")}
    # The order of the actors, which regions in text order would not keep.
    kept["actors"] = [actor["id"] for actor in document["actors"]]
    return {
        "data": {"text": document["text"], **kept},
        "predictions": [
            {
                "model_version": version,
                "score": round(sum(known) / len(known), 4) if known else 0.0,
                "result": writer.result,
            }
        ],
    }


def _first(statement: Mapping[str, Any]) -> str:
    return f"{statement['id']}-0"


class _Writer:
    """The regions and relations of one task."""

    def __init__(self, text: str) -> None:
        self.result: list[Region] = []
        self._text = text
        self._at = Utf16(text).units
        self._count = 0

    def statement(self, statement: Mapping[str, Any], score: float | None) -> None:
        parts = [(role, span) for role in ROLES for span in statement[role]]
        facts = {
            **{key: statement[key] for key in _FACTS},
            "negated": "yes" if statement["negated"] else None,
            "speaker": ", ".join(statement["speakers"]) or None,
        }
        for place, (role, (start, end)) in enumerate(parts):
            name = f"{statement['id']}-{place}"
            self._add(name, role, start, end, facts if place == 0 else {}, score)
            if place:
                self.relation(_first(statement), name, "part")

    def region(
        self, label: str, place: Mapping[str, Any], facts: Mapping[str, Any], score: float | None = None
    ) -> None:
        self._count += 1
        self._add(f"{label}-{self._count}", label, place["start"], place["end"], facts, score)

    def relation(self, one: str, other: str, label: str) -> None:
        self.result.append(
            {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": [label]}
        )

    def _add(
        self, name: str, label: str, start: int, end: int, facts: Mapping[str, Any], score: float | None
    ) -> None:
        place = {"start": self._at(start), "end": self._at(end), "text": self._text[start:end]}
        base = {"id": name, "to_name": "text", "origin": "prediction"}
        scored = {} if score is None else {"score": score}
        self.result.append(
            {**base, **scored, "from_name": "label", "type": "labels", "value": {**place, "labels": [label]}}
        )
        for key, value in facts.items():
            if value is None:
                continue
            if key in _CHOICES:
                self.result.append(
                    {**base, "from_name": key, "type": "choices", "value": {**place, "choices": [value]}}
                )
            else:
                bare = {"start": place["start"], "end": place["end"], "text": [value]}
                self.result.append({**base, "from_name": key, "type": "textarea", "value": bare})


def from_label_studio(tasks: Iterable[Mapping[str, Any]], *, predictions: bool = False) -> list[Gold]:
    """What people made of the tasks, as gold; tasks that nobody has finished are left out.

    Of several annotations of a task the latest counts that was not cancelled.

    Parameters
    ----------
    tasks : iterable of dict
        Label Studio's JSON export.
    predictions : bool
        Whether a task without any annotation gives its prediction.

    Returns
    -------
    list of dict
        Gold, one a document.

    Raises
    ------
    InputError
        If a task is none of Label Studio's.

    Examples
    --------
    >>> import onrecord
    >>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
    >>> from_label_studio(label_studio_tasks(record), predictions=True) == gold(record)
    True
    """
    found: list[Gold] = []
    for task in tasks:
        if not isinstance(task, Mapping) or "text" not in task.get("data", {}):
            raise InputError("this is no task of Label Studio's JSON export: it has no data.text")
        done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
        if not done and predictions:
            done = list(task.get("predictions", ()))
        if done:
            latest = max(enumerate(done), key=lambda one: (str(one[1].get("updated_at") or ""), one[0]))[1]
            found.append(_document(task["data"], latest.get("result", ())))
    return found


def _document(data: Mapping[str, Any], result: Iterable[Mapping[str, Any]]) -> Gold:
    text = data["text"]
    points = Utf16(text).points
    regions: dict[str, Region] = {}
    relations: list[tuple[str, str, str]] = []
    for item in result:
        if item["type"] == "relation":
            labels = item.get("labels") or ["part"]
            one, other = item["from_id"], item["to_id"]
            relations.append(
                (other, one, labels[0]) if item.get("direction") == "left" else (one, other, labels[0])
            )
            continue
        region = regions.setdefault(item["id"], {"id": item["id"]})
        value = item["value"]
        if item["type"] == "labels":
            region.update(label=value["labels"][0], start=points(value["start"]), end=points(value["end"]))
        elif item["type"] == "choices":
            region[item["from_name"]] = value["choices"][0] if value["choices"] else None
        elif item["type"] == "textarea":
            region[item["from_name"]] = value["text"][0] if value["text"] else None
    places = [region for region in regions.values() if "label" in region]
    return {
        "doc_id": data.get("doc_id", ""),
        "title": data.get("title"),
        "outlet": data.get("outlet"),
        "published": data.get("published") or {"value": None, "basis": "none"},
        "text": text,
        "blocks": data.get("blocks") or [],
        "statements": _statements(places, relations),
        "actors": _actors(places, data.get("actors") or []),
        "places": [_mention(region) for region in places if region["label"] == "place"],
        "dates": [
            {"start": region["start"], "end": region["end"], "type": region.get("date_type", "DATE"),
             **{key: region.get(key) for key in ("value", "mod", "earliest", "latest")}}
            for region in sorted(
                (one for one in places if one["label"] == "date"), key=lambda one: (one["start"], one["end"])
            )
        ],
    }  # fmt: skip


def _statements(places: list[Region], relations: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """Regions that relations tie together, as statements: those of the prediction first, then new ones in order."""
    parts = {region["id"]: region for region in places if region["label"] in ROLES}
    owner = {name: name for name in parts}

    def first(name: str) -> str:
        while owner[name] != name:
            name = owner[name]
        return name

    for one, other, label in relations:
        if label != "within" and one in parts and other in parts and first(one) != first(other):
            owner[first(other)] = first(one)
    lone: set[str] = set()
    for names in _left_behind(parts, relations):
        for name in names[1:]:
            owner[name] = names[0]
        if all(parts[name]["label"] != "content" for name in names):
            lone.add(names[0])
    groups: dict[str, list[Region]] = {}
    for name, region in parts.items():
        if first(name) not in lone:
            groups.setdefault(first(name), []).append(region)
    ids = _ids(groups)
    within = {
        first(one): first(other)
        for one, other, label in relations
        if label == "within" and one in parts and other in parts and first(other) in groups
    }
    statements: list[dict[str, Any]] = []
    for name, regions in groups.items():
        facts = {
            key: value
            for region in reversed(regions)
            for key, value in region.items()
            if key not in ("id", "label", "start", "end")
        }
        spans = {
            role: [[region["start"], region["end"]] for region in regions if region["label"] == role]
            for role in ROLES
        }
        # Of a joint statement the ids of all, parted by commas.
        speakers = [one.strip() for one in (facts.get("speaker") or "").split(",") if one.strip()]
        statements.append(
            {
                "id": f"S{ids[name]}",
                "parent": f"S{ids[within[name]]}" if name in within else None,
                **{role: sorted(spans[role]) for role in ROLES},
                **{key: facts.get(key) for key in _FACTS},
                "negated": facts.get("negated") == "yes",
                "speaker": speakers[0] if speakers else None,
                "speakers": speakers,
            }
        )
    return sorted(statements, key=lambda statement: int(statement["id"][1:]))


def _left_behind(parts: Mapping[str, Region], relations: Iterable[tuple[str, str, str]]) -> list[list[str]]:
    """What is left of each predicted statement that was deleted by its first region, which takes its relations along.

    Whoever deletes a false content means the statement, and not that its source and its cue are two more. What
    somebody has tied to another region is that one's.
    """
    tied = {
        name
        for one, other, label in relations
        if label != "within" and one in parts and other in parts
        for name in (one, other)
    }
    left: dict[int, list[str]] = {}
    for name in parts:
        number = _predicted(name)
        if number is not None and f"S{number}-0" not in parts and name not in tied:
            left.setdefault(number, []).append(name)
    return list(left.values())


def _predicted(name: str) -> int | None:
    """The number of the statement whose region was predicted under this name; none for a region drawn by hand."""
    head, _, tail = name.partition("-")
    return int(head[1:]) if head[:1] == "S" and head[1:].isdigit() and tail.isdigit() else None


def _ids(groups: Mapping[str, list[Region]]) -> dict[str, int]:
    """A number for each statement: that of the prediction where a region of it is left, else the next free one."""
    ids: dict[str, int] = {}
    for name in groups:
        number = _predicted(name)
        if number is not None and number not in ids.values():
            ids[name] = number
    following = max(ids.values(), default=-1) + 1
    new = (name for name in groups if name not in ids)
    for name in sorted(new, key=lambda name: min(region["start"] for region in groups[name])):
        ids[name] = following
        following += 1
    return ids


def _actors(places: list[Region], order: list[str]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for region in places:
        if region["label"] != "actor":
            continue
        name = region.get("actor") or f"unnamed-{region['start']}"
        facts = {key: region.get(key) for key in ("name", "country", "role")}
        entry = found.setdefault(
            name, {"id": name, **facts, "type": region.get("actor_type"), "mentions": []}
        )
        entry["mentions"].append(_mention(region))
    ranks = {name: rank for rank, name in enumerate(order)}
    keys = ("id", "name", "type", "country", "role", "mentions")
    return [
        {key: found[name][key] for key in keys}
        for name in sorted(found, key=lambda name: ranks.get(name, len(ranks)))
    ]


def _mention(region: Region) -> dict[str, Any]:
    return {"start": region["start"], "end": region["end"], "kind": region.get("mention", "name")}
