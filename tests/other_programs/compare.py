"""Reads a dataset back with DuckDB, Polars and pandas and compares every cell and paragraph with the
reports themselves.

Usage: compare.py FOLDER. It holds truth.json, a map from each source to its report JSON, and the dataset
as long.*, wide.* and parted-*/ in every form.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas
import polars

FORMS = ["parquet", "csv", "jsonl"]
FOLDER = Path(sys.argv[1])
TRUTH = json.loads((FOLDER / "truth.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
CONNECTION = duckdb.connect()


def columns(path):
    """Names and types as the Parquet of the same table has them."""
    rows = CONNECTION.execute(f"DESCRIBE SELECT * FROM '{path.with_suffix('.parquet')}'").fetchall()
    return {row[0]: row[1] for row in rows}


def with_duckdb(path, form):
    types = json.dumps(columns(path)).replace('"', "'")
    source = {
        "parquet": f"read_parquet('{path}')",
        "csv": f"read_csv('{path}', columns = {types})",
        "jsonl": f"read_json('{path}', columns = {types})",
    }[form]
    result = CONNECTION.execute(f"SELECT * FROM {source}")
    names = [column[0] for column in result.description]
    return [dict(zip(names, row)) for row in result.fetchall()]


def with_polars(path, form):
    kinds = {
        "VARCHAR": polars.String,
        "BIGINT": polars.Int64,
        "DECIMAL(38,10)": polars.Decimal(38, 10),
        "BOOLEAN": polars.Boolean,
        "DATE": polars.Date,
    }
    schema = {name: kinds[kind] for name, kind in columns(path).items()}
    if form == "parquet":
        frame = polars.read_parquet(path)
        assert dict(frame.schema) == schema, path
    elif form == "csv":
        frame = polars.read_csv(path, schema=schema)
    else:
        # It reads numbers of JSON as binary fractions: exact up to 15 digits.
        loose = {name: polars.Float64 if kind == kinds["DECIMAL(38,10)"] else kind for name, kind in schema.items()}
        loose = {name: polars.String if kind == polars.Date else kind for name, kind in loose.items()}
        frame = polars.read_ndjson(path, schema=loose)
    return frame.to_dicts()


def with_pandas(path, form):
    if form == "parquet":
        frame = pandas.read_parquet(path)
    elif form == "csv":
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
    else:
        frame = pandas.read_json(path, lines=True, dtype=False, convert_dates=False, precise_float=True)
    frame = frame.astype(object).where(frame.notna(), None)
    return frame.to_dict("records")


def plain(row, form):
    """The row with numbers as decimals, and texts of CSV without the apostrophe."""

    def value(name, held):
        if held is None or held == "":
            return None
        if isinstance(held, str):
            if name == "value" or name.count(".") >= 2:
                return Decimal(held)
            if held in ("true", "false"):
                return held == "true"
            if name in ("year", "paragraph", "section_number"):
                return int(held)
            return held.removeprefix("'") if form == "csv" else held
        if isinstance(held, float):
            return Decimal(repr(held))
        return held

    return {name: value(name, held) for name, held in row.items()}


def cell(held):
    """Value, text and blankness of a cell of report JSON."""
    if held is None:
        return None, None, True
    if isinstance(held, dict):
        return held["value"], held["raw"], False
    return held, format(held, "f"), False


def true_cells():
    return {
        (source, table, row, column): cell(held)
        for source, report in TRUTH.items()
        for table, rows in report["tables"].items()
        for row, columns in rows.items()
        for column, held in columns.items()
    }


def true_paragraphs():
    paragraphs = []
    for source, report in TRUTH.items():
        parts = [("preamble", report["preamble"])]
        for section in report["sections"]:
            texts = [item["text"] for item in section["body"] if item["type"] == "paragraph"]
            parts.append((section["key"], texts or [None]))
        parts.append(("notes", report["notes"]))
        paragraphs += [
            (source, report["organization"], report["year"], section, number if text else None, text)
            for section, texts in parts
            for number, text in enumerate(texts, 1)
        ]
    return paragraphs


def check_long(rows, what):
    cells = {}
    for row in rows:
        key = (row["source"], row["table"], row["row"], row["column"])
        assert key not in cells, (what, key)
        cells[key] = (row["value"], row["raw"], row["blank"])
        report = TRUTH[row["source"]]
        assert row["organization"] == report["organization"] and row["edition"] == report["edition"], (what, key)
        assert row["year"] == report["year"], (what, key)
    differing = [key for key, truth in CELLS.items() if cells.get(key) != truth]
    assert not differing, (what, differing[0], cells.get(differing[0]), CELLS[differing[0]])
    assert len(cells) == len(CELLS), (what, len(cells), len(CELLS))


def check_wide(rows, what):
    assert sorted(row["source"] for row in rows) == sorted(TRUTH), what
    for row in rows:
        source = row["source"]
        own = {".".join(key[1:]): held for key, held in CELLS.items() if key[0] == source}
        for name, held in row.items():
            if name.count(".") >= 2:
                truth = own[name][0] if name in own else None
                assert held == truth, (what, source, name, held, truth)
        blank = {name for name, held in own.items() if held[2]}
        text = {name for name, held in own.items() if held[0] is None and not held[2]}
        assert set((row["blank_cells"] or "").split()) == blank, (what, source)
        assert set((row["text_cells"] or "").split()) == text, (what, source)
        assert set(own) <= set(row), (what, source)


def check_narrative(rows, what):
    names = ["source", "organization", "year", "section", "paragraph", "text"]
    found = [tuple(row[name] for name in names) for row in rows]
    assert found == PARAGRAPHS, (what, next(pair for pair in zip(found, PARAGRAPHS) if pair[0] != pair[1]))


def parted():
    """The folders partitioned by year, with what each program has for them."""
    cells = FOLDER / "parted-parquet" / "cells"
    frame = pandas.read_parquet(cells).astype({"year": object})
    frame = frame.astype(object).where(frame.notna(), None)
    yield "pandas", "parquet", frame.to_dict("records")
    lazy = polars.scan_parquet(cells / "*/*.parquet", hive_partitioning=True)
    yield "Polars", "parquet", lazy.collect().to_dicts()
    types = json.dumps(columns(FOLDER / "long.parquet")).replace('"', "'")
    for form, reader in zip(FORMS, ["read_parquet", "read_csv", "read_json"]):
        files = FOLDER / f"parted-{form}" / "cells" / "*" / f"*.{form}"
        wanted = "" if form == "parquet" else f", hive_types = {{'year': BIGINT}}"
        if form == "csv":
            wanted += ", types = {'value': 'DECIMAL(38,10)', 'edition': 'VARCHAR', 'raw': 'VARCHAR'}"
        result = CONNECTION.execute(f"SELECT * FROM {reader}('{files}', hive_partitioning = true{wanted})")
        names = [column[0] for column in result.description]
        yield "DuckDB", form, [dict(zip(names, row)) for row in result.fetchall()]


CELLS = true_cells()
PARAGRAPHS = true_paragraphs()
CHECKS = [("long", check_long), ("wide", check_wide), ("long.narrative", check_narrative)]


def main():
    compared = 0
    for table, check in CHECKS:
        for program in (with_duckdb, with_polars, with_pandas):
            for form in FORMS:
                rows = program(FOLDER / f"{table}.{form}", form)
                check([plain(row, form) for row in rows], f"{table} {form} {program.__name__}")
                compared += 1
    for program, form, rows in parted():
        check_long([plain(row, form) for row in rows], f"parted {form} {program}")
        compared += 1
    print(f"{compared} readings of {len(CELLS)} cells and {len(PARAGRAPHS)} paragraphs")


main()
