"""A view as a file, in the forms of `marsad export`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fastapi import Request, Response

from marsad.archive.exporting import Selection
from marsad.export import Options, export
from marsad.serve.problems import ProblemError
from marsad.serve.replies import reply_bytes
from marsad.serve.state import ServerState
from marsad.store import EventQuery

__all__ = ["FILE_FORMS", "events_file"]

# Form of the address -> form of the export, ending, media type.
FILE_FORMS = {
    "csv": ("csv-wide", ".csv", "text/csv; charset=utf-8"),
    "geojson": ("geojson", ".geojson", "application/geo+json"),
}


def events_file(request: Request, state: ServerState, query: EventQuery, form: str) -> Response:
    """The events of a view as a file; names are masked as in the pages."""
    if state.settings.coarse:
        raise ProblemError(403, "This server shows coarse places only and gives no files; ask its owner for an export")
    name, suffix, media_type = FILE_FORMS[form]
    options = Options(mask=not state.settings.show_names)
    if not state.files.acquire(blocking=False):
        raise ProblemError(503, "The server is writing other files; try again in a minute", {"Retry-After": "60"})
    try:
        with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
            path = Path(folder) / f"events{suffix}"
            export(Selection(state.archive, query), name, path, options)
            body = path.read_bytes()
    finally:
        state.files.release()
    answer = reply_bytes(request, body, media_type, keep=False)
    answer.headers["Content-Disposition"] = f'attachment; filename="marsad-events{suffix}"'
    return answer
