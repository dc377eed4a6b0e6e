"""The built pages in the package are those of the sources in web/, and small enough for a slow line."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from marsad.serve.pages import STATIC

WEB = Path(__file__).parents[2] / "web"
PARTS = (
    "digest.mjs", "index.html", "package-lock.json", "package.json", "public", "src", "tsconfig.json", "vite.config.ts",
)  # fmt: skip
MOST_BYTES = 1_500_000


def digest() -> str:
    """SHA-256 over the lines "path, its SHA-256" of all sources, as web/digest.mjs computes it."""
    found = []
    for part in PARTS:
        path = WEB / part
        found += [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    # JavaScript sorts by UTF-16 units, which for these names is the order of their characters.
    named = sorted((one.relative_to(WEB).as_posix(), one) for one in found)
    lines = [f"{name} {hashlib.sha256(one.read_bytes()).hexdigest()}\n" for name, one in named]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.skipif(not WEB.exists(), reason="the sources of the pages are not here (an installed package)")
def test_the_built_pages_are_those_of_the_sources() -> None:
    built = (STATIC / "built-from.txt").read_text("utf-8").strip()
    assert built == digest(), "web/ has changed since the pages were built: cd web && npm ci && npm run build"


def test_the_pages_are_small() -> None:
    """Without the base map, which the overview alone loads, and fonts for browsers that know no WOFF2."""
    files = {one.relative_to(STATIC).as_posix(): one for one in STATIC.rglob("*") if one.is_file()}
    counted = [name for name in files if not name.startswith("map/") and not name.endswith((".woff", "licences.txt"))]
    sizes = {name: len(gzip.compress(files[name].read_bytes())) for name in counted}
    assert sum(sizes.values()) < MOST_BYTES, sorted(sizes.items(), key=lambda one: -one[1])[:5]


def test_a_page_names_only_files_that_are_there() -> None:
    page = (STATIC / "index.html").read_text("utf-8")
    named = [part.split('"')[0] for part in page.split('="/')[1:]]
    assert named and all((STATIC / name).is_file() for name in named if "." in name)
