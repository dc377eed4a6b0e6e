"""What a running server holds: the archive, its settings, and what it has worked out of the archive as it stands."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from fastapi import Request

from marsad.errors import MarsadError
from marsad.lexicon import LANGUAGES
from marsad.names import private_names
from marsad.serve.kept import Answers
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
        self.answers = Answers()
        # Two files at a time, so that whoever asks for a large one leaves the pages to others.
        self.files = threading.BoundedSemaphore(2)
        self._lock = threading.RLock()
        self._stamp = ("", 0.0)
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._under_way: dict[object, threading.RLock] = {}

    @property
    def stamp(self) -> str:
        """The stamp of the archive, at most a second old."""
        with self._lock:
            stamp, at = self._stamp
            if time.monotonic() - at > _STAMP_SECONDS:
                fresh = self.archive.stamp()
                if fresh != stamp:
                    self._kept.clear()
                    self.answers.clear()
                self._stamp = (fresh, time.monotonic())
            return self._stamp[0]

    @property
    def recent_stamp(self) -> str | None:
        """The stamp if it is not to be looked up anew."""
        stamp, at = self._stamp
        return stamp if time.monotonic() - at <= _STAMP_SECONDS else None

    def changed(self) -> None:
        """Look at the archive anew: this server has written to it."""
        with self._lock:
            self._stamp = (self._stamp[0], 0.0)
            self.answers.clear()

    def once(self, key: object, work: Callable[[], Value]) -> Value:
        """The value for a key, worked out once for an archive as it stands; the least used are dropped.

        Who asks while it is being worked out waits for it: twenty readers of a fresh archive cost as much as one.
        """
        stamp = self.stamp
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
            waiting = self._under_way.setdefault((stamp, key), threading.RLock())
        with waiting:
            with self._lock:
                if key in self._kept and self._stamp[0] == stamp:
                    return self._kept[key]  # type: ignore[return-value]
            try:
                value = work()
                self._keep(stamp, key, value)
            finally:
                with self._lock:
                    self._under_way.pop((stamp, key), None)
        return value

    def _keep(self, stamp: str, key: object, value: object) -> None:
        with self._lock:
            if self._stamp[0] == stamp:
                self._kept[key] = value
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)

    def warm(self) -> None:
        """Work out what every first view needs, before anyone asks; an archive that cannot be read says so then."""
        with suppress(MarsadError):
            _ = self.table
            self.once("masks", self.archive.all_masks)
            for language in LANGUAGES:
                private_names("Marsad.", language)

    @property
    def table(self) -> EventTable:
        """The columns of all events."""
        return self.once("table", lambda: build_table(self.archive.event_columns(), coarse=self.settings.coarse))


def state_of(request: Request) -> ServerState:
    """The state of the server that a request came to."""
    state: ServerState = request.app.state.marsad
    return state
