"""Subtitles (.srt, .vtt): the words of a broadcast, turn by turn."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord._read.articles import Article
from onrecord._read.characters import decoded
from onrecord._read.formats.paragraphs import content_of
from onrecord._read.sources import Piece
from onrecord.exceptions import ReadError

__all__ = ["articles"]

_TIMES = re.compile(
    r"(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{1,3})[ \t]+-->[ \t]+(?:(\d+):)?(\d{1,2}):(\d{2})[,.](\d{1,3})[^\n]*"
)
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^>]+)>")
_MARKS = re.compile(r"</?[a-zA-Z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
#: A name in capital letters, at the beginning of what it says.
_LABEL = re.compile(r"(?:>+ ?|- ?)?([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,4})(?: \([^)]{1,40}\))?: ?")
_CHANGE = re.compile(r">{2,3} ?|[-–—] (?=\S)")
#: A silence of so many seconds parts paragraphs.
_SILENCE = 4.0


@dataclass(frozen=True)
class _Cue:
    start: float
    end: float
    lines: list[str]


def articles(piece: Piece) -> Iterator[Article]:
    """The words of a file; a turn begins a paragraph, with the speaker's name where it is told."""
    cues = list(_cues(decoded(content_of(piece)).replace("\r\n", "\n").replace("\r", "\n")))
    if not cues:
        raise ReadError(f"{piece.label} holds no subtitles: no line in it has two times")
    yield Article(text="\n\n".join(_turns(cues)) or None)


def _cues(text: str) -> Iterator[_Cue]:
    """Cues with their lines; a line that was already shown is not said again."""
    shown: list[str] = []
    for block in re.split(r"\n[ \t]*\n+", text):
        times = _TIMES.search(block)
        if times is None:
            continue
        lines = [line for line in block[times.end() :].strip("\n").split("\n") if line.strip()]
        fresh = [
            line
            for at, line in enumerate(lines)
            if lines[: at + 1] != shown[len(shown) - at - 1 :] and line not in shown[-1:]
        ]
        shown = lines or shown
        yield _Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), fresh)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _turns(cues: list[_Cue]) -> Iterator[str]:
    """Paragraphs: a turn each, or what is said between silences."""
    words: list[str] = []
    voice: str | None = None
    end = cues[0].start
    for cue in cues:
        if cue.start - end > _SILENCE and words:
            yield " ".join(words)
            words = []
        end = cue.end
        for line in cue.lines:
            begins = False
            if (told := _VOICE.search(line)) and told[1].strip() != voice:
                voice = told[1].strip()
                begins = True
            plain = " ".join(html.unescape(_MARKS.sub("", line)).split())
            speaker = voice if begins else None
            if label := _LABEL.match(plain):
                speaker, plain, begins = label[1], plain[label.end() :], True
            elif change := _CHANGE.match(plain):
                plain, begins = plain[change.end() :], True
            if begins and words:
                yield " ".join(words)
                words = []
            if plain or speaker:
                words.append(f"{speaker}: {plain}" if speaker else plain)
    if words:
        yield " ".join(words)
