"""The OpenAPI document: what FastAPI finds in the routes, the error shape, the token, and an example of each call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI
from pydantic import TypeAdapter

from marsad.serve.problems import Problem

__all__ = ["describe"]

# Made by scripts/api_examples.py from texts of our own wording.
_EXAMPLES = Path(__file__).parent / "examples.json"
_ERROR = Problem(422, "Unprocessable Content", "bbox is west,south,east,north in degrees, like -18,20,12,37")


def describe(app: FastAPI) -> None:
    """Let the application describe itself in full."""
    plain: Callable[[], dict[str, Any]] = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = plain()
            _complete(schema)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _complete(schema: dict[str, Any]) -> None:
    parts = schema.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = {**TypeAdapter(Problem).json_schema(), "example": asdict(_ERROR)}
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if method == "post" and path != "/api/read":
                operation["security"] = [{"token": []}]
            if method == "get":
                operation["responses"]["304"] = {"description": "Nothing has changed since the ETag of If-None-Match"}
            _with_example(operation, _examples().get(f"{method} {path}", {}))


@lru_cache(maxsize=1)
def _examples() -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(_EXAMPLES.read_bytes())
    return loaded


def _with_example(operation: dict[str, Any], example: dict[str, Any]) -> None:
    given = {**example.get("path", {}), **example.get("query", {})}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in given:
            parameter["example"] = given[parameter["name"]]
    if "request" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["request"]
    content = operation["responses"]["200"].get("content", {})
    media = content.get("application/json", content.get("application/x-ndjson"))
    if media is not None and "response" in example:
        media["example"] = example["response"]
