"""Commands that hand an extraction on, hold it against its review, and cite it: export, gold, evaluate, cite."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from onrecord.cli.paths import output

if TYPE_CHECKING:
    from onrecord._record import Extraction
    from onrecord.cli.commands import Commands

__all__ = ["add"]

_RECORD = "folder that onrecord extract wrote"


def add(commands: Commands) -> None:
    """Adds the commands to a parser."""
    export = commands.add_parser(
        "export", help="for review in Label Studio or Prodigy, or for other programs",
        description="Writes an extraction for an annotation tool, or for another program.",
    )  # fmt: skip
    export.add_argument("record", metavar="DIR", help=_RECORD)
    export.add_argument(
        "--to", required=True, choices=("label-studio", "prodigy", "duckdb", "web-annotations", "excel")
    )
    export.add_argument("--out", type=output, required=True, metavar="PATH", help="file; for excel, a folder")
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
    if options.to == "label-studio":
        review.write_label_studio(record, options.out)
    elif options.to == "prodigy":
        review.write_prodigy(record, options.out)
    elif options.to == "duckdb":
        record.write_duckdb(options.out)
    elif options.to == "web-annotations":
        record.write_web_annotations(options.out)
    else:
        record.write_excel_csv(options.out)
    print(options.out, file=sys.stderr)
    return 0


def _gold(options: argparse.Namespace) -> int:
    from onrecord import review

    documents = review.read_annotations(options.annotations, predictions=options.predictions)
    if not documents:
        print(
            f"onrecord: {options.annotations} holds no finished annotation: submit (Label Studio) or accept "
            "(Prodigy) documents there and export them again, or take what was predicted, --predictions",
            file=sys.stderr,
        )
        return 1
    review.write_gold(documents, options.out)
    open_ones = len(review.read_annotations(options.annotations, predictions=True)) - len(documents)
    left_out = f"; {open_ones:,} that nobody has reviewed are left out" if open_ones else ""
    print(f"{options.out}: {len(documents):,} documents{left_out}", file=sys.stderr)
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
