"""Fetch: pages, feeds, sitemaps, lists of addresses and web archives to pieces, politely and within limits."""

from __future__ import annotations

from marsad.fetch.client import AGENT, Client, Unchanged, Validators
from marsad.fetch.limits import Limits
from marsad.fetch.sources import Found, Gatherer, Kind, Visit, kind_of

__all__ = [
    "AGENT",
    "Client",
    "Found",
    "Gatherer",
    "Kind",
    "Limits",
    "Unchanged",
    "Validators",
    "Visit",
    "kind_of",
]
