#!/usr/bin/env python3
"""The engine beside a C++ yardstick, on the same data in the same run.

usage: side_by_side.py --yardstick limit.cpp --data FOLDER [--data FOLDER ...] [--rounds 5]

The yardstick is a single C++ file that, called as `limit FOLDER METRES RUNS`, writes a line of JSON per
task with `task`, `version`, `cpu` (seconds) and `relaxed` (arcs looked at). The two take turns, so that
whatever else the machine does falls on both; figures are medians and minima over all rounds. The
ratio that counts is CPU time per arc looked at: the searches' buckets differ in width, so they look at
different numbers of arcs.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
METRES = 1200  # 15 minutes at 4.8 km/h
# (the engine's task, the yardstick's, the most the ratio per arc may be). The engine's labels always
# hold the nearest source, the yardstick's never do: searches that need no source have the lower bar.
PAIRS = [
    ("t1 nearest", "t1 source by source, dial 32 m", 1.6),
    ("t2 reach", "t2 dial 32 m", 1.3),
]


def lines(command):
    """The lines of JSON that a command writes."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def build(yardstick, folder, compiler):
    binary = pathlib.Path(folder) / "yardstick"
    subprocess.run(
        [compiler, "-O3", "-march=native", "-std=c++20", "-o", binary, yardstick], check=True)
    subprocess.run(["swift", "build", "-c", "release", "--product", "bars"], cwd=HERE, check=True)
    where = subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"], cwd=HERE, check=True,
        capture_output=True, text=True)
    return binary, pathlib.Path(where.stdout.strip()) / "bars"


def measure(yardstick, bars, data, rounds):
    """CPU seconds of every round and arcs, by (who, task)."""
    found = {}
    for _ in range(rounds):
        for line in lines([yardstick, data, str(METRES), "3"]):
            if line["version"] == "uint32 mm":
                found.setdefault(("yardstick", line["task"]), []).append(line)
        for line in lines([bars, "--streets", data, "--runs", "3", "--json"]):
            found.setdefault(("engine", line["task"]), []).append(line)
    return found


def summary(lines):
    cpu = [line["cpu"] for line in lines]
    return statistics.median(cpu), min(cpu), lines[0]["relaxed"]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--yardstick", required=True, help="the C++ file")
    parser.add_argument("--data", required=True, action="append", help="folder of a data set")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--compiler", default="g++")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        yardstick, bars = build(a.yardstick, folder, a.compiler)
        print("| data | task | yardstick ms | Marcs | ns/arc | engine ms | Marcs | ns/arc "
              "| ratio per arc | of minima | bar |")
        print("| --- | --- " + "| --- " * 9 + "|")
        for data in a.data:
            found = measure(yardstick, bars, data, a.rounds)
            for (who, task), engine in found.items():
                for mine, theirs, bar in PAIRS:
                    if who != "engine" or not task.startswith(mine):
                        continue
                    y, y_least, y_arcs = summary(found["yardstick", theirs])
                    e, e_least, e_arcs = summary(engine)
                    ratio = (e / e_arcs) / (y / y_arcs)
                    least = (e_least / e_arcs) / (y_least / y_arcs)
                    print(f"| {pathlib.Path(data).name} | {task} | {y * 1e3:.1f} | {y_arcs / 1e6:.2f} "
                          f"| {y * 1e9 / y_arcs:.1f} | {e * 1e3:.1f} | {e_arcs / 1e6:.2f} "
                          f"| {e * 1e9 / e_arcs:.1f} | {ratio:.2f} | {least:.2f} "
                          f"| {bar} {'met' if ratio <= bar else 'MISSED'} |", flush=True)


main()
