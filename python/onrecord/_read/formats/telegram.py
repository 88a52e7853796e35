"""What Telegram's desktop program exports (result.json): one row a message with text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord._days import day_of
from onrecord._read.articles import Article
from onrecord._read.characters import decoded
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.sources import Piece
from onrecord._type_guards import is_list, is_mapping
from onrecord.exceptions import ReadError

__all__ = ["articles"]


def articles(piece: Piece) -> Iterator[Article]:
    """The messages of a chat, or of all; no pictures without words, nor who joined, left or pinned."""
    try:
        export = json.loads(decoded(content_of(piece)))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{piece.label} is no JSON: {error}") from error
    chats = list(_chats(export))
    if not chats:
        raise ReadError(f"{piece.label} is no export of Telegram: it has no list of messages")
    for number, chat in enumerate(chats):
        for message in chat["messages"]:
            if (
                is_mapping(message)
                and message.get("type", "message") == "message"
                and (text := _text(message))
            ):
                place = str(message.get("id", "?"))
                yield _article(
                    message, text, chat, place if len(chats) == 1 else f"{chat.get('id', number)}/{place}"
                )


def _chats(export: object) -> Iterator[Mapping[str, Any]]:
    if not is_mapping(export):
        return
    if is_list(export.get("messages")):
        yield export
    for part in ("chats", "left_chats"):
        listed = export.get(part)
        chats: object = listed.get("list") if is_mapping(listed) else None
        for chat in chats if is_list(chats) else []:
            if is_mapping(chat) and is_list(chat.get("messages")):
                yield chat


def _text(message: Mapping[str, Any]) -> str:
    """The words of a message, which are one text or a list of texts with and without a style."""
    text = message.get("text")
    parts = text if is_list(text) else [text]
    return "".join(
        str(part.get("text", "")) if is_mapping(part) else str(part or "") for part in parts
    ).strip()


def _article(message: Mapping[str, Any], text: str, chat: Mapping[str, Any], name: str) -> Article:
    outlet = chat.get("name")
    sender = message.get("author") or message.get("from")
    return Article(
        name,
        text=text,
        outlet=str(outlet) if outlet else None,
        authors=[str(sender)] if sender and sender != outlet else None,
        published=day_of(str(message.get("date", ""))),
        more={"forwarded_from": message.get("forwarded_from")},
    )
