"""Draws docs/images/monaco.png from the fixture city, with the command itself.

usage: python3 docs/images/monaco.py PATH/TO/circles
needs matplotlib, and ogr2ogr of GDAL's programs
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

ROOT = pathlib.Path(__file__).resolve().parents[2]
CITY = ROOT / "fixtures/monaco/monaco.osm.pbf"
SHADES = {5: "#238b45", 10: "#74c476", 15: "#c7e9c0"}
CATCHMENTS = ["#fbb4ae", "#b3cde3", "#ccebc5", "#decbe4", "#fed9a6", "#ffffcc", "#e5d8bd", "#fddaec"]


def run(*arguments):
    subprocess.run([str(a) for a in arguments], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def features(file):
    return json.loads(pathlib.Path(file).read_text())["features"]


def patch(geometry, **style):
    points, codes = [], []
    for ring in (ring for polygon in geometry["coordinates"] for ring in polygon):
        points += ring
        codes += [Path.MOVETO] + [Path.LINETO] * (len(ring) - 2) + [Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), **style)


def panel(axes, title, streets, places):
    axes.add_collection(LineCollection(streets, colors="#555555", linewidths=0.35, zorder=3))
    axes.plot(*zip(*places), "o", ms=4, color="#cb181d", mec="white", mew=0.6, zorder=4)
    axes.set(xlim=(7.4035, 7.4445), ylim=(43.7215, 43.7540), xticks=[], yticks=[])
    axes.set_aspect(1 / math.cos(math.radians(43.738)))
    axes.set_facecolor("#f4f8fb")
    axes.set_title(title, fontsize=11, loc="left")
    for side in axes.spines.values():
        side.set_color("#bbbbbb")


def main(circles):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run(circles, "assess", "--network", CITY, "-o", folder / "report.sqlite")
        run("ogr2ogr", folder / "streets.geojson", CITY, "lines", "-where", "highway IS NOT NULL")
        run("ogr2ogr", "-t_srs", "EPSG:4326", "-dialect", "SQLite", "-sql",
            "SELECT facility_id AS id, ST_PointOnSurface(geometry) FROM facility "
            "WHERE kind LIKE 'MED.%'", folder / "medical.geojson", folder / "report.sqlite")
        places = [f["geometry"]["coordinates"] for f in features(folder / "medical.geojson")]
        for form in ("dissolved", "nearest"):
            run(circles, "circle", "--network", CITY, "--facilities", folder / "medical.geojson",
                "--minutes", "5,10,15", "--form", form, "-o", folder / f"{form}.geojson")
        streets = [f["geometry"]["coordinates"] for f in features(folder / "streets.geojson")]
        figure, (left, right) = plt.subplots(1, 2, figsize=(12, 7))
        for f in sorted(features(folder / "dissolved.geojson"), key=lambda f: -f["properties"]["minutes"]):
            left.add_patch(patch(f["geometry"], fc=SHADES[f["properties"]["minutes"]], ec="white", lw=0.8))
        shown = [f for f in features(folder / "nearest.geojson") if f["properties"]["minutes"] == 15]
        for i, f in enumerate(sorted(shown, key=lambda f: f["properties"]["id"])):
            right.add_patch(
                patch(f["geometry"], fc=CATCHMENTS[i % len(CATCHMENTS)], ec="#6a51a3", lw=0.7))
    panel(left, "5, 10 and 15 minutes on foot to medical care", streets, places)
    panel(right, "The nearest of them within 15 minutes, without overlap", streets, places)
    left.legend(
        handles=[Patch(color=SHADES[m], label=f"{m} min") for m in (5, 10, 15)]
        + [Line2D([], [], marker="o", ls="", color="#cb181d", label="medical care")],
        loc="lower right", fontsize=9, frameon=True)
    figure.text(0.995, 0.012, "Monaco. Data © OpenStreetMap contributors, ODbL", ha="right", fontsize=8)
    figure.tight_layout(rect=(0, 0.025, 1, 0.985))
    figure.savefig(ROOT / "docs/images/monaco.png", dpi=100)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
