"""Commands that hand an extraction on, correct it, hold it against its review, and cite it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from onrecord.cli.paths import output
from onrecord.cli.screen import say

if TYPE_CHECKING:
    from onrecord._record import Extraction
    from onrecord.cli.commands import Commands

__all__ = ["add"]

_RECORD = "folder that onrecord extract wrote"

#: What `export` writes for annotation tools, by functions of `review`, and for other programs, by methods of a record.
_REVIEWED = {"label-studio": "write_label_studio", "prodigy": "write_prodigy", "sheet": "write_sheet"}
_WRITTEN = {
    "csv": "write_csv", "excel": "write_excel_csv", "xlsx": "write_xlsx", "sqlite": "write_sqlite",
    "duckdb": "write_duckdb", "graph": "write_graph", "followthemoney": "write_followthemoney", "tei": "write_tei",
    "brat": "write_brat", "cas": "write_cas", "web-annotations": "write_web_annotations",
}  # fmt: skip


def add(commands: Commands) -> None:
    """Adds the commands to a parser."""
    export = commands.add_parser(
        "export", help="for review in Label Studio or Prodigy, or for other programs",
        description="Writes an extraction for an annotation tool, or for another program.",
    )  # fmt: skip
    export.add_argument("record", metavar="DIR", help=_RECORD)
    export.add_argument(
        "--to", required=True, choices=(*_REVIEWED, *_WRITTEN), metavar="FORMAT",
        help=", ".join((*_REVIEWED, *_WRITTEN)),
    )  # fmt: skip
    export.add_argument(
        "--out", type=output, required=True, metavar="PATH",
        help="file; a folder for csv, excel, brat and cas; for graph .gexf or .graphml, for sheet .csv or .xlsx",
    )  # fmt: skip
    export.set_defaults(run=_export)

    gold = commands.add_parser(
        "gold", help="corrected annotation into gold files",
        description=(
            "Reads an export of Label Studio (JSON) or Prodigy (JSON lines) and writes a gold file "
            "for each document."
        ),
    )  # fmt: skip
    gold.add_argument("annotations", metavar="FILE", help="the tool's export")
    gold.add_argument(
        "--out", type=output, required=True, metavar="DIR", help="folder for the gold files; made if need be"
    )
    gold.add_argument(
        "--predictions", action="store_true", help="also take what was predicted where nobody has reviewed it"
    )
    gold.set_defaults(run=_gold)

    correct = commands.add_parser(
        "correct", help="an extraction with what people have corrected",
        description="Writes an extraction with reviewed gold, decisions and sheets applied to it, in this order.",
    )  # fmt: skip
    correct.add_argument("record", metavar="DIR", help=_RECORD)
    correct.add_argument("--gold", metavar="GOLD", help="folder with gold files")
    correct.add_argument(
        "--decisions", action="append", default=[], metavar="FILE",
        help="decisions, one a line, or a sheet that was filled in (.csv, .xlsx); may be given several times",
    )  # fmt: skip
    correct.add_argument("--out", type=output, required=True, metavar="DIR", help="folder for the frames")
    correct.set_defaults(run=_correct)

    evaluate = commands.add_parser(
        "evaluate", help="an extraction against gold: scores and differences",
        description="Prints how far an extraction agrees with gold, layer by layer.",
    )  # fmt: skip
    evaluate.add_argument("gold", metavar="GOLD", help="folder with gold files")
    evaluate.add_argument("record", metavar="DIR", help=_RECORD)
    evaluate.add_argument(
        "--differences", type=int, default=0, metavar="N", help="also print up to N differences of each layer"
    )
    evaluate.add_argument("--json", action="store_true", help="scores as JSON lines")
    evaluate.set_defaults(run=_evaluate)

    cite = commands.add_parser("cite", help="how to cite onrecord, or an extraction")
    cite.add_argument("record", nargs="?", metavar="DIR", help=f"{_RECORD}; else this version")
    cite.add_argument("--bibtex", action="store_true", help="as an entry for BibTeX")
    cite.set_defaults(run=_cite)


def _read(folder: str) -> Extraction:
    from onrecord import Extraction

    return Extraction.read_parquet(folder)


def _export(options: argparse.Namespace) -> int:
    from onrecord import review

    record = _read(options.record)
    if options.to in _REVIEWED:
        getattr(review, _REVIEWED[options.to])(record, options.out)
    else:
        getattr(record, _WRITTEN[options.to])(options.out)
    say(str(options.out))
    return 0


def _gold(options: argparse.Namespace) -> int:
    from onrecord import review

    documents = review.read_annotations(options.annotations, predictions=options.predictions)
    if not documents:
        say(
            f"onrecord: {options.annotations} holds no finished annotation: submit (Label Studio) or accept "
            "(Prodigy) documents there and export them again, or take what was predicted, --predictions"
        )
        return 1
    review.write_gold(documents, options.out)
    open_ones = len(review.read_annotations(options.annotations, predictions=True)) - len(documents)
    left_out = f"; {open_ones:,} that nobody has reviewed are left out" if open_ones else ""
    say(f"{options.out}: {len(documents):,} documents{left_out}")
    return 0


def _correct(options: argparse.Namespace) -> int:
    from onrecord import review

    record = _read(options.record)
    if options.gold:
        record = record.corrected(review.read_gold(options.gold))
    for file in options.decisions:
        is_sheet = file.lower().endswith((".csv", ".xlsx"))
        decided = review.decide(record, review.read_sheet(file) if is_sheet else review.read_decisions(file))
        for decision, line, reason in decided.unmatched.select("decision", "line", "reason").iter_rows():
            say(f"{file}, line {line}: {decision} does not fit: {reason}")
        record = decided.record
    record.write_parquet(options.out)
    say(f"{options.out}: {record!r}")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from onrecord import review
    from onrecord._show.plain import safe

    evaluation = review.evaluate(review.read_gold(options.gold), _read(options.record))
    if options.json:
        print(evaluation.scores.write_ndjson(), end="")
    else:
        print(evaluation)
    if options.differences:
        for layer in evaluation.differences["layer"].unique(maintain_order=True):
            rows = evaluation.differences.filter(layer=layer).head(options.differences)
            for row in rows.iter_rows(named=True):
                sign = "-" if row["side"] == "missed" else "+"
                print(safe(f"{sign} {layer} {row['doc_id']} {row['start']}-{row['end']}: {row['what']}"))
    return 0


def _cite(options: argparse.Namespace) -> int:
    from onrecord._provenance import cite

    if options.record:
        provenance = _read(options.record).provenance
    else:
        from onrecord import Extractor
        from onrecord._provenance import provenance as made

        provenance = made({}, Extractor().fingerprint)
    print(cite(provenance, "bibtex" if options.bibtex else "text"))
    return 0
