"""The one shape in which errors are told: problem details (RFC 9457), ``application/problem+json``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from marsad.errors import ArchiveError, MarsadError

__all__ = ["ERRORS", "Problem", "ProblemError", "add_problem_handlers", "problem_response"]

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong (``title``), with this request and what to do (``detail``); ``status`` is the HTTP status."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"


class ProblemError(Exception):
    """Raised anywhere under a route to answer with a problem."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers


# What every route may answer besides its result, for the OpenAPI document.
_TOLD = {
    400: "The request cannot be understood, for example a cursor that no page gave",
    401: "The token is missing or wrong",
    403: "This server is read-only",
    404: "There is no such record",
    409: "The archive does not allow it, for example a judgement that is withdrawn already",
    413: "The text is too long",
    422: "A parameter is not in its form",
    429: "Too many requests; wait a minute",
    503: "The archive cannot be read at the moment",
}
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": told, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, told in _TOLD.items()
}


def problem_response(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """A response in the one error shape."""
    problem = Problem(status, HTTPStatus(status).phrase, detail)
    return Response(orjson.dumps(asdict(problem)), status, headers, MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every kind of error as a problem; what was sent is never repeated in it. The guard has the rest."""

    @app.exception_handler(ProblemError)
    async def told(_request: Request, error: ProblemError) -> Response:
        return problem_response(error.status, error.detail, error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:5])
        return problem_response(422, faults[:500].encode("utf-8", "replace").decode())

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> Response:
        return problem_response(error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(ArchiveError)
    async def archive(_request: Request, error: ArchiveError) -> Response:
        return problem_response(503, f"The archive cannot be used: {error.reason}")

    @app.exception_handler(MarsadError)
    async def refused(_request: Request, error: MarsadError) -> Response:
        return problem_response(409, str(error)[:300])
