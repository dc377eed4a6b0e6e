"""A small load tool: so many clients that each ask, wait for the answer, and ask again, over kept connections.

    python -m benchmarks.load http://127.0.0.1:8311 ADDRESSES --clients 20 --seconds 20

ADDRESSES holds one address a line; clients take them in turn, so that none is asked twice before all were asked once.
Prints as JSON: requests, requests a second, statuses, milliseconds at the median, 95 % and 99 %, bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import orjson


async def _client(
    host: str, port: int, addresses: Iterator[str], until: float, told: list[tuple[float, int, int]]
) -> None:
    reader, writer = await asyncio.open_connection(host, port, limit=2**24)
    while time.perf_counter() < until and (address := next(addresses, None)) is not None:
        begun = time.perf_counter()
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: keep-alive\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        size = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(size)
        told.append((time.perf_counter() - begun, int(head.split(" ", 2)[1]), size))
    writer.close()


async def load(
    url: str, addresses: list[str], *, clients: int, seconds: float, once: bool = False
) -> dict[str, object]:
    """What so many clients got in so many seconds, or until each address was asked once."""
    parts = urlsplit(url)
    told: list[tuple[float, int, int]] = []
    source = iter(addresses) if once else cycle(addresses)
    begun = time.perf_counter()
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    await asyncio.gather(*(_client(host, port, source, begun + seconds, told) for _ in range(clients)))
    took = time.perf_counter() - begun
    times = sorted(1000 * one[0] for one in told)

    def at(share: float) -> float:
        return round(times[min(len(times) - 1, int(share * len(times)))], 1)

    return {
        "requests": len(told),
        "per_second": round(len(told) / took),
        "statuses": {str(status): count for status, count in Counter(one[1] for one in told).items()},
        "ms": {"median": at(0.5), "p95": at(0.95), "p99": at(0.99), "longest": round(times[-1], 1)},
        "kilobytes": round(sum(one[2] for one in told) / len(told) / 1000, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("addresses", type=Path)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--once", action="store_true", help="end when each address was asked once")
    given = parser.parse_args()
    addresses = given.addresses.read_text("utf-8").split()
    told = asyncio.run(load(given.url, addresses, clients=given.clients, seconds=given.seconds, once=given.once))
    print(orjson.dumps(told).decode())


if __name__ == "__main__":
    main()
