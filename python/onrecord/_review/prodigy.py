"""Prodigy: JSON lines with tokens, spans and relations, and annotated lines back as gold.

Spans carry the labels and relations of the Label Studio tasks; what belongs to a row besides (kind, act,
speaker, days, values) is in the span's `facts`, which Prodigy keeps as it is. Offsets count code points;
tokens begin and end wherever a span does.

Prodigy is sold, so that no test runs it: the lines are held to its documented format, and to what spaCy's own
projects read of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from onrecord._fork import needs_polars
from onrecord._interchange.utf16 import Utf16
from onrecord._review.gold import Gold
from onrecord._review.label_studio import from_label_studio, label_studio_tasks
from onrecord.exceptions import InputError

if TYPE_CHECKING:
    from onrecord._record import AnyRecord

__all__ = ["from_prodigy", "prodigy_tasks"]

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


@needs_polars
def prodigy_tasks(record: AnyRecord) -> list[dict[str, Any]]:
    """One example for each document, for `spans.manual` or `rel.manual`.

    Parameters
    ----------
    record : Extraction or StoredExtraction
        What was extracted.

    Returns
    -------
    list of dict
        Examples with tokens, spans and relations; offsets count code points.

    Examples
    --------
    >>> import onrecord
    >>> [example] = prodigy_tasks(onrecord.extract(["“No,” Sergey Lavrov said."]))
    >>> [(span["label"], example["text"][span["start"] : span["end"]]) for span in example["spans"]][:2]
    [('content', '“No,”'), ('source', 'Sergey Lavrov')]
    """
    return [_example(task) for task in label_studio_tasks(record)]


def _example(task: Mapping[str, Any]) -> dict[str, Any]:
    data, prediction = task["data"], task["predictions"][0]
    text = data["text"]
    points = Utf16(text).points
    spans: dict[str, dict[str, Any]] = {}
    relations: list[tuple[str, str, str]] = []
    for item in prediction["result"]:
        if item["type"] == "relation":
            relations.append((item["from_id"], item["to_id"], item["labels"][0]))
            continue
        value = item["value"]
        span = spans.setdefault(
            item["id"],
            {"id": item["id"], "start": points(value["start"]), "end": points(value["end"]), "facts": {}},
        )
        if item["type"] == "labels":
            span["label"] = value["labels"][0]
            if "score" in item:
                span["score"] = item["score"]
        else:
            span["facts"][item["from_name"]] = (value.get("choices") or value.get("text"))[0]
    tokens = _tokens(text, {edge for span in spans.values() for edge in (span["start"], span["end"])})
    starts, ends = [token["start"] for token in tokens], [token["end"] for token in tokens]
    placed = {
        name: {
            **span,
            "token_start": bisect_right(ends, span["start"]),
            "token_end": bisect_left(starts, span["end"]) - 1,
        }
        for name, span in spans.items()
    }
    bare = ("start", "end", "token_start", "token_end", "label")
    return {
        "text": text,
        "meta": {
            "doc_id": data["doc_id"],
            "model": prediction["model_version"],
            "score": prediction["score"],
        },
        "onrecord": {key: value for key, value in data.items() if key != "text"},
        "tokens": tokens,
        "spans": list(placed.values()),
        "relations": [
            {
                # Prodigy names a span of several tokens by its last one.
                "head": placed[one]["token_end"],
                "child": placed[other]["token_end"],
                "head_span": {key: placed[one][key] for key in bare} | {"id": one},
                "child_span": {key: placed[other][key] for key in bare} | {"id": other},
                "label": label,
            }
            for one, other, label in relations
        ],
    }


def _tokens(text: str, edges: set[int]) -> list[dict[str, Any]]:
    r"""Words and marks, cut also where a span begins or ends.

    As spaCy counts: a space behind a token belongs to it (`ws`), any other white space is a token, so that
    tokens give the text again.

    >>> [(token["text"], token["ws"]) for token in _tokens("No talks.\n\nNone", {1})]
    [('N', False), ('o', True), ('talks', False), ('.', False), ('\n\n', False), ('None', False)]
    """
    places: list[tuple[int, int, bool]] = []
    ordered = sorted(edges)
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[start] == " " and places and places[-1][1] == start and not places[-1][2]:
            places[-1] = (*places[-1][:2], True)
            start += 1
        while at < len(ordered) and ordered[at] <= start:
            at += 1
        while at < len(ordered) and ordered[at] < end:
            places.append((start, ordered[at], False))
            start = ordered[at]
            at += 1
        if start < end:
            places.append((start, end, False))
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": ws}
        for number, (start, end, ws) in enumerate(places)
    ]


def from_prodigy(examples: Iterable[Mapping[str, Any]], *, predictions: bool = False) -> list[Gold]:
    """Accepted examples as gold; those that were rejected or ignored, or that nobody has answered, are left out.

    Parameters
    ----------
    examples : iterable of dict
        What `prodigy db-out` gives, line by line.
    predictions : bool
        Whether an example that nobody has answered gives its prediction.

    Returns
    -------
    list of dict
        Gold, one a document.

    Raises
    ------
    InputError
        If an example has no text.

    Examples
    --------
    >>> import onrecord
    >>> record = onrecord.extract(["“No,” Sergey Lavrov said."])
    >>> from_prodigy(prodigy_tasks(record), predictions=True)[0]["statements"] == from_label_studio(
    ...     label_studio_tasks(record), predictions=True
    ... )[0]["statements"]
    True
    """
    wanted = ("accept", None) if predictions else ("accept",)
    return from_label_studio([_task(example) for example in examples if example.get("answer") in wanted])


def _task(example: Mapping[str, Any]) -> dict[str, Any]:
    """An example as a task, so that both tools are read by one rule."""
    if "text" not in example:
        raise InputError("this is no example of Prodigy's: it has no text")
    at = Utf16(example["text"]).units
    result: list[dict[str, Any]] = []
    names: dict[tuple[int, int, str], str] = {}
    last: dict[int, str] = {}
    spans: list[dict[str, Any]] = example.get("spans") or []
    for number, span in enumerate(spans):
        name = str(span.get("id") or f"new-{number}")
        names.setdefault((span["start"], span["end"], span.get("label", "")), name)
        if "token_end" in span:
            last.setdefault(span["token_end"], name)
        place = {"start": at(span["start"]), "end": at(span["end"])}
        result.append(
            {
                "id": name,
                "type": "labels",
                "from_name": "label",
                "value": {**place, "labels": [span.get("label", "")]},
            }
        )
        facts: dict[str, Any] = span.get("facts") or {}
        for key, value in facts.items():
            result.append(
                {"id": name, "type": "textarea", "from_name": key, "value": {**place, "text": [value]}}
            )
    relations: list[dict[str, Any]] = example.get("relations") or []
    for relation in relations:
        ends: list[str] = []
        for side in ("head", "child"):
            end: dict[str, Any] = relation.get(f"{side}_span") or {}
            known = end.get("id") or names.get(
                (end.get("start", -1), end.get("end", -1), end.get("label", ""))
            )
            ends.append(str(known or last.get(relation[side], "")))
        result.append(
            {
                "type": "relation",
                "from_id": ends[0],
                "to_id": ends[1],
                "labels": [relation.get("label") or "part"],
            }
        )
    return {
        "data": {"text": example["text"], **(example.get("onrecord") or {})},
        "annotations": [{"result": result}],
    }
