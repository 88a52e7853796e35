"""Users' own actors from files: tables and the dictionaries of political event data."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import onrecord

PETRARCH = """\
# Actors of an invented country, in the manner of PETRARCH's files
<!-- a comment -->
RURITANIA_  [AUT]
+RURITANIAN_
+STRELSAU_

RUDOLF_ELPHBERG_  [AUTGOV 19900401-20011231][AUTELI >20011231]  ; the king, as it were
+ELPHBERG_
+KING_RUDOLF_
MINISTRY_OF_TRADE_OF_RURITANIA_ [AUTGOV]
BLACK_MICHAEL'S_BRIGADE_ [AUTREB]
+BMB_
ZENDA_GAZETTE_ [AUTMED]
LEAGUE_OF_RIVERS_ [IGO]
"""


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
@pytest.mark.parametrize(("name", "separator"), [("own.csv", ","), ("own.tsv", "\t")])
def test_what_only_some_take_for_a_line_break_is_data_in_a_cell(
    tmp_path: Path, mark: str, name: str, separator: str
) -> None:
    lines = [
        ("name", "type", "role"),
        ("Rudolf Elphberg", "person", f"King{mark}Elect"),
        ("Zenda", "group", ""),
    ]
    path = written(tmp_path, name, "".join(separator.join(cells) + "\n" for cells in lines))
    rows = onrecord.read_gazetteer(path).select("name", "role").rows()
    assert rows == [("Rudolf Elphberg", f"King{mark}Elect"), ("Zenda", None)]


def test_a_dictionary_gives_names_types_countries_and_dated_roles(tmp_path: Path) -> None:
    rows = onrecord.read_gazetteer(written(tmp_path, "ruritania.actors.txt", PETRARCH))
    assert rows.select("name", "type", "country", "role", "from", "to").rows() == [
        ("Ruritania", "country", "AUT", None, None, None),
        ("Rudolf Elphberg", "person", "AUT", "Government", "1990-04-01", "2001-12-31"),
        ("Rudolf Elphberg", "person", "AUT", "Former official", "2001-12-31", None),
        ("Ministry of Trade of Ruritania", "government", "AUT", None, None, None),
        ("Black Michael's Brigade", "armed_group", "AUT", None, None, None),
        ("Zenda Gazette", "media", "AUT", None, None, None),
        ("League of Rivers", "organization", None, None, None, None),
    ]
    assert rows["aliases"].to_list()[1] == "Elphberg;King Rudolf"
    assert rows["aliases"].to_list()[4] == "Bmb;BMB"


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("ANNA_ROTH_ [CHEGOV <1990]", None, "1990"),
        ("ANNA_ROTH_ [CHEGOV >20001231]", "2000-12-31", None),
        ("ANNA_ROTH_ [CHEGOV 20010101-20050101]", "2001-01-01", "2005-01-01"),
        ("ANNA_ROTH_ [<930120 CHEGOV]", None, "1993-01-20"),
        ("ANNA_ROTH_ [CHEGOV 930120-010120]", "1993-01-20", "2001-01-20"),
    ],
)
def test_dates_of_dictionaries(tmp_path: Path, line: str, first: str | None, last: str | None) -> None:
    rows = onrecord.read_gazetteer(written(tmp_path, "a.txt", line))
    assert rows.select("name", "type", "from", "to").row(0) == ("Anna Roth", "person", first, last)


def test_the_users_rows_win_over_the_built_in_ones(tmp_path: Path) -> None:
    path = written(tmp_path, "own.txt", "SERGEY_LAVROV_ [FRAEDU]\n+LAVROV_\n")
    record = onrecord.extract("Sergey Lavrov said no.", gazetteer=path)
    assert record.statements["speaker_country"].to_list() == ["FRA"]


def test_tables_keep_their_columns(tmp_path: Path) -> None:
    table = written(
        tmp_path, "a.csv", "name,type,aliases,from\nQuentin Zorblat,person,Q. Zorblat;Zorblat,2014-08\n"
    )
    lines = written(
        tmp_path,
        "a.jsonl",
        '{"name": "Quentin Zorblat", "type": "person", "aliases": ["Q. Zorblat", "Zorblat"], "from": "2014-08"}\n',
    )
    assert onrecord.read_gazetteer(table).equals(onrecord.read_gazetteer(lines))
    assert onrecord.read_gazetteer(table).columns == [
        "id",
        "name",
        "aliases",
        "type",
        "country",
        "role",
        "from",
        "to",
    ]
    assert onrecord.read_gazetteer(written(tmp_path, "empty.csv", "name,type\n")).schema == dict.fromkeys(
        onrecord.read_gazetteer(table).columns, pl.String
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "a.csv",
            "name,type\nX Y,person\nA B,persona\n",
            r"a\.csv, line 3: 'persona' is no type: use person, country",
        ),
        ("a.csv", "name,type\nX Y\n", r"line 2: 1 cells where 2 are due"),
        ("a.csv", "name\nX Y\n", "has no column 'type'"),
        ("a.csv", "name,type,country\nX Y,person,France\n", "line 2: country 'France' is no ISO 3166-1"),
        (
            "a.csv",
            "name,type,from,to\nX Y,person,2010,2001\n",
            "line 2: it ends on 2001, before it begins on 2010",
        ),
        ("a.jsonl", '{"name": "X Y", "type": "person"}\nno json\n', "line 2: "),
        ("a.jsonl", '{"name": "X Y", "type": "person", "from": "soon"}\n', "line 1: from 'soon' is no day"),
        ("a.txt", "+LOST_\n", "line 1: a synonym before any actor"),
        ("a.txt", "# one\nNOBODY_\n", "line 2: 'NOBODY_' has no code"),
        ("a.txt", "NOBODY_ [AUTGOV\n", "line 1: a bracket is not closed"),
        ("a.txt", "NOBODY_ [AU]\n", "line 1: 'AU' is no code"),
        ("a.txt", "NOBODY_ [AUTGOV >20011301]\n", "line 1: '20011301' is no day"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        onrecord.read_gazetteer(written(tmp_path, name, text))
    assert isinstance(raised.value, onrecord.exceptions.GazetteerError)


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotImplementedError, match="a gazetteer is"):
        onrecord.read_gazetteer(written(tmp_path, "a.xlsx", ""))
    with pytest.raises(FileNotFoundError, match="no gazetteer"):
        onrecord.read_gazetteer(tmp_path / "nowhere.csv")


def test_a_row_without_a_name_is_told_by_its_line_however_lines_end(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        'name,type\rAna Ruiz,person\n"Mira\nSolberg",person\n,person', encoding="utf-8", newline=""
    )
    with pytest.raises(onrecord.exceptions.GazetteerError, match=r"own\.csv, line 5: the name is missing"):
        onrecord.read_gazetteer(path)
