"""The built pages: one HTML file for every address of a page, and its assets."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from marsad.serve.kept import has_it
from marsad.serve.problems import ProblemError

__all__ = ["STATIC", "router"]

router = APIRouter(include_in_schema=False)
STATIC = Path(__file__).parent / "static"
# Pages of the address bar; everything else is an asset or does not exist.
PAGES = ("", "event", "figures", "trends", "network", "documents", "read", "review", "about")
_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
    ".json": "application/json", ".woff2": "font/woff2", ".woff": "font/woff", ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json",
}  # fmt: skip


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    """Every file that may be sent, by its address: nothing outside the folder can be named."""
    return {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}


@router.get("/{address:path}")
def page(request: Request, address: str) -> Response:
    """An asset by its name, or the page."""
    if address.startswith("api/"):
        raise ProblemError(404, "There is no such address of the API; see /api/openapi.json")
    path = _files().get(address)
    if path is None and address.partition("/")[0] in PAGES:
        path = _files().get("index.html")
    if path is None:
        raise ProblemError(404, "There is no such page")
    # Names under assets/ carry a hash of the content, so that they never change.
    if address.startswith("assets/"):
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    else:
        headers = {"Cache-Control": "no-cache", "ETag": _tag(path)}
        if has_it(request.headers.get("if-none-match", ""), headers["ETag"]):
            return Response(status_code=304, headers=headers)
    return Response(path.read_bytes(), media_type=_TYPES.get(path.suffix, "application/octet-stream"), headers=headers)


@lru_cache(maxsize=256)
def _tag(path: Path) -> str:
    return f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:24]}"'
