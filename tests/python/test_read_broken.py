"""Files that were cut, mixed up or overwritten here and there: each is a row of its own, and the rest is read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import onrecord
from documents import DAM, FILES

BYTES = [
    b"\0",
    b'"',
    b"<",
    b"\n\n",
    b"[[[",
    b"{",
    b"&amp;",
    b"\xff",
    b"null",
    b"99999999999999999999",
    b"<p>",
    b"Document ",
]


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """A file of which some bytes were lost, doubled or overwritten."""
    data = bytearray(content)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(data)) if data else 0
        match chance.randrange(5):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 60)]
            case 2:
                data[at:at] = data[chance.randrange(len(data) + 1) :][:80]
            case 3:
                data[at:at] = chance.choice(BYTES)
            case _:
                del data[max(at, 8) :]
    return bytes(data)


@pytest.mark.parametrize("seed", range(12))
def test_no_file_ends_the_reading_of_others(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(spoiled(content, chance))
    (tmp_path / "z.txt").write_text(DAM)
    frame = onrecord.read(tmp_path)
    assert frame["text"][-1] == DAM
    for text, error in frame.select("text", "error").rows():
        assert text is not None or error is not None


def test_as_they_are_they_all_give_their_article(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    frame = onrecord.read(tmp_path)
    for name in FILES:
        texts = frame.filter(frame["path"].str.ends_with(name))["text"]
        assert any(DAM in (text or "") for text in texts), name
