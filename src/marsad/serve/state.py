"""What a running server holds: the archive, its settings, and what it has worked out of the archive as it stands."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request

from marsad.serve.settings import ServeSettings
from marsad.serve.table import EventTable, build_table
from marsad.store import Archive

__all__ = ["ServerState", "state_of"]

Value = TypeVar("Value")
_KEPT = 512
# How long a stamp is believed: another program's writing shows within a second.
_STAMP_SECONDS = 1.0


class ServerState:
    """One archive being served. Everything worked out is kept until the archive changes."""

    def __init__(self, archive: Archive, settings: ServeSettings) -> None:
        self.archive = archive
        self.settings = settings
        self.writing = threading.Lock()
        self._lock = threading.RLock()
        self._stamp = ("", 0.0)
        self._kept: OrderedDict[object, object] = OrderedDict()

    @property
    def stamp(self) -> str:
        """The stamp of the archive, at most a second old."""
        with self._lock:
            stamp, at = self._stamp
            if time.monotonic() - at > _STAMP_SECONDS:
                fresh = self.archive.stamp()
                if fresh != stamp:
                    self._kept.clear()
                self._stamp = (fresh, time.monotonic())
            return self._stamp[0]

    def changed(self) -> None:
        """Look at the archive anew: this server has written to it."""
        with self._lock:
            self._stamp = (self._stamp[0], 0.0)

    def once(self, key: object, work: Callable[[], Value]) -> Value:
        """The value for a key, worked out once for an archive as it stands; the least used are dropped."""
        stamp = self.stamp
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        value = work()
        with self._lock:
            if self._stamp[0] == stamp:
                self._kept[key] = value
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return value

    @property
    def table(self) -> EventTable:
        """The columns of all events."""
        with self._lock:
            return self.once("table", lambda: build_table(self.archive.event_columns()))


def state_of(request: Request) -> ServerState:
    """The state of the server that a request came to."""
    state: ServerState = request.app.state.marsad
    return state
