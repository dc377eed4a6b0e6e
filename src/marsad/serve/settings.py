"""What whoever starts the server may choose."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ServeSettings"]


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Choices of a server; the defaults are the safe ones.

    ``token`` allows writing to whoever sends it; without one everything is read-only. ``coarse`` moves every point to
    a grid of half a degree (about 55 km). ``show_names`` turns the masking of private names off. ``hosts`` are the
    names under which the server answers, so that a page elsewhere cannot reach it by a name of its own.
    ``per_minute`` requests are answered to one address, ``max_body`` bytes are taken in one request.
    """

    token: str | None = None
    coarse: bool = False
    show_names: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    per_minute: int = 3_000
    max_body: int = 2_000_000
    max_text: int = 200_000
