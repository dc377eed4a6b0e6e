"""Whatever is sent, the server answers in the one error shape or as if it were any other word; it never fails."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from marsad.serve.description import _examples
from tests.serve.conftest import TOKEN

WORDS = [
    "' OR 1=1 --", "'; DROP TABLE events; --", '" NEAR(x y) * col:', "<script>alert(1)</script>", "\u202e\u2066rtl",
    "a" * 5_000, "٣٤٥", "../../etc/passwd", "%s%n{0}${7*7}", "-1", "0", "1e400", "9" * 400, "NaN", "null", "[]",
    "\ud7ff\U0001f600", "e\u0301\u0327" * 40, "\t\r\n", "",
]  # fmt: skip
RAW = ["%00", "a%00b", "%ff%fe", "%ed%a0%80", "%C0%AF", "%", "%zz"]
CURSORS = ["v-1", "d-x", "n999999999999999999999", "n-1", "v-\0", "x-' OR 1=1", "\u202e", "n٣"]
SHAPE = {"status", "title", "detail", "type"}


def check(answer: Any, sent: object) -> None:
    """No failure of the server; an error has the one shape and repeats nothing that was sent at length."""
    assert answer.status_code < 500, (sent, answer.status_code, answer.text[:300])
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", (sent, answer.text[:300])
        assert set(answer.json()) == SHAPE and answer.json()["status"] == answer.status_code
        assert len(answer.text) < 1_000 and "Traceback" not in answer.text and "sqlite" not in answer.text.lower()
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "text/html" not in answer.headers["content-type"]


def operations(client: TestClient, method: str) -> list[tuple[str, dict[str, Any]]]:
    paths = client.get("/api/openapi.json").json()["paths"]
    return [(path, methods[method]) for path, methods in paths.items() if method in methods]


def test_every_parameter_takes_any_word(client: TestClient) -> None:
    for path, operation in operations(client, "get"):
        given = {**_examples()[f"get {path}"].get("path", {})}
        needed = {
            one["name"]: one.get("example", "MA") for one in operation.get("parameters", ()) if one.get("required")
        }
        for parameter in operation.get("parameters", ()):
            # The filters of events are those of all views: one view takes every word, the others some.
            words = WORDS[:: 1 if path in ("/api/events", "/api/documents") else 4]
            for word in [quote(word, safe="") for word in words] + RAW[::2]:
                if parameter["in"] == "path":
                    check(client.get(path.format(id=word or "%20")), (path, word))
                    continue
                query = {name: str(value) for name, value in needed.items() if name not in given}
                query.pop(parameter["name"], None)
                told = "&".join([*(f"{name}={value}" for name, value in query.items()), f"{parameter['name']}={word}"])
                check(client.get(f"{path.format(**given)}?{told}"), (path, parameter["name"], word))


@pytest.mark.parametrize("cursor", CURSORS)
@pytest.mark.parametrize("path", ["events", "documents", "findings", "decisions"])
def test_cursors_that_no_page_gave(client: TestClient, path: str, cursor: str) -> None:
    text = base64.urlsafe_b64encode(cursor.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    check(client.get(f"/api/{path}", params={"after": text}), cursor)
    assert client.get(f"/api/{path}", params={"after": cursor}).status_code in (400, 422)


@pytest.mark.parametrize("limit", ["-1", "0", "501", "1.5", "1e3", "", "9" * 30, "abc", "٣"])
def test_limits_out_of_range(client: TestClient, limit: str) -> None:
    assert client.get("/api/events", params={"limit": limit}).status_code == 422


def bodies(example: dict[str, Any]) -> list[bytes]:
    """The body of an example with each of its values made hostile, and bodies that are no such object."""
    made = []
    for name in example:
        for word in [*WORDS[::2], None, -1, 10**400, True, [], {"$ne": 1}]:
            made.append(json.dumps({**example, name: word}).encode())
        made.append(json.dumps({**example, name: "MARK"}).replace('"MARK"', '"\\ud800 \\u0000 x"').encode())
        made.append(json.dumps({**example, name: "MARK"}).replace('"MARK"', "NaN").encode())
        made.append(json.dumps({**example, name: "MARK"}).replace('"MARK"', "[" * 50_000 + "]" * 50_000).encode())
    plain = json.dumps(example).encode()
    return [*made, b"", b"null", b"[]", b"{", plain[:-1], b"\xff\xfe" + plain, plain + b"\0", b'{"a":' * 100_000]


def test_every_body_takes_anything(writer: TestClient) -> None:
    for path, _ in operations(writer, "post"):
        example = _examples()[f"post {path}"]
        for body in bodies(example["request"]):
            address = path.format(**example.get("path", {}))
            check(writer.post(address, content=body, headers={"Content-Type": "application/json"}), (path, body[:200]))
        for kind in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "image/png",
            "",
        ):
            answer = writer.post(address, content=json.dumps(example["request"]), headers={"Content-Type": kind})
            check(answer, (path, kind))


def test_wrong_methods_and_addresses(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        answer = client.request(method, "/api/events")
        check(answer, method)
        assert answer.status_code == 405
    for path in (
        "/api",
        "/api/",
        "/api/events/",
        "/api//events",
        "/API/events",
        "/api/%2e%2e/about",
        "/docs",
        "/redoc",
    ):
        answer = client.get(path)
        check(answer, path)
        assert answer.status_code == 404, path


def test_a_page_elsewhere_cannot_write(writer: TestClient) -> None:
    """A form of another page sends no JSON, and a script of it no token: the browser asks first and gets no yes."""
    ask = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    asked = writer.options("/api/corrections", headers=ask)
    assert "access-control-allow-origin" not in asked.headers
    writer.headers.pop("X-Marsad-Token")
    body = {"why": "x", "record_id": "e-00", "field": "type", "value": 1}
    assert writer.post("/api/corrections", json=body, cookies={"token": TOKEN}).status_code == 401
    assert writer.post(f"/api/corrections?token={TOKEN}", json=body).status_code == 401
    for scheme in ("Basic", "bearer", "Bearer  "):
        assert writer.post("/api/corrections", json=body, headers={"Authorization": f"{scheme} x"}).status_code == 401
    right = writer.post("/api/corrections", json=body, headers={"Authorization": f"Bearer {TOKEN}"})
    assert right.status_code == 404
