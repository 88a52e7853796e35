"""What can go wrong while a folder is extracted into: it goes on with the same rows, or an error says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord._record import stored_frames
from onrecord._store.lock import LOCK, locked
from onrecord.exceptions import ExtractionReadError, WriteError

KILLS = Path(__file__).parents[1] / "quality" / "kills.py"
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of processes are POSIX's")


def article(number: int, length: int = 1) -> str:
    name = ["Sergey Lavrov", "Hulusi Akar", "Josep Borrell"][number % 3]
    words = (
        f"{name} said on Monday that the truce would hold for {number} days. “We agreed on point {number * 31},” "
        f"{name.split()[-1]} told reporters."
    )
    return f"Report {number}\n\n" + "\n\n".join(
        f"{words} It was talk number {turn} of {number}." for turn in range(length)
    )


@pytest.fixture(scope="module")
def documents() -> pl.DataFrame:
    texts = [article(number) for number in range(24)]
    return pl.DataFrame({"doc_id": [f"a{number}" for number in range(24)], "text": texts, "published": None})


@pytest.fixture(scope="module")
def whole(documents: pl.DataFrame) -> onrecord.Extraction:
    return onrecord.extract(documents)


@pytest.fixture
def folder(documents: pl.DataFrame, tmp_path: Path) -> Path:
    """A folder of six parts."""
    onrecord.extract_to(documents, tmp_path / "record", batch_size=4)
    return tmp_path / "record"


def assert_same(stored: onrecord.StoredExtraction, whole: onrecord.Extraction) -> None:
    loaded = stored.load()
    for name, frame in stored_frames(whole).items():
        assert_frame_equal(getattr(loaded, name), frame, categorical_as_str=True)
    assert not [*stored.directory.glob(".*"), *stored.directory.glob("parts/*.*")]


def in_a_process(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


@POSIX
def test_whatever_moment_a_run_is_killed_at_no_row_is_lost_or_doubled() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(KILLS), "--kills", "6", "--articles", "40"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert "no row lost, doubled or changed" in done.stdout, done.stderr


@POSIX
@pytest.mark.parametrize("limit", ["part", "joined"])
def test_where_no_more_can_be_written_what_is_done_stays(
    limit: str, documents: pl.DataFrame, whole: onrecord.Extraction, tmp_path: Path
) -> None:
    # A file that may not grow is refused by the system as one on a full disk is. What is joined is longer than any part.
    long = documents.with_columns(
        text=pl.when(pl.col("doc_id") == "a13").then(pl.lit(article(13, 900))).otherwise("text")
    )
    given = long if limit == "part" else documents
    given.write_parquet(tmp_path / "documents.parquet")
    program = (
        "import resource, signal, sys, onrecord, polars as pl\n"
        "documents = pl.read_parquet(sys.argv[1])\n"
        "onrecord.extract(documents.head(1))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))\n"
        "try: onrecord.extract_to(documents, sys.argv[2], batch_size=4)\n"
        "except onrecord.exceptions.WriteError as error: print(error)\n"
    )
    folder = tmp_path / "record"
    most = 0
    if limit == "joined":
        onrecord.extract_to(given, tmp_path / "measured", batch_size=4)
        most = max(file.stat().st_size for file in (tmp_path / "measured" / "parts").rglob("*.parquet")) + 100
    done = in_a_process(program, tmp_path / "documents.parquet", folder, most or 30_000)
    assert f"{folder} cannot be written to: " in done.stdout, done
    assert "what is done stays: mend that, and call again" in done.stdout
    parts = [part.name for part in sorted((folder / "parts").iterdir())]
    assert parts == [f"{number:06}" for number in range(3 if limit == "part" else 6)]
    assert not [path for path in folder.glob(".*") if path.name != LOCK]
    stored = onrecord.extract_to(given, folder, batch_size=4)
    assert_same(stored, onrecord.extract(given) if limit == "part" else whole)


@POSIX
def test_a_run_that_finds_no_memory_is_taken_up(
    documents: pl.DataFrame, whole: onrecord.Extraction, tmp_path: Path
) -> None:
    documents.write_parquet(tmp_path / "documents.parquet")
    program = (
        # Else addresses that the allocator has set aside, and not used, are more than all that is asked for here.
        "import os; os.environ['MIMALLOC_ARENA_RESERVE'] = '0'\n"
        "import resource, sys, onrecord, polars as pl\n"
        "documents = pl.read_parquet(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "size = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize() + int(sys.argv[3]) * 2**20\n"
        "resource.setrlimit(resource.RLIMIT_AS, (size, size))\n"
        "onrecord.extract_to(documents, sys.argv[2], batch_size=4, threads=1)\n"
    )
    if not Path("/proc/self/statm").exists():
        pytest.skip("only Linux tells how much memory a process has")
    ends = [
        in_a_process(program, tmp_path / "documents.parquet", tmp_path / "record", megabytes).returncode
        for megabytes in (1, 40, 80, 160)
    ]
    assert ends[0] != 0, ends
    assert_same(onrecord.extract_to(documents, tmp_path / "record", batch_size=4), whole)


def cut(path: Path) -> None:
    """Takes the last part of a file away."""
    os.truncate(path, path.stat().st_size * 2 // 3)


@pytest.mark.parametrize("name", ["statements", "documents", "sentences"])
@pytest.mark.parametrize("harm", [cut, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_part_that_was_damaged_is_made_anew(
    harm: object, name: str, folder: Path, documents: pl.DataFrame, whole: onrecord.Extraction
) -> None:
    harm(folder / "parts" / "000002" / f"{name}.parquet")  # type: ignore[operator]
    with pytest.warns(UserWarning, match=rf"000002 is damaged \({name}\.parquet is .*extracted anew"):
        stored = onrecord.extract_to(documents, folder, batch_size=4)
    assert_same(stored, whole)


def test_a_part_that_vanished_is_made_anew_in_its_place(
    folder: Path, documents: pl.DataFrame, whole: onrecord.Extraction
) -> None:
    shutil.rmtree(folder / "parts" / "000001")
    assert_same(onrecord.extract_to(documents, folder, batch_size=4), whole)
    # Behind it, nothing was written over.
    shutil.rmtree(folder / "parts" / "000000")
    assert_same(onrecord.extract_to(documents, folder, batch_size=1000), whole)


def test_what_is_lost_for_good_is_said(folder: Path, documents: pl.DataFrame) -> None:
    cut(folder / "parts" / "000002" / "statements.parquet")
    others = documents.filter(~pl.col("doc_id").is_in(["a9", "a10"]))
    with (
        pytest.warns(UserWarning, match="extracted anew"),
        pytest.warns(UserWarning, match=r"2 documents of a damaged part are not in the source .*'a9', 'a10'"),
    ):
        stored = onrecord.extract_to(others, folder, batch_size=4)
    assert sorted(stored.documents.collect()["doc_id"]) == sorted(others["doc_id"])
    # Whoever finds the source again has all of them.
    assert onrecord.extract_to(documents, folder).documents.collect().height == documents.height
    assert not [*folder.glob("parts/*.*")]


def test_rows_that_are_garbled_within_a_part_are_named(folder: Path, documents: pl.DataFrame) -> None:
    file = folder / "parts" / "000003" / "mentions.parquet"
    content = bytearray(file.read_bytes())
    content[60:400] = bytes(340)
    file.write_bytes(content)
    more = pl.concat([documents, documents.head(1).with_columns(doc_id=pl.lit("new"))])
    with pytest.raises(
        ExtractionReadError, match=r"mentions\.parquet cannot be read .*delete .*000003, and have its"
    ):
        onrecord.extract_to(more, folder, batch_size=4)
    shutil.rmtree(folder / "parts" / "000003")
    assert_same(onrecord.extract_to(more, folder, batch_size=4), onrecord.extract(more))


@pytest.mark.parametrize("harm", [cut, Path.unlink])
def test_a_frame_that_was_cut_short_is_refused_and_joined_again(
    harm: object, folder: Path, documents: pl.DataFrame, whole: onrecord.Extraction
) -> None:
    harm(folder / "statements.parquet")  # type: ignore[operator]
    with pytest.raises(ExtractionReadError, match=r"statements\.parquet is (missing|cut short)"):
        onrecord.StoredExtraction(folder)
    assert_same(onrecord.extract_to(documents, folder, batch_size=4), whole)


def test_a_folder_that_was_left_between_two_of_its_files_is_not_read_as_if_it_were_whole(
    folder: Path, documents: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def stop_before_mentions(source: Path, target: Path) -> None:
        if Path(target) == folder / "mentions.parquet":
            raise KeyboardInterrupt
        replace(source, target)

    more = pl.concat([documents, documents.head(1).with_columns(doc_id=pl.lit("new"))])
    monkeypatch.setattr("os.replace", stop_before_mentions)
    with pytest.raises(KeyboardInterrupt):
        onrecord.extract_to(more, folder)
    monkeypatch.undo()
    with pytest.raises(ExtractionReadError, match="left in the middle of it: if no run is at work, call"):
        onrecord.StoredExtraction(folder)
    assert_same(onrecord.extract_to(more, folder), onrecord.extract(more))


def test_two_runs_into_one_folder_are_one_and_an_error(
    documents: pl.DataFrame, whole: onrecord.Extraction, tmp_path: Path
) -> None:
    said = []

    def second(done: int, _: int) -> None:
        if done and not said:
            with pytest.raises(
                WriteError, match=r"another run is writing to .*record: wait until it is done"
            ):
                onrecord.extract_to(documents, tmp_path / "record")
            program = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
            said.append(in_a_process(program, "extract", tmp_path / "a.txt", "--out", tmp_path / "record"))

    (tmp_path / "a.txt").write_text("Talks are over.")
    stored = onrecord.extract_to(documents, tmp_path / "record", batch_size=4, progress=second)
    assert_same(stored, whole)
    assert said[0].returncode == 1 and "another run is writing to" in said[0].stderr


def test_a_second_command_leaves_the_work_of_the_first_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks are over.")
    work = tmp_path / "record" / ".extracting" / "parts" / "000000"
    work.mkdir(parents=True)
    program = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
    with locked(tmp_path / "record"):
        done = in_a_process(program, "extract", tmp_path / "a.txt", "--out", tmp_path / "record")
    assert done.returncode == 1 and "another run is writing to" in done.stderr
    assert work.is_dir()


def test_parts_are_joined_when_those_that_are_being_written_are(
    documents: pl.DataFrame, whole: onrecord.Extraction, tmp_path: Path
) -> None:
    folder = tmp_path / "record"
    joined: list[onrecord.StoredExtraction] = []
    onrecord.write_part(documents.head(12), folder, 0)
    with locked(folder, is_shared=True):
        joining = threading.Thread(target=lambda: joined.append(onrecord.join_parts(folder)))
        joining.start()
        onrecord.write_part(documents.slice(12), folder, 1)
        joining.join(0.2)
        assert joining.is_alive()
    joining.join(60)
    assert_same(joined[0], whole)
    cut(folder / "parts" / "000001" / "dates.parquet")
    with pytest.raises(
        ExtractionReadError, match=r"dates\.parquet is cut short or damaged\): write part 1 again"
    ):
        onrecord.join_parts(folder)


def test_a_clock_that_was_set_back_changes_nothing(
    documents: pl.DataFrame, whole: onrecord.Extraction, tmp_path: Path
) -> None:
    folder = tmp_path / "record"
    onrecord.extract_to(documents.head(10), folder, batch_size=4)
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (4e9, 4e9))
    assert_same(onrecord.extract_to(documents, folder, batch_size=4), whole)


def test_a_folder_that_vanishes_is_an_error_that_names_it(documents: pl.DataFrame, tmp_path: Path) -> None:
    folder = tmp_path / "record"

    def remove(done: int, _: int) -> None:
        if done == 8:
            shutil.rmtree(folder)

    with pytest.raises(WriteError, match=r"record cannot be written to: No such file or directory"):
        onrecord.extract_to(documents, folder, batch_size=4, progress=remove)


def test_files_that_vanish_while_a_folder_is_read_are_rows_with_an_error(tmp_path: Path) -> None:
    files = tmp_path / "articles"
    files.mkdir()
    for number in range(40):
        (files / f"{number:02}.txt").write_text(article(number))

    def remove(_: int, __: int) -> None:
        (files / "39.txt").unlink(missing_ok=True)

    stored = onrecord.extract_to(files, tmp_path / "record", batch_size=2, progress=remove)
    errors = stored.documents.select("doc_id", "error").drop_nulls("error").collect().rows()
    assert stored.documents.collect().height == 40
    assert [name for name, _ in errors] == ["39.txt"] and "No such file" in errors[0][1]


@POSIX
def test_places_that_cannot_be_written_to_are_named(documents: pl.DataFrame, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(
        WriteError, match=r"file/record cannot be written to: Not a directory; what is done stays"
    ):
        onrecord.extract_to(documents, tmp_path / "file" / "record")
    (tmp_path / "record").mkdir(mode=0o555)
    if os.geteuid() != 0:
        with pytest.raises(WriteError, match="record cannot be written to: Permission denied"):
            onrecord.extract_to(documents, tmp_path / "record")
    with pytest.raises(WriteError, match="file/whole cannot be written to: Not a directory"):
        onrecord.extract(documents.head(1)).write_parquet(tmp_path / "file" / "whole")
