"""What fuzz targets begin with beside their corpora: the tests' cases, the bundled articles, and pages made of them.

    python fuzz/seeds.py target/fuzz       writes a file for each into target/fuzz/TARGET

A file is named by its content; what the fuzzer found before stays there.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "tests" / "cases"
ARTICLES = HERE.parent / "python" / "onrecord" / "data" / "sample" / "articles.jsonl"
#: 4 March 2020, in days since 1950: targets that take a day read one before the text.
DAY = struct.pack("<H", 25630)
#: So long, in bytes, are the inputs that try what a short text never fills.
LONG = 60_000


def texts() -> list[str]:
    """Articles, and the inputs of the cases."""
    found = [json.loads(line)["text"] for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    for name in ("hard_cases.md", "field_cases.md"):
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            if " | " in line:
                text = line.split(" | ", 1)[1].split(" ## ", 1)[0]
                found.extend(part.replace("⏎", "\n") for part in text.split("‖"))
    return found


def pages() -> list[str]:
    """Pages of the cases, and what stands in them between their clauses."""
    lines = (CASES / "pages.md").read_text(encoding="utf-8").splitlines()
    articles = [f"<h1>News</h1><p>{text.replace(chr(10), '</p><p>')}</p>" for text in texts()[:16]]
    return [line.split(" ## ", 1)[0] for line in lines if "<" in line] + articles


def gazetteers() -> list[str]:
    """Rows as the built-in tables have them."""
    folder = HERE.parent / "src" / "actors" / "data"
    rows = [
        line
        for table in sorted(folder.glob("*.tsv"))
        for line in table.read_text(encoding="utf-8").splitlines()
    ]
    return ["\n".join(rows[start : start + 5]) for start in range(0, len(rows), 40)]


def models() -> list[bytes]:
    """Pieces of a model's file, each behind a schema and the place in the file that it is written over."""
    file = (HERE.parent / "models" / "names.bin").read_bytes()
    return [
        file[8:16] + struct.pack("<I", place) + file[start : start + 600]
        for start in (0, 16, len(file) // 2)
        for place in (0, 16, len(file) // 3)
    ]


def long(separator: str, pieces: list[str]) -> bytes:
    """As many pieces as a long input holds."""
    return separator.join(pieces).encode()[:LONG].decode(errors="ignore").encode()


def main(into: Path) -> None:
    """Writes all of them."""
    plain = texts()
    short = [text.encode() for text in plain]
    seeds = {
        "segments": [*short, long("\n\n", plain)],
        "threads": [b"".join(short[start : start + 3]) for start in range(0, len(short), 3)],
        "dates": [DAY + text for text in short],
        "extract": [DAY + b"\0" + text for text in [*short, long("\n", plain)]],
        "pages": [page.encode() for page in pages()] + [long("\n", pages())],
        "gazetteer": [table.encode() for table in gazetteers()] + [long("\n", gazetteers())],
        "models": models(),
    }
    for target, contents in seeds.items():
        folder = into / target
        folder.mkdir(parents=True, exist_ok=True)
        for content in contents:
            (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
