"""A small web server on the loopback address whose pages misbehave in all the ways that the web does."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORY = (
    "<!doctype html><html><head><title>{title}</title></head><body><article><p>Police arrested {n} men in Tangier on "
    "Thursday, suspected of ties to Islamic State, the prosecutor said.</p><p>The house was searched for {n} hours and "
    "two rifles were seized, according to the same source.</p></article></body></html>"
)


@dataclass
class Page:
    """What the server answers for one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    endless: bytes = b""
    drip: float = 0.0


class Site:
    """The pages of a running server, and the requests that it saw (path, time)."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.pages: dict[str, Page] = {}
        self.seen: list[tuple[str, float]] = []
        self.closing = threading.Event()

    def story(self, path: str, n: int = 4, title: str = "Arrests in Tangier", **more: object) -> str:
        self.pages[path] = Page(STORY.format(n=n, title=title).encode(), **more)  # type: ignore[arg-type]
        return self.url + path

    def put(self, path: str, body: bytes | str, **more: object) -> str:
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(data, **more)  # type: ignore[arg-type]
        return self.url + path

    def asked(self, path: str) -> int:
        return sum(seen == path for seen, _ in self.seen)


def bomb(size: int) -> bytes:
    """So many zero bytes, gzipped."""
    return gzip.compress(b"\0" * size)


@contextmanager
def serving() -> Iterator[Site]:
    """A server for the time of a test."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_parts: object) -> None:
            pass

        def do_GET(self) -> None:
            site.seen.append((self.path, time.monotonic()))
            page = site.pages.get(self.path)
            if page is None:
                page = Page(b"no such page", 404)
            if page.etag and self.headers.get("If-None-Match") == page.etag:
                page = Page(b"", 304)
            try:
                _answer(self, page, site.closing)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_request: object) -> None:
            """A client that hangs up is what these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, page: Page, closing: threading.Event) -> None:
    handler.send_response(page.status)
    for name, value in page.headers.items():
        handler.send_header(name, value)
    if page.etag:
        handler.send_header("ETag", page.etag)
    if "Content-Type" not in page.headers:
        handler.send_header("Content-Type", "text/html")
    if page.endless or page.drip:
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(page.body)
        while not closing.wait(page.drip):
            handler.wfile.write(page.endless or b".")
        handler.close_connection = True
        return
    handler.send_header("Content-Length", str(len(page.body)))
    handler.end_headers()
    handler.wfile.write(page.body)
