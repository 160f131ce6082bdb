#!/usr/bin/env python3
"""What a report holds, in an order that depends on nothing: two reports are identical when their
dumps are.

    dump.py REPORT.sqlite [-o FOLDER]     every table, as text on standard output or a file a table
    dump.py A.sqlite B.sqlite [--rows N]  the first N differing rows of every table; exit 1 if any

Rows are sorted by all their columns, geometries and other bytes are hexadecimal, `run` is without
its two times. The tables that SQLite and SpatiaLite keep for themselves are left out, but for the
kind and coordinate reference system of every geometry column.
"""

import argparse
import json
import os
import sqlite3
import sys

SYSTEM = ("sqlite_", "idx_", "spatial_ref_sys", "spatialite_history", "geometry_columns",
          "geom_cols_", "views_", "virts_", "vector_", "raster_", "rl2map_", "SE_", "wms_",
          "sql_statements_log", "data_licenses", "stored_", "networks", "topologies",
          "SpatialIndex", "ElementaryGeometries", "KNN", "elementary_geometries")
LEFT_OUT = {"run": {"started_at", "finished_at"}}
GEOMETRY_COLUMNS = """SELECT f_table_name, f_geometry_column, geometry_type, coord_dimension, srid,
  spatial_index_enabled FROM geometry_columns"""


def shown(value):
    return "hex:" + value.hex() if isinstance(value, bytes) else value


def order(row):
    """Missing first, then numbers, texts and bytes: as SQLite orders values."""
    return [(0, 0) if value is None
            else (1, value) if isinstance(value, (int, float))
            else (2, value) if isinstance(value, str) else (3, value) for value in row]


def tables(path):
    """Every table's columns (with their declared types) and sorted rows."""
    if not os.path.isfile(path):
        sys.exit(f"{path}: no such file")
    database = sqlite3.connect("file:" + path.replace("?", "%3f") + "?mode=ro", uri=True)
    names = [name for name, in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " ORDER BY name") if not name.startswith(SYSTEM)]
    found = {}
    for name in names:
        quoted = '"' + name.replace('"', '""') + '"'
        left_out = LEFT_OUT.get(name, set())
        columns = [(column, kind) for _, column, kind, *_ in
                   database.execute(f"PRAGMA table_info({quoted})") if column not in left_out]
        listed = ", ".join('"' + column.replace('"', '""') + '"' for column, _ in columns)
        rows = sorted(database.execute(f"SELECT {listed} FROM {quoted}"), key=order)
        found[name] = (columns, rows)
    if database.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'geometry_columns'").fetchone():
        columns = ["table", "column", "type", "dimension", "srid", "index"]
        found["geometry_columns"] = (
            [(column, "") for column in columns],
            sorted(database.execute(GEOMETRY_COLUMNS), key=order))
    database.close()
    return found


def line(row):
    return json.dumps([shown(value) for value in row], ensure_ascii=False)


def dump(path, folder):
    for name, (columns, rows) in tables(path).items():
        head = ", ".join(f"{column} {kind}".strip() for column, kind in columns)
        text = "".join(text + "\n" for text in [f"# {name}: {head}"] + [line(row) for row in rows])
        if folder is None:
            sys.stdout.write(text)
        else:
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as file:
                file.write(text)


def cut(text, length=400):
    return text if len(text) <= length else text[:length] + f" … ({len(text)} characters)"


def cells(columns, one, two):
    """The cells in which two rows of the same key differ."""
    return "; ".join(f"{column}: {cut(json.dumps(shown(a), ensure_ascii=False), 120)} → "
                     f"{cut(json.dumps(shown(b), ensure_ascii=False), 120)}"
                     for (column, _), a, b in zip(columns, one, two) if a != b)


def compare(first, second, most):
    """Says where two reports differ; whether they do."""
    ours, theirs = tables(first), tables(second)
    differ = False
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs or name not in ours:
            differ = True
            print(f"{name}: only in {first if name in ours else second}")
            continue
        (columns, rows), (others, other_rows) = ours[name], theirs[name]
        if columns != others:
            differ = True
            print(f"{name}: columns differ: {sorted(set(columns) ^ set(others))}")
            continue
        counted = {}
        for row in rows:
            counted[row] = counted.get(row, 0) + 1
        for row in other_rows:
            counted[row] = counted.get(row, 0) - 1
        gone = [row for row in dict.fromkeys(rows) for _ in range(max(0, counted[row]))]
        new = [row for row in dict.fromkeys(other_rows) for _ in range(max(0, -counted[row]))]
        if not gone and not new:
            continue
        differ = True
        print(f"{name}: {len(rows)} rows and {len(other_rows)}; {len(gone)} only in the first,"
              f" {len(new)} only in the second")
        if len(gone) == len(new):
            for one, two in list(zip(gone, new))[:most]:
                print(f"  {cut(line(one[:4]), 160)}: {cells(columns, one, two)}")
        else:
            for sign, some in (("-", gone), ("+", new)):
                for row in some[:most]:
                    print(f"  {sign} {cut(line(row))}")
    return differ


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("reports", nargs="+", metavar="REPORT.sqlite")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="a file for every table")
    parser.add_argument("--rows", type=int, default=5, help="differing rows to show a table")
    options = parser.parse_args()
    if len(options.reports) == 1:
        dump(options.reports[0], options.output)
        return 0
    if len(options.reports) > 2:
        parser.error("one report, or two to compare")
    differ = compare(*options.reports, options.rows)
    if not differ:
        print("identical")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
